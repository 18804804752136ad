// Whom "he", "the company", "the Secretary", "a spokesperson" or a short name stands for.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "extract/speakers.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

constexpr char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
}

// "Ministry of Commerce" has "ministry".
bool HasWord(std::string_view name, std::string_view word) {
  const auto found = std::ranges::search(name, word, [](char a, char b) { return Lower(a) == Lower(b); });
  return !word.empty() && !found.empty();
}

}  // namespace

// "the Administration", "the government", "the court" stand for a body of that kind only, not for the one named last.
bool SpeakerReader::FitsBody(std::string_view entity, std::string_view word) {
  using Kinds = std::array<std::string_view, 6>;
  static constexpr std::array<std::pair<std::string_view, Kinds>, 4> kRows{{
      {"dministration", {"administration", "white-house"}},
      {"overnment", {"government", "administration", "white-house", "cabinet", "council"}},
      {"court", {"court", "circuit", "tribunal", "chamber", "cit"}},
      {"ommittee", {"committee", "commission", "panel", "board", "council", "cfius"}},
  }};
  for (const auto& [noun, kinds] : kRows) {
    if (!word.ends_with(noun) && !(noun == "court" && word == "Court")) continue;
    return std::ranges::any_of(
        kinds, [&](std::string_view kind) { return !kind.empty() && entity.find(kind) != std::string_view::npos; });
  }
  return true;
}

// "a company spokesman", "a spokesperson for the ministry": for whom was named before; "the spokesperson": for whom
// the one before spoke.
Speaker SpeakerReader::BodyOfEnvoy(std::uint32_t at, int depth) const {
  if (at > 0 && IsBodyWord(at - 1)) return NamedBefore(at - 1);
  const std::uint32_t size = static_cast<std::uint32_t>(r_.words.size());
  if (at + 3 < size && (r_.Surface(at + 1) == "for" || r_.Surface(at + 1) == "of") && r_.Surface(at + 2) == "the" &&
      IsBodyWord(at + 3))
    return NamedBefore(at + 3);
  // "Treasury denies that. “…,” a spokesperson said": of the body that the sentence before is about.
  if (at > 0 && (r_.Surface(at - 1) == "a" || r_.Surface(at - 1) == "A")) return BodyOfSentenceBefore(at);
  if (at == 0 || depth > 3 || (r_.Surface(at - 1) != "the" && r_.Surface(at - 1) != "The")) return {};
  constexpr std::uint32_t kReach = 300;
  for (std::uint32_t i = at; i-- > 0 && at - i < kReach;) {
    if (r_.words[i].mention >= 0 || !words_.envoys.AnyIn(r_, {i, i + 1})) continue;
    if (i > 0 && r_.words[i - 1].mention >= 0 &&
        (MentionAt(r_, i - 1).kind == MentionKind::kFirm || MentionAt(r_, i - 1).kind == MentionKind::kAgency))
      return {MentionAt(r_, i - 1).entity, std::string(r_.Surface(at)), {at, at + 1}};
    for (std::uint32_t k = i + 1; k < std::min(size, i + 5) && r_.Surface(i + 1) == "for"; ++k) {
      if (r_.words[k].mention >= 0 &&
          (MentionAt(r_, k).kind == MentionKind::kFirm || MentionAt(r_, k).kind == MentionKind::kAgency))
        return {MentionAt(r_, k).entity, std::string(r_.Surface(at)), {at, at + 1}};
    }
    return BodyOfEnvoy(i, depth + 1);
  }
  return {};
}

// The firm or body that alone begins the sentence before, or the one before the quotation that this one opens with.
Speaker SpeakerReader::BodyOfSentenceBefore(std::uint32_t at) const {
  const TokenRange own = SentenceAt(r_, at);
  const std::uint32_t n = r_.sentence_of[at];
  // It qualifies: "a spokesperson said", with nothing but a quotation about it.
  for (std::uint32_t i = own.begin; i < own.end; ++i) {
    if (r_.words[i].mention >= 0 && !InQuote(r_, i)) return {};
  }
  if (n == 0) return {};
  const TokenRange before = r_.sentences[n - 1];
  for (std::uint32_t i = before.begin; i < before.end && r_.finite[i] == 0; ++i) {
    if (r_.words[i].mention < 0) continue;
    const Mention& body = MentionAt(r_, i);
    if ((body.kind != MentionKind::kFirm && body.kind != MentionKind::kAgency) || InQuote(r_, i) ||
        (i > before.begin && !r_.Is(i - 1, kDeterminer)))
      return {};
    return {body.entity, std::string(r_.Surface(at)), {at, at + 1}};
  }
  return {};
}

bool SpeakerReader::IsBodyWord(std::uint32_t i) const {
  return r_.words[i].mention < 0 && (words_.firms.AnyIn(r_, {i, i + 1}) || words_.bodies.AnyIn(r_, {i, i + 1}));
}

// The country that a word or name before "company" tells, "" where none does.
std::string_view SpeakerReader::CountryTold(std::uint32_t firm) const {
  using Row = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Row, 26> kPeoples{{{"American", "place.us"},           {"Australian", "place.australia"},
                                                 {"Belgian", "place.belgium"},       {"British", "place.uk"},
                                                 {"Canadian", "place.canada"},       {"Chinese", "place.china"},
                                                 {"Danish", "place.denmark"},        {"Dutch", "place.netherlands"},
                                                 {"Finnish", "place.finland"},       {"French", "place.france"},
                                                 {"German", "place.germany"},        {"Indian", "place.india"},
                                                 {"Irish", "place.ireland"},         {"Israeli", "place.israel"},
                                                 {"Italian", "place.italy"},         {"Japanese", "place.japan"},
                                                 {"Korean", "place.south-korea"},    {"Malaysian", "place.malaysia"},
                                                 {"Norwegian", "place.norway"},      {"Russian", "place.russia"},
                                                 {"Singaporean", "place.singapore"}, {"Spanish", "place.spain"},
                                                 {"Swedish", "place.sweden"},        {"Swiss", "place.switzerland"},
                                                 {"Taiwanese", "place.taiwan"},      {"US", "place.us"}}};
  static_assert(std::ranges::is_sorted(kPeoples, {}, &Row::first));
  constexpr std::uint32_t kQualifiers = 5;  // tokens
  for (std::uint32_t i = firm; i-- > 0 && firm - i <= kQualifiers && !r_.Is(i, kDeterminer);) {
    if (r_.words[i].mention >= 0 && MentionAt(r_, i).kind == MentionKind::kPlace) {
      const std::string_view of = names_.Attribute(MentionAt(r_, i).entity, "country");
      return of.empty() ? std::string_view(MentionAt(r_, i).entity) : of;
    }
    const auto row = std::ranges::lower_bound(kPeoples, r_.Surface(i).letters(), {}, &Row::first);
    if (row != kPeoples.end() && row->first == r_.Surface(i)) return row->second;
    if (r_.finite[i] != 0 || r_.Is(i, kPreposition)) return "";
  }
  return "";
}

// The firm of this country, or of a country that no dictionary knows, that the nearest sentence begins with, else one
// that it names.
Speaker SpeakerReader::FirmOf(std::string_view country, std::uint32_t at) const {
  const Speaker none;
  for (std::uint32_t n = r_.sentence_of[at] + 1; n-- > 0 && r_.sentence_of[at] - n < 4;) {
    const std::uint32_t end = std::min(r_.sentences[n].end, at);
    const Mention* other = nullptr;
    const Mention* unknown = nullptr;
    for (std::uint32_t i = PastDateline(r_, {r_.sentences[n].begin, end}); i < end; ++i) {
      if (r_.words[i].mention < 0 || MentionAt(r_, i).kind != MentionKind::kFirm || InQuote(r_, i)) continue;
      const Mention& firm = MentionAt(r_, i);
      const std::string_view of = names_.Attribute(firm.entity, "country");
      const bool hangs = HangsOnPreposition(r_, i, r_.sentences[n].begin);
      if (of == country && !hangs) return {firm.entity, std::string(r_.Surface(at)), {at, at + 1}};
      if (of == country && other == nullptr) other = &firm;
      if (of.empty() && !hangs && unknown == nullptr) unknown = &firm;
    }
    if (other == nullptr) other = unknown;
    if (other != nullptr) return {other->entity, std::string(r_.Surface(at)), {at, at + 1}};
  }
  return none;
}

// "The Company also reported": a release's word for the firm that it is of, which it names first.
Speaker SpeakerReader::Issuer(std::uint32_t at) const {
  std::size_t read = 0;
  constexpr std::size_t kReadMax = 20;
  for (const Mention& mention : r_.what->mentions) {
    if (mention.span.begin >= (*r_.tokens)[at].span.begin || ++read > kReadMax) break;
    if (mention.kind != MentionKind::kFirm) continue;
    const std::uint32_t first = r_.TokenFrom(mention.span.begin);
    const TokenRange sentence = SentenceAt(r_, first);
    if (first < PastDateline(r_, sentence)) continue;
    // A text that begins in the middle of a filing names it nowhere: "the Company's share of Acme".
    constexpr std::uint32_t kOpening = 120;  // tokens
    if (first > kOpening) return {};
    for (std::uint32_t i = 0; i < first; ++i) {
      if (r_.words[i].mention < 0 && r_.Surface(i).starts_with("Company")) return {};
    }
    return {mention.entity, std::string(r_.Surface(at)), {at, at + 1}};
  }
  return {};
}

// The firm ("company") or body ("ministry") that this or an earlier sentence begins with; of bodies the one whose name
// has the word before others: "the ministry" is no customs office.
Speaker SpeakerReader::NamedBefore(std::uint32_t at) const {
  const MentionKind wanted = words_.firms.AnyIn(r_, {at, at + 1}) ? MentionKind::kFirm : MentionKind::kAgency;
  const Written word = r_.Surface(at);
  if (word == "Company") {
    return Issuer(at);
  }
  if (wanted == MentionKind::kFirm) {
    // "the Dutch toolmaker": none of another country.
    if (const std::string_view country = CountryTold(at); !country.empty()) return FirmOf(country, at);
  }
  const Mention* other = nullptr;
  for (std::uint32_t n = r_.sentence_of[at] + 1; n-- > 0 && r_.sentence_of[at] - n < 6;) {
    const std::uint32_t end = std::min(r_.sentences[n].end, at);
    const std::uint32_t begin = PastDateline(r_, {r_.sentences[n].begin, end});
    for (std::uint32_t i = begin; i < end; ++i) {
      if (r_.words[i].mention < 0 || MentionAt(r_, i).kind != wanted || InQuote(r_, i)) continue;
      if (HangsOnPreposition(r_, i, begin)) continue;
      const Mention& named = MentionAt(r_, i);
      if (wanted == MentionKind::kFirm || HasWord(named.span.In(r_.text), word))
        return {named.entity, std::string(word), {at, at + 1}};
      if (other == nullptr && FitsBody(named.entity, word)) other = &named;
    }
  }
  // "Shares of Amkor fell. The packager"
  if (other == nullptr && wanted == MentionKind::kFirm) other = subjects_.OnlyFirmBefore(at);
  if (other == nullptr) return {};
  return {other->entity, std::string(word), {at, at + 1}};
}

// "The industry ministry", "a panel of judges", "The court": who stands there, which is the body named before only
// where nothing tells them apart. `nearest` is the subject of an earlier verb, nullptr where none is a body.
Speaker SpeakerReader::BodyBefore(std::uint32_t at, std::uint32_t from, const Mention* nearest) const {
  const Written word = r_.Surface(at);
  Speaker named = NamedBefore(at);
  if (!named.found() && nearest != nullptr && FitsBody(nearest->entity, word))
    named = {nearest->entity, std::string(word), {at, at + 1}};
  constexpr std::uint32_t kQualifiers = 3;
  std::uint32_t the = at;
  bool apart = false;
  while (the > from && at - the < kQualifiers && !r_.Is(the, kDeterminer)) {
    --the;
    // "the trade ministry", "the Senate panel"; "the U.S. agency" tells none apart.
    const Written qualifier = r_.Surface(the);
    if (r_.words[the].mention >= 0 || r_.Is(the, kDeterminer) || r_.words[the].punct != 0) continue;
    apart = apart || !IsTold(named, qualifier);
  }
  const Written first = r_.Surface(the);
  const bool definite = first == "the" || first == "The" || first == "its" || first == "Its";
  if (named.found() && !apart && definite) return named;
  if (!r_.Is(the, kDeterminer)) the = at;
  return {"", std::string(r_.Bytes({the, at + 1}).In(r_.text)), {the, at + 1}};
}

// "the senator", "its chief executive", "a person at the carmaker": a noun phrase that nothing else was made of.
Speaker SpeakerReader::RolePhrase(std::uint32_t from, std::uint32_t to) const {
  constexpr std::uint32_t kLongest = 8;  // tokens
  while (to > from && r_.words[to - 1].mention < 0 && r_.Is(to - 1, kAdverb | kHave)) --to;
  // "one of the people", "business lobbies"
  const Written opening = r_.Surface(from);
  const bool of_them = from + 2 < to && r_.Surface(from + 1) == "of" && r_.Is(from, kDeterminer);  // "three of them"
  const bool counted = of_them || opening == "one" || opening == "One" || opening == "some" || opening == "Some" ||
                       opening == "many" || opening == "Many" || opening == "most" || opening == "Most";
  if (opening == "No" || opening == "no" || opening == "Neither" || opening == "None") return {};
  bool bare = !counted && !r_.Is(from, kDeterminer);
  constexpr std::uint32_t kFew = 3;  // "exporters", "trade lawyers": in the middle of a sentence
  if (bare && ((!(*r_.tokens)[from].capital && to - from > kFew) || r_.words[from].mention >= 0 ||
               r_.Is(from, kPronoun | kPreposition | kSplitter | kConjunction | kAdverb | kRelative | kModal)))
    return {};
  if (to < from + (bare ? 1u : 2u) || to > from + kLongest) return {};
  // What it is: the last noun before a preposition.
  std::uint32_t head = from;
  bool within = false;
  for (std::uint32_t i = from + 1; i < to; ++i) {
    // "Business lobbies say": what could be a verb of its own, right before one.
    if ((r_.words[i].punct != 0 && r_.words[i].mention < 0) || (r_.finite[i] != 0 && i + 1 < to) ||
        r_.Is(i, kConjunction | kRelative | kModal | kBe))
      return {};
    within = within || r_.Is(i, kPreposition);
    if (!within) head = i;
  }
  const Written noun = r_.Surface(head);
  // Many speak without an article only: "Hardliners in Congress say".
  const bool many = noun == "Staff" || noun == "staff" || noun == "People" || noun == "people";
  if (bare && !many && (!noun.ends_with('s') || noun.ends_with("ss") || noun.ends_with("ws"))) return {};
  if ((head == from && !bare && !counted) || r_.words[head].mention >= 0 || (head > from && (*r_.tokens)[head].capital))
    return {};
  static constexpr std::array<std::string_view, 44> kSilent{
      "act",      "agreement",  "analysis", "announcement", "article",  "bill",       "book",    "case",    "complaint",
      "contract", "data",       "deal",     "decision",     "document", "documents",  "draft",   "figures", "filing",
      "filings",  "indictment", "law",      "lawsuit",      "letter",   "memo",       "move",    "note",    "notice",
      "order",    "paper",      "plan",     "post",         "proposal", "prospectus", "records", "report",  "review",
      "rule",     "ruling",     "sheet",    "statement",    "story",    "survey",     "text",    "website"};
  static_assert(std::ranges::is_sorted(kSilent));
  if (Among<kSilent>(noun)) return {};
  return {"", std::string(r_.Bytes({from, to}).In(r_.text)), {from, to}};
}

// The name of the body has the word: "the industry ministry" of the Ministry of Trade, Industry and Energy.
bool SpeakerReader::IsTold(const Speaker& body, std::string_view word) const {
  std::size_t read = 0;
  constexpr std::size_t kReadMax = 1000;  // hostile texts name many
  for (const Mention& mention : r_.what->mentions) {
    if (++read > kReadMax) break;
    if (mention.entity == body.entity && HasWord(mention.span.In(r_.text), word)) return true;
  }
  return false;
}

// "As for Samsung, it insists": the only firm or body before the pronoun in its sentence.
Speaker SpeakerReader::BodyOfOpening(std::uint32_t at) const {
  const Mention* only = nullptr;
  for (std::uint32_t i = SentenceAt(r_, at).begin; i < at; ++i) {
    if (r_.words[i].mention < 0) continue;
    const Mention& body = MentionAt(r_, i);
    if (body.kind != MentionKind::kFirm && body.kind != MentionKind::kAgency) continue;
    if (only != nullptr && only->entity != body.entity) return {};
    only = &body;
  }
  if (only == nullptr || r_.finite[at - 1] != 0 || !IsComma(r_, at - 1)) return {};
  return {only->entity, std::string(r_.Surface(at)), {at, at + 1}};
}

// "Prosecutors allege … They also allege": the several who spoke in the sentence before.
Speaker SpeakerReader::LastOfMany(std::uint32_t at) const {
  const std::uint32_t n = r_.sentence_of[at];
  if (n == 0) return {};
  Speaker last = LastIn(r_.sentences[n - 1], at);
  const bool many = last.words.find("s ") != std::string::npos || last.words.ends_with('s') ||
                    last.words.find("eople") != std::string::npos;
  return last.entity.empty() && many ? last : Speaker{};
}

// "Applied said" after "Applied Materials", "Johari said" after "Johari Abdul Ghani": the one firm of the text whose
// name begins with the word, or the one person whose name has it.
std::string SpeakerReader::NamedShort(std::uint32_t word) const {
  const Written part = r_.Surface(word);
  std::string entity;
  std::size_t read = 0;
  constexpr std::size_t kReadMax = 1000;  // hostile texts name many
  for (const Mention& mention : r_.what->mentions) {
    if (mention.span.begin >= (*r_.tokens)[word].span.begin || ++read > kReadMax) break;
    if (mention.kind != MentionKind::kFirm && mention.kind != MentionKind::kOfficial) continue;
    const std::string_view name = mention.span.In(r_.text);
    const auto at = name.find(part);
    if (at == std::string_view::npos || name.size() <= part.size()) continue;
    const std::size_t end = at + part.size();
    const bool whole = (at == 0 || name[at - 1] == ' ') && (end == name.size() || name[end] == ' ');
    if (!whole || (mention.kind == MentionKind::kFirm && at != 0)) continue;
    if (!entity.empty() && entity != mention.entity) return "";
    entity = mention.entity;
  }
  return entity;
}

// "Secretary of Commerce Howard Lutnick", "Yeo Han-koo, the trade minister".
bool SpeakerReader::HasTitle(const Mention& person, std::string_view title) const {
  constexpr std::uint32_t kReach = 9;  // tokens
  const auto is = [&](std::uint32_t i) {
    const std::string_view word = r_.Surface(i);
    return word.size() == title.size() &&
           std::ranges::equal(word, title, [](char a, char b) { return (a | 32) == (b | 32); });
  };
  const std::uint32_t at = r_.TokenFrom(person.span.begin);
  for (std::uint32_t i = at; i-- > 0 && at - i < kReach;) {
    if (r_.finite[i] != 0 || r_.words[i].punct == ',' || r_.sentence_of[i] != r_.sentence_of[at]) break;
    // "Secretary Rubio and Foreign Minister Wang Yi"
    if (r_.words[i].mention >= 0 && MentionAt(r_, i).kind == MentionKind::kOfficial) break;
    if (is(i)) return true;
  }
  std::uint32_t end = r_.TokenFrom(person.span.end);
  if (end >= r_.words.size() || !IsComma(r_, end)) return false;
  for (std::uint32_t i = end + 1; i < std::min(static_cast<std::uint32_t>(r_.words.size()), end + kReach); ++i) {
    if (r_.finite[i] != 0 || r_.words[i].punct != 0 || r_.words[i].mention >= 0) break;
    if (is(i)) return true;
  }
  return false;
}

// "The Secretary said", "the trade minister said": the last person before whom the text names with this title, which is
// the last word of the stretch but for adverbs.
Speaker SpeakerReader::Holder(std::uint32_t from, std::uint32_t to) const {
  while (to > from && r_.words[to - 1].mention < 0 && r_.Is(to - 1, kAdverb)) --to;
  if (to < from + 2 || r_.words[to - 1].mention >= 0 || !words_.titles.AnyIn(r_, {to - 1, to})) return {};
  constexpr std::uint32_t kWords = 4;  // "the outgoing deputy trade minister"
  std::uint32_t the = to - 1;
  while (the > from && to - the <= kWords && r_.Surface(the) != "the" && r_.Surface(the) != "The") --the;
  if (r_.Surface(the) != "the" && r_.Surface(the) != "The") return {};
  const Written title = r_.Surface(to - 1);
  const auto& mentions = r_.what->mentions;
  const std::uint32_t before = (*r_.tokens)[the].span.begin;
  auto at = std::ranges::lower_bound(mentions, before, {}, [](const Mention& m) { return m.span.begin; });
  constexpr int kMentionsRead = 60;
  for (int read = 0; at != mentions.begin() && read < kMentionsRead; ++read) {
    --at;
    if (at->kind == MentionKind::kOfficial && HasTitle(*at, title))
      return {at->entity, std::string(r_.Bytes({the, to}).In(r_.text)), {to - 1, to}};
  }
  return {};
}

// "the company", "the ministry": the firm or body that an earlier sentence, or this one, begins with.
Speaker SpeakerReader::Antecedent(std::uint32_t at, std::uint32_t from) const {
  if (at == from || r_.words[at].mention >= 0) return {};
  if (words_.titles.AnyIn(r_, {at, at + 1})) return Holder(from, at + 1);
  const auto is_the = [&](std::uint32_t i) { return r_.Surface(i) == "the" || r_.Surface(i) == "The"; };
  // "the Taiwanese company", "the U.S. chipmaker"
  std::uint32_t the = at - 1;
  constexpr std::uint32_t kQualifiers = 5;  // tokens
  while (the > from && at - the < kQualifiers && !is_the(the) &&
         (((*r_.tokens)[the].capital && r_.words[the].mention < 0) ||
          (r_.words[the].mention >= 0 && MentionAt(r_, the).kind == MentionKind::kPlace)))
    --the;
  if (!is_the(the)) return {};
  if (!IsBodyWord(at)) return {};
  Speaker named = NamedBefore(at);
  if (named.found()) named.words = std::string(r_.Bytes({the, at + 1}).In(r_.text));
  return named;
}

bool SpeakerReader::IsPersonPronoun(std::uint32_t i) const {
  if (r_.words[i].id == 0) return false;
  const std::string_view word = r_.lexicon->Text(r_.words[i].id);
  return word == "he" || word == "she";
}

// The person or firm whose name is cut to the one word that the sentence begins with.
std::string SpeakerReader::ShortBefore(TokenRange sentence) const {
  if (sentence.end < sentence.begin + 3 || r_.words[sentence.begin].mention >= 0 ||
      r_.words[sentence.begin].punct != 0 || !(*r_.tokens)[sentence.begin].capital ||
      r_.Is(sentence.begin, kPronoun | kDeterminer | kPreposition | kSplitter | kConjunction | kAdverb | kRelative) ||
      InQuote(r_, sentence.begin) ||
      (r_.finite[sentence.begin + 1] == 0 && !IsComma(r_, sentence.begin + 1) &&
       !r_.Surface(sentence.begin + 1).ends_with("ed")))
    return "";
  return NamedShort(sentence.begin);
}

// "Nguyen Thi Hoa, who runs a plant, was": a person whom no dictionary knows.
bool SpeakerReader::BeginsUnknown(TokenRange sentence) const {
  constexpr std::uint32_t kNames = 4;
  std::uint32_t i = sentence.begin;
  while (i < sentence.end && r_.words[i].mention < 0 && r_.words[i].punct == 0 && (*r_.tokens)[i].capital) ++i;
  const std::uint32_t names = i - sentence.begin;
  return names > 1 && names <= kNames && i + 1 < sentence.end && IsComma(r_, i) && r_.Surface(i + 1) == "who";
}

// A person of two names whom no dictionary knows says something, and nobody known stands before.
bool SpeakerReader::UnknownSpeaks(TokenRange range) const {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (InQuote(r_, i)) continue;
    if (r_.words[i].mention >= 0 && MentionAt(r_, i).kind == MentionKind::kOfficial) return false;
    if (!IsSays(r_, i) || (SayingForms(r_, i) & (kPast | kThird)) == 0) continue;
    const Speaker speaker = UnknownName(range.begin, i);
    // "The researcher at the Brookhaven Institute argues"
    std::uint32_t before = speaker.tokens.begin;
    while (before > range.begin && r_.Is(before - 1, kDeterminer)) --before;
    if (before > range.begin && r_.Is(before - 1, kPreposition)) return false;
    return speaker.found() && speaker.tokens.end > speaker.tokens.begin + 1 &&
           speaker.words.find(" of ") == std::string::npos && speaker.words.find(" for ") == std::string::npos;
  }
  return false;
}

// Whom "he" stands for: who spoke last, else the first person that an earlier sentence tells of; not one behind a
// preposition or in a clause that describes another.
Speaker SpeakerReader::LastOfficial(std::uint32_t before) const {
  const auto answer = [&](const std::string& entity) {
    return Speaker{entity, std::string(r_.Surface(before)), {before, before + 1}};
  };
  constexpr std::uint32_t kSentences = 4;
  const std::uint32_t own = r_.sentence_of[before];
  for (std::uint32_t n = own + 1; n-- > 0 && own - n <= kSentences;) {
    for (auto said = spoken_.rbegin(); said != spoken_.rend(); ++said) {
      const std::uint32_t at = r_.quotes[said->first].tokens.end - 1;
      if (r_.sentence_of[at] < n) break;
      if (r_.sentence_of[at] == n && at < before && said->second.entity.starts_with("official."))
        return answer(said->second.entity);
    }
    const std::uint32_t end = std::min(r_.sentences[n].end, before);
    std::uint32_t begin = r_.sentences[n].begin;
    if (n < own) {
      // Who was told to say something in that sentence without quotation marks.
      if (reported_.first != 0 && r_.sentence_of[reported_.first] == n &&
          reported_.second.entity.starts_with("official."))
        return answer(reported_.second.entity);
      // "After meeting Xi Jinping, Emmanuel Macron said"
      begin = std::min(subjects_.PastAdverbials({begin, end}), end);
      // "Cheng dismissed a suggestion by Lutnick": of Cheng Li-chiun; "lawyer Grant Fondren argued": no dictionary's.
      if (const std::string entity = ShortBefore(r_.sentences[n]); entity.starts_with("official."))
        return answer(entity);
      if (BeginsUnknown({begin, end}) || UnknownSpeaks({begin, end})) return answer("");
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      if (r_.words[i].mention < 0 || MentionAt(r_, i).kind != MentionKind::kOfficial || InQuote(r_, i)) continue;
      if (HangsOnPreposition(r_, i, begin) || r_.clauses[r_.clause_of[i]].relative) continue;
      return answer(MentionAt(r_, i).entity);
    }
  }
  for (std::uint32_t i = before; i-- > 0 && before - i < 400;) {
    if (r_.words[i].mention >= 0 && MentionAt(r_, i).kind == MentionKind::kOfficial && !InQuote(r_, i))
      return answer(MentionAt(r_, i).entity);
  }
  return answer("");
}

}  // namespace dateline::extract
