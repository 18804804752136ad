#include "extract/tagger_shapes.h"

#include "extract/tagger_known.h"
#include "extract/tagger_people.h"
#include "extract/tagger_shape_reader.h"
#include "extract/tagger_words.h"

namespace dateline::extract {

void FindShapes(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                const Owners& owners, std::vector<Candidate>& found) {
  const ShapeContext context{document, dictionary, settled, owners, found};
  for (const Candidate& firm : settled) {
    const std::uint32_t i = firm.last;
    if (firm.kind == MentionKind::kPlace) LongerPlace(context, firm);
    if (firm.kind == MentionKind::kRule) LongerLaw(context, firm);
    if (firm.kind == MentionKind::kFirm && firm.first > 1 && !document.tokens[firm.first - 1].capital)
      FirmListedBefore(context, firm.first);
    if (firm.kind != MentionKind::kFirm || i >= document.size() || document.tokens[i - 1].possessive != 0) continue;
    const std::uint32_t hash = document.tokens[i].hash;
    if (hash == kKnown.comma || hash == kKnown.with_and) FirmListedAfter(context, i);
    if (document.tokens[i].capital && document.tokens[i].gap == Gap::kSpace && owners[i] == kNoId) FirmBranchAt(context, i);
  }
  for (const StartPlace& place : document.starts) {
    if ((place.starts & kStartsShape) == 0) continue;
    const Token& token = document.tokens[place.token];
    if (token.kind == TokenKind::kCjk) ChineseFirmAt(context, place.token);
    if (token.kind == TokenKind::kPunct) ChineseLawAt(context, place.token);
    if (token.kind != TokenKind::kWord) continue;
    if ((place.classes & kRegimeWord) != 0) {
      static constexpr auto regimes =
          HashesOf("administration", "regime", "government", "presidency", "cabinet", "junta");
      if (token.span.size() == 1)
        FirmEndingAt(context, place.token);
      else if (In(regimes, token.hash))
        RegimeAt(context, place.token);
      else if (!FirmRoleAt(context, place.token) && token.capital)
        StateAt(context, place.token);
    }
    if (!token.capital) continue;
    if ((place.classes & kFirmSuffix) != 0) FirmEndingAt(context, place.token);
    else if ((place.classes & kAgencyHead) != 0) BodyAt(context, place.token);
    else if ((place.classes & kDepartments) != 0) DepartmentsAt(context, place.token);
    if ((place.classes & kLawHead) != 0) LawEndingAt(context, place.token);
  }
}

}  // namespace dateline::extract
