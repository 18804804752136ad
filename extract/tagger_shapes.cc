#include "extract/tagger_shapes.h"

#include "extract/tagger_people.h"
#include "extract/tagger_shape_reader.h"
#include "extract/tagger_words.h"

namespace dateline::extract {

void FindShapes(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                std::vector<Candidate>& found) {
  constexpr std::uint16_t kHeads = kRegimeWord | kFirmSuffix | kAgencyHead | kDepartments | kLawHead;
  const auto owners = OwnersOf(document, settled);
  const ShapeContext context{document, dictionary, settled, owners, found};
  for (std::uint32_t i = 0; i < document.size(); ++i) {
    const Token& token = document.tokens[i];
    if (token.kind == TokenKind::kCjk) {
      i = ChineseFirmAt(context, i);
      continue;
    }
    const std::uint16_t classes = document.classes[i];
    if (i > 0 && token.capital && owners[i] == kNoId && owners[i - 1] != kNoId && token.gap == Gap::kSpace &&
        settled[owners[i - 1]].kind == MentionKind::kFirm && document.tokens[i - 1].possessive == 0) {
      FirmBranchAt(context, i);
    }
    if ((classes & kHeads) == 0 || token.kind != TokenKind::kWord) continue;
    if ((classes & kRegimeWord) != 0) RegimeAt(context, i);
    if (!token.capital) continue;
    if ((classes & kFirmSuffix) != 0) FirmEndingAt(context, i);
    else if ((classes & kAgencyHead) != 0) BodyAt(context, i);
    else if ((classes & kDepartments) != 0) DepartmentsAt(context, i);
    if ((classes & kLawHead) != 0) LawEndingAt(context, i);
  }
}

}  // namespace dateline::extract
