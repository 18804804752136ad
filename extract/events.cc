#include "extract/events.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "extract/no_events.h"

namespace dateline::extract {
namespace {

bool HasPhrase(const Reading& r, std::string_view first, std::initializer_list<std::string_view> seconds) {
  const WordId id = r.lexicon->Find(first);
  if (id == 0) return false;
  for (const Word& at : r.words) {
    if (at.id != id) continue;
    const auto i = static_cast<std::uint32_t>(&at - r.words.data());
    for (std::uint32_t next = i + 1; next < std::min<std::size_t>(i + 3, r.words.size()); ++next) {
      if (r.words[next].id == 0) continue;
      const std::string_view word = r.lexicon->Text(r.words[next].id);
      if (std::ranges::find(seconds, word) != seconds.end()) return true;
    }
  }
  return false;
}

// "This rule amends", "In this notice, BIS", "the date of this order": a text that is the act. A reporter's "this
// rule" opens no sentence and follows no "of".
bool SpeaksOfItself(const Reading& r) {
  const WordId id = r.lexicon->Find("this");
  if (id == 0) return false;
  for (const Word& at : r.words) {
    if (at.id != id) continue;
    const auto i = static_cast<std::uint32_t>(&at - r.words.data());
    const bool opens = (*r.tokens)[i].capital && r.sentences[r.sentence_of[i]].begin == i;
    const std::string_view before = i > 0 ? r.Surface(i - 1) : std::string_view{};
    if (!opens && before != "By" && before != "In" && before != "in" && before != "of" && before != "under" &&
        before != "by" && before != "to" && before != "is")
      continue;
    for (std::uint32_t next = i + 1; next < std::min<std::size_t>(i + 4, r.words.size()); ++next) {
      if (r.words[next].id == 0) continue;
      const std::string_view word = r.lexicon->Text(r.words[next].id);
      if (word == "rule" || word == "notice" || word == "notification" || word == "order" || word == "proclamation" ||
          word == "memorandum" || word == "determination" || word == "regulation" || word == "ifr" ||
          word == "rulemaking" || ((opens || before == "In") && word == "document")) {
        return true;
      }
      if (word != "final" && word != "interim" && word != "proposed" && word != "correcting" && word != "executive" &&
          word != "direct" && word != "temporary")
        break;
    }
  }
  return false;
}

// "WASHINGTON — The Department …": a place and a dash, then an office.
bool IsRelease(const Document& document, const Reading& r) {
  if (document.kind.find("press") != std::string::npos) return true;
  const auto& mentions = r.what->mentions;
  if (mentions.size() < 2 || mentions[0].kind != MentionKind::kPlace || mentions[1].kind != MentionKind::kAgency)
    return false;
  const Span between{mentions[0].span.end, mentions[1].span.begin};
  if (between.size() > 24) return false;
  const std::string_view gap = between.In(r.text);
  return gap.find("—") != std::string_view::npos || gap.find("–") != std::string_view::npos;
}

bool IsFactSheet(std::string_view title) {
  return title.starts_with("FACT SHEET") || title.starts_with("Fact Sheet");
}

Basis BasisOf(const Document& document, bool official) {
  const std::string& kind = document.kind;
  if (kind.find("filing") != std::string::npos) return Basis::kCompany;
  if (official || kind == "rule" || kind == "proposed rule" || kind == "notice" || kind == "presidential document") {
    return Basis::kOfficialText;
  }
  if (kind == "8-K" || kind == "10-K" || kind == "10-Q" || kind == "20-F" || kind == "6-K") return Basis::kCompany;
  return Basis::kNamedReport;
}

}  // namespace

namespace {

// The verbs of a headline in the present tense.
std::vector<WordId> HeadlineVerbs(const Headline& headline, const Reading& r) {
  std::vector<WordId> out;
  for (const Token& token : headline.tokens) {
    if (token.kind != TokenKind::kWord) continue;
    const WordId id = r.lexicon->FindHash(token.hash);
    if (id == 0) continue;
    for (const LemmaForm& form : r.lexicon->Lemmas(id)) {
      if (form.lemma != 0 && r.grammar->Is(form.lemma, kVerb) && (form.forms & kThird) != 0) out.push_back(form.lemma);
    }
  }
  return out;
}

// Fields that say who wrote a text say nothing of its being an act; all others come from registers of acts.
bool HasFieldsOfAct(const Document& document) {
  static constexpr std::string_view kOfTexts[] = {"author", "list", "sender"};
  return std::ranges::any_of(document.fields, [](const Document::Field& field) {
    return std::ranges::find(kOfTexts, field.name) == std::end(kOfTexts);
  });
}

}  // namespace

namespace {

// The agencies that are the first subject of a tensed verb: "DHS, as the Chair of the Task Force, announces". Orders of
// a head of state have none.
// The budget office, whose leave is asked, issues no request for it.
std::vector<const Mention*> FirstBodies(const Reading& r, const SubjectReader& subjects, bool collects) {
  constexpr std::uint32_t kRead = 600;
  for (std::uint32_t i = 0; i < std::min<std::size_t>(kRead, r.words.size()); ++i) {
    if (r.finite[i] == 0) continue;
    const Clause& clause = r.clauses[r.clause_of[i]];
    if (clause.relative) continue;
    const Doers doers = subjects.Phrase({clause.tokens.begin, i});
    if (doers.stands == Stands::kAuthor) return {};
    std::vector<const Mention*> bodies;
    for (const Mention* mention : doers.names) {
      const bool asked = collects && mention->entity == "agency.omb";
      if (mention->kind == MentionKind::kAgency && !asked) bodies.push_back(mention);
    }
    if (!bodies.empty()) return bodies;
  }
  return {};
}

}  // namespace

namespace {

// What the Federal Register publishes is the act, whether or not its abstract says "this rule".
bool InRegister(std::string_view url) {
  return url.find("federalregister.gov/documents/") != std::string_view::npos;
}

}  // namespace

DocumentFrame FrameOf(const Document& document, const Headline& headline, const Reading& r, const Wants& offices,
                      const RoleWords& roles) {
  DocumentFrame frame;
  frame.document = &document;
  frame.published = document.published.span;
  frame.offices = &offices;
  frame.roles = &roles;
  const bool kind = document.kind == "rule" || document.kind == "proposed rule" || document.kind == "notice" ||
                    document.kind == "presidential document" || HasFieldsOfAct(document) || InRegister(document.url);
  frame.official = kind || SpeaksOfItself(r) ||
                   HasPhrase(r, "hereby", {"order", "ordered", "proclaim", "determine", "revoked", "amended"});
  frame.release = IsRelease(document, r) || IsFactSheet(document.title);
  frame.bill = HasPhrase(r, "this", {"bill"});
  frame.announced = HeadlineVerbs(headline, r);
  frame.basis = BasisOf(document, frame.official);
  frame.collects = AsksToCollect(document, r);
  const bool ordered = HasPhrase(r, "vested", {"in"}) || HasPhrase(r, "hereby", {"ordered"});
  if (!ordered && (frame.official || frame.release))
    frame.bodies = FirstBodies(r, SubjectReader(r, roles), frame.collects);
  return frame;
}

namespace {

Direction ParseDirectionOr(const std::string& own, const std::string& types) {
  return ParseDirection(own.empty() ? types : own).value_or(Direction::kNeutral);
}

// Verbs of duty in a rule: an office that "shall" act will; anybody else is told what to do, and nothing happens.
bool IsRuleContent(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if (!j.duty || hit.passive() || hit.trigger->modality) return false;
  if (hit.trigger->id.ends_with("license.require/must-now")) return false;  // a duty that is new
  for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
    if (r.words[i].mention < 0) continue;
    const MentionKind kind = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)].kind;
    if (kind == MentionKind::kAgency || kind == MentionKind::kOfficial) return false;
  }
  return !frame.offices->AnyIn(r, hit.subject);
}

bool HasDateNear(const Reading& r, const Hit& hit) {
  if (hit.tokens.end < r.words.size() && r.Surface(hit.tokens.end) == "immediately") return true;
  const Span near = r.Bytes({hit.tokens.begin, std::min(hit.object.end, hit.tokens.end + 8)});
  return !r.DatesIn(near).empty();
}

// "a framework for imposing prohibitions", "the process for revising": what serves to do it.
bool IsMeans(std::string_view word) {
  static constexpr std::array<std::string_view, 16> kMeans{
      "authority", "basis",   "forum",      "opportunity", "platform",   "criteria", "framework", "mechanism",
      "method",    "methods", "mechanisms", "procedure",   "procedures", "process",  "processes", "tool"};
  return std::ranges::find(kMeans, word) != kMeans.end();
}

// "Nvidia told Samsung to stop work": the order is given, and nobody says that it was not followed.
bool IsTold(const Reading& r, const VerbGroup& g) {
  const std::uint32_t floor = r.clauses[r.clause_of[g.verb]].tokens.begin;
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = g.begin, n = 0; i-- > floor && n < kReach; ++n) {
    const std::string_view word = r.Surface(i);
    if (r.words[i].mention < 0 && (word == "told" || word == "tells" || word == "telling")) return true;
    if (r.finite[i] != 0 || r.words[i].punct != 0) return false;
  }
  return false;
}

// "went on to issue a rule"
bool WentOn(const Reading& r, const VerbGroup& g) {
  if (g.begin < 2 || r.Surface(g.begin - 1) != "on") return false;
  const std::string_view word = r.Surface(g.begin - 2);
  return word == "went" || word == "goes" || word == "gone";
}

// "took the step of banning it", "is accused of smuggling", "ended up paying": done, or said to be.
bool IsStep(const Reading& r, const VerbGroup& g) {
  if (g.begin < 2) return false;
  const std::string_view before = r.Surface(g.begin - 1), word = r.Surface(g.begin - 2);
  if (before == "up") return word.starts_with("end") || word.starts_with("w");
  return before == "of" && (word == "step" || word == "accused" || word == "convicted" || word == "guilty" ||
                            word == "suspected" || word == "verge" || word == "brink");
}

// A thing named by what was once done to it or may be: "entities listed on", "licenses that may be issued",
// "the process for revising". Told as an event only with a date or a doer.
bool IsDescription(const Reading& r, const Hit& hit, const Judgement& j, const DocumentFrame& frame) {
  if (!hit.group) return false;
  const VerbGroup& g = *hit.group;
  if (frame.official && j.modality == Modality::kPossible && r.clauses[r.clause_of[hit.tokens.begin]].relative)
    return true;
  if (HasDateNear(r, hit)) return false;
  if (g.reduced) {
    for (std::uint32_t i = hit.tokens.begin; i < std::max(hit.tokens.end, std::min(hit.object.end, hit.tokens.end + 4));
         ++i) {
      if (r.words[i].id != 0 && r.words[i].id == r.grammar->by) return false;
    }
    return true;
  }
  if (g.gerund && g.begin > 1 && r.Surface(g.begin - 1) == "for" && IsMeans(r.Surface(g.begin - 2))) return true;
  if (!j.cues.empty() || g.begin == 0 || (g.gerund && IsStep(r, g))) return false;
  // "services offering advanced chips"; but "a rule rescinding another" acts.
  if (g.gerund && r.words[g.begin - 1].punct == 0 && r.words[g.begin - 1].mention < 0 &&
      !(*r.tokens)[g.begin - 1].capital &&
      !r.Is(g.begin - 1, kPreposition | kConjunction | kAdverb | kPronoun | kThat | kNegator | kSplitter) &&
      !r.Is(g.begin - 1, kVerb) && !frame.roles->instruments.AnyIn(r, {g.begin - 1, g.begin}) &&
      (*r.tokens)[g.begin - 1].kind == TokenKind::kWord) {
    return true;
  }
  if (g.infinitive && (IsTold(r, g) || WentOn(r, g))) return false;
  // "publishing this notice to solicit comments": the notice does it.
  if (g.infinitive && hit.trigger->subtype == "comment" && r.Surface(g.begin - 1) == "notice") return false;
  if (g.gerund && r.Is(g.begin - 1, kPreposition)) {
    const std::string_view before = r.Surface(g.begin - 1);
    return before == "for" || before == "of" || before == "on" || before == "in" || before == "from" ||
           before == "about" || before == "toward" || before == "towards";
  }
  // "The commission voted to seek comment": done by the vote.
  // "nationals attempted to divert": tried at least.
  static constexpr std::array<std::string_view, 9> kDone{"attempted", "began", "conspired", "continued", "helped",
                                                         "schemed",   "tried", "vote",      "voted"};
  if (g.infinitive && std::ranges::find(kDone, r.Surface(g.begin - 1)) != kDone.end()) return false;
  return g.infinitive;
}

// "protecting our edge and PREVENTING rivals from stealing it", "measures TO STOP it from exporting": an aim, not that
// it was kept from happening.
bool IsPrevented(const Reading& r, const Hit& hit, const Judgement& j) {
  if (!hit.group || !hit.group->gerund || j.cues != std::vector<std::string>{"cue:fail"}) return false;
  if (hit.group->begin == 0 || r.Surface(hit.group->begin - 1) != "from") return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  constexpr std::uint32_t kReach = 14;
  for (std::uint32_t i = hit.group->begin - 1, n = 0; i-- > floor && n < kReach; ++n) {
    const std::string_view word = r.Surface(i);
    if (!word.starts_with("prevent") && !word.starts_with("stop") && !word.starts_with("keep")) continue;
    return word.ends_with("ing") || (i > floor && r.words[i - 1].id != 0 && r.words[i - 1].id == r.grammar->to);
  }
  return false;
}

// "Any party may petition the bureau": told of nobody.
bool OfAnybody(const Reading& r, const Hit& hit) {
  if (!hit.group || hit.passive() || hit.subject.empty() || HasDateNear(r, hit)) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (hit.subject.begin != sentence.begin) return false;
  const std::string_view word = r.Surface(sentence.begin);
  if (word != "Any" && word != "Every" && word != "Each" && word != "Anyone") return false;
  for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
    if (r.words[i].mention >= 0 || r.words[i].punct != 0) return false;
  }
  return true;
}

// "Companies that fail to report are fined": told of whoever does it, in the present.
bool IsGenericPassive(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kActual || hit.subject.empty() || HasDateNear(r, hit)) return false;
  const std::string_view be = r.Surface(hit.group->begin);
  if (be != "are" && be != "is") return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  const std::uint32_t first = sentence.begin;
  if (r.words[first].mention >= 0 || r.Is(first, kDeterminer | kPronoun | kPreposition | kSplitter | kConditional))
    return false;
  if (!r.Surface(first).ends_with("s") || first + 1 >= sentence.end ||
      !(r.Is(first + 1, kRelative) || r.Is(first + 1, kThat)))
    return false;
  for (std::uint32_t i = first; i < hit.tokens.begin; ++i) {
    if (r.words[i].mention >= 0) return false;
  }
  return true;
}

// "When prices fall, makers cut production", "A bill becomes law when the president signs it": present tense in both of
// its clauses, without a name or a day.
bool InGeneralClause(const Reading& r, const Hit& hit, const Judgement& j) {
  if (j.modality != Modality::kActual || !j.cues.empty()) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (sentence.end - sentence.begin > 40 || !r.DatesIn(r.Bytes(sentence)).empty()) return false;
  // Most sentences name somebody: asked first, since it costs least.
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].mention >= 0 || r.Is(i, kModal)) return false;
  }
  bool when = false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.QuoteOf(i) != nullptr) return false;
    const std::string_view word = r.Surface(i);
    when = when || word == "when" || word == "When" || word == "Before" || word == "After" || word == "Once";
    // Any past or future tells of something.
    if (word == "was" || word == "were" || word == "had" || word == "has" || word == "have" || word == "is" ||
        word == "are")
      return false;
    const bool past = r.finite[i] != 0 && (r.words[i].verb & kPast) != 0 && (r.words[i].verb & kBase) == 0;
    if (past) return false;
  }
  return when;
}

// "Agencies publish rules", "A bill becomes law when": what happens in general, told in the present of nobody and
// nothing by name.
bool IsGeneric(const Reading& r, const Hit& hit, const Judgement& j) {
  if (OfAnybody(r, hit) || InGeneralClause(r, hit, j)) return true;
  if (hit.group && hit.passive() && IsGenericPassive(r, hit, j)) return true;
  if (!hit.group || hit.passive() || hit.group->opens || !hit.group->present || hit.group->infinitive ||
      hit.group->gerund)
    return false;
  if (j.modality != Modality::kActual || hit.subject.empty() || HasDateNear(r, hit)) return false;
  const bool progressive = hit.group->begin != hit.group->verb;
  if (progressive) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  std::uint32_t first = hit.subject.begin;
  for (std::uint32_t i = hit.subject.begin; i < hit.object.end; ++i) {
    if (r.words[i].mention >= 0) return false;
  }
  while (first < hit.subject.end && (r.words[first].punct != 0 || r.Is(first, kAdverb | kSplitter | kConjunction)))
    ++first;
  if (first >= hit.subject.end || first != sentence.begin) return false;
  const std::string_view word = r.words[first].id != 0 ? r.lexicon->Text(r.words[first].id) : r.Surface(first);
  if (word == "a" || word == "an" || word == "any" || word == "each" || word == "every" || word == "some" ||
      word == "many")
    return true;
  return !r.Is(first, kDeterminer | kPronoun | kPreposition) && r.Surface(hit.group->begin - 1).ends_with("s");
}

// Purposes of an act that are acts themselves: "amends the regulations to expand licence requirements".
bool PurposeCounts(std::string_view type) {
  return type.starts_with("list.") || type == "license.require" || type == "ban.impose" || type == "tariff.change" ||
         type == "rule.amend";
}

// "policies to restrict investments", "the need to ban them": what is talked about, not the purpose of an act.
bool IsTopicOf(const Reading& r, const VerbGroup& g) {
  static constexpr std::array<std::string_view, 12> kTopics{"ability",  "desire",    "discussions", "need",
                                                            "options",  "policies",  "policy",      "potential",
                                                            "proposal", "proposals", "ways",        "willingness"};
  return g.begin > 0 && std::ranges::find(kTopics, r.Surface(g.begin - 1)) != kTopics.end();
}

// "Intel to close Dalian plant": the headline's future.
bool IsHeadlineFuture(const Reading& r, const Hit& hit, const Judgement& j) {
  if (!hit.group || !hit.group->infinitive || !j.cues.empty()) return false;
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const std::uint32_t to = hit.group->begin;
  if (to == clause.begin || to > clause.begin + 8 || FiniteBetween(r, clause.begin, clause.end)) return false;
  if (r.sentences[r.sentence_of[to]].begin != clause.begin) return false;
  return r.words[to - 1].mention >= 0 && r.words[clause.begin].mention >= 0;
}

// "Is Washington about to ban it?"
bool IsQuestion(const Reading& r, const Hit& hit) {
  const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
  if (sentence.empty() || r.words[sentence.end - 1].punct != '?') return false;
  // "How does it fit into the coming plan?": there will be one.
  return hit.group || r.Is(sentence.begin, kBe | kHave | kDo | kModal);
}

// "The purpose of this notice is to allow comments": the notice does it.
bool IsOwnPurpose(const Reading& r, const Hit& hit, const Judgement& j) {
  if (!hit.group || !hit.group->infinitive || j.cues != std::vector<std::string>{"cue:plan"}) return false;
  const std::uint32_t floor = r.sentences[r.sentence_of[hit.tokens.begin]].begin;
  if (hit.group->begin <= floor || !r.Is(hit.group->begin - 1, kBe)) return false;
  bool self = false;
  constexpr std::uint32_t kReach = 10;
  for (std::uint32_t i = hit.group->begin - 1, n = 0; i-- > floor && n < kReach; ++n) {
    const std::string_view word = r.Surface(i);
    self = self || word == "this" || word == "these";
    if (self && (word == "purpose" || word == "intent" || word == "aim" || word == "effect")) return true;
  }
  return false;
}

struct Speaker {
  std::string entity, words;
  bool found = false;
};

Speaker SpeakerAt(const Reading& r, const Hit& hit, const std::vector<Statement>& statements) {
  const std::uint32_t byte = (*r.tokens)[hit.tokens.begin].span.begin;
  // Sorted by content; nested ones are few.
  const auto after = std::ranges::upper_bound(statements, byte, {}, [](const Statement& s) { return s.content.begin; });
  for (auto s = after; s != statements.begin() && after - s < 8;) {
    --s;
    if (byte < s->content.end) return {s->speaker, s->speaker_words, true};
  }
  return {};
}

// Who denies or threatens: the subject of the verb that says so.
Speaker WhoseClaim(const Reading& r, const Hit& hit, const std::vector<Cue>& cues, const Judgement& j,
                   const DocumentFrame& frame) {
  const std::uint32_t floor = r.Around(hit.tokens.begin).begin;
  // "has threatened legal action" may be its own cue.
  auto cue = std::ranges::lower_bound(cues, hit.tokens.end, {}, [](const Cue& c) { return c.tokens.begin; });
  while (cue != cues.begin() && (cue - 1)->tokens.begin >= floor) {
    --cue;
    const CueSets sets = cue->rule->sets;
    if ((sets != CueSets::kDeny && sets != CueSets::kThreat) ||
        std::ranges::find(j.cues, cue->rule->id) == j.cues.end())
      continue;
    VerbGroup group;
    group.begin = group.verb = cue->tokens.begin;
    group.finite = true;
    // "is threatening", "has denied": the subject stands before the auxiliary.
    while (group.begin > floor && r.words[group.begin - 1].mention < 0 && r.Is(group.begin - 1, kBe | kHave | kAdverb))
      --group.begin;
    const Doers doers = SubjectReader(r, *frame.roles).Of(group);
    if (doers.names.empty()) return {};
    const Mention& who = *doers.names.back();
    return {who.entity, std::string(who.span.In(r.text)), true};
  }
  return {};
}

Basis BasisOfSpeaker(const Speaker& speaker, Basis otherwise) {
  if (!speaker.found) return otherwise;
  if (speaker.entity.empty()) return Basis::kUnnamedReport;
  if (speaker.entity.starts_with("firm.")) return Basis::kCompany;
  return Basis::kOfficialSpeech;
}

// A present-tense act whose date lies ahead is scheduled: "takes effect on July 1".
void ScheduleByDate(const DocumentFrame& frame, const Hit& hit, EventAssertion& a) {
  const bool tensed_past = hit.group && hit.group->finite && !hit.group->present && !hit.passive();
  // "takes effect 180 days after enactment": nobody knows yet on which day.
  if (a.modality == Modality::kActual && !tensed_past && !a.offset.empty()) a.modality = Modality::kPlanned;
  if (a.modality != Modality::kActual || !a.date.lo || !frame.published.lo || a.date.IsUnit() == false) return;
  if (!tensed_past && *a.date.lo > *frame.published.lo && a.date.lo >= frame.published.hi)
    a.modality = Modality::kPlanned;
}

// An official text that performs an act may go on about it in the future: "These entities will be listed under …".
void TakePerformed(const std::vector<std::string>& performed, std::vector<EventAssertion>& out) {
  for (EventAssertion& a : out) {
    const bool list = a.type.starts_with("list.");
    if (!list || a.modality != Modality::kPlanned || a.date.known() || a.cues.size() != 1 || a.cues[0] != "cue:will")
      continue;
    if (std::ranges::find(performed, a.type) != performed.end()) a.modality = Modality::kActual;
  }
}

// One verb tells one event: "imposed a licence requirement" is no rule issued, "signed the bill into law" no order.
// The narrower type wins; types in the order in which they do.
constexpr std::array<std::string_view, 34> kNarrowest{
    "bill.enact",       "bill.introduce",   "bill.advance",  "order.sign",     "penalty.impose",  "charge.file",
    "suit.file",        "ruling.issue",     "list.add",      "list.remove",    "license.require", "license.decide",
    "license.apply",    "tariff.change",    "probe.open",    "hearing.hold",   "rule.propose",    "rule.end",
    "rule.effective",   "rule.amend",       "ban.impose",    "talks.hold",     "agreement.reach", "rule.issue",
    "diversion.report", "shipment.change",  "deal.make",     "finance.impact", "report.publish",  "filing.publish",
    "facility.change",  "product.announce", "office.change", "request.make",
};

std::size_t Breadth(const EventAssertion& a) {
  // "signed a deal with Acme": between firms it is business.
  const bool firm = std::ranges::any_of(a.roles, [](const Role& role) { return role.entity.starts_with("firm."); });
  if (a.type == "deal.make" && firm)
    return static_cast<std::size_t>(std::ranges::find(kNarrowest, "talks.hold") - kNarrowest.begin());
  return static_cast<std::size_t>(std::ranges::find(kNarrowest, a.type) - kNarrowest.begin());
}

// Assertions of one verb stand together.
void KeepNarrowest(std::vector<EventAssertion>& out) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (kept > 0 && out[kept - 1].trigger.begin == out[i].trigger.begin) {
      if (Breadth(out[i]) < Breadth(out[kept - 1])) out[kept - 1] = std::move(out[i]);
      continue;
    }
    if (kept != i) out[kept] = std::move(out[i]);
    ++kept;
  }
  out.erase(out.begin() + static_cast<std::ptrdiff_t>(kept), out.end());
}

// "The Final Rule prohibits": when the rule was issued, if the text tells of one such act only.
void DateByInstrument(const std::vector<std::size_t>& undated, std::vector<EventAssertion>& out) {
  const auto makes = [](const EventAssertion& a) {
    return a.modality == Modality::kActual && a.date.IsUnit() && a.date.precision == Precision::kDay &&
           (a.type == "rule.issue" || a.type == "order.sign" || a.type == "rule.amend" || a.type == "list.add");
  };
  const EventAssertion* made = nullptr;
  for (const EventAssertion& a : out) {
    if (!makes(a)) continue;
    // The first one leads; another day leaves it open.
    if (made != nullptr && a.date != made->date) continue;
    made = made == nullptr ? &a : made;
  }
  if (made == nullptr) return;
  const DateSpan date = made->date;
  for (const std::size_t i : undated) {
    if (!out[i].date.known()) out[i].date = date;
  }
}

// "amends the Regulations by adding 36 entities to the Entity List" is told once, as the addition.
bool ToldByList(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit) {
  if (table.types[hit.trigger->type].id != "rule.amend" || !hit.group) return false;
  const std::uint32_t clause = r.clause_of[hit.tokens.begin];
  return std::ranges::any_of(hits, [&](const Hit& other) {
    const std::uint32_t at = other.tokens.begin;
    return table.types[other.trigger->type].id.starts_with("list.") && at > hit.tokens.end &&
           r.clause_of[at] == clause && other.group && (r.Surface(at - 1) == "by" || other.group->infinitive);
  });
}

// "" when the hit tells of an event. `headline`: it tells what is to come; `asked`: its sentence is a question.
std::string_view WhyNoEvent(const Reading& r, const TriggerTable& table, const std::vector<Hit>& hits, const Hit& hit,
                            const Judgement& j, const DocumentFrame& frame, bool headline, bool asked) {
  if (IsRuleContent(r, hit, j, frame)) return "a duty that a rule lays down, not a happening";
  if (ToldByList(r, table, hits, hit)) return "told by the change of the list in the same clause";
  if (j.habit || IsGeneric(r, hit, j)) return "a habit or a general truth";
  if (const auto why = WhySilent(r, table, hits, hit, j, frame); !why.empty()) return why;
  if (IsPrevented(r, hit, j)) return "what somebody aims to prevent";
  if (asked) {
    const TokenRange sentence = r.sentences[r.sentence_of[hit.tokens.begin]];
    if (!FiniteBetween(r, sentence.begin, sentence.end)) return "a question without a verb";  // "Preventing diversion?"
  }
  const bool purpose = hit.group && hit.group->infinitive && PurposeCounts(table.types[hit.trigger->type].id) &&
                       !IsTopicOf(r, *hit.group);
  if (!headline && !purpose && IsDescription(r, hit, j, frame))
    return "describes a thing by what is done to it; neither date nor doer";
  return {};
}

Judgement JudgeHit(const Reading& r, const std::vector<Cue>& cues, const Hit& hit, const CompiledType& type,
                   std::vector<const Cue*>* applied) {
  const Target target{hit.tokens, hit.group,
                      type.id == "request.make" || type.id == "suit.file" || type.id == "license.apply"};
  Judgement j = Judge(r, cues, target, applied);
  if (j.cues.empty()) return j;
  const bool bill = type.id.starts_with("bill.") && std::ranges::find(j.cues, "cue:bill") != j.cues.end();
  const bool comment = j.modality != Modality::kActual &&
                       (hit.trigger->subtype == "comment" || hit.trigger->id.ends_with("rule.propose/propose"));
  const auto misleads = [&](const Cue& cue) {
    // "the bill would" makes its content possible, not its own passage.
    if (bill && cue.rule->id == "cue:bill") return true;
    // What the public is asked about may hang on ifs: the asking does not.
    if (comment && cue.tokens.begin >= hit.tokens.end) return true;
    // "issues this notice and request for information to seek input", "proposes to rule and invite comment"
    const std::string_view first = r.Surface(cue.tokens.begin);
    if (comment && hit.trigger->subtype == "comment" &&
        ((first == "request" && r.Surface(cue.tokens.begin + 1) == "for") || first == "proposes"))
      return true;
    // "The rule prohibits entry unless the port allows it": forbidden all the same.
    const bool standing = type.id == "ban.impose" || type.id == "license.require" || type.id == "rule.amend" ||
                          type.id == "rule.issue" || type.id == "list.add";
    if (standing && hit.group && hit.group->present && cue.tokens.begin >= hit.tokens.end &&
        r.Surface(cue.tokens.begin) == "unless")
      return true;
    // "is finalizing a rule that amended the regulations": what is told in the past has happened.
    if (cue.rule->sets == CueSets::kPlan && hit.group && hit.group->finite && hit.group->begin == hit.group->verb &&
        hit.group->begin > cue.tokens.end && r.Surface(hit.group->begin - 1) == "that" &&
        r.Surface(cue.tokens.end - 1) == "finalizing" && (r.words[hit.group->verb].verb & kPast) != 0 &&
        (r.words[hit.group->verb].verb & kBase) == 0)
      return true;
    // "implements the controls agreed to at the plenary by revising the list": no plan.
    if (cue.rule->sets == CueSets::kPlan && r.Surface(cue.tokens.end - 1) == "to" && r.Is(cue.tokens.end, kPreposition))
      return true;
    // "This notice announces a determination to modify the action by altering the fee that would be due"
    if (hit.trigger->id.ends_with("rule.issue/announce") && hit.group && hit.group->present && hit.group->finite &&
        cue.tokens.begin >= hit.tokens.end && hit.group->begin == hit.group->verb)
      return true;
    // "The order amends the rules to provide": what looks like "order … to" is spoken of the order.
    return cue.rule->sets == CueSets::kPlan && cue.tokens.begin < hit.tokens.begin && hit.tokens.end < cue.tokens.end;
  };
  // Judge reads no further than this.
  const TokenRange around = r.Around(hit.tokens.begin);
  std::vector<Cue> others;
  bool misled = false;
  for (auto cue = std::ranges::lower_bound(cues, around.begin, {}, [](const Cue& c) { return c.tokens.begin; });
       cue != cues.end() && cue->tokens.begin < around.end; ++cue) {
    if (misleads(*cue))
      misled = true;
    else
      others.push_back(*cue);
  }
  if (misled) j = Judge(r, others, target);
  return j;
}

// "This notice of proposed rulemaking": the text itself, not one that it speaks of.
bool IsThis(const Reading& r, std::uint32_t token) {
  return token > 0 && (r.Surface(token - 1) == "This" || r.Surface(token - 1) == "this");
}

const CompiledType& TypeNamed(const TriggerTable& table, std::string_view id, const CompiledTrigger& otherwise) {
  const auto type = std::ranges::find(table.types, id, &CompiledType::id);
  return type != table.types.end() ? *type : table.types[otherwise.type];
}

}  // namespace

std::vector<EventAssertion> BuildAssertions(const Reading& r, const TriggerTable& table, const std::vector<Cue>& cues,
                                            const std::vector<Hit>& hits, const std::vector<Statement>& statements,
                                            const DocumentFrame& frame, Losers* losers) {
  std::vector<EventAssertion> out;
  out.reserve(std::min<std::size_t>(hits.size(), 64));
  std::vector<std::string> performed;
  std::vector<std::size_t> by_instrument;
  for (const Hit& hit : hits) {
    const CompiledTrigger& trigger = *hit.trigger;
    const bool public_asked = AsksPublic(r, hit, frame);
    const CompiledType& type = public_asked ? TypeNamed(table, "request.make", trigger) : table.types[trigger.type];
    std::vector<const Cue*> applied;
    Judgement j = JudgeHit(r, cues, hit, type, losers != nullptr ? &applied : nullptr);
    const bool headline = IsHeadlineFuture(r, hit, j);
    if (headline) j.modality = Modality::kPlanned;
    if (frame.official && IsOwnPurpose(r, hit, j)) j.modality = Modality::kActual;
    const bool asked = j.modality <= Modality::kPlanned && IsQuestion(r, hit);
    const std::string_view refused = WhyNoEvent(r, table, hits, hit, j, frame, headline, asked);
    if (losers != nullptr) {
      losers->triggers.push_back(
          {r.Bytes(hit.tokens), trigger.id, std::string(refused), TryCues(r, cues, {hit.tokens, hit.group}, applied)});
    }
    if (!refused.empty()) continue;
    if (asked) j.modality = Modality::kPossible;
    EventAssertion a;
    a.type = type.id;
    a.subtype = trigger.subtype;
    a.modality = j.modality;
    if (trigger.modality && a.modality == Modality::kActual) a.modality = *trigger.modality;
    a.denial = j.denial;
    a.hedge = j.hedge;
    a.requested = j.requested;
    a.direction = ParseDirectionOr(trigger.direction, type.direction);
    if (j.condition) {
      j.condition->end = std::min(j.condition->end, j.condition->begin + 60);
      a.condition = std::string(r.Bytes(*j.condition).In(r.text));
    }
    Speaker speaker = SpeakerAt(r, hit, statements);
    if (!speaker.found) speaker = WhoseClaim(r, hit, cues, j, frame);
    a.speaker = speaker.entity;
    a.speaker_words = speaker.words;
    a.basis = j.basis.value_or(BasisOfSpeaker(speaker, frame.basis));
    a.roles = ReadRoles(r, hit, type, frame);
    // Views are asked of nobody by name, and sent to an office that is not what they are about; the law that makes an
    // office ask for views on a form is not what it asks about.
    if (public_asked) {
      std::erase_if(a.roles, [&](const Role& role) {
        return role.name != "actor" && (frame.collects || !role.entity.starts_with("rule."));
      });
    }
    if (trigger.negated && a.modality == Modality::kDenied) a.modality = Modality::kActual, a.denial = Denial::kNone;
    EventDate date = ReadDate(r, hit, hits, frame, a.modality);
    if (a.modality == Modality::kActual && frame.bill && !a.type.starts_with("bill.")) a.modality = Modality::kPossible;
    // "duties scheduled to take effect in January"
    if (a.modality == Modality::kActual && hit.group && hit.group->infinitive && hit.group->begin > 0 &&
        r.Surface(hit.group->begin - 1) == "scheduled")
      a.modality = Modality::kPlanned;
    // A bare verb that opens a line is a list of what is to be done.
    if (a.modality == Modality::kActual && hit.group && hit.group->bare && hit.group->opens)
      a.modality = Modality::kPlanned;
    // What has yet to happen has no day: "due in March", "promised for May" were days of the promise.
    if ((date.performed && a.modality != Modality::kActual) || a.denial == Denial::kNotYet) date = {};
    // "is finalizing amendments to": by this text.
    const std::string_view verb =
        r.Surface(hit.group || hit.tokens.begin == 0 ? hit.tokens.begin : hit.tokens.begin - 1);
    if (frame.official && a.modality == Modality::kPlanned && (verb == "finalizing" || verb == "finalising") &&
        (a.type == "rule.amend" || a.type == "rule.issue")) {
      a.modality = Modality::kActual;
      date = {true, false, frame.published, "", {}};
    }
    if (date.performed && trigger.id.ends_with("rule.propose/notice") && !IsThis(r, hit.tokens.begin)) date = {};
    if (frame.official && hit.group && hit.group->present && trigger.id.ends_with("rule.issue/determines"))
      date = {true, false, frame.published, "", {}};  // the dates beside it are those of the period under review
    // "has granted licences for 2026": what was done cannot have a day that is to come.
    const bool told = hit.group && hit.group->finite && !hit.group->present;
    const bool ahead = date.span.lo && date.span.IsUnit() && frame.published.hi && *date.span.lo >= *frame.published.hi;
    if (a.modality == Modality::kActual && told && ahead && !hit.passive()) date = {};
    a.date = date.span;
    a.date_words = std::move(date.words);
    a.offset = std::move(date.offset);
    a.numbers = ReadNumbers(r, hit);
    a.evidence = {r.what->sentences[r.sentence_of[hit.tokens.begin]]};
    a.trigger = r.Bytes(hit.tokens);
    a.rule = trigger.id;
    a.cues = j.cues;
    ScheduleByDate(frame, hit, a);
    if (frame.official && date.performed) performed.push_back(a.type);
    if (date.by_instrument && a.modality == Modality::kActual) by_instrument.push_back(out.size());
    out.push_back(std::move(a));
  }
  TakePerformed(performed, out);
  DateByInstrument(by_instrument, out);
  KeepNarrowest(out);
  return out;
}

namespace {

std::vector<std::string> Things(const EventAssertion& a) {
  std::vector<std::string> out;
  for (const Role& role : a.roles) {
    if (role.name != "actor" && role.name != "authority" && role.name != "place") out.push_back(role.entity);
  }
  return out;
}

bool Disjoint(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return false;
  return std::ranges::none_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

std::string_view KindOf(std::string_view entity) {
  return entity.substr(0, entity.find('.'));
}

// Things of one kind that have nothing in common tell two happenings apart: "adds China", "adds Russia". A chip here
// and a country there may be one.
bool Apart(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (!Disjoint(a, b)) return false;
  for (const std::string& x : a) {
    for (const std::string& y : b) {
      if (KindOf(x) == KindOf(y)) return true;
    }
  }
  return false;
}

// "by 2025" as 2025, "since March" as March: open ends overlap too much.
DateSpan Edge(const DateSpan& date) {
  if (!date.known() || (date.lo && date.hi)) return date;
  DateSpan edge = date;
  if (!edge.lo) edge.lo = *edge.hi - std::chrono::days(1);
  if (!edge.hi) edge.hi = *edge.lo + std::chrono::days(1);
  return edge;
}

bool IsItem(std::string_view text, Span sentence) {
  const std::string_view words = sentence.In(text);
  return words.starts_with("- ") || words.starts_with("• ") || words.starts_with("* ") || words.starts_with("– ");
}

// "In prior notices, the office imposed": told before what the text itself does.
bool IsBackground(std::string_view text, Span sentence) {
  const std::string_view words = sentence.In(text);
  return words.starts_with("In prior ") || words.starts_with("In previous ") || words.starts_with("Previously");
}

// Sections of one instrument: "rule.section-4-e-of-eo-13959" is of "eo-13959".
std::string_view Whole(std::string_view entity) {
  const std::size_t of = entity.rfind("-of-");
  return entity.starts_with("rule.section-") && of != std::string_view::npos ? entity.substr(of + 4) : entity;
}

bool SharesWhole(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& x) {
    return Whole(x) != x && std::ranges::any_of(b, [&](const std::string& y) {
             return Whole(x) == Whole(y) || y == "rule." + std::string(Whole(x));
           });
  });
}

bool Shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& x) { return std::ranges::find(b, x) != b.end(); });
}

bool SameHappening(std::string_view text, const EventAssertion& a, const EventAssertion& b) {
  if (a.type != b.type || a.modality != b.modality) return false;
  if (a.date.known() && b.date.known() && !Edge(a.date).Overlaps(Edge(b.date))) return false;
  if (a.speaker != b.speaker && a.modality == Modality::kDenied) return false;
  // One sentence tells one event of a type; other sentences go on about the same things.
  if (a.evidence.back() == b.evidence.front()) return true;
  if (Disjoint(a.In("actor"), b.In("actor"))) return false;
  // Who asks or meets makes the request or the meeting: one without a name goes only with its neighbour.
  if (a.In("actor").empty() != b.In("actor").empty() && (a.type == "request.make" || a.type == "talks.hold"))
    return false;
  if (a.date.known() != b.date.known() &&
      IsBackground(text, a.evidence.back()) != IsBackground(text, b.evidence.front()))
    return false;
  // The items of a list are different things unless they say otherwise.
  if (IsItem(text, a.evidence.back()) && IsItem(text, b.evidence.front()) && !Shared(Things(a), Things(b)))
    return false;
  const auto things = Things(a), others = Things(b);
  // The same day told twice is one happening unless things of a kind differ.
  if (a.date.known() && a.date == b.date)
    return (a.type == "rule.amend" && SharesWhole(things, others)) || !Apart(things, others);
  if (things.empty() || others.empty()) {
    constexpr std::uint32_t kNear = 1200;  // bytes
    return b.evidence.front().begin - std::min(b.evidence.front().begin, a.evidence.back().end) < kNear;
  }
  return Shared(things, others);
}

bool Finer(const DateSpan& a, const DateSpan& b) {
  if (!b.known()) return a.known();
  if (!a.known()) return false;
  if (!a.lo || !a.hi) return false;
  return !b.lo || !b.hi || *a.hi - *a.lo < *b.hi - *b.lo;
}

constexpr std::size_t kEvidenceMax = 64;
constexpr std::size_t kRolesMax = 256;

void MergeInto(EventAssertion& into, const EventAssertion& from) {
  if (Finer(from.date, into.date)) into.date = from.date, into.date_words = from.date_words;
  if (into.offset.empty()) into.offset = from.offset;
  if (into.date.known()) into.offset.clear();
  if (into.subtype.empty()) into.subtype = from.subtype;
  if (into.speaker.empty()) into.speaker = from.speaker;
  if (into.roles.size() < kRolesMax) into.roles.insert(into.roles.end(), from.roles.begin(), from.roles.end());
  std::ranges::sort(into.roles);
  into.roles.erase(std::ranges::unique(into.roles).begin(), into.roles.end());
  // A body that one sentence names as acting is not acted upon in another; firms may be both ("X merged with Y").
  const std::vector<std::string> actors = into.In("actor");
  std::erase_if(into.roles, [&](const Role& role) {
    return role.name != "actor" && role.entity.starts_with("agency.") &&
           std::ranges::find(actors, role.entity) != actors.end();
  });
  for (const Span span : from.evidence) {
    if (into.evidence.size() >= kEvidenceMax) break;
    if (std::ranges::find(into.evidence, span) == into.evidence.end()) into.evidence.push_back(span);
  }
  std::ranges::sort(into.evidence);
  for (const std::string& n : from.numbers) {
    if (std::ranges::find(into.numbers, n) == into.numbers.end() && into.numbers.size() < 8) into.numbers.push_back(n);
  }
}

}  // namespace

void MergeAssertions(std::string_view text, std::vector<EventAssertion>& assertions) {
  constexpr std::size_t kLookBack = 64;  // keeps hostile documents linear
  std::size_t merged = 0;                // so many at the front are done
  for (std::size_t i = 0; i < assertions.size(); ++i) {
    EventAssertion& a = assertions[i];
    bool done = false;
    for (std::size_t k = merged, n = 0; k-- > 0 && n < kLookBack && !done; ++n) {
      if (!SameHappening(text, assertions[k], a)) continue;
      MergeInto(assertions[k], a);
      done = true;
    }
    if (done) continue;
    if (merged != i) assertions[merged] = std::move(a);
    ++merged;
  }
  assertions.erase(assertions.begin() + static_cast<std::ptrdiff_t>(merged), assertions.end());
}

std::vector<Relation> BuildRelations(const Reading& r, const std::vector<Hit>& hits,
                                     const std::vector<EventAssertion>& assertions) {
  std::vector<Relation> out;
  const auto rules_in = [&](TokenRange range) {
    std::vector<std::string> rules;
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (r.words[i].mention < 0) continue;
      const Mention& m = r.what->mentions[static_cast<std::size_t>(r.words[i].mention)];
      if (m.kind == MentionKind::kRule && (rules.empty() || rules.back() != m.entity)) rules.push_back(m.entity);
    }
    return rules;
  };
  for (const Hit& hit : hits) {
    if (hit.trigger->relation.empty() || !hit.group) continue;
    const Span sentence = r.what->sentences[r.sentence_of[hit.tokens.begin]];
    const Span at = r.Bytes(hit.tokens);
    const auto told =
        std::ranges::lower_bound(assertions, at.begin, {}, [](const EventAssertion& a) { return a.trigger.begin; });
    if (told == assertions.end() || told->trigger.begin != at.begin || told->modality == Modality::kDenied) continue;
    auto from = rules_in(hit.subject);
    auto to = rules_in(hit.object);
    if (hit.passive()) std::swap(from, to);
    if (from.empty() || to.empty() || from.back() == to.front()) continue;
    out.push_back({hit.trigger->relation, from.back(), to.front(), told->date, sentence, hit.trigger->id});
  }
  return out;
}

}  // namespace dateline::extract
