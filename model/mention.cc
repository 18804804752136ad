#include "model/mention.h"

#include "model/names.h"

namespace dateline {
namespace {

constexpr NameTable<MentionKind, 17> kMentionKindNames{{
    {MentionKind::kFirm, "firm"},
    {MentionKind::kChip, "chip"},
    {MentionKind::kOfficial, "official"},
    {MentionKind::kRule, "rule"},
    {MentionKind::kAgency, "agency"},
    {MentionKind::kPlace, "place"},
    {MentionKind::kModel, "model"},
    {MentionKind::kSoftware, "software"},
    {MentionKind::kTool, "tool"},
    {MentionKind::kMedia, "media"},
    {MentionKind::kMeeting, "meeting"},
    {MentionKind::kAmount, "amount"},
    {MentionKind::kCount, "count"},
    {MentionKind::kIdentifier, "identifier"},
    {MentionKind::kPlan, "plan"},
    {MentionKind::kMemory, "memory"},
    {MentionKind::kOrganisation, "organisation"},
}};

}  // namespace

std::string_view ToString(MentionKind value) { return NameIn(kMentionKindNames, value); }
std::optional<MentionKind> ParseMentionKind(std::string_view text) {
  return ValueIn(kMentionKindNames, text.substr(0, text.find('.')));
}

}  // namespace dateline
