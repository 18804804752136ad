#include "extract/triggers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include <fmt/format.h>

#include "extract/subjects.h"
#include "extract/trigger_verbs.h"
#include "extract/trigger_windows.h"
#include "extract/word_at.h"
#include "model/text.h"

namespace dateline::extract {

std::uint32_t CompiledType::Kinds(std::string_view role) const {
  std::uint32_t kinds = 0;
  for (const auto& [name, bits] : roles) {
    if (name == role) kinds |= bits;
  }
  return kinds;
}

namespace {

std::vector<std::string> SplitBars(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto cut = std::min(text.find('|'), text.size());
    if (std::string part = CollapseSpace(text.substr(0, cut)); !part.empty()) out.push_back(std::move(part));
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return out;
}

bool HasCjk(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (IsCjk(DecodeUtf8(text, at))) return true;
  }
  return false;
}

void CompileTrigger(const config::TriggerRecord& record, const WordLists& lists, CompiledTrigger& t, Lexicon& lexicon,
                    Problems& problems) {
  const auto attribute = [&](const char* name) {
    const auto found = record.attributes.find(name);
    return found == record.attributes.end() ? std::string() : found->second;
  };
  t.frame = record.frame == "verb" ? Frame::kVerb : record.frame == "noun" ? Frame::kNoun : Frame::kPhrase;
  t.wide = attribute("wide") == "true";
  t.intransitive = attribute("intransitive") == "true";
  t.negated = attribute("negation") == "part";
  if (const std::string by = attribute("by"); !by.empty()) t.by = lexicon.Add(by);
  t.passing = attribute("passing") == "true";
  t.complement = attribute("complement") == "true";
  t.doerless = attribute("doerless") == "true";
  t.general = attribute("general") == "true";
  t.subtype = attribute("subtype");
  t.direction = attribute("direction");
  t.relation = attribute("relation");
  if (const std::string modality = attribute("modality"); !modality.empty()) t.modality = ParseModality(modality);
  t.object.Compile(SplitBars(attribute("object")), lists, lexicon, record.where, problems);
  t.not_object.Compile(SplitBars(attribute("not_object")), lists, lexicon, record.where, problems);
  t.subject.Compile(SplitBars(attribute("subject")), lists, lexicon, record.where, problems);
  t.not_subject.Compile(SplitBars(attribute("not_subject")), lists, lexicon, record.where, problems);
  t.needs.Compile(record.needs, lists, lexicon, record.where, problems);
  t.without.Compile(record.without, lists, lexicon, record.where, problems);
  const auto asked = [](const Wants& wants, Asks bit) { return wants.empty() ? 0u : static_cast<unsigned>(bit); };
  t.asks = static_cast<std::uint8_t>(asked(t.object, kAsksObject) | asked(t.not_object, kAsksNotObject) |
                                     asked(t.subject, kAsksSubject) | asked(t.not_subject, kAsksNotSubject) |
                                     asked(t.needs, kAsksNeeds) | asked(t.without, kAsksWithout));
  t.manner =
      static_cast<std::uint8_t>(static_cast<unsigned>(t.frame) | (t.intransitive ? 4u : 0u) |
                                (t.object.empty() ? 8u : 0u) | (t.subject.empty() ? 16u : 0u) | (t.passing ? 32u : 0u));
}

// The words of a record, with those of the lists that it names: verbs of cutting, of stopping.
std::vector<std::string> Spread(const config::TriggerRecord& record, const WordLists& lists, Problems& problems) {
  std::vector<std::string> out;
  for (const std::string& words : record.words) {
    if (!words.starts_with("list:")) {
      out.push_back(words);
      continue;
    }
    const auto list = lists.find(words.substr(5));
    if (list == lists.end())
      problems.push_back({record.where, fmt::format("\"{}\": no such word list", words), "lists stand in words.toml"});
    else
      out.insert(out.end(), list->second.begin(), list->second.end());
  }
  std::vector<std::string> once;
  for (std::string& words : out) {
    if (std::ranges::find(once, words) == once.end()) once.push_back(std::move(words));
  }
  return once;
}

constexpr std::uint32_t kSplitRow = 0x80000000;  // beside the index of a trigger in the table

// "took the bill up", "phase it out": a verb whose particle may stand behind its object.
bool SplitsAround(std::string_view words) {
  const auto cut = words.find(' ');
  if (cut == std::string_view::npos || words.find(' ', cut + 1) != std::string_view::npos) return false;
  const std::string_view particle = words.substr(cut + 1);
  return particle == "up" || particle == "out" || particle == "off" || particle == "back" || particle == "down" ||
         particle == "away" || particle == "through" || particle == "aside";
}

// "met on Tuesday WITH", "a ban by the ministry ON": a verb or noun whose preposition may stand behind a time, a place
// or a doer.
bool ComesApart(std::string_view words, Frame frame) {
  static constexpr std::array<std::string_view, 11> kPrepositions{"against", "between", "for",  "from", "in",  "into",
                                                                  "of",      "on",      "over", "to",   "with"};
  static constexpr std::array<std::string_view, 10> kNoHeads{"at", "be",  "by", "from", "in",
                                                             "no", "not", "on", "to",   "under"};
  const auto first = words.find(' ');
  const auto last = words.rfind(' ');
  if (first == std::string_view::npos || std::ranges::count(words, ' ') > 2) return false;
  if (words.find("...") != std::string_view::npos) return false;
  if (frame != Frame::kVerb && first != last) return false;
  if (std::ranges::binary_search(kNoHeads, words.substr(0, first))) return false;
  return std::ranges::binary_search(kPrepositions, words.substr(last + 1));
}

}  // namespace

void TriggerTable::Compile(const std::vector<config::EventTypeRecord>& records, const WordLists& lists,
                           Lexicon& lexicon, Grammar& grammar, Problems& problems) {
  if (const auto nouns = lists.find("verbs-and-nouns"); nouns != lists.end()) {
    for (const std::string& word : nouns->second) noun_lemmas_.push_back(lexicon.AddLemma(word));
  }
  for (const config::EventTypeRecord& record : records) {
    CompiledType type{record.id, record.direction, {}};
    for (const config::RoleRecord& role : record.roles) {
      std::uint32_t kinds = 0;
      for (const std::string& kind : role.kinds) {
        if (const auto parsed = ParseMentionKind(kind))
          kinds |= KindBit(*parsed);
        else
          problems.push_back({record.where, fmt::format("{}: \"{}\" is no mention kind", record.id, kind), ""});
      }
      type.roles.emplace_back(role.name, kinds);
    }
    for (const config::TriggerRecord& trigger : record.triggers) {
      if (trigger.frame != "verb" && trigger.frame != "noun" && trigger.frame != "phrase") {
        problems.push_back(
            {trigger.where, fmt::format("frame \"{}\" is not known", trigger.frame), "verb, noun or phrase"});
        continue;
      }
      // The words of a record share what they ask for; a Chinese phrase is a trigger of its own.
      std::uint32_t shared = 0xffffffff;
      const auto compile = [&] {
        auto compiled = std::make_unique<CompiledTrigger>();
        compiled->type = static_cast<std::uint32_t>(types.size());
        compiled->id = fmt::format("event:{}/{}", record.id, trigger.id);
        CompileTrigger(trigger, lists, *compiled, lexicon, problems);
        triggers.push_back(std::move(compiled));
        return static_cast<std::uint32_t>(triggers.size() - 1);
      };
      for (const std::string& words : Spread(trigger, lists, problems)) {
        if (HasCjk(words)) {
          const std::uint32_t value = compile();
          triggers[value]->scripted = words;
          scripted.push_back(value);
          continue;
        }
        if (shared == 0xffffffff) shared = compile();
        const CompiledTrigger* compiled = triggers[shared].get();
        if (Phrase phrase = CompilePhrase(words, lexicon); !phrase.empty()) {
          if (compiled->frame == Frame::kVerb && words.starts_with("be ")) {
            problems.push_back(
                {trigger.where, fmt::format("\"{}\": \"be\" is no verb of its own", words), "make it a phrase"});
          }
          if (compiled->frame == Frame::kVerb) grammar.AddVerbs({std::string(words)}, lexicon, kVerb);
          if (compiled->frame == Frame::kVerb && SplitsAround(words))
            table.Add({phrase[0], kGap, phrase[1]}, shared | kSplitRow);
          if (ComesApart(words, compiled->frame)) {
            Phrase words_apart = phrase;
            words_apart.insert(words_apart.end() - 1, kGap);
            this->apart.Add(std::move(words_apart), shared);
          }
          table.Add(std::move(phrase), shared);
        }
      }
    }
    types.push_back(std::move(type));
  }
}

void TriggerTable::Freeze(const Lexicon& lexicon, Grammar& grammar, std::span<Wants* const> others) {
  table.Freeze(lexicon);
  apart.Freeze(lexicon);
  also_noun_.assign(lexicon.size(), false);
  for (const WordId lemma : noun_lemmas_) {
    for (const WordId word : lexicon.WordsOf(lemma)) also_noun_[word] = true;
  }
  for (const auto& t : triggers) {
    for (Wants* wants : {&t->object, &t->not_object, &t->subject, &t->not_subject, &t->needs, &t->without}) {
      wants->Freeze(lexicon);
    }
    asks.push_back(
        {demands.Add(t->object), t->doerless ? Demands::Number{0} : demands.Add(t->subject), demands.Add(t->needs)});
  }
  for (const auto& t : triggers) {
    for (Wants* wants : {&t->object, &t->not_object, &t->subject, &t->not_subject, &t->needs, &t->without})
      demands.AddAside(*wants);
  }
  for (Wants* const wants : others) {
    wants->Freeze(lexicon);
    demands.AddAside(*wants);
  }
  demands.Freeze(lexicon, grammar);
}

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
    if (hit.group && hit.group->reduced && !by && (t.asks & (kAsksObject | kAsksSubject)) == kAsksSubject) {
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
  const bool joined = hit.group && r.Surface(group_begin).ends_with("ll") && r.Is(group_begin, kModal) &&
                      r.Surface(group_begin).size() > 3 && r.words[group_begin].mention < 0;
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

}  // namespace

namespace {

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
    const auto& [object, subject, needs] = table.asks.data()[trigger & ~kSplitRow];
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
      const CompiledTrigger& t = *table.triggers[row.value & ~kSplitRow];
      const bool split = (row.value & kSplitRow) != 0 && stop > i + 2;
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
