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

}  // namespace dateline::extract
