#include "extract/named_things.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// Nouns for an instrument and what its name has in it, in lower case.
struct Head {
  std::string_view noun;
  std::array<std::string_view, 5> in_name;
};
constexpr std::array kHeads{
    Head{"act", {"act", "law"}},
    Head{"agreement", {"agreement", "deal", "treaty"}},
    Head{"announcement", {"announcement", "notice"}},
    Head{"bill", {"act", "bill", "h.r.", "s."}},
    Head{"decree", {"decree", "order"}},
    Head{"directive", {"directive"}},
    Head{"framework", {"framework", "rule"}},
    Head{"law", {"act", "law", "statute"}},
    Head{"legislation", {"act", "bill", "h.r.", "s."}},
    Head{"list", {"list"}},
    Head{"measure", {"act", "bill", "h.r."}},
    Head{"measures", {"measures", "announcement", "regulations"}},
    Head{"order", {"order", "e.o.", "eo", "proclamation"}},
    Head{"proclamation", {"proclamation"}},
    Head{"program", {"program", "programme"}},
    Head{"programme", {"program", "programme"}},
    Head{"regulation", {"regulation", "rule"}},
    Head{"regulations", {"regulations", "rule"}},
    Head{"rule", {"rule", "framework", "ifr"}},
    Head{"rules", {"rule", "rules", "framework", "regulations"}},
    Head{"statute", {"act", "law", "statute"}},
};
static_assert(std::ranges::is_sorted(kHeads, {}, &Head::noun));

const Head* HeadOf(std::string_view noun) {
  const auto at = std::ranges::lower_bound(kHeads, noun, {}, &Head::noun);
  return at != kHeads.end() && at->noun == noun ? &*at : nullptr;
}

// The word stands in the name, not only inside another: "act", not "impact".
bool HasWord(std::string_view name, std::string_view word) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
    const bool begins = at == 0 || !letter(name[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end >= name.size() || !letter(name[end]) || word.ends_with('.'))) return true;
  }
  return false;
}

bool Fits(const Head& head, std::string_view surface) {
  std::string name(surface);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::any_of(head.in_name, [&](std::string_view w) { return !w.empty() && HasWord(name, w); });
}

constexpr std::uint32_t kSentences = 4;  // that are looked back, with the own one
constexpr std::uint32_t kTokens = 240;

}  // namespace

const Mention& NamedThings::At(std::uint32_t token) const {
  return r_.what->mentions[static_cast<std::size_t>(r_.words[token].mention)];
}

const Mention* NamedThings::Instrument(TokenRange phrase, bool pronouns) const {
  constexpr std::uint32_t kLongest = 4;  // "the long-delayed cloud rule"
  std::uint32_t i = phrase.begin;
  while (i < phrase.end && r_.words[i].mention < 0 && (r_.Is(i, kAdverb) || r_.words[i].punct != 0)) ++i;
  if (i >= phrase.end || r_.words[i].mention >= 0) return nullptr;
  const std::uint32_t begin = i;
  const Known first = WordAt(r_, i);
  const Head* head = nullptr;
  const bool it = pronouns && first == "it";
  if (!it) {
    if (first != "the" && first != "that") return nullptr;
    for (++i; i < std::min(phrase.end, begin + 2 + kLongest); ++i) {
      if (r_.words[i].mention >= 0) return nullptr;  // "the Affiliates Rule": it has a name
      if (r_.words[i].punct == '-') continue;
      if (r_.words[i].punct != 0 || r_.Is(i, kPreposition | kConjunction | kRelative | kThat)) break;
      if (const Head* found = HeadOf(WordAt(r_, i)); found != nullptr) head = found;
      if (head != nullptr && HeadOf(WordAt(r_, i)) == nullptr) break;
    }
    if (head == nullptr) return nullptr;
    // "the list of goods", "the rule on drones": told apart by what follows, not by a name before.
    const bool told = i < phrase.end && (WordAt(r_, i) == "of" || WordAt(r_, i) == "on" || WordAt(r_, i) == "for");
    if (told && (i + 1 >= phrase.end || r_.DatesOf({i + 1, std::min(phrase.end, i + 4)}).empty())) return nullptr;
  }
  const std::uint32_t own = r_.sentence_of[begin];
  for (std::uint32_t k = begin, n = 0; k-- > 0 && n < kTokens; ++n) {
    if (r_.sentence_of[k] + kSentences <= own) return nullptr;
    if (it && r_.words[k].mention < 0 && WordAt(r_, k) == "the") {
      // "issued the rule, extending it"
      if (const Head* same = k + 1 < begin && r_.words[k + 1].mention < 0 ? HeadOf(WordAt(r_, k + 1)) : nullptr;
          same != nullptr)
        return Instrument({k, begin}, false);
    }
    if (r_.words[k].mention < 0 || At(k).kind != MentionKind::kRule) continue;
    // "Entity List restrictions"
    const bool last = r_.words[k + 1].mention != r_.words[k].mention;
    if (it && !last) continue;
    if (it && r_.words[k + 1].mention < 0 && r_.words[k + 1].punct == 0 && !(*r_.tokens)[k + 1].capital &&
        r_.finite[k + 1] == 0 && !r_.Is(k + 1, kPreposition | kConjunction | kAdverb | kModal | kRelative | kThat))
      continue;
    if (it) return r_.sentence_of[k] + 2 > own ? &At(k) : nullptr;
    if (Fits(*head, At(k).span.In(r_.text)) || Fits(*head, std::string_view(At(k).entity).substr(5))) return &At(k);
  }
  return nullptr;
}

const Mention* NamedThings::Firm(TokenRange phrase, bool owners) const {
  for (std::uint32_t i = phrase.begin; i + 1 < phrase.end; ++i) {
    if (r_.words[i].mention >= 0 || WordAt(r_, i) != "the") continue;
    std::uint32_t k = i + 1;
    // "the Dutch chipmaker"
    if (k + 1 < phrase.end && r_.words[k].mention < 0 && (*r_.tokens)[k].capital) ++k;
    if (r_.words[k].mention >= 0 || !words_.firms.Has(r_.words[k])) continue;
    const bool owner = r_.Surface(k).ends_with("'s") || r_.Surface(k).ends_with("’s");
    if (owner != owners) continue;
    const std::string_view after = k + 1 < r_.words.size() ? r_.Surface(k + 1) : std::string_view{};
    if ((k + 1 < r_.words.size() && r_.words[k + 1].mention >= 0) || after == "of" || after == "that") return nullptr;
    const std::uint32_t own = r_.sentence_of[i];
    std::uint32_t sentence = own + 1;
    const Mention* only = nullptr;
    for (std::uint32_t b = i, n = 0; b-- > 0 && n < kTokens; ++n) {
      if (r_.words[b].mention < 0 || At(b).kind != MentionKind::kFirm) continue;
      // "(Northline News) — Lanhe said": who tells it.
      std::uint32_t next = b + 1;
      while (next + 1 < i && r_.words[next].mention == r_.words[b].mention) ++next;
      if (r_.words[next].punct == ')' && (r_.words[next + 1].punct == '-' || r_.words[next + 1].punct == '\xE2')) continue;
      if (only == nullptr && r_.sentence_of[b] + 3 <= own) return nullptr;
      if (only != nullptr && r_.sentence_of[b] != sentence) break;
      if (only != nullptr && only->entity != At(b).entity) return nullptr;
      only = &At(b), sentence = r_.sentence_of[b];
    }
    return only;
  }
  return nullptr;
}

const Mention* NamedThings::Person(TokenRange phrase) const {
  if (phrase.empty() || r_.words[phrase.begin].mention >= 0) return nullptr;
  const Known first = WordAt(r_, phrase.begin);
  if (first != "him" && first != "her") return nullptr;
  // "her lawyers"
  if (first == "her" && phrase.begin + 1 < phrase.end && r_.words[phrase.begin + 1].punct == 0 &&
      !r_.Is(phrase.begin + 1, kPreposition | kAdverb | kConjunction | kSplitter))
    return nullptr;
  const std::uint32_t own = r_.sentence_of[phrase.begin];
  for (std::uint32_t k = phrase.begin, n = 0; k-- > 0 && n < kTokens; ++n) {
    if (r_.sentence_of[k] + 3 <= own) return nullptr;
    if (r_.words[k].mention >= 0 && At(k).kind == MentionKind::kOfficial) return &At(k);
  }
  return nullptr;
}

}  // namespace dateline::extract
