#include "extract/tagger_people.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extract/tagger_chinese_people.h"
#include "extract/tagger_known.h"
#include "extract/tagger_words.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kNameWordsMax = 5;

struct Hashes {
  std::array<std::uint32_t, 14> particles{HashOf("de"),  HashOf("van"), HashOf("von"), HashOf("bin"), HashOf("al"),
                                          HashOf("der"), HashOf("da"),  HashOf("di"),  HashOf("el"),  HashOf("la"),
                                          HashOf("den"), HashOf("del"), HashOf("dos"), HashOf("ibn")};
  // Titles that begin other names as often as persons' ("General Licence", "Executive Order").
  std::array<std::uint32_t, 22> loose_titles{
      HashOf("head"),         HashOf("Supervisor"), HashOf("Coordinator"), HashOf("Specialist"), HashOf("Agent"),
      HashOf("Investigator"), HashOf("Charge"),     HashOf("Executive"),   HashOf("General"),    HashOf("Member"),
      HashOf("Officer"),      HashOf("Major"),      HashOf("Chair"),       HashOf("Counsel"),    HashOf("King"),
      HashOf("Prince"),       HashOf("Queen"),      HashOf("Deputy"),      HashOf("official"),   HashOf("Lord"),
      HashOf("attorney"),     HashOf("partner")};
  std::array<std::uint32_t, 6> several{HashOf("Senators"), HashOf("Representatives"), HashOf("Reps"), HashOf("Sens"), HashOf("Congressmen"), HashOf("Justices")};
  std::uint32_t bin = HashOf("bin");
  std::uint32_t charge = HashOf("Charge");
  std::uint32_t member = HashOf("Member"), ranking = HashOf("Ranking"), leader = HashOf("Leader");
  // Family names that are English words: they need more than a capital.
  std::array<std::uint32_t, 34> wordy_families{
      HashOf("Min"),  HashOf("Moon"), HashOf("Nam"),  HashOf("Oh"),   HashOf("Won"), HashOf("Sung"), HashOf("Jun"),
      HashOf("Hong"), HashOf("Noh"),  HashOf("Long"), HashOf("Song"), HashOf("Sun"), HashOf("Fan"),  HashOf("Pan"),
      HashOf("Tan"),  HashOf("You"),  HashOf("He"),   HashOf("Ha"),   HashOf("Ho"),  HashOf("Si"),   HashOf("Park"),
      HashOf("Pang"), HashOf("Ding"), HashOf("Gong"), HashOf("Mo"),   HashOf("Pi"),  HashOf("Lo"),   HashOf("Young"),
      HashOf("Shin"), HashOf("So"),   HashOf("Mu"),   HashOf("Chai"), HashOf("Man"), HashOf("Ma")};
};

constexpr Hashes kHashes{};

// A name as read: tokens [first, last), its words, and the one that is the family name.
struct Name {
  std::uint32_t first = 0, last = 0;
  std::vector<std::uint32_t> words;  // tokens
  std::uint32_t family = 0;          // token
  Span span;
};

class PersonFinder {
 public:
  PersonFinder(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled, const Owners& owners)
      : document_(document), dictionary_(dictionary), settled_(settled), owners_(owners) {}

  void Find(std::vector<Candidate>& found) {
    for (const Candidate& person : settled_) {
      if (person.kind == MentionKind::kOfficial && person.entity != kNoId) Longer(person, found);
    }
    if (!document_.Holds(kStartsPerson)) return;
    std::uint32_t next = 0;  // the token after the last name
    for (const StartPlace& place : document_.starts) {
      const bool free = (place.starts & kStartsPerson) != 0 && place.token >= next && owners_[place.token] == kNoId;
      if (free) next = FindAt(place.token, found);
    }
  }

 private:
  const Token& At(std::uint32_t i) const { return document_.tokens[i]; }
  bool IsCapitalWord(std::uint32_t i) const { return i < document_.size() && At(i).kind == TokenKind::kWord && At(i).capital; }
  bool IsInitial(std::uint32_t i) const { return IsCapitalWord(i) && At(i).span.size() == 1 && document_.IsMark(i + 1, '.'); }
  // A capitalised word between quotation marks, at the first of them.
  bool IsNickname(std::uint32_t i) const {
    if (i + 2 >= document_.size() || At(i).kind != TokenKind::kPunct || At(i).gap != Gap::kSpace ||
        !IsCapitalWord(i + 1) || !document_.Glued(i + 1) || !document_.Glued(i + 2))
      return false;
    const std::string_view open = document_.Surface(i), close = document_.Surface(i + 2);
    return (open == "\"" || open == "“") && (close == "\"" || close == "”");
  }
  bool OwnedByOther(std::uint32_t i) const { return owners_[i] != kNoId && settled_[owners_[i]].kind != MentionKind::kOfficial; }

  bool OwnedByPlace(std::uint32_t i) const { return owners_[i] != kNoId && settled_[owners_[i]].kind == MentionKind::kPlace; }

  // "Tarnby Jane" of whom the dictionary knows "Jane Tarnby" and "Tarnby"; "Sheikh Orvo bin Tarnby Al Vek".
  void Longer(const Candidate& person, std::vector<Candidate>& found) const {
    const std::uint32_t next = person.last;
    if (next >= document_.size() || At(next).gap != Gap::kSpace || At(next - 1).possessive != 0 ||
        owners_[next] != kNoId)
      return;
    std::uint32_t end = next;
    if (person.last == person.first + 1 && IsCapitalWord(next)) {
      const std::string_view name = dictionary_.entity(person.entity).name;
      const std::string_view word = At(next).stem().In(document_.text);
      const std::size_t at = name.find(word);
      const bool whole = at != std::string_view::npos && (at == 0 || name[at - 1] == ' ') &&
                         (at + word.size() == name.size() || name[at + word.size()] == ' ');
      if (!whole || IsTitle(At(next).hash)) return;
      end = next + 1;
    } else if (At(next).hash == kHashes.bin && IsCapitalWord(next + 1)) {
      std::uint32_t last = next + 1;
      while (last < document_.size() && last - next < 7 && At(last).gap == Gap::kSpace && owners_[last] == kNoId &&
             (IsCapitalWord(last) || At(last).hash == kHashes.bin))
        ++last;
      end = last;
    } else {
      return;
    }
    Candidate longer = person;
    longer.last = end;
    longer.span = {At(longer.first).span.begin, At(longer.last - 1).stem().end};
    longer.alias = kNoId;
    longer.rule = "shape:longer-name";
    found.push_back(std::move(longer));
  }

  std::uint32_t FindAt(std::uint32_t i, std::vector<Candidate>& found) {
    const Token& token = At(i);
    if (token.kind == TokenKind::kCjk) return ChinesePersonAt(document_, owners_, i, found);
    if (token.kind == TokenKind::kNumber) {
      if (const auto name = AgedName(i)) Emit(*name, "shape:aged-name", found);
      return i + 1;
    }
    if (token.kind != TokenKind::kWord) return i + 1;
    if (token.capital && In(kHashes.several, token.hash)) {
      // "Reps." takes a period.
      const bool period = document_.IsMark(i + 1, '.') && document_.Glued(i + 1) && token.span.size() == 4;
      const std::uint32_t first = period ? i + 2 : i + 1;
      const std::uint32_t end = FamilyList(first, found);
      if (end != first) return end;
    }
    if (IsTitle(token.hash)) {
      if (const auto name = NameBeforeTitle(i)) Emit(*name, "shape:name-title", found);
      if (const auto name = NameAfterTitle(i)) return Emit(*name, "shape:title-name", found);
      if (const auto name = NameBehindComma(i)) return Emit(*name, "shape:title-name", found);
      return i + 1;
    }
    if (!token.capital) return i + 1;
    if (IsGivenName(token.hash)) {
      if (const auto name = NameFromGiven(i)) return Emit(*name, "shape:given-name", found);
    }
    if (IsFamilyName(token.hash)) {
      if (const auto name = HyphenatedChineseName(i)) return Emit(*name, "shape:pinyin-name", found);
      if (const auto name = KoreanName(i)) return Emit(*name, "shape:korean-name", found);
      if (const auto name = WesternChineseName(i)) return Emit(*name, "shape:pinyin-name", found);
      if (const auto name = ChineseName(i)) return Emit(*name, "shape:pinyin-name", found);
    }
    return i + 1;
  }

  // "Senators Casey and Cornyn, and Representatives DeLauro, Fitzpatrick, and Pascrell": family names alone, two at
  // least. Returns where the list ends, `first` when there is none.
  std::uint32_t FamilyList(std::uint32_t first, std::vector<Candidate>& found) {
    std::vector<Name> names;
    std::size_t known = 0;  // persons of the dictionary
    std::uint32_t i = first, end = first;
    while (names.size() < 30 && IsCapitalWord(i) && At(i).gap != Gap::kParagraph && !IsTitle(At(i).hash)) {
      if (owners_[i] != kNoId && settled_[owners_[i]].kind == MentionKind::kOfficial) {
        i = settled_[owners_[i]].last;
        ++known;
      } else {
        const Name name = ReadName(i);
        if (name.words.empty() || name.words.size() > 3 || IsHeadWord(At(name.family).hash) || At(name.family).span.size() < 3) break;
        names.push_back(name);
        i = name.last;
      }
      end = i;
      // "(D-Pa.)", "(R., Texas)": party and state.
      if (document_.IsMark(i, '(')) {
        std::uint32_t close = i;
        while (close < document_.size() && close - i < 8 && !document_.IsMark(close, ')')) ++close;
        if (document_.IsMark(close, ')')) i = close + 1;
      }
      std::uint32_t next = i;
      if (next < document_.size() && At(next).hash == kKnown.comma) ++next;
      if (next < document_.size() && At(next).hash == kKnown.with_and) ++next;
      if (next == i) break;
      i = next;
    }
    if (names.empty() || names.size() + known < 2) return first;
    for (const Name& name : names) Emit(name, found);
    return end;
  }
  void Emit(const Name& name, std::vector<Candidate>& found) { Emit(name, "shape:family-list", found); }

  // Reads capitalised words from `first` on: initials, hyphenated and "van der" names, a final "Jr.".
  Name ReadName(std::uint32_t first) const {
    Name name;
    name.first = first;
    std::uint32_t i = first;
    while (i < document_.size() && name.words.size() < kNameWordsMax) {
      if (i > first && At(i).gap == Gap::kParagraph) break;
      if (!name.words.empty() && In(kHashes.particles, At(i).hash) && At(i).gap != Gap::kNone && IsCapitalWord(i + 1) &&
          !At(i).all_caps) {
        ++i;
        continue;
      }
      // "Yeh Chun-hsien", "Kim Jung-kwan": the second syllable of a given name is small.
      const bool syllable = name.words.size() == 2 && At(i).kind == TokenKind::kWord && !At(i).capital && At(i).gap == Gap::kNone && At(i - 1).hash == kKnown.hyphen &&
                            At(i - 1).gap == Gap::kNone && IsFamilyName(At(first).hash) && At(i).stem().size() <= 6;
      if (syllable) {
        name.family = first;
        name.last = i + 1;
        name.span.end = At(i).stem().end;
        return name;
      }
      // 'Quorl "Wally" Roe': a nickname between quotation marks.
      if (!name.words.empty() && IsNickname(i) && IsCapitalWord(i + 3)) {
        i += 3;
        continue;
      }
      const bool initial = i > first && IsInitial(i);  // "John A. Roe"
      if (!IsCapitalWord(i) || (OwnedByOther(i) && !IsTownSurname(first, i) && !(i == first && IsTownName(first))) ||
          (IsFunctionWord(At(i).hash) && !initial) || IsTitle(At(i).hash))
        break;
      if (i > first && At(i).gap == Gap::kNone && At(i - 1).hash != kKnown.hyphen && At(i - 1).hash != kKnown.period) break;
      if (In(kKnown.name_suffixes, At(i).hash)) break;
      const bool joined = i > first && At(i).gap == Gap::kNone && At(i - 1).hash == kKnown.hyphen;
      if (!joined) name.words.push_back(i);
      name.family = i;
      name.last = i + 1;
      name.span = {At(first).span.begin, At(i).stem().end};
      if (At(i).possessive != 0) return name;
      if (IsInitial(i)) {
        i += 2;
        continue;
      }
      ++i;
      // "Villaman- Bencosme": where lines were joined, the hyphen kept their break.
      const bool hyphen = i + 1 < document_.size() && At(i).hash == kKnown.hyphen && At(i).gap == Gap::kNone;
      if (hyphen && (At(i + 1).gap == Gap::kNone || (At(i + 1).gap <= Gap::kLine && IsCapitalWord(i + 1) && name.words.size() < 3))) ++i;
    }
    // A trailing hyphen or lone particle is not part of the name: `last` still stands after the last word.
    std::uint32_t after = name.last;
    if (after < document_.size() && At(after).hash == kKnown.comma && At(after).gap == Gap::kNone) ++after;
    if (!name.words.empty() && after < document_.size() && In(kKnown.name_suffixes, At(after).hash) && At(after).gap != Gap::kParagraph) {
      name.last = after + 1;
      name.span.end = At(after).stem().end;
      if (document_.IsMark(name.last, '.') && document_.Glued(name.last) && At(after).span.size() == 2) {
        name.span.end = At(name.last++).span.end;
      }
    }
    return name;
  }

  // "Judge Norport Roe": behind a title a town's name before another word is a given name.
  bool IsTownName(std::uint32_t first) const {
    if (!OwnedByPlace(first) || first < 2) return false;
    if (!IsAddress(At(first - (document_.IsMark(first - 1, '.') ? 2 : 1)).hash)) return false;
    const Candidate& place = settled_[owners_[first]];
    if (place.first != first || place.last != first + 1 || At(first).all_caps || At(first).possessive != 0)
      return false;
    const std::uint32_t family = first + 1;
    return IsCapitalWord(family) && At(family).gap == Gap::kSpace && owners_[family] == kNoId &&
           !IsFunctionWord(At(family).hash) && !IsTitle(At(family).hash) && !IsHeadWord(At(family).hash);
  }

  // "Jane Norport" is a person, though the dictionary knows the town.
  bool IsTownSurname(std::uint32_t first, std::uint32_t i) const {
    if (i != first + 1 || !OwnedByPlace(i) || !IsGivenName(At(first).hash) || At(i).gap != Gap::kSpace) return false;
    const Candidate& place = settled_[owners_[i]];
    if (place.first != i || place.last != i + 1 || place.entity == kNoId) return false;
    if (dictionary_.entity(place.entity).subtype != Dictionary::Subtype::kCity || At(i).all_caps) return false;
    // "St. Paul Norport", "Jane Norport, Norland"
    if (first > 0 && document_.IsMark(first - 1, '.') && document_.Glued(first - 1)) return false;
    const std::uint32_t behind = i + 1;
    if (behind + 1 < document_.size() && At(behind).hash == kKnown.comma && OwnedByPlace(behind + 1)) return false;
    return !(IsCapitalWord(behind) && At(behind).gap == Gap::kSpace);
  }

  bool IsFullName(const Name& name) const {
    if (name.words.size() < 2 || name.words.size() > 4) return false;
    if (At(name.family).span.size() < 2) return false;
    // "Smith Jones Act", "John Deere Company": the words go on to something else.
    const auto heads = [&](std::uint32_t word) { return IsHeadWord(At(word).hash); };
    if (std::any_of(name.words.begin() + 1, name.words.end(), heads)) return false;
    return !(IsCapitalWord(name.last) && At(name.last).gap == Gap::kSpace && IsHeadWord(At(name.last).hash));
  }

  // "Chief Executive", "Director General", "Special Agent in Charge": what is before a loose title makes it an office.
  bool MakesOffice(std::uint32_t title) const {
    static constexpr std::uint32_t makers[] = {HashOf("Chief"),    HashOf("Vice"),      HashOf("Solicitor"),
                                               HashOf("Director"), HashOf("Inspector"), HashOf("Consul"),
                                               HashOf("Surgeon"),  HashOf("in")};
    static constexpr std::uint32_t grades[] = {HashOf("Executive"), HashOf("Financial"), HashOf("Operating"),
                                               HashOf("Compliance")};
    static constexpr std::uint32_t officer = HashOf("Officer");
    if (title == 0 || At(title).gap != Gap::kSpace) return false;
    const std::uint32_t before = At(title - 1).hash;
    if (std::ranges::find(makers, before) != std::end(makers)) return true;
    return At(title).hash == officer && std::ranges::find(grades, before) != std::end(grades);
  }

  // "The panel's chairman, Ju Byung-tarn, said": a full name between commas behind an office in small letters.
  std::optional<Name> NameBehindComma(std::uint32_t title) const {
    const std::uint32_t first = title + 2;
    if (At(title).capital || first >= document_.size() || At(title + 1).hash != kKnown.comma ||
        !document_.Glued(title + 1))
      return std::nullopt;
    if (!IsCapitalWord(first) || At(first).all_caps || owners_[first] != kNoId || IsFunctionWord(At(first).hash) ||
        IsTitle(At(first).hash) || IsHeadWord(At(first).hash))
      return std::nullopt;
    const Name name = ReadName(first);
    if (!IsFullName(name) || At(name.family).all_caps || name.last >= document_.size()) return std::nullopt;
    for (const std::uint32_t word : name.words) {
      if (owners_[word] != kNoId || At(word).possessive != 0) return std::nullopt;
    }
    return At(name.last).hash == kKnown.comma ? std::optional(name) : std::nullopt;
  }

  // A name of a family and a given name in either order, up to token `last`.
  Name TwoWords(std::array<std::uint32_t, 2> words, std::uint32_t family, std::uint32_t last) const {
    return {.first = words[0],
            .last = last,
            .words = {words[0], words[1]},
            .family = family,
            .span = {At(words[0]).span.begin, At(last - 1).stem().end}};
  }

  // "Ju Biung-tarn", "Oh Se-lim": a family name and two syllables joined by a hyphen, the second one small.
  std::optional<Name> KoreanName(std::uint32_t family) const {
    static constexpr std::uint32_t prefixes[] = {
        HashOf("Co"),   HashOf("Re"),   HashOf("Non"),  HashOf("Pre"),  HashOf("Anti"), HashOf("Mid"), HashOf("Pro"),
        HashOf("Sub"),  HashOf("Ex"),   HashOf("Self"), HashOf("Long"), HashOf("High"), HashOf("Low"), HashOf("Multi"),
        HashOf("Well"), HashOf("Year"), HashOf("Full"), HashOf("Part"), HashOf("Top"),  HashOf("Near")};
    const std::uint32_t given = family + 1, second = family + 3;
    if (second >= document_.size() || At(family).all_caps || At(family).possessive != 0 ||
        At(given).gap != Gap::kSpace || !IsCapitalWord(given) || At(given).all_caps)
      return std::nullopt;
    if (At(given + 1).hash != kKnown.hyphen || !document_.Glued(given + 1) || !document_.Glued(second) ||
        At(second).kind != TokenKind::kWord || At(second).capital)
      return std::nullopt;
    if (At(given).span.size() > 6 || At(second).stem().size() > 6 || owners_[family] != kNoId ||
        owners_[given] != kNoId)
      return std::nullopt;
    if (IsFunctionWord(At(given).hash) || std::ranges::find(prefixes, At(given).hash) != std::end(prefixes))
      return std::nullopt;
    if (second + 1 < document_.size() && At(second + 1).hash == kKnown.hyphen && document_.Glued(second + 1))
      return std::nullopt;
    return TwoWords({family, given}, family, second + 1);
  }

  // "Benlin Yuan": a Mandarin given name of two syllables before its family name.
  std::optional<Name> WesternChineseName(std::uint32_t family) const {
    constexpr std::size_t kTwoSyllables = 5;
    if (family == 0 || At(family).gap != Gap::kSpace || At(family).all_caps ||
        In(kHashes.wordy_families, At(family).hash))
      return std::nullopt;
    const std::uint32_t given = family - 1;
    if (!IsCapitalWord(given) || At(given).all_caps || At(given).possessive != 0 || owners_[given] != kNoId ||
        owners_[family] != kNoId || At(given).span.size() < kTwoSyllables)
      return std::nullopt;
    if (IsFunctionWord(At(given).hash) || IsHeadWord(At(given).hash) || IsTitle(At(given).hash) ||
        !IsPinyin(At(given).span.In(document_.text)))
      return std::nullopt;
    if (IsCapitalWord(family + 1) && At(family + 1).gap == Gap::kSpace && !IsFunctionWord(At(family + 1).hash))
      return std::nullopt;
    if (given > 0 && IsCapitalWord(given - 1) && At(given).gap == Gap::kSpace && !IsTitle(At(given - 1).hash) &&
        !IsFunctionWord(At(given - 1).hash) && owners_[given - 1] == kNoId)
      return std::nullopt;
    return TwoWords({given, family}, family, family + 1);
  }

  std::optional<Name> NameAfterTitle(std::uint32_t title) const {
    std::uint32_t first = title + 1;
    if (document_.IsMark(first, '.') && document_.Glued(first) && At(title).span.size() <= 4) ++first;
    if (!IsCapitalWord(first) || At(first).gap == Gap::kNone || At(first).gap == Gap::kParagraph) return std::nullopt;
    if (IsTitle(At(first).hash) || At(title).possessive != 0) return std::nullopt;
    if (OwnedByOther(first) && !IsTownName(first)) return std::nullopt;
    const Name name = ReadName(first);
    if (name.words.empty()) return std::nullopt;
    // "President Orwell Secures a Deal": a headline's verb behind a family name of the dictionary.
    if (owners_[first] != kNoId && name.words.size() == 2 && settled_[owners_[first]].last == name.words[1]) {
      const std::string_view verb = At(name.words[1]).span.In(document_.text);
      if (verb.ends_with('s') && !IsGivenName(At(name.words[1]).hash) && At(name.words[1]).possessive == 0)
        return std::nullopt;
    }
    const bool loose = In(kHashes.loose_titles, At(title).hash) && !MakesOffice(title);
    if (At(title).hash == kHashes.charge && !(title > 0 && At(title - 1).hash == kKnown.in)) return std::nullopt;
    if (IsFullName(name) && !IsHeadWord(At(first).hash)) {
      const bool shouted = At(first).all_caps && At(first).span.size() > 1;
      if (IsGivenName(At(first).hash) || (IsFamilyName(At(first).hash) && !loose)) return name;
      if (!loose && !shouted) return name;
      return std::nullopt;
    }
    return name.words.size() == 1 && IsTitledSurname(title, name) ? std::optional(name) : std::nullopt;
  }

  // "Quillon Tarn, a trade lawyer in Hague,": a full name that its office or calling is set behind.
  std::optional<Name> NameBeforeTitle(std::uint32_t title) const {
    if (title < 3) return std::nullopt;
    // "Quillon Tarn, Director General of", "Quillon Tarn, head of"
    if (At(title - 1).hash == kKnown.comma && document_.Glued(title - 1) && title + 2 < document_.size()) {
      static constexpr std::uint32_t general = HashOf("General"), at = HashOf("at");
      const std::uint32_t next = At(title + 1).hash == general ? title + 2 : title + 1;
      const std::uint32_t link = At(next).hash;
      const bool office = At(title).possessive == 0 && (link == kKnown.of || link == kKnown.on_for || link == at);
      return office ? UnknownNameBefore(title - 1) : std::nullopt;
    }
    if (At(title).capital) return std::nullopt;
    std::uint32_t comma = title;
    while (comma > 0 && title - comma < 7 && At(comma).hash != kKnown.comma) {
      if (At(comma).gap == Gap::kParagraph || (At(comma).kind == TokenKind::kPunct && At(comma).hash != kKnown.hyphen)) return std::nullopt;
      --comma;
    }
    if (At(comma).hash != kKnown.comma || comma < 2 || comma + 1 >= title) return std::nullopt;
    // Only an apposition: "…, a lawyer", "…, the company's chief executive", not "…, which the minister".
    static constexpr std::uint32_t openers[] = {HashOf("a"), HashOf("an"), HashOf("the"), HashOf("its"), HashOf("then"), HashOf("chief"), HashOf("senior"), HashOf("former")};
    if (std::ranges::find(openers, At(comma + 1).hash) == std::end(openers) && owners_[comma + 1] == kNoId) return std::nullopt;
    std::uint32_t first = comma;
    while (first > 0 && comma - first < 4 && IsCapitalWord(first - 1) && owners_[first - 1] == kNoId &&
           (first == comma || At(first).gap == Gap::kSpace)) {
      --first;
    }
    if (first > 0 && IsCapitalWord(first - 1) && At(first).gap == Gap::kSpace) return std::nullopt;
    while (first < comma && IsFunctionWord(At(first).hash)) ++first;
    if (comma - first < 2 || comma - first > 3) return std::nullopt;
    for (std::uint32_t i = first; i < comma; ++i) {
      if (At(i).all_caps || IsHeadWord(At(i).hash) || IsTitle(At(i).hash) || At(i).possessive != 0) return std::nullopt;
    }
    const Name name = ReadName(first);
    if (name.last != comma || !IsFullName(name)) return std::nullopt;
    return name;
  }

  // The full name of which nothing is known that ends before the comma at `comma`.
  std::optional<Name> UnknownNameBefore(std::uint32_t comma) const {
    std::uint32_t first = comma;
    while (first > 0 && comma - first < 4 && IsCapitalWord(first - 1) && owners_[first - 1] == kNoId &&
           (first == comma || At(first).gap == Gap::kSpace))
      --first;
    if (first > 0 && (IsCapitalWord(first - 1) || IsInitial(first - 2)) && At(first).gap == Gap::kSpace)
      return std::nullopt;
    while (first < comma && IsFunctionWord(At(first).hash)) ++first;
    if (comma - first < 2 || comma - first > 3 || (first > 0 && At(first).gap == Gap::kNone)) return std::nullopt;
    for (std::uint32_t i = first; i < comma; ++i) {
      if (At(i).all_caps || IsHeadWord(At(i).hash) || IsTitle(At(i).hash) || At(i).possessive != 0) return std::nullopt;
    }
    const Name name = ReadName(first);
    return name.last == comma && IsFullName(name) ? std::optional(name) : std::nullopt;
  }

  // "Quillon Tarn, 46, of Norport": at the age.
  std::optional<Name> AgedName(std::uint32_t age) const {
    if (age < 3 || age + 1 >= document_.size() || At(age - 1).hash != kKnown.comma || !document_.Glued(age - 1) ||
        At(age).span.size() != 2 || At(age).gap != Gap::kSpace || At(age + 1).hash != kKnown.comma ||
        !document_.Glued(age + 1))
      return std::nullopt;
    static constexpr std::uint32_t months[] = {HashOf("January"), HashOf("February"), HashOf("March"),
                                               HashOf("April"),   HashOf("May"),      HashOf("June"),
                                               HashOf("July"),    HashOf("August"),   HashOf("September"),
                                               HashOf("October"), HashOf("November"), HashOf("December")};
    if (std::ranges::find(months, At(age - 2).hash) != std::end(months)) return std::nullopt;
    return UnknownNameBefore(age - 1);
  }

  // Does the family name at `family` stand beside another capitalised word somewhere? Then that is the full name.
  bool NamedInFull(std::uint32_t family) const {
    const auto beside = [&](std::uint32_t i) {
      return IsCapitalWord(i) && !IsTitle(At(i).hash) && !IsFunctionWord(At(i).hash);
    };
    for (std::uint32_t i = 0; i < document_.size(); ++i) {
      if (i == family || At(i).hash != At(family).hash || !At(i).capital) continue;
      if ((beside(i + 1) && At(i + 1).gap == Gap::kSpace) || (i > 0 && beside(i - 1) && At(i).gap == Gap::kSpace))
        return true;
    }
    return false;
  }

  // "Mr. Orwell", "Senator Orwell", "Ranking Member Orwell".
  bool IsTitledSurname(std::uint32_t title, const Name& name) const {
    const Token& word = At(name.family);
    const bool ranking = At(title).hash == kHashes.member && title > 0 && At(title - 1).hash == kHashes.ranking;
    const bool leader = At(title).hash == kHashes.leader && title > 0 && IsCapitalWord(title - 1);
    static constexpr std::uint32_t justice = HashOf("Justice"), chief = HashOf("Chief");
    const bool presides = At(title).hash == justice && title > 0 && At(title - 1).hash == chief;
    // "Director Tan": beside other titles only a family name.
    static constexpr std::uint32_t offices[] = {HashOf("Director"), HashOf("Minister"), HashOf("Captain"),
                                                HashOf("General"), HashOf("Justice")};
    const bool holder = At(title).capital && std::ranges::find(offices, At(title).hash) != std::end(offices) &&
                        IsFamilyName(word.hash) && !In(kHashes.wordy_families, word.hash) && word.span.size() > 2 &&
                        !NamedInFull(name.family);
    if (!(IsAddress(At(title).hash) && At(title).capital) && !ranking && !leader && !presides && !holder) return false;
    // "Airport, MS. Controlled airspace": only a known address takes a period, and none is in capitals.
    if (document_.IsMark(title + 1, '.') && (At(title).span.size() > 4 || At(title).all_caps)) return false;
    if (word.span.size() < 2 || IsHeadWord(word.hash) || (word.all_caps && !At(title).all_caps)) return false;
    return !(IsCapitalWord(name.last) && At(name.last).gap == Gap::kSpace && !IsFunctionWord(At(name.last).hash) &&
             owners_[name.last] == kNoId);
  }

  std::optional<Name> NameFromGiven(std::uint32_t first) const {
    const Name name = ReadName(first);
    if (!IsFullName(name)) return std::nullopt;
    if (first > 0 && IsCapitalWord(first - 1) && At(first - 1).possessive == 0 && At(first).gap <= Gap::kLine &&
        At(first).gap != Gap::kNone) {
      const std::uint32_t before = At(first - 1).hash;
      // "Contact Jane Roe" begins a sentence.
      static constexpr std::uint32_t contact = HashOf("Contact");
      const bool asks = before == contact &&
                        (first == 1 || At(first - 1).gap == Gap::kParagraph || At(first - 2).kind == TokenKind::kPunct);
      if (!asks && !IsTitle(before) && !IsFunctionWord(before) && owners_[first - 1] == kNoId && !EndsOffice(first))
        return std::nullopt;
    }
    // "the Foundation's Jane Roe National Center"
    if (first > 0 && At(first - 1).possessive != 0 && IsCapitalWord(name.last) && At(name.last).gap == Gap::kSpace &&
        !IsFunctionWord(At(name.last).hash))
      return std::nullopt;
    // "DoN": an acronym is no given name. (Capitals are counted below.)
    if (!At(first).all_caps && std::ranges::any_of(document_.Surface(first).substr(1), [](char c) { return c >= 'A' && c <= 'Z'; })) return std::nullopt;
    // "Don Edwards Norport Bay Refuge": a place behind it makes it the name of something else.
    if (IsCapitalWord(name.last) && At(name.last).gap == Gap::kSpace && OwnedByPlace(name.last)) {
      const std::uint32_t after = settled_[owners_[name.last]].last;
      if (IsCapitalWord(after) && At(after).gap == Gap::kSpace && !IsFunctionWord(At(after).hash)) return std::nullopt;
    }
    // "F.E. Warren AFB": an acronym is no family name.
    if (At(name.family).all_caps != At(first).all_caps && At(first).span.size() > 2) return std::nullopt;
    // In capitals throughout only with an initial: headings shout too.
    if (At(first).all_caps && At(name.family).all_caps) {
      const bool initial = std::ranges::any_of(name.words, [&](std::uint32_t word) { return IsInitial(word); });
      if (!initial) return std::nullopt;
    }
    return name;
  }

  // "Under Secretary of Trade for Ports and Customs": does an office end just before `end`?
  bool EndsOffice(std::uint32_t end) const {
    static constexpr std::uint32_t links[] = {HashOf("of"), HashOf("for"), HashOf("the"), HashOf("and")};
    bool linked = false;
    for (std::uint32_t i = end; i-- > 0 && end - i < 10;) {
      if (IsTitle(At(i).hash)) return linked;
      const bool link = std::ranges::find(links, At(i).hash) != std::end(links);
      linked = linked || link;
      if (!link && !IsCapitalWord(i)) return false;
    }
    return false;
  }

  // "Ting-Wei Sun", "Yih-shyan Liaw": the given name first, as in Taiwan.
  std::optional<Name> HyphenatedChineseName(std::uint32_t family) const {
    // 'Yi-Shyan "Wally" Tarn'
    const std::uint32_t nickname = family > 5 && IsNickname(family - 3) ? 3 : 0;
    if (family < 3 + nickname) return std::nullopt;
    const std::uint32_t first = family - nickname - 3;
    if (At(first + 1).hash != kKnown.hyphen || !document_.Glued(first + 1) || !document_.Glued(first + 2)) return std::nullopt;
    if (!IsCapitalWord(first) || At(family).gap != Gap::kSpace || At(family).all_caps) return std::nullopt;
    if (At(first).all_caps || At(first + 2).kind != TokenKind::kWord || owners_[first] != kNoId || owners_[family] != kNoId) return std::nullopt;
    if (!IsPinyin(At(first).span.In(document_.text)) || !IsPinyin(At(first + 2).span.In(document_.text))) return std::nullopt;
    if (IsCapitalWord(family + 1) && At(family + 1).gap == Gap::kSpace && !IsFunctionWord(At(family + 1).hash)) return std::nullopt;
    return TwoWords({first, family}, family, family + 1);
  }

  std::optional<Name> ChineseName(std::uint32_t first) const {
    const std::uint32_t given = first + 1;
    if (first > 0 && document_.Glued(first) && At(first - 1).hash == kKnown.hyphen) return std::nullopt;
    if (!IsCapitalWord(given) || At(given).gap == Gap::kNone || At(given).gap == Gap::kParagraph || owners_[given] != kNoId) return std::nullopt;
    if (At(first).all_caps || At(given).all_caps || At(first).possessive != 0) return std::nullopt;
    // "Gong Fanyue": a given name of two syllables makes up for a family name that is an English word.
    constexpr std::size_t kTwoSyllables = 6;
    if (In(kHashes.wordy_families, At(first).hash) && At(given).stem().size() < kTwoSyllables) return std::nullopt;
    if (IsFunctionWord(At(given).hash) || IsHeadWord(At(given).hash) || IsTitle(At(given).hash)) return std::nullopt;
    const bool hyphen = given + 2 < document_.size() && At(given + 1).hash == kKnown.hyphen &&
                        document_.Glued(given + 1) && document_.Glued(given + 2);
    const Name name = TwoWords({first, given}, first, given + (hyphen ? 3 : 1));
    const std::string_view word = Span{At(given).span.begin, name.span.end}.In(document_.text);
    if (word.size() < 2 || !IsPinyin(word)) return std::nullopt;
    // "Li Ning Company", "Wang Steel Works" are no persons.
    if (IsCapitalWord(name.last) && At(name.last).gap == Gap::kSpace && !IsFunctionWord(At(name.last).hash)) return std::nullopt;
    if (first > 0 && IsCapitalWord(first - 1) && At(first).gap == Gap::kSpace && !IsTitle(At(first - 1).hash) &&
        !IsFunctionWord(At(first - 1).hash) && owners_[first - 1] == kNoId) {
      return std::nullopt;
    }
    return name;
  }

  std::uint32_t Emit(const Name& name, std::string_view rule, std::vector<Candidate>& found) {
    Candidate candidate;
    candidate.first = name.first;
    candidate.last = name.last;
    candidate.span = name.span;
    candidate.kind = MentionKind::kOfficial;
    const std::uint32_t alias = dictionary_.FindWhole(document_.text, document_.tokens, name.first, name.last, MentionKind::kOfficial);
    if (alias != kNoId) {
      candidate.entity = dictionary_.alias(alias).entity;
      candidate.alias = alias;
      candidate.rule = "title+dict:";
    } else {
      candidate.id = SlugId("official", name.span.In(document_.text));
      candidate.rule = name.words.size() > 1 ? rule : "shape:title-surname";
    }
    found.push_back(std::move(candidate));
    return name.last;
  }

  const TaggedText& document_;
  const Dictionary& dictionary_;
  const std::vector<Candidate>& settled_;
  const Owners& owners_;
};

}  // namespace

void FindPersons(const TaggedText& document, const Dictionary& dictionary, const std::vector<Candidate>& settled,
                 const Owners& owners, std::vector<Candidate>& found) {
  PersonFinder(document, dictionary, settled, owners).Find(found);
}

}  // namespace dateline::extract
