// Places that stand inside the name of something else: "the Norport Auto Show", "TU Norport".
#include <algorithm>
#include <string_view>

#include "extract/tagger_known.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

// Head words of what is held in a place or named after it. What governments hold ("the Norport Action Summit") still
// says where.
constexpr auto kHeld = HashesOf("Festival", "Show", "Expo", "Olympics", "Paralympics", "Games", "Cup", "Championship",
                                "Championships", "Party", "War", "Wars", "Round", "Project", "Biennale", "Capitol",
                                "Consensus", "Prize", "Airshow", "Fair", "Week", "Corridor", "Rate", "Index",
                                "Intermediate", "Guard", "Gas", "LNG", "Center", "Centre", "Pipeline", "Group", "Bank");
// These alone behind a place only say where: "the Norport Show".
constexpr auto kOnlyWhere = HashesOf("Show", "Fair", "Week", "Rate", "Corridor", "Games");

// Words with a capital that only describe the place behind them: "Nazi Norland", "Greater Norport".
constexpr auto kDescribes =
    HashesOf("Nazi", "Red", "Greater", "Ancient", "Mainland", "Downtown", "Metropolitan", "Metro", "Soviet", "Imperial",
             "Occupied", "Colonial", "Rural", "Urban", "Coastal", "Greek", "Swiss", "Dutch", "French", "Liberal",
             "Labour", "Conservative", "Federal", "Central", "Middle", "Mid", "Old", "New", "Port", "Sector", "County",
             "City", "State", "Province", "Tiny", "Landlocked", "Neutral", "Modern", "Free", "Global", "Sub", "Trans",
             "Anti", "Pro", "Post", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
             "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December", "Great", "Little", "Chinese", "Made", "Arab", "Czech", "Thai", "Saudi", "No",
             "Not", "Yes", "All", "Baltic", "Nordic", "SE", "NE", "SW", "NW", "Black", "White", "Rest");

bool DescribesPlace(std::string_view word) {
  static constexpr std::string_view endings[] = {"an", "ese", "ish", "ist", "ic", "ed", "ly", "ern", "ing", "al"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
}

// "the Norport Auto Show", "the Norland War". What the United States have is theirs: "the U.S. National Guard".
bool IsOfHeld(const TaggedText& document, const Candidate& place) {
  static constexpr auto states = HashesOf("U", "US", "United");
  if (In(states, document.tokens[place.first].hash)) return false;
  if (place.first > 0 && document.tokens[place.first - 1].hash == kKnown.hyphen && document.Glued(place.first))
    return false;
  bool verb = false;  // "Norland Opens Harbor Show": a headline
  constexpr std::uint32_t kReach = 5;
  for (std::uint32_t i = place.last; i < document.size() && i < place.last + kReach; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord || token.gap == Gap::kNone || token.gap == Gap::kParagraph || !token.capital)
      return false;
    if (In(kHeld, token.hash)) return !verb && (i > place.last || !In(kOnlyWhere, token.hash));
    if (token.possessive != 0 || IsFunctionWord(token.hash) || IsTitle(token.hash)) return false;
    verb = verb || document.text[token.span.end - 1] == 's';
  }
  return false;
}

// "Norland A&M", "University of Norland at Norport", "University of Norland, Norport": a school's.
bool IsOfSchool(const TaggedText& document, const Candidate& place, const Candidate* before) {
  static constexpr std::uint32_t a = HashOf("A"), university = HashOf("University"), at = HashOf("at");
  const std::uint32_t next = place.last;
  if (next + 2 < document.size() && document.tokens[next].hash == a && document.tokens[next].capital &&
      document.IsMark(next + 1, '&') && document.Glued(next + 1) && document.Glued(next + 2))
    return true;
  if (before == nullptr || before->last + 1 != place.first || before->first < 2) return false;
  const std::uint32_t link = document.tokens[place.first - 1].hash;
  if (document.tokens[before->first - 1].hash != kKnown.of || document.tokens[before->first - 2].hash != university)
    return false;
  // "University of Norland, Norport, Norland" says where it is.
  const bool seat =
      next + 1 < document.size() && document.tokens[next].hash == kKnown.comma && document.tokens[next + 1].capital;
  return link == at || (link == kKnown.comma && !seat);
}

}  // namespace

bool IsPlaceInName(const TaggedText& document, const Candidate& place, const Candidate* before) {
  const auto& tokens = document.tokens;
  if (place.last < document.size() && tokens[place.last - 1].possessive == 0 && tokens[place.last].capital &&
      IsOfHeld(document, place))
    return true;
  if (IsOfSchool(document, place, before)) return true;
  // "Tarn Growers of Norland": their union.
  static constexpr auto members =
      HashesOf("Farmers", "Growers", "Producers", "Workers", "Manufacturers", "Machinists", "Ranchers", "Builders",
               "Brotherhood", "Steelworkers", "Importers", "Exporters", "Distributors", "Retailers");
  if (place.first > 3 && tokens[place.first - 1].hash == kKnown.of && tokens[place.first - 2].capital &&
      tokens[place.first - 3].capital && tokens[place.first - 2].gap == Gap::kSpace &&
      In(members, tokens[place.first - 2].hash))
    return true;
  // "TU Norport", "the Handmade Norport conference", "Jane Norport"
  if (place.first == 0 || place.alias == kNoId || tokens[place.first].gap != Gap::kSpace) return false;
  const Token& word = tokens[place.first - 1];
  if (!word.capital || word.kind != TokenKind::kWord || word.possessive != 0) return false;
  if (before != nullptr && before->last == place.first) return false;
  if (IsFunctionWord(word.hash) || IsTitle(word.hash) || In(kDescribes, word.hash) || In(kKnown.compass, word.hash))
    return false;
  // "Naval Station Norport"
  static constexpr auto bases = HashesOf("Station", "Base", "Shipyard", "Brand", "Team", "Hotline");
  if (In(bases, word.hash)) return true;
  const std::string_view surface = word.span.In(document.text);
  if (surface.size() < 2 || DescribesPlace(surface)) return false;
  if (place.first < 2 || word.gap == Gap::kParagraph) return false;
  // "Quorl Neftegaz Norport": behind a firm's name and another word.
  if (before != nullptr && before->last + 1 == place.first && before->kind == MentionKind::kFirm &&
      tokens[before->last - 1].possessive == 0 && word.gap == Gap::kSpace)
    return true;
  const Token& led = tokens[place.first - 2];
  return word.gap == Gap::kSpace && led.kind == TokenKind::kWord && !led.capital;
}

}  // namespace dateline::extract
