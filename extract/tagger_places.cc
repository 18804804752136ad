// Places whose name goes on beyond what the dictionary knows: "Norport Beach", "West Norland", "Harrow County".
#include "extract/tagger_shape_reader.h"

namespace dateline::extract {
namespace {

// What makes a place of a place's name. Rivers, bays and roads are none: see TidySettled.
constexpr auto kPlaceHeads = HashesOf("City", "County", "Counties", "Beach", "Valley", "Province", "Prefecture", "Peninsula", "Strait", "Straits", "Sea", "Seas",
                                      "Island", "Islands", "Heights", "Springs", "Falls", "Township", "Parish", "Borough", "Delta", "Plateau", "Hills", "Desert");

constexpr auto kWaters = HashesOf("Bay", "River", "Lake");
constexpr auto kRegions = HashesOf("Area", "Delta", "Valley", "Basin", "Region");

class PlaceReader : ShapeReader {
 public:
  using ShapeReader::ShapeReader;

  void Longer(const Candidate& place) {
    std::uint32_t first = place.first, last = place.last;
    std::uint32_t end = place.span.end;
    const bool compass = first > 0 && IsCapitalWord(first - 1) && NearGap(first) && !At(first).all_caps && In(kKnown.compass, At(first - 1).hash) && Owner(first - 1) == nullptr &&
                         At(first - 1).possessive == 0;
    if (compass) --first;
    // "Western and Central Pacific": one stretch.
    if (compass && first >= 2 && At(first - 1).hash == kKnown.with_and && In(kKnown.compass, At(first - 2).hash) && IsCapitalWord(first - 2)) first -= 2;
    const bool head = At(last - 1).possessive == 0 && IsCapitalWord(last) && At(last).gap == Gap::kSpace && Owner(last) == nullptr && In(kPlaceHeads, At(last).hash);
    // "Norport Bay Area"
    const bool region = !head && last + 1 < document_.size() && At(last - 1).possessive == 0 && IsCapitalWord(last + 1) && NearGap(last) && NearGap(last + 1) &&
                        In(kWaters, At(last).hash) && In(kRegions, At(last + 1).hash);
    if (region) {
      last += 2;
      end = At(last - 1).stem().end;
    }
    if (head) end = At(last++).stem().end;
    if (compass || head || region) Emit(first, last, end, MentionKind::kPlace, "shape:place");
  }
};

}  // namespace

void LongerPlace(const ShapeContext& context, const Candidate& place) { PlaceReader(context).Longer(place); }

}  // namespace dateline::extract
