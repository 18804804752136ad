// Firms called after two or three partners: "Quorl & Harrow", "Quorl, Tern & Harrow".
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
  bool IsPartner(std::uint32_t i) const {
    const std::uint32_t hash = At(i).hash;
    if (!IsPlainCapital(i) || At(i).all_caps || At(i).span.size() < 4 || In(kNoPartners, hash)) return false;
    if (Owner(i) != nullptr && !(OwnedBy(i, MentionKind::kOfficial) && Owner(i)->last == Owner(i)->first + 1)) return false;
    return !IsHead(hash) && !IsTradeWord(hash) && !IsBodyHead(hash) && !In(kNoNames, hash) && !In(kNoFirms, hash) &&
           !In(kWeakTails, hash) && !In(kTails, hash);
  }
};

}  // namespace

void FirmPartnersAt(const ShapeContext& context, std::uint32_t ampersand) { PartnersReader(context).Read(ampersand); }

}  // namespace dateline::extract
