#include "extract/tagger_shapes.h"

#include <algorithm>

#include "extract/tagger_known.h"
#include "extract/tagger_shape_reader.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

// "Gannett and Tarnvek … Tarnvek Co.": a name found by where it stands is that of the firm that the text gives in full.
void TakeFullName(const TaggedText& document, const std::vector<Candidate>& settled, std::vector<Candidate>& found) {
  const auto is_full = [&](const Candidate& full, const Candidate& name) {
    return full.kind == MentionKind::kFirm && full.last > name.last - name.first + full.first &&
           document.tokens[full.first].hash == document.tokens[name.first].hash;
  };
  for (Candidate& name : found) {
    if (name.rule != "shape:firm-role" || name.entity != kNoId || name.last != name.first + 1) continue;
    for (const std::vector<Candidate>* const all : {&settled, static_cast<const std::vector<Candidate>*>(&found)}) {
      const auto full = std::ranges::find_if(*all, [&](const Candidate& other) { return is_full(other, name); });
      if (full == all->end()) continue;
      name.entity = full->entity;
      name.id = full->id;
      break;
    }
  }
}

}  // namespace

void FindShapes(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                const Owners& owners, std::vector<Candidate>& found) {
  const ShapeContext context{document, dictionary, settled, owners, found};
  for (const Candidate& firm : settled) {
    const std::uint32_t i = firm.last;
    if (firm.kind == MentionKind::kPlace) LongerPlace(context, firm);
    if (firm.kind == MentionKind::kRule) LongerLaw(context, firm);
    if (firm.kind == MentionKind::kFirm && firm.first > 1 && !document.tokens[firm.first - 1].capital)
      FirmListedBefore(context, firm.first);
    if (i >= document.size()) continue;
    static constexpr std::uint32_t based = HashOf("based");
    if (firm.kind == MentionKind::kPlace && document.tokens[i].hash == kKnown.hyphen && i + 2 < document.size() &&
        document.tokens[i + 1].hash == based && document.tokens[i + 2].capital && owners[i + 2] == kNoId)
      FirmBasedAt(context, i + 2);
    const bool speaks = firm.kind == MentionKind::kFirm || firm.kind == MentionKind::kAgency;
    if (speaks && firm.first > 3 && document.tokens[firm.first - 1].hash == kKnown.of &&
        document.tokens[firm.first - 2].capital)
      SpeakerBefore(context, firm.first);
    if (document.tokens[i - 1].possessive != 0) {
      if (speaks && document.tokens[i].capital && owners[i] == kNoId) SpeakerOfAt(context, i);
      continue;
    }
    if (firm.kind != MentionKind::kFirm) continue;
    const std::uint32_t hash = document.tokens[i].hash;
    if (hash == kKnown.comma || hash == kKnown.with_and) FirmListedAfter(context, i);
    if (document.tokens[i].capital && document.tokens[i].gap == Gap::kSpace && owners[i] == kNoId) FirmBranchAt(context, i);
  }
  for (const StartPlace& place : document.starts) {
    if ((place.starts & kStartsShape) == 0) continue;
    const Token& token = document.tokens[place.token];
    if (token.kind == TokenKind::kCjk) ChineseFirmAt(context, place.token);
    if (token.kind == TokenKind::kPunct) {
      if (document.IsMark(place.token, '&'))
        FirmPartnersAt(context, place.token);
      else
        ChineseLawAt(context, place.token);
    }
    if (token.kind != TokenKind::kWord) continue;
    if ((place.classes & kRegimeWord) != 0) {
      static constexpr auto regimes =
          HashesOf("administration", "regime", "government", "presidency", "cabinet", "junta");
      static constexpr std::uint32_t plc = HashOf("plc");
      if (token.span.size() == 1 || (token.hash == plc && !token.capital))
        FirmEndingAt(context, place.token);
      else if (In(regimes, token.hash))
        RegimeAt(context, place.token);
      else if (!FirmRoleAt(context, place.token) && token.capital)
        StateAt(context, place.token);
    }
    if (!token.capital) {
      if ((place.classes & kLawHead) != 0) SmallLawAt(context, place.token);
      continue;
    }
    if ((place.classes & kFirmSuffix) != 0) FirmEndingAt(context, place.token);
    else if ((place.classes & kAgencyHead) != 0) BodyAt(context, place.token);
    else if ((place.classes & kDepartments) != 0) DepartmentsAt(context, place.token);
    if ((place.classes & kLawHead) != 0) LawEndingAt(context, place.token);
  }
  TakeFullName(document, settled, found);
}

}  // namespace dateline::extract
