#include "extract/speakers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "extract/chinese.h"
#include "extract/verb_groups.h"
#include "extract/word_at.h"

namespace dateline::extract {

// The name or unnamed role that speaks in [from, to): an official before a body, the nearest to `near` first.
Speaker SpeakerReader::In(std::uint32_t from, std::uint32_t to, bool nearest_is_last) const {
  const std::uint32_t none = 0xffffffff;
  std::uint32_t best = none;
  bool best_official = false;
  for (std::uint32_t i = from; i < to; ++i) {
    if (r_.words[i].mention < 0 || !MaySpeak(MentionAt(r_, i).kind) || InQuote(r_, i)) continue;
    if (i > from && r_.words[i - 1].mention == r_.words[i].mention) continue;
    if (OnlySaw(i) || IsOutletOf(i)) continue;
    const bool official = MentionAt(r_, i).kind == MentionKind::kOfficial;
    // "Su and finance chief Jean Hu said": the first of those that speak together.
    if (best != none && official && best_official && nearest_is_last && AreJoined(best, i)) continue;
    if (best == none || (official && !best_official) || (official == best_official && nearest_is_last)) {
      best = i;
      best_official = official;
    }
  }
  Speaker speaker;
  // "an aide to Rick Larsen said"
  if (best_official && HangsOnPreposition(r_, best, from)) {
    if (auto unnamed = Unnamed(from, best)) return Speaker{"", PhraseWords(from, to), unnamed->tokens};
  }
  // "two U.S. officials said": a role without a name outranks the body or place that qualifies it.
  if (!best_official) {
    if (auto unnamed = Unnamed(from, to)) return std::move(*unnamed);
  }
  if (best != none && MentionAt(r_, best).kind == MentionKind::kPlace && OnlyLocates(best, from, to)) {
    if (const Speaker named = Antecedent(to - 1, from); named.found()) return named;  // "The U.S. chipmaker"
    speaker.tokens = {best, best + 1};
    speaker.words = PhraseWords(from, to);
    return speaker;
  }
  if (best != none) {
    speaker.entity = MentionAt(r_, best).entity;
    speaker.words = std::string(MentionAt(r_, best).span.In(r_.text));
    speaker.tokens = {best, best + 1};
    return speaker;
  }
  for (std::uint32_t i = from; i < to; ++i) {
    if (IsPersonPronoun(i)) return LastOfficial(i);
    // “…,” it said
    if (r_.words[i].mention < 0 && i + 1 == to && OneOf(WordAt(r_, i), "it")) {
      constexpr std::uint32_t kBodies =
          KindBit(MentionKind::kFirm) | KindBit(MentionKind::kAgency) | KindBit(MentionKind::kPlace);
      const auto before = subjects_.Antecedents({{}, Stands::kThing, i}, i, kBodies);
      if (before.size() != 1) return {};
      return {before.front()->entity, std::string(r_.Surface(i)), {i, i + 1}};
    }
    if (const Speaker named = Antecedent(i, from); named.found()) return named;
  }
  return speaker;
}

// "its official Twitter account": where something is written.
bool SpeakerReader::IsOutletOf(std::uint32_t name) const {
  if (MentionAt(r_, name).kind != MentionKind::kFirm && MentionAt(r_, name).kind != MentionKind::kMedia) return false;
  return OneOf(WordAt(r_, name + 1), "account", "accounts", "channel", "feed", "page", "website");
}

// "Taiwan's economy minister", "Hong Kong customs", "data from China": a place that tells where somebody else belongs.
bool SpeakerReader::OnlyLocates(std::uint32_t place, std::uint32_t from, std::uint32_t to) const {
  if (place > from && r_.words[place - 1].mention < 0 && r_.Is(place - 1, kPreposition)) return true;
  const std::string_view rest = r_.text.substr(MentionAt(r_, place).span.end, 4);
  if (rest.starts_with("'s") || rest.starts_with("’s")) return true;
  std::uint32_t next = place + 1;
  while (next < to && r_.words[next].mention == r_.words[place].mention) ++next;
  return next < to && r_.words[next].mention < 0 && r_.words[next].punct == 0 && r_.finite[next] == 0 &&
         !IsSays(r_, next) &&
         !r_.Is(next, kPreposition | kConjunction | kAdverb | kHave | kModal | kBe | kDo | kSplitter | kPronoun);
}

// A noun phrase as written, cut where hostile texts would not end.
std::string SpeakerReader::PhraseWords(std::uint32_t from, std::uint32_t to) const {
  to = std::min(to, from + kSpeakerReach);
  while (to > from + 1 && r_.words[to - 1].punct != 0) --to;
  return std::string(r_.Bytes({from, to}).In(r_.text));
}

bool SpeakerReader::AreJoined(std::uint32_t first, std::uint32_t second) const {
  bool joined = false;
  for (std::uint32_t i = first + 1; i < second; ++i) {
    if (r_.words[i].punct == ',' || r_.finite[i] != 0) return false;
    joined = joined || r_.words[i].id == r_.grammar->and_;
  }
  return joined;
}

namespace {

// "Senate aides" and "Commerce lawyers" do not speak for the body.
bool OwnVoice(std::string_view role) {
  static constexpr std::array<std::string_view, 9> kRoles{"advisers", "aides",   "attorneys", "critics", "engineers",
                                                          "insiders", "lawyers", "sources",   "staffers"};
  return std::ranges::binary_search(kRoles, role);
}

}  // namespace

// A role without a name in [from, to), and the body that it speaks for where that is plain.
std::optional<Speaker> SpeakerReader::Unnamed(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i) {
    if (r_.words[i].mention >= 0 || !words_.unnamed.AnyIn(r_, {i, i + 1}, 2) || InQuote(r_, i) ||
        !words_.unnamed.AnyIn(r_, {i, std::min(to, i + 3)}))
      continue;
    // The window also sees words that follow: wait for the role itself.
    if (i + 1 < to && !words_.unnamed.AnyIn(r_, {i, i + 1}) && words_.unnamed.AnyIn(r_, {i + 1, std::min(to, i + 3)}))
      continue;
    if (IsMeans(i)) continue;
    // "Trump administration official Landon Heid"
    for (std::uint32_t k = i + 1; k < std::min(to, i + 4); ++k) {
      if (r_.words[k].mention < 0 && r_.Is(k, kPreposition)) break;
      if (r_.words[k].mention >= 0 && MentionAt(r_, k).kind == MentionKind::kOfficial) return std::nullopt;
      // "researcher Canalys"
      if (k == i + 1 && r_.words[k].mention >= 0 && MentionAt(r_, k).kind == MentionKind::kFirm) return std::nullopt;
      if (r_.words[k].punct != 0 && r_.words[k].punct != ',') break;
    }
    // "BIS officials": the body itself; "U.S. officials" and "a White House official" stay unnamed.
    if (i > from && r_.words[i - 1].mention >= 0 && MentionAt(r_, i - 1).kind == MentionKind::kAgency &&
        ((r_.Surface(i).ends_with("s") && !OwnVoice(r_.Surface(i))) || words_.envoys.AnyIn(r_, {i, i + 1}))) {
      return Speaker{MentionAt(r_, i - 1).entity, std::string(MentionAt(r_, i - 1).span.In(r_.text)), {i - 1, i}};
    }
    if (words_.envoys.AnyIn(r_, {i, i + 1})) {
      // "a spokesman for Nvidia", "an Nvidia spokesman"
      if (i > from && r_.words[i - 1].mention >= 0 && MentionAt(r_, i - 1).kind == MentionKind::kFirm) {
        return Speaker{MentionAt(r_, i - 1).entity, std::string(MentionAt(r_, i - 1).span.In(r_.text)), {i - 1, i}};
      }
      for (std::uint32_t k = i + 1; k < std::min(to, i + 5); ++k) {
        if (r_.words[k].mention < 0) continue;
        const MentionKind kind = MentionAt(r_, k).kind;
        if (kind != MentionKind::kFirm && kind != MentionKind::kAgency) break;
        return Speaker{MentionAt(r_, k).entity, std::string(MentionAt(r_, k).span.In(r_.text)), {k, k + 1}};
      }
      if (const Speaker body = BodyOfEnvoy(i, 0); body.found()) return body;
    }
    Speaker speaker;
    speaker.tokens = {i, i + 1};
    speaker.words = std::string(r_.Bytes(NounPhrase(i, from, to)).In(r_.text));
    return speaker;
  }
  return std::nullopt;
}

// "Qualcomm, through a spokeswoman, said": who only passes it on.
bool SpeakerReader::IsMeans(std::uint32_t role) const {
  if (role < 2 || !r_.Is(role - 1, kDeterminer)) return false;
  const Written word = r_.Surface(role - 2);
  return word == "through" || word == "via";
}

// A name that no dictionary knows, right before the verb: "the Semiconductor Industry Association said".
Speaker SpeakerReader::UnknownName(std::uint32_t from, std::uint32_t verb) const {
  std::uint32_t begin = verb;
  const auto mark = [&](std::uint32_t i) { return r_.Surface(i) == "'" || r_.Surface(i) == "’"; };
  while (begin > from && r_.words[begin - 1].mention < 0 && (r_.words[begin - 1].punct == 0 || mark(begin - 1)) &&
         !InQuote(r_, begin - 1) &&
         ((*r_.tokens)[begin - 1].capital || mark(begin - 1) ||
          (begin < verb && (r_.Surface(begin - 1) == "of" || r_.Surface(begin - 1) == "for"))) &&
         !r_.Is(begin - 1, kPronoun | kDeterminer | kSplitter)) {
    --begin;
  }
  if (begin == verb || !(*r_.tokens)[begin].capital) return {};
  // "A member of the panel on Tuesday said": a day is no name.
  if (begin + 1 == verb && r_.Surface(begin).ends_with("day") && !r_.DatesOf({begin, verb}).empty()) return {};
  // "Penghu Semiconductor said": a place that begins the name.
  if (begin > from && r_.words[begin - 1].mention >= 0 && MentionAt(r_, begin - 1).kind == MentionKind::kPlace &&
      MentionAt(r_, begin - 1).span.end == (*r_.tokens)[begin - 1].span.end) {
    const std::uint32_t place = r_.TokenFrom(MentionAt(r_, begin - 1).span.begin);
    if (place >= from && (place == from || !r_.Is(place - 1, kPreposition))) begin = place;
  }
  Speaker speaker;
  speaker.tokens = {begin, verb};
  speaker.words = std::string(r_.Bytes({begin, verb}).In(r_.text));
  // "Foreign Minister Cho said"
  const bool titled = begin + 1 < verb && words_.titles.AnyIn(r_, {verb - 2, verb - 1});
  if (begin + 1 == verb || titled) speaker.entity = NamedShort(verb - 1);
  return speaker;
}

// "Cook thanked Trump and promised that": the subject of the first verb speaks with the second.
Doers SpeakerReader::SpeakersOf(const VerbGroup& group) const {
  if (group.begin > 0 && r_.Is(group.begin - 1, kConjunction) && !group.infinitive) {
    const TokenRange clause = r_.clauses[r_.clause_of[group.begin]].tokens;
    std::uint32_t verb = clause.begin;
    while (verb < group.begin && r_.finite[verb] == 0) ++verb;
    if (verb > clause.begin && verb + 1 < group.begin) {
      const Doers first = subjects_.Phrase({clause.begin, verb});
      if (!first.names.empty()) return first;
    }
  }
  return subjects_.Of(group);
}

bool SpeakerReader::IsQuoted(Span span) const {
  const auto after =
      std::ranges::upper_bound(r_.quotes, span.begin, {}, [](const Quote& q) { return q.content.begin; });
  return after != r_.quotes.begin() && (after - 1)->content.Contains(span);
}

// "BEIJING -- The ministry announced": where a dispatch was filed.
bool SpeakerReader::IsDateline(const Mention& mention) const {
  if (mention.kind != MentionKind::kPlace) return false;
  const std::uint32_t token = r_.TokenFrom(mention.span.begin);
  return token < PastDateline(r_, SentenceAt(r_, token));
}

// "a letter seen by Bloomberg": not the one whose words it has.
bool SpeakerReader::OnlySaw(std::uint32_t i) const {
  if (i < 2 || r_.words[i - 1].id != r_.grammar->by) return false;
  const Written verb = r_.Surface(i - 2);
  return verb == "seen" || verb == "reviewed" || verb == "obtained" || verb == "viewed" || verb == "read";
}

// "The memo, seen by Reuters, says", "the panel led by Moolenaar said": who did something to the subject.
bool SpeakerReader::IsAgent(Span span) const {
  const auto& tokens = *r_.tokens;
  const auto at = std::ranges::lower_bound(tokens, span.begin, {}, [](const Token& t) { return t.span.begin; });
  const auto i = static_cast<std::uint32_t>(at - tokens.begin());
  return i > 1 && r_.words[i - 1].id == r_.grammar->by && (r_.words[i - 2].verb & kParticiple) != 0;
}

// "a post on the ministry's WeChat account": a name behind an article and a preposition.
bool SpeakerReader::IsWithinPhrase(std::uint32_t name, std::uint32_t from) const {
  constexpr std::uint32_t kReach = 12;
  bool preposition = false;
  for (std::uint32_t i = name; i-- > from && name - i < kReach;) {
    if ((r_.words[i].punct != 0 && r_.words[i].mention < 0) || r_.finite[i] != 0) return false;
    preposition = preposition || r_.Is(i, kPreposition);
    if (preposition && r_.Is(i, kDeterminer) && i == from) return true;
  }
  return false;
}

// Who speaks with the verb: its subject, read as a noun phrase, else whoever stands before it. "we" is the author.
Speaker SpeakerReader::Of(std::uint32_t verb, std::uint32_t from) const {
  if (from < verb && SentenceAt(r_, verb).begin == from) from = PastDateline(r_, {from, verb});
  const std::uint8_t forms = SayingForms(r_, verb);
  VerbGroup group;
  group.begin = group.verb = verb;
  group.finite = true;
  if (const auto read = GroupAt(r_, verb, verb + 1, forms); read) group = *read;
  if (group.reduced) group.reduced = group.passive = false, group.finite = true;
  if (group.begin > 0 && IsComma(r_, group.begin - 1)) {
    if (Speaker described = BehindRemark(SentenceAt(r_, verb), group.begin - 1); described.found()) return described;
  }
  // "…, but cautioned that", "called it “bullying” and vowed that": who spoke before in the sentence goes on.
  std::uint32_t joint = group.begin;
  while (joint > from + 1 && r_.Is(joint - 1, kAdverb)) --joint;
  const bool joined = joint > 0 && !group.infinitive && r_.Is(joint - 1, kConjunction);
  if (speaks_on_ != 0 && speaks_on_ + 1 == verb) return LastIn(SentenceAt(r_, verb), verb);  // ", adding that"
  Speaker earlier;
  if (joined) {
    earlier = LastIn(SentenceAt(r_, verb), verb);
    const bool apart = joint > 1 && (IsComma(r_, joint - 2) || r_.Surface(joint - 1) == "but");
    if (earlier.found() && (apart || (speaks_on_ != 0 && speaks_on_ + 1 == joint))) return earlier;
  }
  const bool gerund = group.gerund || (forms == 0 && (r_.words[verb].verb & kGerund) != 0);  // "calling it"
  // "Sacks mocked Warren on X, writing that": the verb before is one that nobody told us.
  const TokenRange opening{r_.Around(verb).begin, group.begin};
  if (gerund && group.begin > opening.begin && IsComma(r_, group.begin - 1) && !FiniteIn(r_, opening)) {
    if (Speaker first = FirstNamed(opening); first.found()) return first;
  }
  // "an argument Carr called “creative”"
  if (Speaker near = PersonRightBefore(group); near.found()) return near;
  const auto main = gerund ? OfMainClause(group) : std::nullopt;
  const Doers doers = main ? subjects_.Phrase(*main) : SpeakersOf(group);
  // "A judge is pressing Justice, stressing that", "The bureau's probe bore it out, finding that"
  if (main && doers.names.empty() && doers.stands == Stands::kNothing) return SubjectWithoutName(*main);
  if (main && doers.names.empty() && doers.stands == Stands::kInstrument) return {};  // "The rules hit Nvidia, raising"
  const Mention* best = nullptr;
  for (const Mention* mention : doers.names) {
    if (!MaySpeak(mention->kind) || IsQuoted(mention->span) || IsAgent(mention->span) || IsDateline(*mention)) continue;
    // "Volkswagen and Bosch have said": the first of those that speak together.
    if (best == nullptr || (mention->kind == MentionKind::kOfficial && best->kind != MentionKind::kOfficial))
      best = mention;
  }
  if (best == nullptr && earlier.found()) return earlier;
  const bool apposed = group.begin > 0 && IsComma(r_, group.begin - 1);  // "Lutnick's spokesman, Benno Kass, told"
  if (apposed || best == nullptr || best->kind != MentionKind::kOfficial) {
    if (Speaker person = PersonBeforeVerb(group.begin); person.found()) return person;
    if (best == nullptr) {
      if (Speaker body = BodyBeforeVerb(group.begin); body.found()) return body;
    }
  }
  // "Bessent and other U.S. officials": the name first.
  if (best == nullptr || best->kind != MentionKind::kOfficial) {
    if (const auto unnamed = Unnamed(from, verb)) return *unnamed;
  }
  // "China's foreign ministry said": a body that no dictionary knows, not its country.
  if (best != nullptr && best->kind == MentionKind::kPlace && group.begin > 0) {
    const Span words{best->span.begin, (*r_.tokens)[group.begin - 1].span.end};
    const std::string_view rest = r_.text.substr(best->span.end, 4);
    const bool owns = rest.starts_with("'s") || rest.starts_with("’s");
    constexpr std::uint32_t kWords = 80;  // bytes
    if (owns && words.size() > best->span.size() + 3 && words.size() < kWords)
      return {"", std::string(words.In(r_.text)), {group.begin - 1, group.begin}};
  }
  // "Hong Kong customs said"
  if (best != nullptr && best->kind == MentionKind::kPlace) {
    if (const std::uint32_t place = r_.TokenFrom(best->span.begin);
        place < group.begin && group.begin - place < kSpeakerReach && OnlyLocates(place, place, group.begin))
      return {"", PhraseWords(place, group.begin), {group.begin - 1, group.begin}};
  }
  if (best != nullptr) return {best->entity, std::string(best->span.In(r_.text)), {verb, verb}};
  constexpr std::uint32_t kBodies = KindBit(MentionKind::kFirm) | KindBit(MentionKind::kAgency);
  switch (doers.stands) {
    case Stands::kAuthor:
      return {};
    case Stands::kPerson:
      return LastOfficial(doers.at);
    case Stands::kFirm:
    case Stands::kBody:
    case Stands::kThing:
    case Stands::kPresident: {
      const std::string word(r_.Surface(doers.at));
      const bool they = word == "They" || word == "they";
      if (they) {
        if (Speaker several = LastOfMany(doers.at); several.found()) return several;
      }
      if (doers.stands == Stands::kFirm && (word == "Company" || !CountryTold(doers.at).empty())) {
        if (Speaker firm = NamedBefore(doers.at); firm.found()) return firm;
      }
      const auto before = subjects_.Antecedents(doers, verb, kBodies | KindBit(MentionKind::kOfficial));
      const Mention* named = before.empty() || (they && before.size() < 2) ? nullptr : before.front();
      if (named == nullptr && doers.stands == Stands::kThing && !they) {
        if (Speaker body = BodyOfOpening(doers.at); body.found()) return body;
      }
      if (named == nullptr && doers.stands == Stands::kThing && (they || doers.at + 1 == group.begin))
        return {"", word, {doers.at, doers.at + 1}};
      if (doers.stands == Stands::kBody) {
        if (Speaker body = BodyBefore(doers.at, from, named); body.found()) return body;
      }
      if (named == nullptr) break;
      return {named->entity, word, {doers.at, doers.at + 1}};
    }
    default:
      break;
  }
  if (Speaker holder = Holder(from, group.begin); holder.found()) return holder;
  if (Speaker unknown = UnknownName(from, group.begin); unknown.found()) {
    // "Sunny Cheung of the Jamestown Foundation estimates": the name that it hangs on.
    std::uint32_t before = unknown.tokens.begin;
    while (before > from && r_.Is(before - 1, kDeterminer)) --before;
    if (before > from + 1 && r_.Is(before - 1, kPreposition)) {
      if (Speaker outer = UnknownName(from, before - 1); outer.found()) return outer;
    }
    return unknown;
  }
  if (joined) return FirstNamed({SentenceAt(r_, verb).begin, joint - 1});
  Speaker other = In(from, verb, true);
  const bool says_so = IsPlainSaying(r_.Surface(verb));
  // "A post on the ministry's WeChat account said", "A spokesperson for Senator Ricketts said": who is named hangs on
  // it.
  const bool office = other.entity.starts_with("agency.");
  if (says_so &&
      (!other.found() || ((office || other.entity.starts_with("firm.")) && IsWithinPhrase(other.tokens.begin, from)))) {
    // "A member of the FCC said", but "The report by the FCC said" is the office's.
    std::uint32_t end = group.begin;
    constexpr std::uint32_t kDay = 4;  // tokens of "on Tuesday"
    for (const Timex& timex : r_.DatesOf({end - std::min(end - from, kDay), end})) {
      if (timex.span.end == (*r_.tokens)[group.begin - 1].span.end) end = r_.TokenFrom(timex.span.begin);
    }
    if (end < group.begin && end > from && r_.Is(end - 1, kPreposition)) --end;
    Speaker role = RolePhrase(from, end);
    if (role.found() || !office) return role;
  }
  if (other.entity.starts_with("place.")) return {};
  // "Two suppliers in Taiwan said"; but longer phrases are no role: "The impact of the war in Ukraine has underscored".
  constexpr std::uint32_t kRole = 7;  // tokens
  const std::uint32_t at = other.tokens.begin;
  const bool located = other.entity.empty() && other.found() && at < r_.words.size() && r_.words[at].mention >= 0 &&
                       MentionAt(r_, at).kind == MentionKind::kPlace;
  const Written says = r_.Surface(verb);
  if (located && (verb - from > kRole || (says != "said" && says != "say" && says != "says"))) return {};
  return other;
}

// Who speaks in the sentence before this token, with a quotation or a verb.
Speaker SpeakerReader::LastIn(TokenRange sentence, std::uint32_t before) const {
  const auto& [verb, reporter] = reported_;
  const bool reports = reporter.found() && sentence.Has(verb) && verb < before;
  const auto begins = [&](const auto& said) { return r_.quotes[said.first].tokens.begin; };
  const auto after = std::ranges::lower_bound(spoken_, before, {}, begins);
  if (after != spoken_.begin() && sentence.Has(begins(*(after - 1))) && (!reports || begins(*(after - 1)) > verb))
    return (after - 1)->second;
  return reports ? reporter : Speaker{};
}

// "…, an argument Carr called “creative”": the person whose remark a noun behind a comma is.
Speaker SpeakerReader::PersonRightBefore(const VerbGroup& group) const {
  if (group.begin < 4 || r_.words[group.begin - 1].mention < 0) return {};
  const Mention& person = MentionAt(r_, group.begin - 1);
  if (person.kind != MentionKind::kOfficial || person.span.end != (*r_.tokens)[group.begin - 1].span.end) return {};
  constexpr std::uint32_t kNouns = 3;
  const std::uint32_t name = r_.TokenFrom(person.span.begin);
  for (std::uint32_t i = name; i-- > 1 && name - i <= kNouns + 1;) {
    if (r_.words[i].mention >= 0 || r_.words[i].punct != 0 || (*r_.tokens)[i].capital ||
        r_.Is(i, kPreposition | kConjunction))
      return {};
    if (!r_.Is(i, kDeterminer)) continue;
    if (i + 1 == name || !IsComma(r_, i - 1)) return {};
    return {person.entity, std::string(person.span.In(r_.text)), {group.begin - 1, group.begin}};
  }
  return {};
}

// "An analyst misread a filing, and Nvidia's Tim Teter told me", "The chief executive of Entegris, David Reeder, said":
// the person right before the verb, on no preposition and not the second of two.
Speaker SpeakerReader::PersonBeforeVerb(std::uint32_t verb) const {
  const TokenRange sentence = SentenceAt(r_, verb);
  std::uint32_t end = verb;
  while (end > sentence.begin + 1 && r_.Is(end - 1, kAdverb)) --end;
  const bool apposed = end > sentence.begin + 4 && IsComma(r_, end - 1);
  if (apposed) --end;
  if (end <= sentence.begin) return {};
  if (r_.words[end - 1].mention < 0) return apposed ? ApposedUnknown(sentence, end) : Speaker{};
  const Mention& person = MentionAt(r_, end - 1);
  if (person.kind != MentionKind::kOfficial || person.span.end < (*r_.tokens)[end - 1].span.end) return {};
  std::uint32_t begin = r_.TokenFrom(person.span.begin);
  const Speaker speaker{person.entity, std::string(person.span.In(r_.text)), {begin, end}};
  if (apposed) {
    // What is apposed to begins the sentence and names another thing: "The head of the agency, …".
    if (begin <= sentence.begin + 2 || !IsComma(r_, begin - 1) || FiniteIn(r_, {sentence.begin, begin - 1})) return {};
    return words_.titles.AnyIn(r_, {sentence.begin, begin - 1}) || OffersPost({sentence.begin, begin - 1}) ? speaker
                                                                                                           : Speaker{};
  }
  constexpr std::uint32_t kTitles = 8;  // tokens of "Applied Materials finance chief"
  for (std::uint32_t n = 0; begin > sentence.begin && n < kTitles; ++n, --begin) {
    const std::uint32_t i = begin - 1;
    const bool shortened = r_.words[i].punct == '.' && i > sentence.begin && (*r_.tokens)[i - 1].capital;  // "Sen."
    if (r_.words[i].punct != 0 && r_.words[i].mention < 0 && r_.Surface(i) != "'" && r_.Surface(i) != "’" && !shortened)
      break;
    if (r_.Is(i, kConjunction) || r_.finite[i] != 0) break;
    if (r_.words[i].mention < 0 && r_.Is(i, kPreposition)) return {};
  }
  return begin == sentence.begin || !r_.Is(begin - 1, kConjunction) || begin < 2 || IsComma(r_, begin - 2) ? speaker
                                                                                                           : Speaker{};
}

// "Her successor, Naga Chandrasekaran, says": a name that no dictionary knows.
Speaker SpeakerReader::ApposedUnknown(TokenRange sentence, std::uint32_t end) const {
  constexpr std::uint32_t kNames = 4;
  std::uint32_t begin = end;
  while (begin > sentence.begin && r_.words[begin - 1].mention < 0 && r_.words[begin - 1].punct == 0 &&
         (*r_.tokens)[begin - 1].capital)
    --begin;
  if (end < begin + 2 || end > begin + kNames || begin < sentence.begin + 3 || !IsComma(r_, begin - 1) ||
      FiniteIn(r_, {sentence.begin, begin - 1}))
    return {};
  // "Her successor", "Lutnick's spokesman"
  const Written first = r_.Surface(sentence.begin);
  if (!r_.Is(sentence.begin, kDeterminer) && !first.ends_with("'s") && !first.ends_with("’s")) return {};
  return {"", std::string(r_.Bytes({begin, end}).In(r_.text)), {begin, end}};
}

// "by noon Synopsys said", "and Oracle said": the firm or body right before the verb, where no preposition or noun can
// hold it.
Speaker SpeakerReader::BodyBeforeVerb(std::uint32_t verb) const {
  const TokenRange sentence = SentenceAt(r_, verb);
  if (verb <= sentence.begin + 1 || r_.words[verb - 1].mention < 0) return {};
  const Mention& body = MentionAt(r_, verb - 1);
  if ((body.kind != MentionKind::kFirm && body.kind != MentionKind::kAgency) ||
      body.span.end < (*r_.tokens)[verb - 1].span.end)
    return {};
  const std::uint32_t begin = r_.TokenFrom(body.span.begin);
  if (begin <= sentence.begin) return {};
  bool apart = IsComma(r_, begin - 1) ||
               (r_.Is(begin - 1, kConjunction) && begin > sentence.begin + 1 && IsComma(r_, begin - 2));
  constexpr std::uint32_t kDate = 8;  // tokens
  for (const Timex& timex : r_.DatesOf({begin - std::min(begin - sentence.begin, kDate), begin}))
    apart = apart || timex.span.end == (*r_.tokens)[begin - 1].span.end;
  apart = apart ||
          OneOf(WordAt(r_, begin - 1), "noon", "midnight", "then", "evening", "morning", "afternoon", "nightfall");
  return apart ? Speaker{body.entity, std::string(body.span.In(r_.text)), {begin, verb}} : Speaker{};
}

// "The chief executive of", "Its head of trade"
bool SpeakerReader::OffersPost(TokenRange range) const {
  for (std::uint32_t i = range.begin; i < std::min(range.end, range.begin + 6); ++i) {
    if (OneOf(WordAt(r_, i), "executive", "head", "chief", "founder", "officer", "boss", "author", "sponsor", "lawyer",
                              "spokesman", "spokeswoman", "president", "manager"))
      return true;
  }
  return false;
}

Speaker SpeakerReader::LastBody(TokenRange sentence) const {
  const std::uint32_t n = r_.sentence_of[sentence.begin];
  if (n == 0) return {};
  Speaker last = LastIn(r_.sentences[n - 1], sentence.begin);
  return last.entity.empty() || last.entity.starts_with("official.") ? Speaker{} : last;
}

// "Arm beat its forecast as licensing grew, but warned": who the sentence begins with.
Speaker SpeakerReader::FirstNamed(TokenRange range) const {
  constexpr std::uint32_t kTitle = 12;  // tokens before a name
  range.begin = PastDateline(r_, range);
  for (std::uint32_t i = range.begin; i < std::min(range.end, range.begin + kTitle) && r_.finite[i] == 0; ++i) {
    if (r_.words[i].mention < 0 || !MaySpeak(MentionAt(r_, i).kind) || IsDateline(MentionAt(r_, i))) continue;
    if ((i > range.begin && r_.Is(i - 1, kPreposition)) || MentionAt(r_, i).kind == MentionKind::kPlace) continue;
    // "KLA's Rick Wallace"
    const std::string_view rest = r_.text.substr(MentionAt(r_, i).span.end, 4);
    if (rest.starts_with("'s") || rest.starts_with("’s")) continue;
    return {MentionAt(r_, i).entity, std::string(MentionAt(r_, i).span.In(r_.text)), {i, i + 1}};
  }
  return {};
}

// "Alibaba denied a report that it had helped the army, calling it “false”": whose an -ing form behind a that-clause or
// relative clause is.
std::optional<TokenRange> SpeakerReader::OfMainClause(const VerbGroup& group) const {
  const TokenRange sentence = r_.Around(group.begin);
  if (group.begin <= sentence.begin || !IsComma(r_, group.begin - 1)) return std::nullopt;
  std::uint32_t first = sentence.begin;
  while (first < group.begin && r_.finite[first] == 0) ++first;
  if (first + 1 >= group.begin) return std::nullopt;
  std::uint32_t last = group.begin - 1;
  while (last > first && (r_.finite[last] == 0 || IsMoreOftenNoun(r_.Surface(last)))) --last;
  bool within = first == last;  // "Brinkema faulted the department, stressing that": one clause
  for (std::uint32_t i = first; i < last && !within; ++i) {
    within = r_.Is(i, kRelative) || r_.words[i].id == r_.grammar->that ||
             OneOf(WordAt(r_, i), "how", "what", "whether", "why");
  }
  if (!within) return std::nullopt;
  return TokenRange{sentence.begin, first};
}

// "A U.S. judge", "The FBI's investigation", "Cheng": a subject that no dictionary knows, by its role, its owner or its
// name; nobody where it is a thing.
Speaker SpeakerReader::SubjectWithoutName(TokenRange phrase) const {
  phrase.begin = PastDateline(r_, phrase);
  while (phrase.end > phrase.begin && r_.Is(phrase.end - 1, kAdverb | kHave | kBe)) --phrase.end;
  if (phrase.empty() || r_.Is(phrase.begin, kPreposition | kSplitter)) return {};
  if (auto unnamed = Unnamed(phrase.begin, phrase.end)) return std::move(*unnamed);
  std::uint32_t owner = phrase.begin;
  while (owner + 1 < phrase.end && r_.words[owner].mention < 0 && r_.Is(owner, kDeterminer | kAdverb)) ++owner;
  if (r_.words[owner].mention >= 0) {
    const Mention& name = MentionAt(r_, owner);
    const std::string_view rest = r_.text.substr(name.span.end, 4);
    if (MaySpeak(name.kind) && name.kind != MentionKind::kPlace && (rest.starts_with("'s") || rest.starts_with("’s")))
      return {name.entity, std::string(name.span.In(r_.text)), {owner, owner + 1}};
  }
  if (Speaker unknown = UnknownName(phrase.begin, phrase.end); unknown.found()) return unknown;
  return RolePhrase(phrase.begin, phrase.end);
}

// The noun phrase about an unnamed role: back over its qualifiers, on over "familiar with the matter".
TokenRange SpeakerReader::NounPhrase(std::uint32_t at, std::uint32_t from, std::uint32_t to) const {
  std::uint32_t begin = at, end = at + 1;
  while (begin > from && at - begin < 6 && r_.words[begin - 1].punct != ',' && !IsSays(r_, begin - 1)) --begin;
  while (end < to && end - at < 6 && r_.words[end].punct == 0 && !IsSays(r_, end)) ++end;
  return {begin, end};
}

// After "according to" and the like.
Speaker SpeakerReader::InOrUnknown(std::uint32_t from, std::uint32_t to) const {
  if (const auto unnamed = Unnamed(from, to)) return *unnamed;
  Speaker speaker = In(from, to, false);
  while (to > from && r_.words[to - 1].punct != 0) --to;
  if (!speaker.found()) speaker = UnknownName(from, to);
  return speaker;
}

// A person before a body or place, the nearest one; whom it is said to stands behind "对" or "向".
Speaker SpeakerReader::Chinese(TokenRange sentence, std::uint32_t verb) const {
  const Mention* best = nullptr;
  const TokenRange clause = ChineseClause(r_, verb);
  for (std::uint32_t i = verb; i-- > sentence.begin;) {
    if (r_.words[i].mention < 0 || !MaySpeak(MentionAt(r_, i).kind) || InQuote(r_, i)) continue;
    if (i > sentence.begin && r_.words[i - 1].mention == r_.words[i].mention) continue;
    const std::string_view before = i > sentence.begin ? r_.Surface(i - 1) : std::string_view{};
    if (before == "对" || before == "向" || before == "就" || before == "在" || before == "据") continue;
    if (!clause.Has(i) && best != nullptr) break;
    // A place speaks as "中方表示" only.
    if (MentionAt(r_, i).kind == MentionKind::kPlace && MentionAt(r_, i).span.end != (*r_.tokens)[verb].span.begin)
      continue;
    if (best == nullptr || (best->kind != MentionKind::kOfficial && MentionAt(r_, i).kind == MentionKind::kOfficial))
      best = &MentionAt(r_, i);
  }
  if (best == nullptr) return {};
  return {best->entity, std::string(best->span.In(r_.text)), {verb, verb}};
}

// "opposition from LAWMAKERS who say", "the minister, who had said": people without a name before the pronoun, who are
// none of those named before them. "Lutnick, the secretary, who said" has a name.
Speaker SpeakerReader::BeforeWho(const Clause& clause, std::uint32_t verb) const {
  constexpr std::uint32_t kAuxiliaries = 4, kPhrase = 6;  // tokens
  const std::uint32_t who = clause.tokens.begin;
  if (!clause.relative || clause.outer < 0 || who < 2 || r_.Surface(who) != "who" || verb > who + kAuxiliaries) return {};
  const std::uint32_t floor = r_.clauses[static_cast<std::size_t>(clause.outer)].tokens.begin;
  std::uint32_t end = who;
  if (IsComma(r_, end - 1)) --end;
  if (end <= floor || r_.words[end - 1].mention >= 0 || r_.words[end - 1].punct != 0) return {};
  std::uint32_t begin = end - 1;
  while (begin > floor && end - begin < kPhrase && !r_.Is(begin, kDeterminer) && r_.words[begin - 1].punct == 0 &&
         r_.finite[begin - 1] == 0 && !r_.Is(begin - 1, kPreposition | kConjunction | kSplitter | kAuxiliary) && (r_.words[begin - 1].verb & kGerund) == 0)
    --begin;
  // "Lutnick, the commerce secretary, who said": described by it.
  if (begin > floor + 1 && IsComma(r_, begin - 1)) {
    const std::uint32_t name = begin - 2;
    if (r_.words[name].mention < 0 || MentionAt(r_, name).kind != MentionKind::kOfficial) return {};
    return {MentionAt(r_, name).entity, std::string(MentionAt(r_, name).span.In(r_.text)), {name, name + 1}};
  }
  Speaker speaker = InOrUnknown(begin, end);
  if (speaker.found()) return speaker;
  return {"", std::string(r_.Bytes({begin, end}).In(r_.text)), {begin, end}};
}

// "a White House fact sheet released last week, which claimed", "Intel's letter, which said": whose paper it is.
Speaker SpeakerReader::BeforeWhich(const Clause& clause, std::uint32_t verb) const {
  constexpr std::uint32_t kAuxiliaries = 4, kPhrase = 9;  // tokens
  const std::uint32_t which = clause.tokens.begin;
  if (!clause.relative || clause.outer < 0 || which < 2 || verb > which + kAuxiliaries || r_.Surface(which) != "which")
    return {};
  const std::uint32_t floor = r_.clauses[static_cast<std::size_t>(clause.outer)].tokens.begin;
  for (std::uint32_t i = which, n = 0; i-- > floor + 1 && n < kPhrase; ++n) {
    if (r_.words[i].mention >= 0 || (r_.finite[i] != 0 && (r_.words[i].verb & kParticiple) == 0)) return {};
    if (!OneOf(WordAt(r_, i), "complaint", "filing", "lawsuit", "letter", "memo", "notice", "post", "readout",
               "release", "report", "sheet", "statement", "study"))
      continue;
    std::uint32_t owner = i - 1;
    while (owner > floor && r_.words[owner].mention < 0 && i - owner < 3 && !r_.Is(owner, kDeterminer | kPreposition))
      --owner;
    if (r_.words[owner].mention < 0 || !MaySpeak(MentionAt(r_, owner).kind) ||
        MentionAt(r_, owner).kind == MentionKind::kPlace)
      return {};
    return {MentionAt(r_, owner).entity, std::string(MentionAt(r_, owner).span.In(r_.text)), {owner, owner + 1}};
  }
  return {};
}

// Who stands before the verb in its clause and does not hang on a preposition.
Speaker SpeakerReader::Subject(TokenRange sentence, std::uint32_t verb) const {
  const Clause& clause = r_.clauses[r_.clause_of[verb]];
  if (Speaker people = BeforeWho(clause, verb); people.found()) return people;
  if (Speaker author = BeforeWhich(clause, verb); author.found()) return author;
  std::uint32_t from = clause.tokens.begin;
  if (clause.resumes >= 0) from = r_.clauses[static_cast<std::size_t>(clause.resumes)].tokens.begin;
  from = std::max(from, sentence.begin);
  if (verb > from + 30) from = verb - 30;
  // An adverbial opens the sentence: "In May 2025, the agency announced".
  std::uint32_t start = from;
  for (std::uint32_t i = from; i < verb; ++i) {
    if (r_.words[i].punct == ',' && r_.Is(from, kPreposition) && i + 1 < verb) start = i + 1, from = verb;
  }
  Speaker speaker = Of(verb, start);
  if (!speaker.found() && verb > sentence.begin && r_.words[verb - 1].punct == ',')
    speaker = BeforeRemark(sentence, verb);
  return speaker;
}

// "Mayer Brown, where she works, has said", "Raphaël Glucksmann, the Parliament's rapporteur, has warned": who begins
// the sentence, known or not, and is described up to the comma.
Speaker SpeakerReader::BehindRemark(TokenRange sentence, std::uint32_t comma) const {
  const std::uint32_t begin = PastDateline(r_, sentence);
  std::uint32_t end = begin;
  bool known = false;
  constexpr std::uint32_t kNames = 5;  // tokens
  while (end < comma && end - begin <= kNames && !IsComma(r_, end) &&
         (r_.words[end].mention >= 0 || ((*r_.tokens)[end].capital && r_.words[end].punct == 0))) {
    known = known || (r_.words[end].mention >= 0 && MaySpeak(MentionAt(r_, end).kind));
    ++end;
  }
  if (end == begin || end >= comma || !IsComma(r_, end) ||
      r_.Is(begin, kPreposition | kSplitter | kAdverb | kConjunction))
    return {};
  const bool where = r_.Surface(end + 1) == "where";
  if (where && known && r_.words[begin].mention == r_.words[end - 1].mention)
    return {MentionAt(r_, begin).entity, std::string(MentionAt(r_, begin).span.In(r_.text)), {begin, end}};
  // Of names that no dictionary knows: only what an article or "who" describes.
  if (known || end < begin + 2 || r_.words[begin].mention >= 0 || r_.words[end - 1].mention >= 0 ||
      !(r_.Is(end + 1, kDeterminer) || r_.Surface(end + 1) == "who" || where))
    return {};
  return {"", std::string(r_.Bytes({begin, end}).In(r_.text)), {begin, end}};
}

// "Axelrod, who ran the office until 2025, said": the person that the sentence begins with and a remark describes.
Speaker SpeakerReader::BeforeRemark(TokenRange sentence, std::uint32_t verb) const {
  constexpr std::uint32_t kTitle = 8;  // tokens before a name
  // "MKS, which gets a tenth there, told": MKS Instruments.
  const std::uint32_t first = sentence.begin;
  if (first + 3 < verb && r_.words[first].mention < 0 && IsComma(r_, first + 1) &&
      (r_.Is(first + 2, kRelative) || r_.Surface(first + 2) == "where") && (*r_.tokens)[first].capital) {
    if (std::string entity = NamedShort(first); !entity.empty())
      return {std::move(entity), std::string(r_.Surface(first)), {first, first + 1}};
  }
  for (std::uint32_t i = sentence.begin; i + 2 < std::min(verb, sentence.begin + kTitle); ++i) {
    if (r_.words[i].mention < 0) continue;
    std::uint32_t end = i;
    while (end < verb && r_.words[end].mention == r_.words[i].mention) ++end;
    if (r_.words[end].punct != ',') continue;
    // "Commerce, in a notice posted on Friday, said"
    const bool aside = i == sentence.begin && r_.Is(end + 1, kPreposition) && MaySpeak(MentionAt(r_, i).kind);
    const bool where = r_.Surface(end + 1) == "where" && MaySpeak(MentionAt(r_, i).kind);
    if (!aside && !where && !r_.Is(end + 1, kRelative)) continue;
    if (!aside && !where && MentionAt(r_, i).kind != MentionKind::kOfficial) return {};
    return {MentionAt(r_, i).entity, std::string(MentionAt(r_, i).span.In(r_.text)), {i, end}};
  }
  return {};
}

// "Sacks, whose statement that", "Huang's claim that": whose speech it is.
Speaker SpeakerReader::OwnerOf(TokenRange sentence, std::uint32_t noun) const {
  for (std::uint32_t i = noun; i-- > sentence.begin && noun - i < 5;) {
    const bool whose = r_.Surface(i) == "whose";
    if (r_.words[i].mention < 0 && !whose) continue;
    const std::uint32_t name = whose ? i - std::min(i - sentence.begin, 2u) : i;
    if (r_.words[name].mention < 0 || !MaySpeak(MentionAt(r_, name).kind)) break;
    const Written owner = r_.Surface(i);
    const bool owns =
        whose || owner.ends_with("'s") || owner.ends_with("’s") || owner.ends_with("s’") || owner.ends_with("s'");
    if (!owns) break;
    return {MentionAt(r_, name).entity, std::string(MentionAt(r_, name).span.In(r_.text)), {name, name + 1}};
  }
  // "The rules hit Nvidia hard, raising fears that": whoever raised them.
  for (std::uint32_t i = noun; i-- > sentence.begin + 1 && noun - i < 5;) {
    if (r_.words[i].mention < 0 && (r_.words[i].verb & kGerund) != 0 && IsComma(r_, i - 1))
      return Of(i, sentence.begin);
  }
  return Subject(sentence, noun);
}

// The firm, body or place that a stretch begins with and that hangs on no preposition.
Speaker SpeakerReader::FirstBody(TokenRange range) const {
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r_.words[i].mention < 0 || !MaySpeak(MentionAt(r_, i).kind) || MentionAt(r_, i).kind == MentionKind::kOfficial)
      continue;
    if (HangsOnPreposition(r_, i, range.begin)) continue;
    return {MentionAt(r_, i).entity, std::string(MentionAt(r_, i).span.In(r_.text)), {i, i + 1}};
  }
  return {};
}

bool SpeakerReader::AnyIn(TokenRange range) const {
  const bool it = range.end == range.begin + 1 && r_.Surface(range.begin) == "it";
  const bool role = range.end == range.begin + 2 && r_.Is(range.begin, kDeterminer);
  return range.empty() || it || role || In(range.begin, range.end, true).found() ||
         (range.end == range.begin + 1 && UnknownName(range.begin, range.end).found()) ||  // "Cheng", "LatePost"
         RolePhrase(range.begin, range.end).found();                                       // "one of the people"
}

}  // namespace dateline::extract
