// Places whose name goes on beyond what the dictionary knows: "Norport Beach", "West Norland", "Harrow County".
#include <algorithm>
#include <string_view>

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

struct State {
  std::uint32_t abbreviation;
  std::string_view entity;
};
constexpr State kStates[] = {
    {HashOf("Ala"), "place.alabama"},
    {HashOf("Ariz"), "place.arizona"},
    {HashOf("Ark"), "place.arkansas"},
    {HashOf("Calif"), "place.california"},
    {HashOf("Colo"), "place.colorado"},
    {HashOf("Conn"), "place.connecticut"},
    {HashOf("Del"), "place.delaware"},
    {HashOf("Fla"), "place.florida"},
    {HashOf("Ga"), "place.georgia-us"},
    {HashOf("Ill"), "place.illinois"},
    {HashOf("Ind"), "place.indiana"},
    {HashOf("Kan"), "place.kansas"},
    {HashOf("Ky"), "place.kentucky"},
    {HashOf("La"), "place.louisiana"},
    {HashOf("Md"), "place.maryland"},
    {HashOf("Mass"), "place.massachusetts"},
    {HashOf("Mich"), "place.michigan"},
    {HashOf("Minn"), "place.minnesota"},
    {HashOf("Miss"), "place.mississippi"},
    {HashOf("Mo"), "place.missouri"},
    {HashOf("Mont"), "place.montana"},
    {HashOf("Neb"), "place.nebraska"},
    {HashOf("Nev"), "place.nevada"},
    {HashOf("Okla"), "place.oklahoma"},
    {HashOf("Ore"), "place.oregon"},
    {HashOf("Pa"), "place.pennsylvania"},
    {HashOf("Tenn"), "place.tennessee"},
    {HashOf("Tex"), "place.texas"},
    {HashOf("Vt"), "place.vermont"},
    {HashOf("Va"), "place.virginia"},
    {HashOf("Wash"), "place.washington-state"},
    {HashOf("Wis"), "place.wisconsin"},
    {HashOf("Wyo"), "place.wyoming"},
};

// Of the codes that are English words ("IN", "OR", "ME", "OK", "HI") nothing is made.
constexpr State kPostalStates[] = {
    {HashOf("AL"), "place.alabama"},        {HashOf("AK"), "place.alaska"},
    {HashOf("AZ"), "place.arizona"},        {HashOf("AR"), "place.arkansas"},
    {HashOf("CA"), "place.california"},     {HashOf("CO"), "place.colorado"},
    {HashOf("CT"), "place.connecticut"},    {HashOf("DE"), "place.delaware"},
    {HashOf("FL"), "place.florida"},        {HashOf("GA"), "place.georgia-us"},
    {HashOf("ID"), "place.idaho"},          {HashOf("IL"), "place.illinois"},
    {HashOf("IA"), "place.iowa"},           {HashOf("KS"), "place.kansas"},
    {HashOf("KY"), "place.kentucky"},       {HashOf("LA"), "place.louisiana"},
    {HashOf("MD"), "place.maryland"},       {HashOf("MA"), "place.massachusetts"},
    {HashOf("MI"), "place.michigan"},       {HashOf("MN"), "place.minnesota"},
    {HashOf("MS"), "place.mississippi"},    {HashOf("MO"), "place.missouri"},
    {HashOf("MT"), "place.montana"},        {HashOf("NE"), "place.nebraska"},
    {HashOf("NV"), "place.nevada"},         {HashOf("NH"), "place.new-hampshire"},
    {HashOf("NJ"), "place.new-jersey"},     {HashOf("NM"), "place.new-mexico"},
    {HashOf("NY"), "place.new-york"},       {HashOf("NC"), "place.north-carolina"},
    {HashOf("ND"), "place.north-dakota"},   {HashOf("OH"), "place.ohio"},
    {HashOf("PA"), "place.pennsylvania"},   {HashOf("RI"), "place.rhode-island"},
    {HashOf("SC"), "place.south-carolina"}, {HashOf("SD"), "place.south-dakota"},
    {HashOf("TN"), "place.tennessee"},      {HashOf("TX"), "place.texas"},
    {HashOf("UT"), "place.utah"},           {HashOf("VT"), "place.vermont"},
    {HashOf("VA"), "place.virginia"},       {HashOf("WA"), "place.washington-state"},
    {HashOf("WV"), "place.west-virginia"},  {HashOf("WI"), "place.wisconsin"},
    {HashOf("WY"), "place.wyoming"},
};

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
    // "the Norport Chronicle": a newspaper is a firm.
    static constexpr auto papers =
        HashesOf("Chronicle", "Times", "Post", "Journal", "Tribune", "Herald", "Gazette", "Inquirer", "Examiner",
                 "Sentinel", "Courier", "Globe", "Telegraph", "Observer", "Dispatch", "Daily");
    const bool paper = !compass && At(place.last - 1).possessive == 0 && IsCapitalWord(place.last) &&
                       At(place.last).gap == Gap::kSpace && !At(place.last).all_caps &&
                       In(papers, At(place.last).hash) && Owner(place.last) == nullptr && !IsCapital(place.last + 1) &&
                       (place.last + 1 >= document_.size() || At(place.last + 1).hash != kKnown.of);
    if (paper) Emit(place.first, place.last + 1, At(place.last).stem().end, MentionKind::kFirm, "shape:newspaper");
    if (first == place.first) Town(place);
    if (first == place.first && last == place.last) TownBeforeState(place);
    if (At(place.last - 1).possessive != 0) Inside(place.last);
    if (first == place.first && last == place.last && IsCity(place)) Listed(place);
    // "the Chile FTA"
    const bool agreement = !compass && At(place.last - 1).possessive == 0 && IsCapitalWord(place.last) && At(place.last).gap == Gap::kSpace &&
                           At(place.last).all_caps && In(kAgreements, At(place.last).hash);
    if (!agreement) return;
    // "the Norland-Sudland FTA"
    std::uint32_t begin = place.first;
    while (begin > 1 && At(begin - 1).hash == kKnown.hyphen && document_.Glued(begin - 1) && document_.Glued(begin) &&
           OwnedBy(begin - 2, MentionKind::kPlace))
      begin = Owner(begin - 2)->first;
    Emit(begin, place.last + 1, At(place.last).stem().end, MentionKind::kRule, "shape:agreement");
  }

  // "in Terre Tarn, Ind.", "in Terre Tarn, TN", "(D-Ind.)"
  void Abbreviated(std::uint32_t i) {
    if (i == 0) return;
    static constexpr auto lands = HashesOf("County", "Province", "Prefecture", "Oblast");
    if (In(lands, At(i).hash)) return Land(i);
    if (i < 2) return;
    if (At(i).all_caps) return Postal(i);
    if (!document_.IsMark(i + 1, '.') || !document_.Glued(i + 1)) return;
    const bool behind = IsBehindTown(i);
    if (!behind && !IsOfParty(i)) return;
    const auto* const state = std::ranges::find(kStates, At(i).hash, &State::abbreviation);
    if (state == std::end(kStates)) return;
    static constexpr auto parties = HashesOf("R", "D", "I");
    if (state->abbreviation == HashOf("La") && !behind && !In(parties, At(i - 2).hash)) return;
    if (Owner(i) == nullptr)
      Emit(i, i + 2, At(i + 1).span.end, MentionKind::kPlace, "shape:state", dictionary_.FindEntity(state->entity));
    if (behind && Owner(i - 2) == nullptr) TownBefore(i - 1);
  }

 private:
  // "(D-Vest.)"
  bool IsOfParty(std::uint32_t i) const {
    return At(i - 1).hash == kKnown.hyphen && document_.Glued(i) && document_.Glued(i - 1) &&
           At(i - 2).span.size() == 1 && At(i - 2).capital;
  }
  // "Tarn, Vest."
  bool IsBehindTown(std::uint32_t i) const {
    return At(i - 1).hash == kKnown.comma && document_.Glued(i - 1) && At(i).gap == Gap::kSpace && IsCapitalWord(i - 2);
  }

  // "Esmeralda County", of which no place is known.
  void Land(std::uint32_t head) {
    if (Owner(head) != nullptr || At(head).all_caps || !NearGap(head) ||
        (At(head).possessive == 0 && IsCapital(head + 1) && At(head + 1).gap == Gap::kSpace))
      return;
    std::uint32_t first = head;
    while (first > 0 && head - first < 2 && MayNameTown(first - 1) && NearGap(first) && !At(first - 1).all_caps)
      --first;
    // "New Castle County", "St. Lawrence County"
    static constexpr auto saints = HashesOf("St", "Ste");
    if (first != head && first > 0 && At(first).gap == Gap::kSpace && At(first - 1).hash == HashOf("New") &&
        At(first - 1).capital)
      --first;
    if (first != head && first > 1 && document_.IsMark(first - 1, '.') && document_.Glued(first - 1) &&
        In(saints, At(first - 2).hash) && At(first - 2).capital)
      first -= 2;
    if (first == head ||
        (first > 0 && IsCapitalWord(first - 1) && NearGap(first) && !IsFunctionWord(At(first - 1).hash)))
      return;
    Emit(first, head + 1, At(head).stem().end, MentionKind::kPlace, "shape:land");
  }

  // A postal code proves less: the town before it is known, or is led by a preposition or a list of places.
  void Postal(std::uint32_t i) {
    const auto* const state = std::ranges::find(kPostalStates, At(i).hash, &State::abbreviation);
    if (state == std::end(kPostalStates) || At(i).span.size() != 2) return;
    const bool behind = IsBehindTown(i);
    // "the Tarnby-Harrow, PA-NJ area"
    if (i + 1 < document_.size() && At(i + 1).hash == kKnown.hyphen && document_.Glued(i + 1)) return;
    if (!(behind || IsOfParty(i)) ||
        (Owner(i) != nullptr && (Owner(i)->kind != MentionKind::kPlace || Owner(i)->first != i)))
      return;
    if (behind && (Owner(i - 2) == nullptr ? !TownBefore(i - 1, true) : !OwnedBy(i - 2, MentionKind::kPlace))) return;
    Emit(i, i + 1, At(i).stem().end, MentionKind::kPlace, "shape:state", dictionary_.FindEntity(state->entity));
  }

  bool TownBefore(std::uint32_t last, bool only_led = false) {
    static constexpr auto leads =
        HashesOf("in", "at", "of", "from", "near", "to", "outside", "and", "for", ",", "-", ":", ";", "(");
    std::uint32_t first = last;
    while (first > 0 && last - first < 3 && MayNameTown(first - 1) && (first == last || NearGap(first))) {
      --first;
      if (At(first).gap == Gap::kParagraph) break;
    }
    static constexpr auto saints = HashesOf("St", "Ste", "Ft", "Mt");
    if (first != last && first > 1 && document_.IsMark(first - 1, '.') && document_.Glued(first - 1) &&
        In(saints, At(first - 2).hash) && At(first - 2).capital)
      first -= 2;
    // "New Tarnby, LA"
    const bool open = first > 0 && At(first).gap != Gap::kParagraph && IsCapitalWord(first - 1) && NearGap(first);
    if (open && At(first - 1).hash == HashOf("New"))
      --first;
    else if (open && IsPlainCapital(first - 1))
      return false;
    if (first == last) return false;
    const bool led = first == 0 || At(first).gap == Gap::kParagraph || In(leads, At(first - 1).hash);
    if (only_led && (!led || (At(last - 1).all_caps && last == first + 1))) return false;
    Emit(first, last, At(last - 1).span.end, MentionKind::kPlace, "shape:town");
    return true;
  }

  // "Ltd", "Inc.", "N.A.": does a firm's form end with token `i`?
  bool EndsFirm(std::uint32_t i) const {
    if (IsLegalSuffix(At(i).hash)) return true;
    return i > 0 && document_.IsMark(i, '.') && document_.Glued(i) &&
           (IsLegalSuffix(At(i - 1).hash) || (At(i - 1).hash == HashOf("A") && document_.Glued(i - 1)));
  }

  bool MayNameTown(std::uint32_t i) const {
    const std::uint32_t hash = At(i).hash;
    if (!IsPlainCapital(i) || Owner(i) != nullptr || At(i).possessive != 0 || At(i).span.size() < 3) return false;
    return In(kPlaceHeads, hash) || In(kWaters, hash) ||
           !(IsBodyHead(hash) || IsAgencyHead(hash) || IsRuleHead(hash) || IsTradeWord(hash) || IsLegalSuffix(hash));
  }

  // What may follow "in Tarn Landing, Norland" when that is a town: no verb of which the country is the subject.
  bool MayFollowTown(std::uint32_t i) const {
    static constexpr auto words = HashesOf("on", "in", "to", "for", "and", "or", "where", "that", "which", "after",
                                           "before", "this", "last", "next", "near", "by", "with", "from", "at");
    return i >= document_.size() || At(i).kind == TokenKind::kPunct || At(i).gap == Gap::kParagraph ||
           In(words, At(i).hash);
  }

  // "Norport's Tarn district", "Norland's Harrow port": at the name.
  void Inside(std::uint32_t first) {
    static constexpr auto lands = HashesOf("district", "province", "county", "prefecture", "township", "port", "region",
                                           "peninsula", "oblast", "state", "city", "suburb", "island", "canton");
    if (first + 1 >= document_.size() || !MayNameTown(first) || At(first).gap != Gap::kSpace || At(first).all_caps)
      return;
    const std::uint32_t next = MayNameTown(first + 1) && At(first + 1).gap == Gap::kSpace ? first + 2 : first + 1;
    if (next >= document_.size() || At(next).capital || At(next).gap != Gap::kSpace || !In(lands, At(next).hash) ||
        DescribesPeople(first) || DescribesPeople(next - 1))
      return;
    Emit(first, next, At(next - 1).span.end, MentionKind::kPlace, "shape:town");
  }

  // "Norland's Tarnish region" is not called so.
  bool DescribesPeople(std::uint32_t i) const {
    static constexpr std::string_view endings[] = {"ish", "ese", "ern", "tral", "ian", "can", "ic", "al"};
    const std::string_view word = At(i).span.In(document_.text);
    return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
  }

  // "its Tarn, Norland plant": the works of a firm.
  bool IsWorks(std::uint32_t i) const {
    static constexpr auto works =
        HashesOf("plant", "plants", "factory", "facility", "site", "campus", "fab", "mill", "headquarters", "office",
                 "mine", "refinery", "warehouse", "port", "smelter");
    return i < document_.size() && At(i).gap == Gap::kSpace && In(works, At(i).hash);
  }

  // "in Tarn (Norland)", at the state.
  void TownBeforeState(const Candidate& place) {
    static constexpr auto leads = HashesOf("in", "at", "from", "near", "to", "outside", "its", "their");
    if (place.first < 3 || place.last >= document_.size() || !document_.IsMark(place.first - 1, '(') ||
        !document_.IsMark(place.last, ')') || place.entity == kNoId || !IsState(place) || IsCity(place))
      return;
    const std::uint32_t last = place.first - 1;
    std::uint32_t first = last;
    while (first > 1 && last - first < 2 && MayNameTown(first - 1) && At(first).gap == Gap::kSpace) --first;
    if (first == last || At(first).gap != Gap::kSpace) return;
    std::uint32_t before = first;
    if (At(before - 1).hash == kKnown.with_and) --before;
    if (before > 0 && At(before - 1).hash == kKnown.comma) --before;
    const bool listed =
        before != first && before > 1 && document_.IsMark(before - 1, ')') && OwnedBy(before - 2, MentionKind::kPlace);
    if (listed || (!At(first - 1).capital && In(leads, At(first - 1).hash)))
      Emit(first, last, At(last - 1).span.end, MentionKind::kPlace, "shape:town");
  }

  // "in Norport and Tarnby.": a name that ends a list of towns is a town's.
  void Listed(const Candidate& place) {
    static constexpr auto prepositions = HashesOf("in", "at", "from", "near", "to", "outside", "between", "across");
    static constexpr auto ends = HashesOf(".", ",", ";", ")", "?");
    const std::uint32_t link = place.last;
    if (link + 2 >= document_.size() || At(link).hash != kKnown.with_and || At(link).gap != Gap::kSpace ||
        At(link - 1).possessive != 0 || !MayNameTown(link + 1) || At(link + 1).gap != Gap::kSpace ||
        At(link + 1).all_caps || !In(ends, At(link + 2).hash) || !document_.Glued(link + 2))
      return;
    // The list is led by a preposition, over other towns.
    std::uint32_t first = place.first;
    while (first > 1 && At(first - 1).hash == kKnown.comma && OwnedBy(first - 2, MentionKind::kPlace))
      first = Owner(first - 2)->first;
    if (first == 0 || At(first - 1).capital || !In(prepositions, At(first - 1).hash)) return;
    Emit(link + 1, link + 2, At(link + 1).stem().end, MentionKind::kPlace, "shape:town");
  }

  // "in Tarn Landing, Norland", "TARN LANDING, Norland, May 5": the town before its state or country.
  void Town(const Candidate& place) {
    static constexpr auto prepositions = HashesOf("in", "at", "from", "near", "of", "to", "outside");
    constexpr std::uint32_t kTownWordsMax = 3;
    if (place.first < 2 || At(place.first - 1).hash != kKnown.comma || !document_.Glued(place.first - 1) ||
        !NearGap(place.first))
      return;
    const bool seat_of = IsWorks(place.last);
    if (IsCity(place) || At(place.last - 1).possessive != 0 || !(seat_of || MayFollowTown(place.last))) return;
    const std::uint32_t last = place.first - 1;
    std::uint32_t first = last;
    while (first > 0 && last - first < kTownWordsMax && MayNameTown(first - 1) && (first == last || NearGap(first))) {
      --first;
      if (At(first).gap == Gap::kParagraph) break;
    }
    if (first == last) return;
    const bool dateline = (first == 0 || At(first).gap == Gap::kParagraph) && At(first).all_caps;
    // "in Harrow, Norland, Tarn Landing, Sudland and Kestrel, Norland"
    std::uint32_t before = first;
    if (before > 1 && NearGap(before) && At(before - 1).hash == kKnown.with_and) --before;
    if (before > 1 && At(before - 1).hash == kKnown.comma) --before;
    if (before > 1 && before != first && document_.IsMark(before - 1, '.') && OwnedBy(before - 2, MentionKind::kPlace))
      --before;  // "N.C., and"
    // and "Kestrel Bank, N.A., Tarn Landing, Norland": a firm's seat.
    const bool seat =
        before + 1 == first && before > 1 && (OwnedBy(before - 1, MentionKind::kFirm) || EndsFirm(before - 1));
    const bool listed =
        seat || (before != first && before > 0 && OwnedBy(before - 1, MentionKind::kPlace) && first + 3 >= last &&
                 At(before - 1).possessive == 0 && IsState(*Owner(before - 1)) && IsState(place));
    static constexpr auto owners = HashesOf("its", "their", "the", "a", "new", "s", "million", "billion");
    const bool led =
        listed ||
        (first > 0 && NearGap(first) && At(first - 1).kind == TokenKind::kWord && !At(first - 1).capital &&
         (In(prepositions, At(first - 1).hash) || (seat_of && IsState(place) && In(owners, At(first - 1).hash))));
    if (dateline || led) Emit(first, last, At(last - 1).span.end, MentionKind::kPlace, "shape:town");
  }
};

}  // namespace

void StateAt(const ShapeContext& context, std::uint32_t i) {
  PlaceReader(context).Abbreviated(i);
}

void LongerPlace(const ShapeContext& context, const Candidate& place) {
  PlaceReader(context).Longer(place);
}

}  // namespace dateline::extract
