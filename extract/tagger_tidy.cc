// What is settled, put right: spans of bodies with their country, offices and institutes that are no mentions, URLs.
#include <algorithm>
#include <optional>
#include <utility>

#include "extract/tagger_known.h"
#include "extract/tagger_phrases.h"
#include "extract/tagger_shapes.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

// "Secretary of the Treasury": an office, not the department.
bool IsOfficeOf(const TaggedText& document, const Candidate& body) {
  static constexpr auto body_words = HashesOf("Department", "Ministry", "Office", "Bureau", "U", "US");
  if (In(body_words, document.tokens[body.first].hash)) return false;
  std::uint32_t i = body.first;
  if (i > 0 && document.tokens[i - 1].hash == kKnown.the) --i;
  if (i < 2) return false;
  const std::uint32_t link = document.tokens[i - 1].hash;
  if (link != kKnown.of && link != kKnown.on_for) return false;
  return dateline::extract::IsOfficeOf(document.tokens[i - 2].hash);
}

// Head words of what a place may give its name to and is none of our kinds.
constexpr auto kNamedAfterPlace = HashesOf(
    "River", "Bay", "Creek", "Lake", "Bight", "Canyon", "Canal", "Channel", "Harbor", "Harbour", "Inlet", "Sound", "Mountains", "Highway", "Route", "Road", "Street",
    "Avenue", "Ave", "Boulevard", "Blvd", "Rd", "Hwy", "Pkwy", "Bridge", "Tunnel", "Refuge", "Forest", "Park", "Monument", "Seashore", "Wilderness", "Trail", "Native", "Natives", "Indian", "Indians",
    "Tribe", "Tribes", "Nation", "Zoo", "Marathon", "Parade", "Shipwreck", "Arena", "Cathedral", "Church", "Clinic", "Theater", "Theatre", "Library",
    "Symphony", "Aquarium", "Terminal", "Spaceport", "Initiative", "District");
// Words between a place and such a head.
constexpr auto kBetweenHead = HashesOf("International", "National", "State", "Regional", "Municipal", "Metropolitan", "Central", "Wildlife", "Coastal", "Marine", "Natural",
                                       "History", "Science", "Art", "Medical", "Law", "Business", "Technical", "Memorial", "General", "County", "Public", "Executive", "and", "of");
// "San Francisco Bay Area", "Pearl River Delta": a region after all.
constexpr auto kRegions = HashesOf("Area", "Delta", "Valley", "Basin", "Region");
// "University of Hong Kong", "Port of Norland".
constexpr auto kHeadsOf = HashesOf("University", "College", "Academy", "Institute", "Museum", "Bank", "Port", "Tribe", "Indians", "Nation", "Diocese", "Archdiocese",
                                   "Physicians", "Bishops", "Church", "Treaty", "Battle", "Gazette");
// "Lake Norland", "Fort Harrow".
constexpr auto kHeadsBefore = HashesOf("Lake", "Fort", "Mount", "Cape");

// "the Secretaries of State, Defense, and Energy": offices, each of them.
bool IsInOfficeList(const TaggedText& document, const Candidate& body) {
  if (!document.Holds(kStartsOther)) return false;
  static constexpr auto offices = HashesOf("Secretaries", "Ministers", "Undersecretaries");
  // Behind these the list is over: "…, and the Director of the Office of Harbors".
  static constexpr auto single = HashesOf("Secretary", "Director", "Administrator", "Chair", "Chairman", "Commissioner", "Head", "Minister");
  constexpr std::uint32_t kReach = 24;
  for (std::uint32_t i = body.first; i > 1 && body.first - i < kReach; --i) {
    const Token& left = document.tokens[i - 1];
    if (left.hash == kKnown.of && In(offices, document.tokens[i - 2].hash)) return true;
    if (left.hash == kKnown.of && In(single, document.tokens[i - 2].hash)) return false;
    const bool of_body = left.hash == kKnown.of && document.tokens[i - 2].capital;
    const bool goes_on = of_body || left.hash == kKnown.comma || left.hash == kKnown.with_and || left.hash == kKnown.the || (left.kind == TokenKind::kWord && left.capital);
    if (!goes_on || document.tokens[i].gap == Gap::kParagraph) return false;
  }
  return false;
}

// "Wuhan Institute of Virology", "University of Hong Kong", "Arkansas River": named after a place, and not that place.
bool IsNamedAfter(const TaggedText& document, const Candidate& place) {
  const auto near = [](const Token& token) { return token.gap == Gap::kSpace || token.gap == Gap::kLine; };
  if (document.tokens[place.last - 1].possessive == 0) {
    std::uint32_t others = 0;  // a headline's verb and object are two
    for (std::uint32_t i = place.last; i < document.size() && i < place.last + 5; ++i) {
      const Token& token = document.tokens[i];
      const bool between = In(kBetweenHead, token.hash);
      if (token.kind != TokenKind::kWord || !near(token) || !(token.capital || (between && i > place.last))) break;
      if (IsNonAgencyBody(token.hash) && i < place.last + 4) return true;
      if (In(kNamedAfterPlace, token.hash) && others < 2) return i + 1 >= document.size() || !In(kRegions, document.tokens[i + 1].hash);
      // "Norland Opens Harbor Bridge": a headline's verb.
      if (!between) others += document.text[token.stem().end - 1] == 's' ? 2 : 1;
    }
  }
  if (place.first < 1 || !near(document.tokens[place.first])) return false;
  const Token& before = document.tokens[place.first - 1];
  if (before.capital && before.possessive == 0 && In(kHeadsBefore, before.hash)) return true;
  if (before.hash != kKnown.of || place.first < 2) return false;
  const Token& head = document.tokens[place.first - 2];
  return head.capital && In(kHeadsOf, head.hash);
}

// "the Brussels Effect", "Houston Texans", in running text: a town's or state's name that one more capitalised word
// makes the name of something else. `next` is the mention behind it, if any.
bool BeginsName(const TaggedText& document, const Dictionary& dictionary, const Candidate& place,
                const Candidate* next) {
  static constexpr auto people =
      HashesOf("Republican", "Republicans", "Democrat", "Democrats", "Democratic", "Mayor", "Police", "Attorney",
               "Attorneys", "Legislature", "Gov", "Rep", "Sen", "Sens", "Reps", "Assembly", "Supreme", "House",
               "Senate", "Law", "Laws", "Time", "Area");
  const std::uint32_t word = place.last;
  if (place.entity == kNoId || word + 1 >= document.size() || document.tokens[word - 1].possessive != 0) return false;
  const Dictionary::Subtype subtype = dictionary.entity(place.entity).subtype;
  if (subtype != Dictionary::Subtype::kCity && subtype != Dictionary::Subtype::kState) return false;
  const Token& token = document.tokens[word];
  const Token& behind = document.tokens[word + 1];
  if (token.kind != TokenKind::kWord || token.gap != Gap::kSpace || !token.capital || token.all_caps ||
      token.span.size() < 4 || (document.Surface(word)[1] >= 'A' && document.Surface(word)[1] <= 'Z') ||
      (next != nullptr && next->first <= word + 1) || In(people, token.hash))
    return false;
  if (behind.gap == Gap::kParagraph ||
      (behind.kind == TokenKind::kWord ? behind.capital
                                       : behind.hash == kKnown.hyphen || document.IsMark(word + 1, '.')))
    return false;
  if (IsFunctionWord(token.hash) || IsTitle(token.hash) || dateline::extract::IsOfficeOf(token.hash)) return false;
  return place.first == 0 || !document.tokens[place.first - 1].capital ||
         document.tokens[place.first].gap == Gap::kParagraph || IsFunctionWord(document.tokens[place.first - 1].hash);
}

// "Harbor Point, LA": the state of that town, not a city that is called so for short.
bool IsPostalCode(const TaggedText& document, const Dictionary& dictionary, const Candidate& place) {
  if (place.entity == kNoId || place.last != place.first + 1 || place.first < 2 || place.span.size() != 2 || !document.tokens[place.first].all_caps) return false;
  const Token& town = document.tokens[place.first - 2];
  if (document.tokens[place.first - 1].hash != kKnown.comma || !document.Glued(place.first - 1) || town.kind != TokenKind::kWord || !town.capital) return false;
  return dictionary.entity(place.entity).subtype == Dictionary::Subtype::kCity;
}

// "Virginia-class submarines"
bool NamesClass(const TaggedText& document, const Candidate& place) {
  static constexpr std::uint32_t ship_class = HashOf("class");
  return place.last + 1 < document.size() && document.tokens[place.last].hash == kKnown.hyphen && document.Glued(place.last) &&
         document.tokens[place.last + 1].hash == ship_class;
}

// "U.S. Patent No. 7", "U.S. Commerce Secretary": a country's number or officer.
bool IsOfPatentOrOffice(const TaggedText& document, std::uint32_t i) {
  static constexpr std::uint32_t patent = HashOf("Patent");
  static constexpr auto officers =
      HashesOf("Attorney", "Attorneys", "President", "Vice", "Ambassador", "Senator", "Senators", "Sen", "Sens",
               "Representative", "Rep", "Reps", "Congressman", "Congresswoman");
  if (i < document.size() && In(officers, document.tokens[i].hash) && document.tokens[i].capital &&
      document.tokens[i].possessive == 0)
    return true;
  for (std::uint32_t words = 0; words < 3 && i < document.size(); ++words, ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord || !token.capital || token.possessive != 0 || token.gap == Gap::kNone || token.gap == Gap::kParagraph) return false;
    if (words == 0 && token.hash == patent) return true;
    if (dateline::extract::IsOfficeOf(token.hash)) return true;
  }
  return false;
}

// "White House Faith and Harvest Initiative": what a body has begun.
bool IsInInitiative(const TaggedText& document, const Candidate& body) {
  if (!document.Holds(kStartsOther)) return false;
  static constexpr auto begun = HashesOf("Initiative", "Initiatives", "Fellowship", "Fellows");
  // Not in a headline: "White House Begins Harvest Initiative".
  static constexpr auto articles = HashesOf("a", "an", "the", "of", "this", "new");
  constexpr std::uint32_t kReach = 7;
  if (body.first == 0 || document.tokens[body.last - 1].possessive != 0) return false;
  const Token& before = document.tokens[body.first - 1];
  if (before.capital || !In(articles, before.hash)) return false;
  for (std::uint32_t i = body.last; i < document.size() && i < body.last + kReach; ++i) {
    const Token& token = document.tokens[i];
    if (token.gap == Gap::kNone || token.gap == Gap::kParagraph || !(token.capital || (token.hash == kKnown.with_and && i > body.last))) return false;
    if (In(begun, token.hash)) return true;
  }
  return false;
}

// "Mercuria Energy Americas": a body's doubtful short name between the capitals of another name.
bool IsInsideName(const TaggedText& document, const Dictionary& dictionary, const Candidate& body) {
  if (body.alias == kNoId || body.last != body.first + 1 || body.first == 0 || document.tokens[body.first].all_caps ||
      body.last >= document.size() || !dictionary.alias(body.alias).conditional())
    return false;
  const Token& left = document.tokens[body.first - 1];
  const Token& right = document.tokens[body.last];
  const auto plain = [&](const Token& token) {
    return token.kind == TokenKind::kWord && token.capital && token.possessive == 0 && !IsFunctionWord(token.hash) &&
           !IsTitle(token.hash) && !IsAgencyHead(token.hash);
  };
  return plain(left) && plain(right) && document.tokens[body.first].gap == Gap::kSpace && right.gap == Gap::kSpace &&
         document.tokens[body.first].possessive == 0;
}

// "backed by Quorl Energy,", "Quorl Energy closed": the end of a name of which nothing else is known. `before` is the
// mention before it, if any.
bool IsEndOfName(const TaggedText& document, const Dictionary& dictionary, const Candidate& body,
                 const Candidate* before) {
  if (body.alias == kNoId || body.last != body.first + 1 || body.first < 1 || document.tokens[body.first].all_caps ||
      !dictionary.alias(body.alias).conditional() || (before != nullptr && before->last == body.first))
    return false;
  const Token& left = document.tokens[body.first - 1];
  if (document.tokens[body.first].gap != Gap::kSpace || left.kind != TokenKind::kWord || !left.capital ||
      left.all_caps || left.possessive != 0 || IsFunctionWord(left.hash) || IsTitle(left.hash) ||
      IsAgencyHead(left.hash) || (body.last < document.size() && document.tokens[body.last].capital))
    return false;
  if (body.first == 1 || left.gap == Gap::kParagraph) return true;
  const Token& led = document.tokens[body.first - 2];
  return led.kind == TokenKind::kPunct || (left.gap == Gap::kSpace && !led.capital && led.hash != kKnown.the);
}

// "(FEMA-4473-DR)": the number of something.
bool IsInNumber(const TaggedText& document, const Candidate& body) {
  const std::uint32_t number = body.last + 1;
  if (number >= document.size() || document.tokens[body.last].hash != kKnown.hyphen || !document.Glued(body.last)) return false;
  return document.tokens[number].kind == TokenKind::kNumber && document.tokens[number].span.size() >= 3;
}

// "OMB Director Vought", "Commerce Under Secretary": the office, not the body.
bool IsPartOfOffice(const TaggedText& document, const Candidate& body) {
  static constexpr auto offices = HashesOf("Director", "Secretary", "Commissioner", "Administrator", "Chair", "Chairman", "Chairwoman", "Chairperson", "President", "Minister",
                                           "Leader", "Whip", "Speaker");
  static constexpr auto grades = HashesOf("Majority", "Minority", "Staff", "Democratic", "Republican", "Under", "Deputy", "Assistant", "Acting", "Executive", "Vice", "Associate", "General");
  if (body.last >= document.size() || document.tokens[body.last - 1].possessive != 0) return false;
  for (std::uint32_t i = body.last; i < document.size() && i < body.last + 4; ++i) {
    const Token& token = document.tokens[i];
    if (!token.capital || token.gap == Gap::kNone || token.gap == Gap::kParagraph) return false;
    if (In(offices, token.hash)) return true;
    if (!In(grades, token.hash)) return false;
  }
  return false;
}

// "Acme Corp. v. Trump": the other side of a case.
bool IsCaseParty(const TaggedText& document, const Candidate& party) {
  if (!document.Holds(kStartsOther)) return false;
  static constexpr std::uint32_t versus = HashOf("v"), vs = HashOf("vs");
  // "Acme Corp. v. Trump": the first side.
  std::uint32_t behind = party.last;
  if (document.IsMark(behind, ',')) ++behind;
  if (behind + 2 < document.size() && (document.tokens[behind].hash == versus || document.tokens[behind].hash == vs) &&
      !document.tokens[behind].capital && document.IsMark(behind + 1, '.') && document.tokens[behind + 2].capital &&
      document.tokens[party.last - 1].possessive == 0) {
    return true;
  }
  std::uint32_t first = party.first;
  // "v. U.S. Department of Ports"
  if (party.kind == MentionKind::kAgency && first >= 4 && document.IsMark(first - 1, '.') && document.Surface(first - 2) == "S" && document.Surface(first - 4) == "U") first -= 4;
  if (first < 2 || !document.IsMark(first - 1, '.')) return false;
  const Token& word = document.tokens[first - 2];
  return (word.hash == versus || word.hash == vs) && !word.capital;
}

bool IsUnitedStates(const Dictionary& dictionary, const Candidate& candidate) {
  return candidate.kind == MentionKind::kPlace && candidate.entity != kNoId && dictionary.entity(candidate.entity).id == "place.us";
}

// "U.S. Department of X" → "Department of X" when that names the same body.
void DropLeadingCountry(const TaggedText& document, const Dictionary& dictionary, Candidate& body) {
  static constexpr auto countries = HashesOf("U", "US", "United");
  std::uint32_t first = body.first;
  if (body.entity == kNoId || !In(countries, document.tokens[first].hash)) return;
  const std::string_view surface = document.Surface(first);
  if (surface == "U" || surface == "US") {
    first += surface == "US" ? 1 : 3;
    if (document.IsMark(first, '.')) ++first;
  } else if (surface == "United" && document.size() > first + 2) {
    first += 2;
  } else {
    return;
  }
  if (first >= body.last) return;
  const std::uint32_t alias = dictionary.FindWhole(document.text, document.tokens, first, body.last, MentionKind::kAgency);
  if (alias == kNoId || dictionary.alias(alias).entity != body.entity || dictionary.alias(alias).conditional()) return;
  body.first = first;
  body.span.begin = document.tokens[first].span.begin;
}

// No body with its owner has less.
constexpr std::uint32_t kOwnedTokensMin = 3;

// "Norland's Ministry of Trade", by an alias of the dictionary: the owner and the body are two, and a body in small letters
// ("Norland's trade ministry") is only described. Cuts `body` to what follows its owner, and returns the owner.
std::optional<Candidate> SplitOwner(const TaggedText& document, const Dictionary& dictionary, Candidate& body) {
  if (body.entity == kNoId) return std::nullopt;
  std::uint32_t cut = body.first;
  while (cut + 1 < body.last && document.tokens[cut].possessive == 0) ++cut;
  if (++cut >= body.last) return std::nullopt;
  for (const MentionKind kind : {MentionKind::kPlace, MentionKind::kAgency}) {
    const std::uint32_t alias = dictionary.FindWhole(document.text, document.tokens, body.first, cut, kind);
    if (alias == kNoId) continue;
    Candidate owner = body;
    owner.last = cut;
    owner.span.end = document.tokens[cut - 1].stem().end;
    owner.kind = kind;
    owner.alias = alias;
    owner.entity = dictionary.alias(alias).entity;
    body.first = cut;
    body.span.begin = document.tokens[cut].span.begin;
    if (!document.tokens[cut].capital) body.span.end = body.span.begin;
    return owner;
  }
  return std::nullopt;
}

struct UrlRanges {
  std::vector<Span> ranges;
  explicit UrlRanges(std::string_view text) {
    for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
      std::size_t end = at;
      while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != ')' && text[end] != '>' && text[end] != '"' && text[end] != ']') ++end;
      ranges.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      at = end > at + 3 ? end - 3 : at;
    }
  }
  [[nodiscard]] bool Holds(std::uint32_t begin) const {
    const auto after = std::ranges::upper_bound(ranges, begin, {}, &Span::begin);
    return after != ranges.begin() && begin < std::prev(after)->end;
  }
};

// "Tarnby AB", "Tarnby OJSC": a firm of the dictionary with a legal form that is no sure sign of one elsewhere.
void TakeLegalForm(const TaggedText& document, Candidate& firm) {
  static constexpr auto forms = HashesOf("AB", "AG", "SA", "NV", "BV", "SE", "OJSC", "PJSC", "JSC", "SpA", "ASA", "Oyj", "KK", "PLC", "LP");
  if (firm.last >= document.size() || document.tokens[firm.last - 1].possessive != 0 || !In(forms, document.tokens[firm.last].hash)) return;
  const Token& form = document.tokens[firm.last];
  // "Acme SE of Norland" is the firm, "Acme SE Asia" the south-east.
  const bool goes_on = firm.last + 1 < document.size() && document.tokens[firm.last + 1].gap == Gap::kSpace && document.tokens[firm.last + 1].capital;
  if (!form.capital || form.gap != Gap::kSpace || (goes_on && form.possessive == 0)) return;
  firm.span.end = form.stem().end;
  ++firm.last;
}

// "Elmira/Corning Regional Airport", "Ford Island Bridge": a place whose name a firm has too.
bool IsPlaceLikeFirm(const TaggedText& document, const Candidate& firm) {
  static constexpr auto heads = HashesOf("Airport", "Airfield", "Bridge", "County", "Creek", "Harbor", "Heights", "Island", "Islands", "Lake", "River", "Township", "Valley");
  if (document.tokens[firm.last - 1].possessive != 0) return false;
  for (std::uint32_t i = firm.last; i < document.size() && i < firm.last + 2; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord || token.gap != Gap::kSpace || !token.capital) return false;
    if (In(heads, token.hash)) return true;
    if (!In(kBetweenHead, token.hash)) return false;
  }
  return false;
}

// "Tarnby Aviation Norland s.r.o.": a house of its own, of which the dictionary knows another one's name only.
bool IsCutShort(const TaggedText& document, const Candidate& firm) {
  static constexpr std::uint32_t s = HashOf("s"), r = HashOf("r"), o = HashOf("o");
  constexpr std::uint32_t kReach = 4;
  for (std::uint32_t i = firm.last; i + 4 < document.size() && i < firm.last + kReach; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord || token.gap != Gap::kSpace) return false;
    if (token.hash == s && document.tokens[i + 2].hash == r && document.tokens[i + 4].hash == o) return i > firm.last;
    if (!token.capital) return false;
  }
  return false;
}

// "House of Representatives Foreign Affairs Committee": a body behind the one it belongs to is named with it.
void JoinToParents(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  static constexpr auto committees = HashesOf("Committee", "Committees", "Subcommittee");
  const auto join_to_parent = [&](Candidate& parent, Candidate& body) {
    if (body.entity == kNoId || parent.entity == kNoId || parent.last - parent.first < 2 ||
        document.tokens[body.first].gap != Gap::kSpace || document.tokens[parent.last - 1].possessive != 0)
      return false;
    const auto& attributes = dictionary.entity(body.entity).attributes;
    const auto above = attributes.find("parent");
    if (above == attributes.end() || above->second != dictionary.entity(parent.entity).id) return false;
    body.first = parent.first;
    body.span.begin = parent.span.begin;
    parent.span.end = parent.span.begin;
    return true;
  };
  // "Committee on Foreign Affairs of the House of Representatives"
  const auto join_to_chamber = [&](Candidate& body, Candidate& chamber) {
    if (chamber.entity == kNoId || !In(committees, document.tokens[body.first].hash) ||
        document.tokens[body.last].hash != kKnown.of || document.tokens[body.last + 1].hash != kKnown.the)
      return false;
    const std::string_view id = dictionary.entity(chamber.entity).id;
    if (id != "agency.house" && id != "agency.senate") return false;
    body.last = chamber.last;
    body.span.end = chamber.span.end;
    chamber.span.end = chamber.span.begin;
    return true;
  };
  const auto each_pair = [&](std::uint32_t apart, const auto& join) {
    bool joined = false;
    for (std::size_t i = 1, size = settled.size(); i < size; ++i) {
      Candidate& left = settled[i - 1];
      Candidate& right = settled[i];
      if (left.last + apart == right.first && left.kind == MentionKind::kAgency && right.kind == MentionKind::kAgency)
        joined |= join(left, right);
    }
    return joined;
  };
  bool joined = each_pair(0, join_to_parent);
  joined |= each_pair(2, join_to_chamber);
  if (joined) std::erase_if(settled, [](const Candidate& candidate) { return candidate.span.empty(); });
}

// "U.S. Attorney's Office for the Western District of Norland": the office with its district, whose place is part of
// it.
// Tells how many.
std::size_t JoinDistricts(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  static constexpr std::uint32_t district = HashOf("District");
  std::size_t joined = 0;
  for (std::size_t i = 1, size = settled.size(); i < size; ++i) {
    Candidate& office = settled[i - 1];
    Candidate& place = settled[i];
    if (office.entity == kNoId || office.kind != MentionKind::kAgency || office.span.empty()) continue;
    const std::uint32_t first = office.last;
    if (first + 4 > place.last || place.last - first > 10 || document.tokens[first].hash != kKnown.on_for ||
        document.tokens[first + 1].hash != kKnown.the)
      continue;
    if (dictionary.entity(office.entity).id != "agency.usao") continue;
    const bool whole = document.tokens[first + 2].hash == district || document.tokens[first + 3].hash == district;
    if (!whole || (place.kind != MentionKind::kPlace && place.kind != MentionKind::kAgency)) continue;
    office.last = place.last;
    office.span.end = place.span.end;
    office.entity = office.alias = kNoId;
    office.id = SlugId("agency", office.span.In(document.text));
    office.rule = "shape:district";
    place.span.end = place.span.begin;
    ++joined;
  }
  if (joined > 0) std::erase_if(settled, [](const Candidate& candidate) { return candidate.span.empty(); });
  return joined;
}

// "Emerging Technologies Directorate", "Emerging Technology Directorate": an id without the plurals of its words.
std::string Singular(std::string_view id) {
  std::string out;
  for (std::size_t at = 0; at < id.size();) {
    const std::size_t end = std::min(id.find('-', at), id.size());
    std::string_view word = id.substr(at, end - at);
    const bool plural = word.size() > 4 && word.ends_with('s') && !word.ends_with("ss");
    if (plural && word.ends_with("ies")) {
      out.append(word.substr(0, word.size() - 3)).append("y");
    } else {
      out.append(plural ? word.substr(0, word.size() - 1) : word);
    }
    out.push_back('-');
    at = end + 1;
  }
  return out;
}

// Bodies and laws that no dictionary holds, written with and without a plural in one text, are one: the first.
void UniteSpellings(std::vector<Candidate>& settled) {
  const auto unknown = [](const Candidate& candidate) {
    return candidate.entity == kNoId && candidate.rule.starts_with("shape:") && (candidate.kind == MentionKind::kAgency || candidate.kind == MentionKind::kRule);
  };
  std::vector<std::pair<std::string, const std::string*>> firsts;
  for (Candidate& candidate : settled) {
    if (!unknown(candidate)) continue;
    std::string key = Singular(candidate.id);
    constexpr std::size_t kFirstsMax = 256;
    const auto first = std::ranges::find(firsts, key, &std::pair<std::string, const std::string*>::first);
    if (first == firsts.end()) {
      if (firsts.size() < kFirstsMax) firsts.emplace_back(std::move(key), &candidate.id);
    } else if (*first->second != candidate.id) {
      candidate.id = *first->second;
    }
  }
}

}  // namespace

void TidySettled(const TaggedText& document, const Dictionary& dictionary, std::vector<Candidate>& settled) {
  const UrlRanges urls(document.text);
  // From behind, so that what is put in is not looked at again.
  for (std::size_t i = settled.size(); i-- > 0;) {
    if (settled[i].kind != MentionKind::kAgency || settled[i].last - settled[i].first < kOwnedTokensMin) continue;
    if (auto owner = SplitOwner(document, dictionary, settled[i])) settled.insert(settled.begin() + static_cast<std::ptrdiff_t>(i), std::move(*owner));
  }
  bool dropped = false, opens = false;
  std::size_t bodies = 0, unknown = 0;
  for (std::size_t i = 0, size = settled.size(); i < size; ++i) {
    Candidate& candidate = settled[i];
    bool drop = !urls.ranges.empty() && urls.Holds(candidate.span.begin);
    if (candidate.kind == MentionKind::kAgency) {
      drop = drop || IsOfficeOf(document, candidate) || IsPartOfOffice(document, candidate) ||
             IsInOfficeList(document, candidate) || IsInNumber(document, candidate) ||
             IsInInitiative(document, candidate) || IsInsideName(document, dictionary, candidate) ||
             IsEndOfName(document, dictionary, candidate, i > 0 ? &settled[i - 1] : nullptr) ||
             IsCaseParty(document, candidate);
      DropLeadingCountry(document, dictionary, candidate);
      ++bodies;
      opens |= candidate.first > 0 && document.IsMark(candidate.first - 1, '(');
    }
    unknown += candidate.entity == kNoId;
    if (candidate.kind == MentionKind::kFirm) {
      TakeLegalForm(document, candidate);
      drop = drop || (candidate.entity != kNoId && (IsPlaceLikeFirm(document, candidate) || IsCutShort(document, candidate)));
    }
    if (candidate.kind == MentionKind::kOfficial || candidate.kind == MentionKind::kPlace) drop = drop || IsCaseParty(document, candidate);
    if (candidate.kind == MentionKind::kPlace) {
      drop = drop || IsNamedAfter(document, candidate) || IsPostalCode(document, dictionary, candidate) ||
             NamesClass(document, candidate) || IsPlaceInName(document, candidate, i > 0 ? &settled[i - 1] : nullptr) ||
             BeginsName(document, dictionary, candidate, i + 1 < settled.size() ? &settled[i + 1] : nullptr);
      const bool adjacent = candidate.last < document.size() && document.tokens[candidate.last - 1].possessive == 0 &&
                            document.tokens[candidate.last].gap >= Gap::kSpace && document.tokens[candidate.last].gap <= Gap::kLine;
      if (adjacent && IsUnitedStates(dictionary, candidate)) {
        const bool office = IsOfPatentOrOffice(document, candidate.last);
        const bool own_agency = i + 1 < settled.size() && settled[i + 1].first == candidate.last && settled[i + 1].kind == MentionKind::kAgency;
        drop = drop || office || own_agency;
      }
    }
    if (drop) candidate.span.end = candidate.span.begin;
    dropped |= candidate.span.empty();
  }
  if (dropped) std::erase_if(settled, [](const Candidate& candidate) { return candidate.span.empty(); });
  if (opens) DropRedefined(document, dictionary, settled);
  if (FollowRedefined(document, dictionary, settled)) ++unknown;
  if (bodies > 0 && settled.size() > 1) unknown += JoinDistricts(document, dictionary, settled);
  if (bodies > 1) JoinToParents(document, dictionary, settled);
  if (unknown > 1) UniteSpellings(settled);
}

}  // namespace dateline::extract
