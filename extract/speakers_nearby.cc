// Who speaks where the subject does not tell: whoever stands before the verb, owners, remarks, relative clauses.
#include "extract/speakers.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "extract/chinese.h"
#include "extract/verb_groups.h"
#include "extract/word_at.h"

namespace dateline::extract {

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
