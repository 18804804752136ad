// Places whose name goes on beyond what the dictionary knows: "Norport Beach", "West Norland", "Harrow County".
#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

// What makes a place of a place's name. Rivers, bays and roads are none: see TidySettled.
constexpr auto kPlaceHeads =
    HashesOf("City", "County", "Counties", "Beach", "Valley", "Province", "Prefecture", "Peninsula", "Strait",
             "Straits", "Sea", "Seas", "Island", "Islands", "Heights", "Springs", "Falls", "Township", "Parish",
             "Borough", "Delta", "Plateau", "Hills", "Desert");

constexpr auto kAgreements = HashesOf("FTA", "TPA", "BIT", "TIFA", "CEPA", "FTAs", "TPAs");
constexpr auto kWaters = HashesOf("Bay", "River", "Lake");
constexpr auto kRegions = HashesOf("Area", "Delta", "Valley", "Basin", "Region");

class PlaceReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  void Longer(const Candidate& place) {
    std::uint32_t first = place.first, last = place.last;
    std::uint32_t end = place.span.end;
    const bool compass = first > 0 && IsCapitalWord(first - 1) && NearGap(first) && !At(first).all_caps &&
                         In(kKnown.compass, At(first - 1).hash) && Owner(first - 1) == nullptr &&
                         At(first - 1).possessive == 0;
    if (compass) --first;
    // "Western and Central Pacific": one stretch.
    if (compass && first >= 2 && At(first - 1).hash == kKnown.with_and && In(kKnown.compass, At(first - 2).hash) &&
        IsCapitalWord(first - 2))
      first -= 2;
    const bool head = At(last - 1).possessive == 0 && IsCapitalWord(last) && At(last).gap == Gap::kSpace &&
                      Owner(last) == nullptr && In(kPlaceHeads, At(last).hash);
    // "Norport Bay Area"
    const bool region = !head && last + 1 < document_.size() && At(last - 1).possessive == 0 &&
                        IsCapitalWord(last + 1) && NearGap(last) && NearGap(last + 1) && In(kWaters, At(last).hash) &&
                        In(kRegions, At(last + 1).hash);
    if (region) {
      last += 2;
      end = At(last - 1).stem().end;
    }
    if (head) end = At(last++).stem().end;
    if (compass || head || region) Emit(first, last, end, MentionKind::kPlace, "shape:place");
    if (first == place.first) Town(place);
    // "the Chile FTA"
    const bool agreement = !compass && At(place.last - 1).possessive == 0 && IsCapitalWord(place.last) && At(place.last).gap == Gap::kSpace &&
                           At(place.last).all_caps && In(kAgreements, At(place.last).hash);
    if (agreement) Emit(place.first, place.last + 1, At(place.last).stem().end, MentionKind::kRule, "shape:agreement");
  }

 private:
  bool MayNameTown(std::uint32_t i) const {
    const std::uint32_t hash = At(i).hash;
    if (!IsPlainCapital(i) || Owner(i) != nullptr || At(i).possessive != 0 || At(i).span.size() < 3) return false;
    return In(kPlaceHeads, hash) ||
           !(IsBodyHead(hash) || IsAgencyHead(hash) || IsRuleHead(hash) || IsTradeWord(hash) || IsLegalSuffix(hash));
  }

  // What may follow "in Tarn Landing, Norland" when that is a town: no verb of which the country is the subject.
  bool MayFollowTown(std::uint32_t i) const {
    static constexpr auto words = HashesOf("on", "in", "to", "for", "and", "or", "where", "that", "which", "after",
                                           "before", "this", "last", "next", "near", "by", "with", "from", "at");
    return i >= document_.size() || At(i).kind == TokenKind::kPunct || At(i).gap == Gap::kParagraph ||
           In(words, At(i).hash);
  }

  // "in Tarn Landing, Norland", "TARN LANDING, Norland, May 5": the town before its state or country.
  void Town(const Candidate& place) {
    static constexpr auto prepositions = HashesOf("in", "at", "from", "near", "of", "to", "outside");
    constexpr std::uint32_t kTownWordsMax = 3;
    if (place.first < 2 || At(place.first - 1).hash != kKnown.comma || !document_.Glued(place.first - 1) ||
        !NearGap(place.first))
      return;
    if (IsCity(place) || At(place.last - 1).possessive != 0 || !MayFollowTown(place.last)) return;
    const std::uint32_t last = place.first - 1;
    std::uint32_t first = last;
    while (first > 0 && last - first < kTownWordsMax && MayNameTown(first - 1) && (first == last || NearGap(first))) {
      --first;
      if (At(first).gap == Gap::kParagraph) break;
    }
    if (first == last) return;
    const bool dateline = (first == 0 || At(first).gap == Gap::kParagraph) && At(first).all_caps;
    const bool led = first > 0 && NearGap(first) && At(first - 1).kind == TokenKind::kWord && !At(first - 1).capital &&
                     In(prepositions, At(first - 1).hash);
    if (dateline || led) Emit(first, last, At(last - 1).span.end, MentionKind::kPlace, "shape:town");
  }
};

}  // namespace

void LongerPlace(const ShapeContext& context, const Candidate& place) {
  PlaceReader(context).Longer(place);
}

}  // namespace dateline::extract
