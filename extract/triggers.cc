// Where triggers stand in a text.
#include "extract/triggers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "extract/only_verbs.h"
#include "extract/subjects.h"
#include "extract/trigger_gaps.h"
#include "extract/trigger_verbs.h"
#include "extract/trigger_windows.h"
#include "extract/word_at.h"
#include "model/text.h"

namespace dateline::extract {

namespace {

constexpr std::uint32_t kPhrasePast = 3;  // "a memorandum OF UNDERSTANDING": a thing's own preposition

// "the prince's visit": what somebody has is a noun.
bool IsOwned(const Reading& r, std::uint32_t noun) {
  return noun > r.sentences[r.sentence_of[noun]].begin && (*r.tokens)[noun - 1].possessive != 0 &&
         !r.Is(noun - 1, kPronoun);
}

// What a trigger's words are where they stand, and what stands about them: all that does not hang on the words that its
// record asks for.
struct Place {
  std::uint32_t key = 0;  // of the records that share it
  std::string_view why;   // it is no place for such a trigger, else ""
  Hit hit;
  TokenRange near;     // what surely belongs to the verb
  bool fixed = false;  // the thing stands there and nowhere further off
};

// What stands about one place: several triggers are tried at each word, and most ask for the same.
class ObjectWindows {
 public:
  // The place that was read under this key at this word, or null.
  const Place* Known(std::uint32_t word, std::uint32_t key) {
    if (word != word_) word_ = word, known_ = 0;
    for (std::size_t i = 0; i < known_; ++i) {
      if (places_.data()[i].key == key) return &places_.data()[i];
    }
    return nullptr;
  }
  // A place to be read. One too many takes the room of the first.
  Place& Add(std::uint32_t key) {
    if (known_ == places_.size()) known_ = 0;
    Place& place = places_[known_++];
    place = Place{.key = key};
    return place;
  }

  const std::optional<VerbGroup>& Group(const Reading& r, const TriggerTable& table, std::uint32_t verb,
                                        std::uint32_t after, std::uint8_t forms) {
    if (verb_ != verb || after_ != after || forms_ != forms)
      verb_ = verb, after_ = after, forms_ = forms, ReadGroup(r, table);
    return group_;
  }
  const Windows& Object(const Reading& r, const TriggerTable& table, std::uint32_t from, std::uint32_t clause_end) {
    if (from_ != from || clause_end_ != clause_end)
      from_ = from, clause_end_ = clause_end, object_ = ReadObject(r, table, from, clause_end);
    return object_;
  }

  const TokenRange& Subject(const Reading& r, const Clause& clause, std::uint32_t to) {
    if (subject_to_ != to) subject_to_ = to, subject_ = SubjectBefore(r, clause, to);
    return subject_;
  }

 private:
  [[gnu::noinline]] void ReadGroup(const Reading& r, const TriggerTable& table) {
    group_ = GroupAt(r, verb_, after_, forms_);
    if (!group_ || group_->begin != group_->verb) return;
    if (EndsSingularPhrase(r, table, *group_)) {
      group_.reset();
    } else if ((forms_ & kParticiple) != 0) {
      group_->wanted = IsWanted(r, *group_);
      if (group_->finite && IsBeforePlainVerb(r, *group_)) {
        group_->passive = group_->reduced = true;
        group_->finite = false;
      }
    }
  }

  std::uint32_t word_ = 0xffffffff;
  std::array<Place, 16> places_;
  std::size_t known_ = 0;  // of these
  std::uint32_t from_ = 0xffffffff, clause_end_ = 0;
  Windows object_;
  std::uint32_t subject_to_ = 0xffffffff;  // one clause has it
  TokenRange subject_;
  std::uint32_t verb_ = 0xffffffff, after_ = 0;
  std::uint8_t forms_ = 0;
  std::optional<VerbGroup> group_;
};

// "the rule's repeal": the thing right before a noun.
TokenRange Qualifiers(const Hit& hit) {
  const std::uint32_t begin = hit.tokens.begin;
  return {std::max(hit.subject.begin, begin - std::min(begin, 2u)), begin};
}

// "was handed a licence", "were granted permission": the one who is given something stands before the verb, the thing
// behind it.
bool Gives(const Reading& r, const Hit& hit) {
  return !hit.group->reduced &&
         OneOf(r.Surface(hit.group->verb), "allocated", "allotted", "awarded", "denied", "given", "granted", "handed",
                                            "lent", "offered", "promised", "refused");
}

// "The rules were waved through on Friday.": a passive that names no doer, so that none can be asked for.
bool HidesDoer(const Reading& r, const Hit& hit) {
  if (!hit.passive() || hit.group->reduced) return false;
  if (!hit.group->finite && !r.Is(hit.group->begin, kHave)) return false;
  // "Entry into the zone is prohibited.": so it is every day.
  const Written first = r.Surface(hit.group->begin);
  if (first == "is" || first == "are") return false;
  constexpr std::uint32_t kNear = 10;
  const std::uint32_t end = std::min<std::uint32_t>(hit.object.end, hit.object.begin + kNear);
  for (std::uint32_t i = hit.object.begin; i < end; ++i) {
    if (r.words[i].id == r.grammar->by) return false;
  }
  return true;
}

// What the record asks for and does not find, "" when all is there. `object` is where the thing may stand, `near` what
// surely belongs to the verb, `clause` all of its clause.
std::string_view Lacks(const Reading& r, const TriggerTable& table, const CompiledTrigger& t, const Hit& hit,
                       TokenRange object, TokenRange near, TokenRange clause) {
  const auto asks = [&](unsigned bits) { return (t.asks & bits) != 0; };
  if (asks(kAsksObject)) {
    bool found = false;
    // "was issued in May and rescinded on Tuesday": what stands before the first of two participles is done to by both.
    const bool second =
        hit.group && hit.group->reduced && hit.group->begin > 0 && r.Is(hit.group->begin - 1, kConjunction);
    if (hit.group && hit.group->reduced && !t.intransitive && !second)
      found = t.object.AnyIn(r, NounBefore(r, table, hit.subject)) ||
              ((t.complement || Gives(r, hit)) && t.object.AnyIn(r, hit.object, kPhrasePast));
    else if (t.intransitive || hit.passive())
      found = t.object.AnyIn(r, hit.passive() && !t.intransitive ? HeadOf(r, PastOpening(r, hit.subject))
                                                                 : PastOpening(r, hit.subject)) ||
              (!t.intransitive && (t.complement || Gives(r, hit)) && t.object.AnyIn(r, hit.object, kPhrasePast)) ||
              (hit.passive() && !hit.group->reduced && t.object.AnyIn(r, PronounStandsFor(r, hit)));
    else if (t.object.AnyIn(r, object, kPhrasePast) || (t.frame == Frame::kNoun && t.object.AnyIn(r, Qualifiers(hit))))
      found = true;
    else if (const TokenRange before = ObjectBefore(r, hit, object); !before.empty())
      found = t.object.AnyIn(r, before);
    if (!found) return "its words stand there, but no object it asks for";
  }
  const TokenRange thing = hit.passive() || t.intransitive ? hit.subject : near;
  if (asks(kAsksNotObject) &&
      t.not_object.AnyIn(r, thing, hit.passive() || t.intransitive ? 0 : kPhrasePast, &t.object))
    return "its words stand there, but with an object it does not take";
  if (asks(kAsksSubject | kAsksNotSubject)) {
    const TokenRange doer = hit.passive() ? hit.object : NearSubject(r, hit);
    const bool hidden = t.doerless && HidesDoer(r, hit);
    if (!hidden && asks(kAsksSubject) && !t.subject.AnyIn(r, doer))
      return "its words stand there, but no doer it asks for";
    if (!hidden && asks(kAsksNotSubject) && t.not_subject.AnyIn(r, doer))
      return "its words stand there, but with a doer it does not take";
  }
  if (asks(kAsksNeeds) && !t.needs.AnyIn(r, clause))
    return "its words stand there, but nothing of what its clause must have";
  return !asks(kAsksWithout) || !t.without.AnyIn(r, clause)
             ? ""
             : "its words stand there, but with what its clause must not have";
}

// `split`: a verb and its particle with something between them; `apart`: the words before what stands between a verb or
// a noun and its preposition, 0 when nothing does.
void ReadPlace(const Reading& r, const TriggerTable& table, const CompiledTrigger& t, TokenRange found, bool split,
               std::uint32_t apart, ObjectWindows& windows, Place& place) {
  Hit& hit = place.hit;
  std::string_view& why = place.why;
  hit.trigger = &t;
  hit.tokens = found;
  why = "its words stand there, but are no verb that does it";
  const Clause& clause = r.clauses[r.clause_of[found.begin]];
  std::uint32_t group_begin = found.begin;
  if (apart != 0 && !HoldsAdverbials(r, {found.begin + apart, found.end - 1}, t.frame != Frame::kVerb)) return;
  const std::uint8_t forms = VerbFormsOf(r, found.begin);
  if (t.frame == Frame::kVerb || r.Is(found.begin, kVerb)) {
    // Particles belong to a verb ("apply for"); a phrase may span its object.
    if (split && !HoldsObject(r, {found.begin + 1, found.end - 1})) return;
    const std::uint32_t after = t.frame == Frame::kVerb && !split && apart == 0 ? found.end : found.begin + 1;
    if (t.frame != Frame::kNoun) hit.group = windows.Group(r, table, found.begin, after, forms);
    if (t.frame == Frame::kVerb && !hit.group) hit.group = CoordinatedGroup(r, found.begin, after, forms);
    if (t.intransitive && !hit.group) hit.group = RisingVerb(r, found.begin, after, forms);
    // "sales and exports to Japan": a noun with its preposition.
    const bool noun_before = r.Is(found.begin - std::min(found.begin, 1u), kConjunction) && after > found.begin + 1;
    if (noun_before && table.AlsoNoun(r.words[found.begin].id) && (forms & kThird) != 0) return;
    if (t.frame == Frame::kVerb && !hit.group) hit.group = SureVerb(r, table, found.begin, forms);
    if (t.frame == Frame::kVerb && !hit.group) return;
    // "the repeal of" is a noun, "to repeal" is not.
    if (t.frame == Frame::kNoun && found.end == found.begin + 1 && !IsOwned(r, found.begin) &&
        windows.Group(r, table, found.begin, after, forms))
      return;
    if (hit.group) group_begin = hit.group->begin;
    // "The council met in May": what asks for a doer and nothing done to is no participle of the passive.
    const bool by = found.end < r.words.size() && r.words[found.end].id == r.grammar->by;
    // "once the rule entered into force"
    const bool into_force =
        t.frame == Frame::kPhrase && found.end == found.begin + 3 && r.Surface(found.begin) == "entered";
    if (hit.group && hit.group->reduced && !by &&
        ((t.asks & (kAsksObject | kAsksSubject)) == kAsksSubject || into_force)) {
      hit.group->passive = hit.group->reduced = false;
      hit.group->finite = true;
    }
  } else if (t.frame == Frame::kPhrase && r.Is(found.begin, kBe)) {
    hit.group = GroupAt(r, found.begin, found.end, kBase | kThird | kPast | kParticiple);
    if (hit.group) {
      // "is added to", "is effective": the thing stands before it.
      hit.group->passive = true;
      group_begin = hit.group->begin;
    }
  }
  if (hit.group && hit.group->reduced && (IsOnlyVerb(r, table, *hit.group) || IsOnlyVerbOfClause(r, *hit.group))) {
    hit.group->passive = hit.group->reduced = false;
    hit.group->finite = true;
  }
  if (hit.group && hit.group->wanted && !t.intransitive) {
    hit.group->passive = hit.group->reduced = true;
    hit.group->finite = false;
  }
  if (t.frame == Frame::kVerb && hit.group && IsModifier(r, table, *hit.group, forms)) return;
  if (t.frame == Frame::kVerb && hit.group && IsNoun(r, table, *hit.group, found.end)) return;
  if (t.frame != Frame::kNoun && hit.group && IsPluralNoun(r, table, *hit.group, t, found.end)) return;
  if (t.frame != Frame::kNoun && hit.group && IsNoVerb(r, *hit.group, found.end)) return;
  why = "a habit or a general truth";
  if (hit.group && IsGeneral(r, clause, *hit.group)) return;
  if (t.passing && hit.group && IsHabit(r, clause, *hit.group)) return;
  // "We'll raise tariffs": the first word of the group is its doer too.
  const Written auxiliary = r.Surface(group_begin);
  const bool joined = hit.group && auxiliary.size() > 3 && r.words[group_begin].mention < 0 &&
                      ((auxiliary.ends_with("ll") && r.Is(group_begin, kModal)) ||
                       (r.Is(group_begin, kBe) &&
                        OneOf(auxiliary, "We're", "They're", "You're", "we're", "they're", "you're")));
  hit.subject = windows.Subject(r, clause, joined ? group_begin + 1 : group_begin);
  if (clause.relative && clause.outer >= 0) {
    // The antecedent stands right before "which" or "that".
    const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
    hit.subject.begin = std::max(outer.begin, outer.end - std::min(outer.end - outer.begin, 12u));
    if (hit.passive() || t.intransitive) hit.subject.begin = NounBefore(r, table, {hit.subject.begin, outer.end}).begin;
  } else if (hit.group && hit.group->reduced && clause.outer >= 0 && group_begin == hit.subject.begin &&
             group_begin > 0 && r.words[group_begin - 1].punct == ',') {
    // "The guidance, issued late on Friday, sets out"
    const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
    constexpr std::uint32_t kNear = 8;
    if (outer.end == group_begin || outer.end + 1 == group_begin)
      hit.subject = {std::max(outer.begin, outer.end - std::min(outer.end - outer.begin, kNear)), outer.end};
  } else if (hit.group && hit.group->opens && hit.subject.empty() &&
             (hit.group->reduced || hit.group->gerund || r.Surface(group_begin) == "Having")) {
    // "Arrested in Dubai, the trader", "Having signed it, he": what the main clause begins with is done to, or does.
    if (const TokenRange behind = SubjectBehind(r, hit.group->verb); !behind.empty())
      hit.subject = behind, hit.group->reduced = false;
  } else if (clause.resumes >= 0 && group_begin <= clause.tokens.begin + 3) {
    hit.subject.begin = r.clauses[static_cast<std::size_t>(clause.resumes)].tokens.begin;
  }
  const Windows& read = windows.Object(r, table, found.end, clause.tokens.end);
  hit.object = read.wide;
  place.near = read.narrow;
  // "refused to revoke the licences": the thing is the inner verb's.
  if (t.frame == Frame::kVerb && hit.group && !hit.group->passive && found.end + 1 < clause.tokens.end &&
      r.words[found.end].id == r.grammar->to && IsBaseVerb(r, found.end + 1)) {
    place.near = {found.end, found.end + 1}, place.fixed = true;
  } else if (split && hit.group && !hit.group->passive) {
    place.near = {found.begin + 1, found.end - 1}, place.fixed = true;
  }
  why = {};
}

std::optional<Hit> TryTrigger(const Reading& r, const TriggerTable& table, const CompiledTrigger& t, TokenRange found,
                              bool split, std::uint32_t apart, ObjectWindows& windows, std::string_view& why) {
  // "In the Executive Order, I found it necessary to suspend": no order to anybody.
  if (found.end > found.begin + 1 && found.begin > 0 && r.Surface(found.begin) == "Order" &&
      r.Surface(found.begin - 1) == "Executive")
    return std::nullopt;
  // "ended up paying": no end of anything.
  if (r.Surface(found.begin).starts_with("end") && found.end == found.begin + 1 && r.Surface(found.end) == "up")
    return std::nullopt;
  const std::uint32_t key = t.manner | (split ? 0x80u : 0u) | (apart & 0xff) << 8 | (found.end - found.begin) << 16;
  const Place* place = windows.Known(found.begin, key);
  if (place == nullptr) {
    Place& fresh = windows.Add(key);
    ReadPlace(r, table, t, found, split, apart, windows, fresh);
    place = &fresh;
  }
  why = place->why;
  if (!why.empty()) return std::nullopt;
  const Hit& hit = place->hit;
  const TokenRange clause = r.clauses[r.clause_of[found.begin]].tokens;
  why = Lacks(r, table, t, hit, t.wide && !place->fixed ? hit.object : place->near, place->near,
              {std::min(hit.subject.begin, clause.begin), clause.end});
  if (!why.empty()) return std::nullopt;
  Hit taken = hit;
  taken.trigger = &t;
  return taken;
}

void FindScripted(const Reading& r, const TriggerTable& table, std::vector<Hit>& hits) {
  for (std::uint32_t s = 0; s < r.sentences.size(); ++s) {
    const TokenRange sentence = r.sentences[s];
    if (sentence.empty()) continue;
    bool cjk = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end && !cjk; ++i) {
      cjk = (*r.tokens)[i].kind == TokenKind::kCjk;
    }
    if (!cjk) continue;
    const Span bytes = r.Bytes(sentence);
    for (const std::uint32_t value : table.scripted) {
      const CompiledTrigger& t = *table.triggers[value];
      const auto at = bytes.In(r.text).find(t.scripted);
      if (at == std::string_view::npos) continue;
      const auto begin = static_cast<std::uint32_t>(bytes.begin + at);
      const auto end = static_cast<std::uint32_t>(begin + t.scripted.size());
      TokenRange found{sentence.end, sentence.end};
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
        const Span span = (*r.tokens)[i].span;
        if (span.begin >= begin && found.begin == sentence.end) found.begin = i;
        if (span.end <= end) found.end = i + 1;
      }
      if (found.begin >= found.end) continue;
      const Hit hit{&t, found, std::nullopt, {sentence.begin, found.begin}, {found.end, sentence.end}};
      if (!t.needs.empty() && !t.needs.AnyIn(r, sentence)) continue;
      hits.push_back(hit);
    }
  }
}

// "reached a trade agreement with": the noun tells nothing that its verb has not told, and knows less of it.
void DropEchoes(const Reading& r, std::vector<Hit>& hits) {
  if (hits.size() < 2) return;
  constexpr std::size_t kNear = 12;
  constexpr std::uint32_t kFar = 6;
  constexpr std::uint32_t kOwn = 2;
  const auto echoes = [&](std::size_t at) {
    const Hit& noun = hits[at];
    if (noun.trigger->frame == Frame::kVerb) return false;
    const std::uint32_t begin = noun.tokens.begin;
    for (std::size_t k = at - std::min(at, kNear); k < std::min(hits.size(), at + kNear); ++k) {
      const Hit& verb = hits[k];
      if (verb.trigger->type != noun.trigger->type || verb.trigger->frame != Frame::kVerb || !verb.group) continue;
      if (r.clause_of[verb.tokens.begin] != r.clause_of[begin]) continue;
      const VerbGroup& group = *verb.group;
      // "to impose a 25% tariff on": the number before the noun is the infinitive's.
      const bool own =
          r.words[begin].id == r.grammar->percent && begin >= verb.tokens.end && begin <= verb.tokens.end + kOwn;
      if ((group.infinitive && !own) || group.gerund || group.reduced || begin > verb.tokens.end + kFar) continue;
      if (verb.object.Has(begin) || (verb.passive() && verb.subject.Has(begin)) || noun.tokens.Has(verb.tokens.begin))
        return true;
    }
    return false;
  };
  std::vector<bool> drop(hits.size());
  for (std::size_t i = 0; i < hits.size(); ++i) drop[i] = echoes(i);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (!drop[i]) hits[kept++] = std::move(hits[i]);
  }
  hits.resize(kept);
}

// Types of events, of which one word tells each once.
class TypeSet {
 public:
  explicit TypeSet(std::size_t types) : bits_(types / 64 + 1) {}
  void Clear() {
    if (empty_) return;  // most words tell of none
    std::ranges::fill(bits_, 0);
    empty_ = true;
  }
  void Add(std::uint32_t type) {
    bits_[type / 64] |= std::uint64_t{1} << type % 64;
    empty_ = false;
  }
  [[nodiscard]] bool Has(std::uint32_t type) const { return (bits_[type / 64] >> type % 64 & 1) != 0; }

 private:
  std::vector<std::uint64_t> bits_;
  bool empty_ = true;
};

// Of up to 64 words those at which triggers may begin, a bit for each, the first lowest; without a branch to guess
// wrong.
std::uint64_t TriggerStarts(std::span<const Word> words) {
  std::uint64_t starts = 0;
  unsigned at = 0;
  for (const Word& word : words)
    starts |= static_cast<std::uint64_t>(((word.starts & kStartsTrigger) != 0) & (word.mention < 0)) << at++;
  return starts;
}

}  // namespace

std::vector<Hit> FindTriggers(const Reading& r, const TriggerTable& table, Losers* losers) {
  std::vector<Hit> hits;
  hits.reserve(8);
  TypeSet types_here(table.types.size());
  ObjectWindows windows;
  Demands::Met met;
  std::uint32_t looked_at = 0xffffffff;  // the sentence that `met` is of
  // Most triggers whose words stand there. Whoever asks for losers wants to know the reason of each.
  const bool all = losers != nullptr;
  const auto fits = [&](std::uint32_t trigger) {
    const auto& [object, subject, needs] = table.asks.data()[trigger & ~TriggerTable::kSplitRow];
    // All three at once: which of them is not met nobody can guess.
    return all | (met.Has(object) & met.Has(subject) & met.Has(needs));
  };
  const auto look = [&](std::uint32_t i) {
    const Word& word = r.words.data()[i];
    types_here.Clear();
    if (const std::uint32_t sentence = r.sentence_of[i]; sentence != looked_at)
      table.demands.Look(r, r.sentences[sentence], met), looked_at = sentence;
    const std::uint32_t end = r.clauses[r.clause_of[i]].tokens.end;
    const auto noun = [&] {
      return i > 0 && r.Is(i, kVerb) && !r.Is(i - 1, kThat) &&
             (r.Is(i - 1, kDeterminer) || r.words[i - 1].id == r.grammar->this_);
    };
    const auto take = [&](const PhraseTable::Row& row, std::uint32_t stop, std::uint32_t apart) {
      const CompiledTrigger& t = *table.triggers[row.value & ~TriggerTable::kSplitRow];
      const bool split = (row.value & TriggerTable::kSplitRow) != 0 && stop > i + 2;
      if (types_here.Has(t.type)) return true;
      std::string_view why;
      if (auto hit = TryTrigger(r, table, t, {i, stop}, split, apart, windows, why)) {
        types_here.Add(t.type);
        hits.push_back(std::move(*hit));
      } else if (losers != nullptr) {
        losers->triggers.push_back({r.Bytes({i, stop}), t.id, std::string(why), {}});
      }
      return true;
    };
    // "this ORDER is meant to stop": no verb, so nothing of it stands further off. But "a BAN by the ministry on".
    table.table.EachAt(
        r.words, *r.lexicon, i, end,
        [&](const PhraseTable::Row& row, std::uint32_t stop) { return take(row, stop, 0); }, fits,
        [&] { return !noun(); });
    // "met ON Tuesday with", "signed off LAST week on"
    if ((word.starts & kStartsApart) == 0 || (!MayBeAdverbial(r, i + 1) && !MayBeAdverbial(r, i + 2))) return;
    table.apart.EachAt(
        r.words, *r.lexicon, i, end,
        [&](const PhraseTable::Row& row, std::uint32_t stop) { return take(row, stop, row.size - 2); }, fits,
        [] { return true; });
  };
  constexpr std::uint32_t kAtOnce = 64;
  const auto size = static_cast<std::uint32_t>(r.words.size());
  for (std::uint32_t from = 0; from < size; from += kAtOnce) {
    std::uint64_t starts = TriggerStarts({r.words.data() + from, std::min(kAtOnce, size - from)});
    for (; starts != 0; starts &= starts - 1) look(from + static_cast<std::uint32_t>(std::countr_zero(starts)));
  }
  DropEchoes(r, hits);
  // Those of words were found in text order.
  if (r.chinese) {
    FindScripted(r, table, hits);
    std::ranges::stable_sort(hits, {}, [](const Hit& h) { return h.tokens.begin; });
  }
  return hits;
}

}  // namespace dateline::extract
