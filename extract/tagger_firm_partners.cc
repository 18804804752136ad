// Firms called after partners or a country's trade, and who speaks for a firm: "Quorl & Harrow", "Norland Mineral
// Resources Group", "Quorl's Jane Tarn said".
#include "extract/tagger_firm_shapes.h"

namespace dateline::extract {
namespace {

// Before such a name: "Jane Roe of", "a lawyer at", "the law firm". Other pairs are songs, dishes and friends.
constexpr auto kLeads = HashesOf("of", "at", "with");
constexpr auto kCallings = HashesOf("lawyer", "lawyers", "attorney", "attorneys", "partner", "partners", "counsel",
                                    "associate", "analyst", "analysts", "litigator", "lobbyist", "lobbyists", "firm",
                                    "firms", "consultancy", "broker", "brokers", "colleagues");
constexpr std::uint32_t kFirm = HashOf("firm");
constexpr auto kNoPartners =
    HashesOf("Development", "Acquisitions", "Conditions", "Safety", "Beverage", "Arts", "Tourism", "Light", "Answers",
             "Marketing", "Policy", "Education", "Design", "Learning", "Space", "Tax", "Trust", "Estate", "Wildlife",
             "Recreation", "Means", "Cons", "Demand", "Mobility", "Entertainment", "Garden", "Inclusion", "Repair",
             "Operations", "Culture", "Society", "Politics", "Opinion", "Events", "Style", "Sports", "Environment",
             "Budget", "Housing", "Human", "Rural", "Urban", "Water", "Air", "Legal", "Public", "Commonwealth",
             "Foreign", "Grocery", "Labor", "Labour", "Defense", "Defence", "Homeland", "Chips", "Pacific", "Atlantic");

class PartnersReader : FirmShapes {
 public:
  using FirmShapes::FirmShapes;

  // "Norland Mineral Resources Group": a country's trade.
  bool Group(std::uint32_t group) {
    if (group < 3 || At(group).gap != Gap::kSpace || At(group).all_caps ||
        !(IsTradeWord(At(group - 1).hash) || In(kWeakTails, At(group - 1).hash)) || At(group - 1).possessive != 0 ||
        Owner(group) != nullptr)
      return false;
    std::uint32_t first = group;
    while (first > 0 && group - first < 4 && NearGap(first) && IsPlainCapital(first - 1) &&
           Owner(first - 1) == nullptr && At(first - 1).possessive == 0 && !IsHead(At(first - 1).hash))
      --first;
    if (first == group || first == 0 || !OwnedBy(first - 1, MentionKind::kPlace) || !NearGap(first) ||
        At(first - 1).possessive != 0 || group - first < 2)
      return false;
    if (group + 1 < document_.size() && At(group + 1).capital && At(group + 1).gap == Gap::kSpace) return false;
    const std::uint32_t begin = Owner(first - 1)->first;
    Emit(begin, group + 1, At(group).stem().end, MentionKind::kFirm, "shape:firm-group", KnownFirm(begin, group + 1));
    return true;
  }

  // "Quorl's Jane Tarn said"
  void Speaker(std::uint32_t first) {
    static constexpr auto speaks = HashesOf("said", "told", "says", "argued", "wrote", "warned", "noted", "added",
                                            "testified", "tells", "predicted", "estimated", "declined");
    const std::uint32_t verb = first + 2;
    if (verb >= document_.size() || At(verb).capital || At(verb).gap != Gap::kSpace || !In(speaks, At(verb).hash))
      return;
    if (!IsName(first) || !IsName(first + 1) || At(first).possessive != 0 || At(first + 1).possessive != 0) return;
    Emit(first, verb, At(verb - 1).stem().end, MentionKind::kOfficial, "shape:speaker-of");
  }

  // "said Quorl Tarn of Harrow": before the firm or body that begins at `firm`.
  void SpeakerBefore(std::uint32_t firm) {
    static constexpr auto speaks = HashesOf("said", "says", "wrote", "warned", "told", "added", "noted");
    if (firm < 4 || At(firm - 4).capital || !In(speaks, At(firm - 4).hash)) return;
    const std::uint32_t first = firm - 3;
    if (!IsName(first) || !IsName(first + 1) || At(first).possessive != 0 || At(first + 1).possessive != 0) return;
    Emit(first, first + 2, At(first + 1).stem().end, MentionKind::kOfficial, "shape:speaker-of");
  }

  void Read(std::uint32_t ampersand) {
    if (ampersand < 2 || At(ampersand).gap != Gap::kSpace || At(ampersand + 1).gap != Gap::kSpace) return;
    const std::uint32_t right = ampersand + 1;
    std::uint32_t first = ampersand - 1;
    if (!IsPartner(first) || !IsPartner(right)) return;
    // "Quorl, Tern & Harrow"
    while (first > 2 && At(first - 1).hash == kKnown.comma && document_.Glued(first - 1) && IsPartner(first - 2) &&
           At(first).gap == Gap::kSpace)
      first -= 2;
    if (At(first).gap != Gap::kSpace || At(first - 1).capital || first < 2) return;
    const Token& led = At(first - 2);
    const bool works = In(kLeads, At(first - 1).hash) && led.kind == TokenKind::kWord &&
                       (OwnedBy(first - 2, MentionKind::kOfficial) || In(kCallings, led.hash));
    if (!works && At(first - 1).hash != kFirm) return;
    const std::uint32_t next = right + 1;
    if (next < document_.size() && At(next).gap == Gap::kSpace && At(next).capital && At(right).possessive == 0) return;
    Emit(first, next, At(right).stem().end, MentionKind::kFirm, "shape:firm-partners", KnownFirm(first, next));
  }

 private:
  bool IsName(std::uint32_t i) const {
    const std::uint32_t hash = At(i).hash;
    return IsPlainCapital(i) && At(i).gap == Gap::kSpace && !At(i).all_caps && Owner(i) == nullptr && !IsHead(hash) &&
           !IsTradeWord(hash) && !IsBodyHead(hash) && !In(kNoNames, hash) && !In(kNoFirms, hash) &&
           At(i).span.size() > 2;
  }

  bool IsPartner(std::uint32_t i) const {
    const std::uint32_t hash = At(i).hash;
    if (!IsPlainCapital(i) || At(i).all_caps || At(i).span.size() < 4 || In(kNoPartners, hash)) return false;
    if (Owner(i) != nullptr && !(OwnedBy(i, MentionKind::kOfficial) && Owner(i)->last == Owner(i)->first + 1))
      return false;
    return !IsHead(hash) && !IsTradeWord(hash) && !IsBodyHead(hash) && !In(kNoNames, hash) && !In(kNoFirms, hash) &&
           !In(kWeakTails, hash) && !In(kTails, hash);
  }
};

}  // namespace

bool FirmGroupAt(const ShapeContext& context, std::uint32_t group) {
  return PartnersReader(context).Group(group);
}

void SpeakerOfAt(const ShapeContext& context, std::uint32_t first) {
  PartnersReader(context).Speaker(first);
}

void SpeakerBefore(const ShapeContext& context, std::uint32_t firm) {
  PartnersReader(context).SpeakerBefore(firm);
}

void FirmPartnersAt(const ShapeContext& context, std::uint32_t ampersand) {
  PartnersReader(context).Read(ampersand);
}

}  // namespace dateline::extract
