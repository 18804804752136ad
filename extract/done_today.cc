// What a text does on its own day.
#include "extract/done_today.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "extract/chinese.h"
#include "extract/word_at.h"

namespace dateline::extract {
namespace {

// "announces the publication of": the last tensed verb before the noun is in the present.
bool SpeaksInPresent(const Reading& r, const Hit& hit) {
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  for (std::uint32_t i = hit.tokens.begin; i-- > clause.begin;) {
    if (!FiniteBetween(r, i, i + 1)) continue;
    // "Today's announcement follows consultations", "reflects an investigation": what came before it.
    const Written verb = r.Surface(i);
    if (verb == "follows" || verb == "reflects" || verb == "concludes") return false;
    if (verb == "is" || verb == "are") return true;
    for (const LemmaForm& form : r.lexicon->Lemmas(r.words[i].id)) {
      if ((form.forms & kThird) != 0) return true;
    }
    return false;
  }
  return false;
}

// "is hereby revoked", "are replaced": a passive in the present.
bool PresentPassive(const Reading& r, const VerbGroup& group) {
  if (!group.passive || group.reduced) return false;
  for (std::uint32_t i = group.begin; i < group.verb; ++i) {
    const Written word = r.Surface(i);
    if (word == "is" || word == "are") return true;
  }
  return false;
}

bool SaysAlso(const Reading& r, TokenRange sentence) {
  for (std::uint32_t i = sentence.begin; i < std::min(sentence.end, sentence.begin + 40); ++i) {
    const Written word = r.Surface(i);
    // "First, the Secretary is adding", "Second, the Secretary has imposed"
    if (i == sentence.begin && OneOf(word, "First", "Second", "Third", "Finally")) return true;
    if (word == "also" || word == "Additionally" || word == "Also" || word == "Further" || word == "Furthermore")
      return true;
    if (word == "addition" && i > sentence.begin && r.Surface(i - 1) == "In") return true;
  }
  return false;
}

// "In prior notices, the office modified the action in the investigation of acts, policies and practices by imposing":
// the nearest tensed verb of the sentence is past.
bool HangsOnPast(const Reading& r, const Hit& hit) {
  const TokenRange sentence = r.Around(hit.tokens.begin);
  for (std::uint32_t i = hit.group->begin; i-- > sentence.begin;) {
    if (r.finite[i] == 0 || r.words[i].mention >= 0 || r.clauses[r.clause_of[i]].relative) continue;
    return !r.Is(i, kBe | kHave | kModal | kDo) && (r.words[i].verb & kPast) != 0 &&
           (r.words[i].verb & (kBase | kThird)) == 0;
  }
  return false;
}

// "The complainants request an investigation", "submitted petitions requesting": asked before the text told of it.
bool AskedBefore(const Reading& r, const Hit& hit) {
  if (!hit.group || !hit.trigger->id.starts_with("event:request.make/")) return false;
  for (std::uint32_t i = hit.subject.begin; i < hit.subject.end; ++i) {
    if (r.Surface(i) == "complainant" || r.Surface(i) == "complainants") return true;
  }
  return hit.group->gerund && HangsOnPast(r, hit);
}

// 公告 and orders are published on the day they are made: "决定将20家实体列入", "自公布之日起实施". Not what they tell
// of before ("此前", "曾"), nor an article about one.
bool PerformsChinese(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const std::string_view title = frame.document->title;
  const auto named = [&](std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view w) { return title.find(w) != std::string_view::npos; });
  };
  if (!named({"公告", "商务部令", "第"}) || named({"答记者问", "发言人", "解读", "谈话", "问答"})) return false;
  if (!named({"号"}) && !named({"公告"})) return false;
  const std::string_view clause = r.Bytes(r.Around(hit.tokens.begin)).In(r.text);
  for (const std::string_view before : {"曾", "此前", "已于", "曾于"}) {
    if (clause.find(before) != std::string_view::npos) return false;
  }
  for (const std::string_view now : {"决定", "禁止", "不得", "自公布之日", "自发布之日", "现予公告", "现公告"}) {
    if (clause.find(now) != std::string_view::npos) return true;
  }
  return false;
}

bool AsksLeave(std::string_view sentence) {
  return sentence.find("Paperwork Reduction Act") != std::string_view::npos &&
         (sentence.find("comment") != std::string_view::npos || sentence.find("collection") != std::string_view::npos);
}

// "Concurrent with this action", "In conjunction with today's designation": a sentence that opens beside the act that
// the text tells of.
bool BesideThisAction(const Reading& r, TokenRange sentence) {
  const Written first = r.Surface(sentence.begin);
  if (first != "Concurrent" && first != "Concurrently" && first != "In" && first != "Alongside") return false;
  constexpr std::uint32_t kOpening = 8;  // tokens
  for (std::uint32_t i = sentence.begin + 1; i + 1 < std::min(sentence.end, sentence.begin + kOpening); ++i) {
    const Written word = r.Surface(i);
    if (word != "this" && !word.starts_with("today")) continue;
    const Written noun = r.Surface(i + 1);
    if (noun == "action" || noun == "designation" || noun == "announcement" || noun == "order" || noun == "rule")
      return first != "In" || r.Surface(sentence.begin + 1) == "conjunction" ||
             r.Surface(sentence.begin + 1) == "parallel";
  }
  return false;
}

}  // namespace

// "I have determined that it is necessary and appropriate to continue": by this very text.
bool IsDeterminedNow(const Reading& r, const Hit& hit) {
  if (!hit.group->infinitive) return false;
  constexpr std::uint32_t kReach = 12;  // tokens
  const TokenRange sentence = r.Around(hit.tokens.begin);
  bool needed = false;
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > sentence.begin + 2 && n < kReach; ++n) {
    const Known word = WordAt(r, i);
    if (OneOf(word, "necessary", "appropriate", "advisable")) needed = true;
    if (word == "determined" && needed) return WordAt(r, i - 1) == "have" && WordAt(r, i - 2) == "i";
  }
  return false;
}

bool Performs(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const std::uint32_t at = hit.tokens.begin;
  const TokenRange sentence = r.Around(at);
  if (r.chinese && IsChinese(r, at)) return PerformsChinese(r, hit, frame);
  const Clause& clause = r.clauses[r.clause_of[at]];
  // "There is established within the department a council": by the order.
  if (frame.ordered && hit.trigger->id.ends_with("office.change/hereby-established")) return true;
  // The headline announces this very act: "Treasury Releases Annual Report".
  if (hit.group &&
      std::ranges::any_of(frame.announced, [&](WordId lemma) { return r.lexicon->IsForm(r.words[at].id, lemma); }) &&
      !hit.group->infinitive && r.sentence_of[at] < 3) {
    return true;
  }
  // A press release opens with what its office did that day: "WASHINGTON — The Treasury released …".
  if (frame.release && hit.group && hit.group->finite && !hit.group->passive && r.sentence_of[at] == 0 &&
      !clause.relative) {
    return true;
  }
  // "TSMC today published its results. It also announced a venture."
  if (frame.release && hit.group && hit.group->finite && !hit.group->present && !hit.group->passive &&
      !clause.relative && SaysAlso(r, sentence) && r.Is(hit.group->verb, kSays))
    return true;
  // "The Administration is launching an investigation": what a fact sheet is about.
  if (frame.release && hit.group && !clause.relative && hit.group->present && hit.group->finite &&
      !hit.group->infinitive &&
      (r.lexicon->FormsOf(r.words[at].id, r.lexicon->Lemmas(r.words[at].id)[0].lemma) & kGerund) != 0) {
    return true;
  }
  // "The committee is holding a public hearing": a notice tells of one to come.
  const bool gathers =
      hit.trigger->id.ends_with("hearing.hold/hold") || hit.trigger->id.starts_with("event:talks.hold/");
  if (gathers && hit.group && hit.group->present) return false;
  // "The two leaders committed to work towards": what the meeting of the day agreed.
  if (frame.readout && hit.group && !clause.relative && hit.trigger->id.starts_with("event:agreement.reach/"))
    return true;
  // "Concurrent with this action, the office is issuing a licence"
  if (hit.group && hit.group->present && !clause.relative && BesideThisAction(r, sentence)) return true;
  // "FAA invites comments about our intention to request": leave to collect is asked by the notice itself.
  if (hit.group && hit.group->present && !clause.relative && AsksLeave(r.Bytes(sentence).In(r.text))) return true;
  // "has initiated an investigation": how a notice opens.
  if (frame.official && r.sentence_of[at] < 2 && hit.group && hit.group->finite && !hit.passive() && !clause.relative &&
      r.Surface(hit.group->begin) == "has" && hit.trigger->id.starts_with("event:probe.open/"))
    return true;
  // "Additional Information on the Final Regulations": a text about the rule of the day, which tells what it requires.
  if (hit.trigger->id.ends_with("rule.issue/final-rule-does") && hit.group && hit.group->present && !clause.relative &&
      (frame.official || frame.document->title.find("Final Reg") != std::string::npos ||
       frame.document->title.find("Final Rule") != std::string::npos))
    return true;
  // "Chairman Smith, thank you for the opportunity to testify": testimony is the hearing itself.
  if (hit.trigger->id.ends_with("hearing.hold/address")) return true;
  // "The deadline is further extended": in a memorandum that is not told to be one of a register.
  if (!frame.official && frame.presidential && hit.group && !clause.relative)
    return IsDeterminedNow(r, hit) ||
           (PresentPassive(r, *hit.group) && OneOf(WordAt(r, hit.group->verb - 1), "hereby", "further"));
  if (!frame.official) return false;
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].id == r.grammar->hereby) return true;
  }
  if (!hit.group) return SpeaksInPresent(r, hit);
  if (IsDeterminedNow(r, hit)) return true;
  if (AskedBefore(r, hit)) return false;
  if (PresentPassive(r, *hit.group)) return !clause.relative;
  // "That rule amended the Regulations by adding": what it hangs on is past.
  if ((hit.group->gerund || hit.group->infinitive) && FiniteBetween(r, clause.tokens.begin, hit.group->begin) &&
      !SpeaksInPresent(r, hit)) {
    return false;
  }
  if (!(hit.group->present || hit.group->gerund || hit.group->infinitive)) return false;
  if (hit.group->gerund && hit.group->begin > 0 && r.Surface(hit.group->begin - 1) == "by" && HangsOnPast(r, hit))
    return false;
  return !clause.relative;
}

bool IsBefore(const Reading& r, const Hit& hit, const Timex& timex, TokenRange sentence, const DocumentFrame& frame) {
  // "is establishing a safety zone from October 24 through": when the zone is there, not when it was made.
  // "invites comment on whether exclusions should last beyond November"
  if (hit.trigger->id.ends_with("rule.issue/announce") || hit.trigger->id.starts_with("event:rule.propose/"))
    return true;
  const std::uint32_t token = r.TokenFrom(timex.span.begin);
  if (token <= sentence.begin + 2) return false;
  // "the September 5, 2023, notice solicits": the day of what does it.
  if (token < hit.tokens.begin && hit.tokens.begin - token < 8 && r.clause_of[token] == r.clause_of[hit.tokens.begin] &&
      !FiniteBetween(r, token, hit.tokens.begin) && hit.group && hit.group->finite &&
      hit.group->begin == hit.group->verb) {
    // "consistent with the decision of July 2, 2021, this action removes": another's day.
    for (std::uint32_t i = token; i < hit.tokens.begin; ++i) {
      if (r.Surface(i) == "this") return true;
    }
    return false;
  }
  // "extends the deadline from March 31 to May 30": days of the deadline.
  if (hit.trigger->id.ends_with("rule.amend/extend") && timex.rule.starts_with("date:range")) return true;
  for (std::uint32_t i = token, n = 0; i-- > sentence.begin && n < 2; ++n) {
    static constexpr std::array<std::string_view, 5> kFrom{"beginning", "effective", "from", "since", "starting"};
    if (Among<kFrom>(r.Surface(i))) return false;
    static constexpr std::array<std::string_view, 4> kEnd{"expiration", "expire", "expires", "expiring"};
    if (!hit.tokens.Has(i) && Among<kEnd>(r.Surface(i))) return true;
  }
  if (!timex.date.hi || !frame.published.lo) return false;
  // "for fishing years 2025 and 2026": the years of the thing.
  const bool around = timex.date.lo && *timex.date.lo <= *frame.published.lo && timex.date.precision != Precision::kDay;
  return around || *timex.date.hi <= *frame.published.lo;
}

bool OfOthers(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!hit.group || hit.passive() || !hit.group->finite) return false;
  // Most subjects hold no such name: asked first, since it costs least.
  const auto other = [](MentionKind kind) { return kind == MentionKind::kFirm || kind == MentionKind::kPlace; };
  bool named = false;
  for (std::uint32_t i = r.Around(hit.tokens.begin).begin; i < hit.group->begin && !named; ++i)
    named = r.words[i].mention >= 0 && other(static_cast<MentionKind>(r.words[i].kind));
  if (!named) return false;
  const Doers doers = SubjectReader(r, *frame.roles).Of(*hit.group);
  if (doers.names.empty() || doers.stands == Stands::kInstrument) return false;
  // A firm's own release names it first.
  const auto& mentions = r.what->mentions;
  const auto first = std::ranges::find_if(mentions, [](const Mention& m) {
    return m.kind == MentionKind::kFirm || m.kind == MentionKind::kAgency || m.kind == MentionKind::kOfficial;
  });
  return std::ranges::all_of(doers.names, [&](const Mention* name) {
    if (name->kind == MentionKind::kFirm) return first == mentions.end() || first->entity != name->entity;
    return name->kind == MentionKind::kPlace;
  });
}

bool DoneNow(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  if (!frame.official || !hit.group || hit.passive()) return false;
  static constexpr std::array<std::string_view, 7> kActs{
      ":list.", ":request.make/", ":rule.amend/", ":rule.end/", ":rule.issue/", ":rule.propose/", ":tariff.change/"};
  if (std::ranges::none_of(kActs, [&](std::string_view act) { return hit.trigger->id.find(act) != std::string::npos; }))
    return false;
  const Clause& clause = r.clauses[r.clause_of[hit.tokens.begin]];
  if (clause.relative || r.QuoteOf(hit.tokens.begin) != nullptr) return false;
  if (AskedBefore(r, hit)) return false;
  if (hit.group->finite) return hit.group->present;
  // "is amending the list by adding", "adopts this rule to extend"
  const std::string_view before =
      hit.group->begin > clause.tokens.begin ? r.Surface(hit.group->begin - 1).letters() : std::string_view{};
  if (hit.group->gerund && before != "by" && before != "and" && before != "," && before != "including") return false;
  return SpeaksInPresent(r, hit) && Performs(r, hit, frame);
}

bool ByInstrument(const Reading& r, const Hit& hit, const DocumentFrame& frame) {
  const SubjectReader subjects(r, *frame.roles);
  if (!hit.group) {
    return (frame.official || frame.release) && subjects.Governing(hit.tokens.begin).stands == Stands::kInstrument &&
           SpeaksInPresent(r, hit);
  }
  if (hit.group->passive) return false;
  const std::uint32_t at = hit.tokens.begin;
  if (r.clauses[r.clause_of[at]].relative) return false;
  if (frame.release && hit.group->finite && !hit.group->present && SaysAlso(r, r.Around(at))) return true;
  if (hit.group->finite && !hit.group->present) return false;
  const TokenRange around = r.clauses[r.clause_of[at]].tokens;
  if (!hit.group->finite && FiniteBetween(r, around.begin, hit.group->begin) && !SpeaksInPresent(r, hit)) return false;
  const Doers doers = subjects.Of(*hit.group);
  if (doers.stands != Stands::kThing) return doers.stands == Stands::kInstrument;
  // "The Final Rule does two things: First, it prohibits"
  for (std::uint32_t i = hit.group->begin, n = 0; i-- > 0 && n < 60; ++n) {
    if (r.finite[i] == 0) continue;
    const Clause& clause = r.clauses[r.clause_of[i]];
    return subjects.Phrase({clause.tokens.begin, i}).stands == Stands::kInstrument;
  }
  return false;
}

}  // namespace dateline::extract
