#include "extract/tagger_settled.h"

#include "extract/token.h"

namespace dateline::extract {

void FindOwners(const TaggedText& document, const std::vector<Candidate>& settled, Owners& owners) {
  owners.assign(document.size(), kNoId);
  for (std::uint32_t i = 0; i < settled.size(); ++i) {
    for (std::uint32_t token = settled[i].first; token < settled[i].last; ++token) owners[token] = i;
  }
}

std::string SlugId(std::string_view kind, std::string_view words) {
  std::string id;
  id.reserve(kind.size() + words.size() + 1);
  id += kind;
  id += '.';
  // Plain letters, digits and marks that part words, the bulk, need no tokens.
  const std::size_t after_kind = id.size();
  bool parted = false;
  for (const char c : words) {
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (letter || (c >= '0' && c <= '9')) {
      if (parted && id.size() > after_kind) id += '-';
      id += static_cast<char>(letter ? c | 0x20 : c);
      parted = false;
    } else if (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '\n') {
      parted = true;
    } else {
      id.resize(after_kind);
      break;
    }
  }
  if (id.size() > after_kind) return id;
  bool gap = false;
  for (const Token& token : Tokenise(words)) {
    if (token.kind == TokenKind::kPunct) continue;
    if (gap && token.kind != TokenKind::kCjk) id += '-';
    id += FoldToken(token.span.In(words));
    gap = true;
  }
  return id;
}

}  // namespace dateline::extract
