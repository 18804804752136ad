#include "extract/cues.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "extract/chinese.h"

namespace dateline::extract {
namespace {

struct Named {
  std::string_view name;
  CueSets sets;
  CueBinds binds;  // unless the record says otherwise
};

constexpr std::array kSets{
    Named{"condition", CueSets::kCondition, CueBinds::kClause},
    Named{"demand", CueSets::kDemand, CueBinds::kComplement},
    Named{"deny", CueSets::kDeny, CueBinds::kComplement},
    Named{"duty", CueSets::kDuty, CueBinds::kVerb},
    Named{"habit", CueSets::kHabit, CueBinds::kClause},
    Named{"happened", CueSets::kHappened, CueBinds::kComplement},
    Named{"infer", CueSets::kInfer, CueBinds::kClause},
    Named{"negate", CueSets::kNegate, CueBinds::kVerb},
    Named{"not-yet", CueSets::kNotYet, CueBinds::kComplement},
    Named{"opinion", CueSets::kOpinion, CueBinds::kClause},
    Named{"plan", CueSets::kPlan, CueBinds::kComplement},
    Named{"possible", CueSets::kPossible, CueBinds::kComplement},
    Named{"prevent", CueSets::kPrevent, CueBinds::kComplement},
    Named{"pseudo", CueSets::kPseudo, CueBinds::kVerb},
    Named{"reported", CueSets::kReported, CueBinds::kClause},
    Named{"risk", CueSets::kRisk, CueBinds::kClause},
    Named{"threat", CueSets::kThreat, CueBinds::kComplement},
    Named{"unlikely", CueSets::kUnlikely, CueBinds::kComplement},
    Named{"would", CueSets::kWould, CueBinds::kVerb},
};
static_assert(std::ranges::is_sorted(kSets, {}, &Named::name));

constexpr std::array<std::pair<std::string_view, CueBinds>, 7> kBinds{{
    {"after", CueBinds::kAfter},
    {"around", CueBinds::kAround},
    {"clause", CueBinds::kClause},
    {"complement", CueBinds::kComplement},
    {"noun", CueBinds::kNoun},
    {"subject", CueBinds::kSubject},
    {"verb", CueBinds::kVerb},
}};

std::string Attribute(const config::CueRecord& record, std::string_view name) {
  const auto found = record.attributes.find(std::string(name));
  return found == record.attributes.end() ? "" : found->second;
}

void ReadAttributes(const config::CueRecord& record, CompiledCue& cue, Problems& problems) {
  const auto complain = [&](std::string_view what, std::string_view value) {
    problems.push_back({record.where, fmt::format("cue {}: {} \"{}\" is not known", record.id, what, value), ""});
  };
  if (const std::string binds = Attribute(record, "binds"); !binds.empty()) {
    const auto row = std::ranges::find(kBinds, binds, &std::pair<std::string_view, CueBinds>::first);
    if (row == kBinds.end()) complain("binds", binds);
    else cue.binds = row->second;
  }
  if (const std::string hedge = Attribute(record, "hedge"); !hedge.empty()) {
    if (!(cue.hedge = ParseHedge(hedge))) complain("hedge", hedge);
  }
  if (const std::string basis = Attribute(record, "basis"); !basis.empty()) {
    if (!(cue.basis = ParseBasis(basis))) complain("basis", basis);
  }
  if (const std::string negated = Attribute(record, "negated"); !negated.empty()) {
    if (!(cue.negated = ParseModality(negated))) complain("negated", negated);
  }
  cue.finite = Attribute(record, "finite") == "true";
  cue.verbal = Attribute(record, "verbal") == "true";
  cue.own = Attribute(record, "own") == "true";
}

}  // namespace

void CueTable::Compile(const std::vector<config::CueRecord>& records, Lexicon& lexicon, Problems& problems) {
  for (const config::CueRecord& record : records) {
    const auto row = std::ranges::lower_bound(kSets, record.sets, {}, &Named::name);
    if (row == kSets.end() || row->name != record.sets) {
      problems.push_back(
          {record.where, fmt::format("cue {}: sets \"{}\" is not known", record.id, record.sets),
           "one of condition, demand, deny, duty, habit, happened, infer, negate, not-yet, opinion, plan, "
           "possible, prevent, pseudo, reported, risk, threat, unlikely, would"});
      continue;
    }
    CompiledCue cue;
    cue.sets = row->sets;
    cue.binds = row->binds;
    cue.id = "cue:" + record.id;
    ReadAttributes(record, cue, problems);
    const auto value = static_cast<std::uint32_t>(cues_.size());
    for (const std::string& words : record.words) {
      const std::vector<Token> tokens = Tokenise(words);
      if (!tokens.empty() && tokens.front().kind == TokenKind::kCjk) {
        scripted_.emplace_back(words, value);
        continue;
      }
      Phrase phrase = CompilePhrase(words, lexicon);
      if (phrase.empty()) problems.push_back({record.where, fmt::format("cue {}: empty words", record.id), ""});
      else table_.Add(std::move(phrase), value);
    }
    cues_.push_back(std::move(cue));
  }
}

void CueTable::Freeze(const Lexicon& lexicon) {
  table_.Freeze(lexicon);
  std::ranges::stable_sort(scripted_, std::greater{}, [](const auto& row) { return row.first.size(); });
}

namespace {

// The cues of a Chinese sentence: the longest phrase at each place, none inside a name.
void FindScripted(const Reading& r, const CueTable& table, TokenRange sentence, std::vector<Cue>& cues) {
  const std::string_view text = r.Bytes(sentence).In(r.text);
  const std::uint32_t base = r.Bytes(sentence).begin;
  const std::size_t first = cues.size();
  std::vector<TokenRange> taken;
  for (const auto& [words, value] : table.scripted()) {
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + words.size())) {
      const auto begin = base + static_cast<std::uint32_t>(at);
      const TokenRange tokens = TokensAt(r, sentence, {begin, begin + static_cast<std::uint32_t>(words.size())});
      const auto overlaps = [&](TokenRange other) { return tokens.begin < other.end && other.begin < tokens.end; };
      if (tokens.empty() || r.words[tokens.begin].mention >= 0 || std::ranges::any_of(taken, overlaps)) continue;
      taken.push_back(tokens);
      if (table.cue(value).sets != CueSets::kPseudo) cues.push_back({tokens, &table.cue(value)});
    }
  }
  std::ranges::sort(cues.begin() + static_cast<std::ptrdiff_t>(first), cues.end(), {},
                    [](const Cue& c) { return c.tokens.begin; });
}

// "Circular No. A-108", "Executive Order No. 14117": no denial, but a number.
bool IsNumero(const Reading& r, std::uint32_t i) {
  if ((r.Surface(i) != "No" && r.Surface(i) != "no") || i + 2 >= r.words.size() || r.words[i + 1].punct != '.') return false;
  if ((*r.tokens)[i + 2].gap >= Gap::kLine) return false;
  constexpr std::uint32_t kPieces = 3;  // "A", "-", "108"
  for (std::uint32_t k = i + 2; k < std::min<std::size_t>(r.words.size(), i + 2 + kPieces); ++k) {
    // "A- 108": how a broken line is joined.
    if (k > i + 2 && (*r.tokens)[k].gap != Gap::kNone && r.words[k - 1].punct != '-') return false;
    if (r.Surface(k).find_first_of("0123456789") != std::string_view::npos) return true;
  }
  return false;
}

// A conjunction and a tensed verb behind it.
bool CrossesVerb(const Reading& r, TokenRange range) {
  for (std::uint32_t i = range.begin; i + 1 < range.end; ++i) {
    if (r.Is(i, kConjunction) && r.finite[i + 1] != 0) return true;
  }
  return false;
}

}  // namespace

std::vector<Cue> FindCues(const Reading& reading, const CueTable& table, const std::vector<std::uint32_t>& sentences) {
  std::vector<Cue> cues;
  for (const std::uint32_t index : sentences) {
    const TokenRange sentence = reading.sentences[index];
    if (!table.scripted().empty() && HoldsChinese(reading, sentence)) {
      FindScripted(reading, table, sentence, cues);
      continue;
    }
    const Word* const words = reading.words.data();
    for (std::uint32_t i = sentence.begin; i < sentence.end;) {
      const Word& word = words[i];
      std::uint32_t next = i + 1;
      // "in mid-May": no cue, but a month.
      const auto month = [&] { return i > sentence.begin && reading.Surface(i) == "May"; };
      if ((word.starts & kStartsCue) != 0 && word.mention < 0 && !month() && !IsNumero(reading, i)) {
        // "this order, the heads of agencies shall submit reports to" orders nobody: the word is a noun there.
        const bool noun = i > sentence.begin && (reading.Is(i - 1, kDeterminer) || reading.Surface(i - 1) == "this");
        table.table().EachAt(reading.words, *reading.lexicon, i, sentence.end, [&](const PhraseTable::Row& row, std::uint32_t end) {
          const CompiledCue& rule = table.cue(row.value);
          // "rejected as untrue reports that": nothing stands in the gap.
          if (rule.binds == CueBinds::kAround && end - i < row.phrase.size()) return true;
          // "which were the subject": no "were the" that opens a condition.
          if (rule.sets == CueSets::kCondition && i > sentence.begin && reading.Is(i, kBe | kModal) &&
              reading.words[i - 1].punct == 0 && !reading.Is(i - 1, kConjunction))
            return true;
          // "has received a request and is publishing this notice to": another verb's "to".
          if (end - i > row.phrase.size() && CrossesVerb(reading, {i + 1, end})) return true;
          if (rule.sets != CueSets::kPseudo) cues.push_back({{i, end}, &rule});
          // What stands inside "chances of … are low" has cues of its own.
          if (rule.binds != CueBinds::kAround) next = end;
          return false;
        }, !noun);
      }
      i = next;
    }
  }
  return cues;
}

namespace {

constexpr std::uint32_t kReach = 24;  // tokens from an embedding cue to the trigger it governs

class Composer {
 public:
  Composer(const Reading& reading, const Target& target, std::vector<const Cue*>* applied)
      : r_(reading), target_(target), applied_(applied) {}

  void Apply(const Cue& cue, Judgement& j) {
    const CompiledCue& rule = *cue.rule;
    const Modality was = j.modality;
    switch (rule.sets) {
      case CueSets::kPlan:
      case CueSets::kThreat:
        if (was == Modality::kActual) j.modality = Modality::kPlanned;
        break;
      case CueSets::kPossible:
        if (was == Modality::kDenied) j.modality = Modality::kUnlikely, j.denial = Denial::kNone;
        else if (was != Modality::kUnlikely) j.modality = Modality::kPossible;
        if (j.hedge == Hedge::kCertain) j.hedge = rule.hedge.value_or(Hedge::kCould);
        break;
      case CueSets::kUnlikely:
        j.modality = was == Modality::kDenied ? Modality::kPossible : Modality::kUnlikely;
        j.denial = Denial::kNone;
        break;
      case CueSets::kNegate:
        Negate(j);
        break;
      case CueSets::kPrevent:
      case CueSets::kNotYet:
        j.modality = was == Modality::kDenied ? Modality::kActual : Modality::kDenied;
        j.denial = j.modality == Modality::kActual         ? Denial::kNone
                   : rule.sets == CueSets::kNotYet         ? Denial::kNotYet
                                                           : Denial::kDidNotHappen;
        break;
      case CueSets::kDeny:
        j.modality = was == Modality::kDenied ? Modality::kActual : Modality::kDenied;
        j.denial = j.modality == Modality::kDenied ? Denial::kSaidFalse : Denial::kNone;
        break;
      case CueSets::kCondition:
        j.modality = was == Modality::kUnlikely ? was : Modality::kPossible;
        j.denial = Denial::kNone;
        if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
        break;
      case CueSets::kDemand:
        // "urged not to weaken it": nobody asks for the act, and nobody says that it did not happen.
        j.requested = was != Modality::kDenied;
        j.modality = Modality::kPossible;
        j.denial = Denial::kNone;
        break;
      case CueSets::kDuty:
        j.duty = true;
        if (was == Modality::kActual) j.modality = Modality::kPlanned;
        break;
      case CueSets::kRisk:
        j.risk = true;
        if (was == Modality::kActual || was == Modality::kPlanned) j.modality = Modality::kPossible;
        if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
        break;
      case CueSets::kWould:
        Would(cue, j);
        break;
      case CueSets::kInfer:
        j.basis = Basis::kInferred;
        break;
      case CueSets::kReported:
      case CueSets::kOpinion:
        if (!j.basis) j.basis = rule.sets == CueSets::kOpinion ? Basis::kOpinion : Basis::kUnnamedReport;
        break;
      case CueSets::kHabit:
        j.habit = true;
        break;
      case CueSets::kHappened:
      case CueSets::kPseudo:
        break;
    }
    if (rule.hedge && rule.sets == CueSets::kPlan) j.hedge = *rule.hedge;
    if (rule.basis) j.basis = rule.basis;
    j.cues.push_back(rule.id);
    if (applied_ != nullptr) applied_->push_back(&cue);
    last_ = &rule;
  }

 private:
  void Negate(Judgement& j) {
    if (last_ != nullptr && last_->negated) {
      j.modality = *last_->negated;
      j.denial = j.modality == Modality::kDenied ? Denial::kDidNotHappen : Denial::kNone;
      return;
    }
    switch (j.modality) {
      case Modality::kUnlikely:
        j.modality = Modality::kPossible;
        break;
      case Modality::kDenied:
        j.modality = Modality::kActual;
        j.denial = Denial::kNone;
        break;
      default:
        j.modality = Modality::kDenied;
        j.denial = Denial::kDidNotHappen;
    }
  }

  // "said it would rescind": the past of "will". "would have rescinded": it did not. Otherwise a supposition.
  void Would(const Cue& cue, Judgement& j) {
    if (cue.tokens.end < r_.words.size() && r_.Is(cue.tokens.end, kHave)) {
      if (j.modality == Modality::kActual) j.modality = Modality::kDenied, j.denial = Denial::kDidNotHappen;
      return;
    }
    const std::uint32_t floor = r_.sentences[r_.sentence_of[cue.tokens.begin]].begin;
    // "is considering legislation that would ban": what a thing would do, whoever says so.
    const std::uint32_t at = cue.tokens.begin;
    const bool of_thing = at > floor + 1 && r_.Is(at - 1, kThat | kRelative) && !r_.Is(at - 2, kSays);
    for (std::uint32_t i = at; i-- > floor && !of_thing;) {
      if (!r_.Is(i, kSays)) {
        // "said the House weighs a bill that would": another verb stands between.
        if (r_.finite[i] != 0 && !r_.Is(i, kBe | kHave | kDo | kModal)) break;
        continue;
      }
      if (j.modality == Modality::kActual) j.modality = Modality::kPlanned;
      return;
    }
    if (j.modality == Modality::kActual) j.modality = Modality::kPossible;
    if (j.hedge == Hedge::kCertain) j.hedge = Hedge::kCould;
  }

  const Reading& r_;
  const Target& target_;
  std::vector<const Cue*>* applied_;
  const CompiledCue* last_ = nullptr;
};

// The element that the next cue outwards acts on: the trigger at first, then each cue that was applied. A tensed
// element is out of reach of auxiliaries and of verbs that take no that-clause.
struct Frontier {
  std::uint32_t begin;
  bool tensed;
};

// "No agreement was reached", "None of the firms was removed", "The bill bans": the cue stands in the subject.
bool InSubject(const Reading& r, const Cue& cue, const Target& target) {
  if (!target.group) return cue.tokens.end == target.tokens.begin;
  const std::uint32_t at = cue.tokens.begin;
  if (at >= target.group->begin || target.group->reduced) return false;
  if (at > 0 && r.Is(at - 1, kPreposition)) return false;
  const TokenRange clause = r.clauses[r.clause_of[at]].tokens;
  if (FiniteBetween(r, clause.begin, at)) return false;
  // "Having heard from no party, Commerce is revoking the order": a subject of its own behind the comma.
  if (cue.rule->sets == CueSets::kNegate && r.words[target.group->begin - 1].mention >= 0) {
    for (std::uint32_t i = at; i + 1 < target.group->begin; ++i) {
      if (r.words[i].punct == ',') return false;
    }
  }
  // A denial is of the first verb, what a bill says is in all of them.
  return cue.rule->sets != CueSets::kNegate || !FiniteBetween(r, at, target.group->begin);
}

// "has yet to be put into a regulation issued by the bureau": there is no such regulation. One with a date is
// there.
bool OfUnknownThing(const Reading& r, const Cue& cue, const Target& target) {
  const CueSets sets = cue.rule->sets;
  if (sets != CueSets::kNegate && sets != CueSets::kNotYet && sets != CueSets::kPrevent && sets != CueSets::kUnlikely)
    return false;
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  if (!r.DatesIn(r.Bytes({target.tokens.begin, clause.end})).empty()) return false;
  constexpr std::uint32_t kNounPhrase = 4;  // tokens
  for (std::uint32_t i = target.group->begin; i-- > clause.begin && target.group->begin - i <= kNounPhrase;) {
    if (r.words[i].punct != 0 || r.words[i].mention >= 0) return false;
    const std::string_view word = r.Surface(i);
    if (word == "a" || word == "an" || word == "any") return true;
    if (r.Is(i, kDeterminer | kPreposition)) return false;
  }
  return false;
}

// "will not change Huawei's desire to ship": the wish is taken for granted, and with it what is wished.
bool OfOwnedNoun(const Reading& r, const Target& target) {
  if (!target.group || !target.group->infinitive || target.group->begin < 2) return false;
  const std::uint32_t noun = target.group->begin - 1;
  if (r.words[noun].mention >= 0 || r.words[noun].punct != 0 ||
      r.Is(noun, kPreposition | kPronoun | kAdverb | kDeterminer))
    return false;
  const std::string_view owner = r.Surface(noun - 1);
  static constexpr std::array<std::string_view, 6> kOwners{"her", "his", "its", "my", "our", "their"};
  return owner.ends_with("'s") || owner.ends_with("’s") || owner.ends_with("s'") || owner.ends_with("s’") ||
         std::ranges::binary_search(kOwners, owner);
}

bool VerbBetween(const Reading& r, std::uint32_t from, std::uint32_t to) {
  for (std::uint32_t i = from; i < to; ++i) {
    if (r.words[i].mention < 0 && r.words[i].verb != 0) return true;
  }
  return false;
}

bool ComesAbout(const Reading& r, TokenRange range);

// A noun that is there whatever the cue says: "whether the UAE's investment influenced it", "waiting for a decision on
// its application".
bool TakenForGranted(const Reading& r, const Cue& cue, const Target& target) {
  const std::uint32_t from = cue.tokens.end, to = target.tokens.begin;
  if (cue.rule->sets == CueSets::kNotYet) {
    for (std::uint32_t i = from; i + 1 < to; ++i) {
      const bool noun =
          i > from && r.words[i - 1].punct == 0 && (r.words[i - 1].mention >= 0 || r.words[i - 1].verb == 0);
      if (r.words[i].mention < 0 && r.Surface(i) == "on" && noun) return true;
    }
    return false;
  }
  if (!cue.rule->finite || (cue.rule->sets != CueSets::kPossible && cue.rule->sets != CueSets::kDemand)) return false;
  const TokenRange clause = r.clauses[r.clause_of[to]].tokens;
  std::uint32_t verb = target.tokens.end;
  while (verb < clause.end && r.finite[verb] == 0) ++verb;
  if (verb >= clause.end || r.Is(verb, kModal) || ComesAbout(r, {verb, std::min(clause.end, verb + 5)})) return false;
  // Only one that is owned or named before: "the UAE's $2 billion investment", "its proposal".
  for (std::uint32_t i = from; i < to; ++i) {
    const std::string_view word = r.Surface(i);
    if (word.ends_with("'s") || word.ends_with("’s") || word == "its" || word == "his" || word == "her" ||
        word == "their")
      return true;
  }
  return false;
}

// "overturn the ruling", "would end the probe": done only to what is there.
bool IsUndoing(const Reading& r, std::uint32_t i) {
  static constexpr std::array<std::string_view, 39> kVerbs{
      "affirm", "appeal", "challenge", "close", "conclude", "contest", "dismiss", "drop", "ease", "end",
      "enforce", "expand", "extend", "lift", "loosen", "nullify", "overturn", "prolong", "quash", "reinstate",
      "relax", "renew", "repeal", "rescind", "reverse", "review", "revoke", "scrap", "suspend", "terminate",
      "tighten", "toughen", "unwind", "uphold", "vacate", "void", "weaken", "widen", "withdraw"};
  if (r.words[i].mention >= 0 || r.words[i].id == 0) return false;
  return std::ranges::any_of(r.lexicon->Lemmas(r.words[i].id), [&](const LemmaForm& form) {
    return form.lemma != 0 && std::ranges::binary_search(kVerbs, r.lexicon->Text(form.lemma));
  });
}

// "is to file a case over the ban on exports", "asked the court to overturn the ruling": a noun known to the reader,
// behind what the cue is said of.
bool IsBackdrop(const Reading& r, const Cue& cue, const Target& target) {
  if ((target.group && !target.group->gerund) || cue.rule->binds == CueBinds::kClause) return false;
  static constexpr std::array<std::string_view, 9> kOf{"about", "after", "against", "amid", "despite", "following", "over", "since", "under"};
  static constexpr std::array<std::string_view, 7> kKnown{"her", "his", "its", "the", "their", "these", "this"};
  constexpr std::uint32_t kNounPhrase = 5;  // tokens
  for (std::uint32_t i = target.tokens.begin, n = 0; i-- > cue.tokens.end && n < kNounPhrase; ++n) {
    if (r.words[i].punct != 0) return false;
    const std::string_view word = r.Surface(i);
    const bool known = std::ranges::binary_search(kKnown, word) || word.ends_with("'s") || word.ends_with("’s");
    if (r.words[i].mention >= 0 && !known) continue;
    if (known) {
      std::uint32_t before = i;
      while (before > cue.tokens.end && r.words[before - 1].mention >= 0) --before;
      if (before <= cue.tokens.begin + 1) return false;
      return (before > cue.tokens.end + 1 && std::ranges::binary_search(kOf, r.Surface(before - 1))) || IsUndoing(r, before - 1);
    }
    if (r.Is(i, kPreposition | kDeterminer | kConjunction) || r.finite[i] != 0) return false;
  }
  return false;
}

bool IsToCome(const Reading& r, const Target& target) {
  if (!target.group) return false;
  const VerbGroup& g = *target.group;
  if (g.passive && g.begin < g.verb) return r.Surface(g.begin) == "is" || r.Surface(g.begin) == "are";
  return g.present || g.reduced;
}

bool ReachesRight(const Reading& r, const Cue& cue, const Target& target, const Frontier& frontier) {
  if (cue.rule->binds == CueBinds::kAround) return false;
  const std::uint32_t at = cue.tokens.begin;
  // "directed the bureau, which issued the rule, to": what stands in the gap is not what is directed.
  const bool in_gap = at < target.tokens.begin && target.tokens.end < cue.tokens.end;
  if (in_gap && cue.rule->binds == CueBinds::kComplement && cue.rule->sets != CueSets::kNotYet) return false;
  // Within the verb group, or running into it: "still has not".
  if (target.group && target.group->begin < cue.tokens.end && at < target.tokens.begin) return true;
  // "not notified of changes to licences issued in 2024": a participle that describes is out of reach.
  if (target.group && target.group->reduced && frontier.begin == target.group->begin &&
      cue.rule->binds != CueBinds::kClause && !OfUnknownThing(r, cue, target)) {
    return false;
  }
  const std::uint32_t distance = frontier.begin - std::min(frontier.begin, cue.tokens.end);
  if ((cue.rule->verbal && !target.group) || IsBackdrop(r, cue, target)) return false;
  switch (cue.rule->binds) {
    case CueBinds::kVerb:
      // "no longer ships": right before a tensed verb only a negation can stand.
      if (frontier.tensed && distance == 0 && cue.rule->sets == CueSets::kNegate) return true;
      if (frontier.tensed || distance > kReach) return false;
      if (distance > 0 && cue.rule->sets == CueSets::kNegate && OfOwnedNoun(r, target)) return false;
      // "products not subject to the rule, such as our new chip": no verb takes the negation to the noun.
      if (!target.group && distance > 3 && cue.rule->sets == CueSets::kNegate &&
          !VerbBetween(r, cue.tokens.end, frontier.begin))
        return false;
      // "will remove the measures it took and lift …": a bare verb can only be coordinated with an auxiliary's.
      return (target.group && target.group->bare) || !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kComplement:
      if (distance > kReach || (frontier.tensed && !cue.rule->finite)) return false;
      if (!target.group && TakenForGranted(r, cue, target)) return false;
      // "saw reasons to doubt it and ordered an inquiry": a tensed verb behind a conjunction has its subject before.
      if (frontier.tensed && distance > 0 && frontier.begin > 0 && r.Is(frontier.begin - 1, kConjunction)) return false;
      // "unlikely that the US side has agreed to lift": over the auxiliaries of what it is said of.
      if (cue.rule->finite) {
        std::uint32_t begin = frontier.begin;
        while (begin > cue.tokens.end && r.words[begin - 1].mention < 0 &&
               r.Is(begin - 1, kBe | kHave | kDo | kModal | kNegator | kAdverb))
          --begin;
        // "denied that it had been pressed into revoking": the -ing form goes with the verb before it.
        if (target.group && target.group->gerund && begin > cue.tokens.end + 1 && r.Surface(begin - 1) == "into") {
          if (const auto led = GroupAt(r, begin - 2, begin - 1, r.words[begin - 2].verb);
              led && led->begin >= cue.tokens.end)
            return !FiniteBetween(r, cue.tokens.end, led->begin);
        }
        // "has at this point agreed to"
        if (const auto group = GroupAt(r, frontier.begin, frontier.begin + 1, r.words[frontier.begin].verb); group)
          begin = std::min(begin, std::max(group->begin, cue.tokens.end));
        return !FiniteBetween(r, cue.tokens.end, begin);
      }
      return !FiniteBetween(r, cue.tokens.end, frontier.begin);
    case CueBinds::kNoun:
      for (std::uint32_t i = cue.tokens.end; i < frontier.begin; ++i) {
        if (r.words[i].punct != 0 && r.words[i].punct != '-') return false;
      }
      // "without publishing a rule"
      return (!target.group && distance <= 2) || (target.group && target.group->gerund && distance == 0);
    case CueBinds::kClause:
      // "once the deal is signed" is yet to come, "once the rule took effect" is over.
      if (r.Surface(at) == "once" || r.Surface(at) == "Once") return IsToCome(r, target);
      return true;
    case CueBinds::kSubject:
      return InSubject(r, cue, target);
    case CueBinds::kAround:
      return false;
    case CueBinds::kAfter:
      // "It is doubtful that Tokyo will add"
      return cue.tokens.end < frontier.begin && distance <= kReach && r.words[cue.tokens.end].id != 0 &&
             r.words[cue.tokens.end].id == r.grammar->that && !FiniteBetween(r, cue.tokens.end, frontier.begin);
  }
  return false;
}

// Verbs that say only that a thing comes about: "the talks have not happened", "full implementation will occur".
bool ComesAbout(const Reading& r, TokenRange range) {
  static constexpr std::array<std::string_view, 42> kVerbs{
      "announced",    "appear",      "begin",        "begun",   "come",     "commence", "completed",
      "convened",     "finalised",   "finalized",    "follow",  "go",       "gone",     "happen",
      "happened",     "held",        "imposed",      "issued",  "launched", "made",     "materialise",
      "materialised", "materialize", "materialized", "occur",   "occurred", "open",     "opened",
      "placed",       "proceed",     "published",    "reached", "released", "resume",   "resumed",
      "scheduled",    "set",         "signed",       "start",   "started",  "take",     "taken"};
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    if (r.words[i].id != 0 && std::ranges::binary_search(kVerbs, r.lexicon->Text(r.words[i].id))) return true;
  }
  return false;
}

// A noun in the subject takes the auxiliaries of the verb that says whether it comes about.
bool OfPredicate(const Reading& r, const Cue& cue, const Target& target) {
  if (target.group && !target.group->gerund) return false;
  const CueSets sets = cue.rule->sets;
  // "the truce would end": not yet there.
  const bool supposed = sets == CueSets::kWould;
  if (cue.rule->binds != CueBinds::kVerb && sets != CueSets::kNotYet && sets != CueSets::kUnlikely) return false;
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  if (FiniteBetween(r, clause.begin, target.tokens.begin)) return false;
  // The first tensed verb after the noun is the one that the cue belongs to.
  std::uint32_t verb = target.tokens.end;
  while (verb < clause.end && r.finite[verb] == 0) ++verb;
  if (verb >= clause.end || cue.tokens.begin + 1 < verb || cue.tokens.begin > verb + 4) return false;
  return supposed || ComesAbout(r, {verb, std::min(clause.end, std::max(cue.tokens.end, verb) + 5)});
}

// "The claim that Nvidia halted sales was false", "Reports that …": a clause that completes a noun.
bool CompletesNoun(const Reading& r, const Target& target) {
  const TokenRange clause = r.clauses[r.clause_of[target.tokens.begin]].tokens;
  for (std::uint32_t i = target.tokens.begin; i-- > clause.begin;) {
    if (r.words[i].id != 0 && r.words[i].id == r.grammar->that)
      return i > 0 && (r.finite[i - 1] == 0 || TakesContent(r, i - 1));
  }
  return false;
}

// A noun, "banning drones", "the bill being enacted", "the proposal to expand the rule": what a predicate can be said
// of.
bool IsNominal(const Reading& r, const Target& target) {
  if (!target.group || target.group->gerund) return true;
  const VerbGroup& g = *target.group;
  if (g.finite || g.reduced) return false;
  if (r.Surface(g.begin) == "being") return true;
  const TokenRange clause = r.clauses[r.clause_of[g.begin]].tokens;
  return g.infinitive && g.begin > clause.begin && !FiniteBetween(r, clause.begin, g.begin);
}

// "has not materialised": the auxiliaries before a predicate are its own.
std::uint32_t PredicateBegin(const Reading& r, const Cue& cue, const Target& target) {
  std::uint32_t begin = cue.tokens.begin;
  while (begin > target.tokens.end && r.words[begin - 1].mention < 0 &&
         r.Is(begin - 1, kBe | kHave | kDo | kModal | kNegator | kAdverb))
    --begin;
  return begin;
}

// The cue is a word that tells of the event: "was denied" of a licence, "threatened tariffs".
bool IsOwnWord(const Reading& r, const Cue& cue, const Target& target) {
  if (cue.rule->binds == CueBinds::kClause) return false;
  constexpr std::uint16_t kGrammar = kBe | kHave | kDo | kModal | kNegator | kAdverb;
  const auto own = [&](std::uint32_t i) { return target.tokens.Has(i) && !r.Is(i, kGrammar); };
  return own(cue.tokens.begin) || own(cue.tokens.end - 1);
}

bool ReachesLeft(const Reading& r, const Cue& cue, const Target& target) {
  if (cue.rule->binds == CueBinds::kClause || OfPredicate(r, cue, target)) return true;
  // "issued no new rule"
  if (cue.rule->binds == CueBinds::kSubject)
    return cue.rule->sets == CueSets::kNegate && cue.tokens.begin == target.tokens.end;
  if (cue.rule->binds != CueBinds::kAfter) return false;
  // "is likely now tied up with": an adverb of the verb that follows.
  std::uint32_t next = cue.tokens.end;
  while (next < r.words.size() && r.Is(next, kAdverb)) ++next;
  if (r.Surface(cue.tokens.end - 1) == "likely" && next < r.words.size() && r.words[next].mention < 0 &&
      ((r.words[next].verb & (kParticiple | kGerund)) != 0 || r.Surface(next).ends_with("ly"))) {
    return false;
  }
  const bool nominal = IsNominal(r, target);
  const std::uint32_t predicate = PredicateBegin(r, cue, target);
  // "the rule that was set to be released is still absent"
  if (cue.rule->sets == CueSets::kNotYet && r.clauses[r.clause_of[target.tokens.begin]].relative &&
      cue.tokens.begin - target.tokens.end <= 14) {
    return true;
  }
  if (!nominal && CompletesNoun(r, target) && cue.tokens.begin - target.tokens.end <= 24) return true;
  if (cue.rule->finite) return false;
  return nominal && cue.tokens.begin - target.tokens.end <= 14 && !FiniteBetween(r, target.tokens.end, predicate);
}

// The stretch in which cues may reach a target: its clause, the clause it resumes, and the clause that its
// complement belongs to when nothing but a subordinate opens between them.
TokenRange Scope(const Reading& r, std::uint32_t token, TokenRange& resumed) {
  const Clause& clause = r.clauses[r.clause_of[token]];
  resumed = {};
  if (clause.resumes >= 0) resumed = r.clauses[static_cast<std::size_t>(clause.resumes)].tokens;
  return clause.tokens;
}

// "what exactly to replace it with", "how to ban": nothing is settled. `to` is the token of the infinitive's "to".
bool IsOpenQuestion(const Reading& r, std::uint32_t to) {
  for (std::uint32_t i = to, n = 0; i-- > 0 && n < 3; ++n) {
    if (r.words[i].punct != 0 || r.words[i].mention >= 0) return false;
    const std::string_view word = r.Surface(i);
    if (word == "what" || word == "how" || word == "when" || word == "where" || word == "whether" || word == "which" ||
        word == "whom")
      return true;
    if (!r.Is(i, kAdverb) && !word.ends_with("ly")) return false;
  }
  return false;
}

// "There is not likely to be a rule that would bar drones", "There is no rule that bars drones": what is said of the
// thing's existence holds of what it would do.
void ApplyExistence(const Reading& r, const std::vector<Cue>& cues, const Target& target, Composer& composer,
                    Judgement& j) {
  const Clause& clause = r.clauses[r.clause_of[target.tokens.begin]];
  if (!clause.relative || clause.outer < 0 || j.modality == Modality::kDenied) return;
  const TokenRange outer = r.clauses[static_cast<std::size_t>(clause.outer)].tokens;
  if (outer.end != clause.tokens.begin) return;
  std::uint32_t there = outer.begin;
  while (there < outer.end && r.Surface(there) != "there" && r.Surface(there) != "There") ++there;
  if (there + 1 >= outer.end || !r.Is(there + 1, kBe | kHave | kModal | kAdverb)) return;
  auto cue = std::ranges::lower_bound(cues, there, {}, [](const Cue& k) { return k.tokens.begin; });
  for (; cue != cues.end() && cue->tokens.begin < outer.end; ++cue) {
    const CueSets sets = cue->rule->sets;
    if (sets == CueSets::kNegate || sets == CueSets::kUnlikely || sets == CueSets::kNotYet)
      return composer.Apply(*cue, j);
  }
}

bool IsParticipleAt(const Reading& r, std::uint32_t at) {
  while (at < r.words.size() && r.Is(at, kAdverb)) ++at;
  return at < r.words.size() && r.words[at].mention < 0 && (r.words[at].verb & kParticiple) != 0;
}

// "Regulators may open inquiries into our sales": what a firm writes of what may befall it.
void MarkRisk(const Reading& r, const Target& target, Judgement& j) {
  if (j.risk || j.modality != Modality::kPossible || r.QuoteOf(target.tokens.begin) != nullptr) return;
  const bool may = std::ranges::any_of(j.cues, [](const std::string& id) {
    return id == "cue:may" || id == "cue:if" || id == "cue:possibility" || id == "cue:power";
  });
  if (!may) return;
  const TokenRange sentence = r.Around(target.tokens.begin);
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if ((word != "our" && word != "us" && word != "we") || r.QuoteOf(i) != nullptr) continue;
    // "told us", "said to us" is a reporter's.
    if (word != "our" && i > sentence.begin && r.Is(i - 1, kSays)) continue;
    j.risk = true;
    j.cues.emplace_back("cue:risk");
    return;
  }
}

// "After the report is completed, Commerce will assess": the present of a clause of time beside a future.
bool IsWhenToCome(const Reading& r, const Target& target) {
  if (!IsToCome(r, target)) return false;
  const Clause& clause = r.clauses[r.clause_of[target.tokens.begin]];
  static constexpr std::array<std::string_view, 8> kTimes{"After", "Before", "Until", "When",
                                                          "after", "before", "until", "when"};
  if (!std::ranges::binary_search(kTimes, r.Surface(clause.tokens.begin))) return false;
  const TokenRange sentence = r.Around(target.tokens.begin);
  TokenRange time = clause.tokens;  // up to the comma that ends it
  for (std::uint32_t i = target.tokens.end; i < time.end; ++i) {
    if (r.words[i].punct == ',') time.end = i;
  }
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (time.Has(i) || r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if (word == "will" || word == "would" || word == "shall") return true;
  }
  return false;
}

bool RunsOut(const Reading& r, const Target& target) {
  const std::string_view word = r.Surface(target.tokens.begin);
  return word.starts_with("expir") || word.starts_with("laps") || word.starts_with("sunset");
}

bool FollowsConjunction(const Reading& r, std::uint32_t at) {
  if (at > 0 && r.words[at - 1].punct == ',') --at;
  return at > 0 && r.Is(at - 1, kConjunction);
}

// "has not launched it yet", "so far not", "still has not": what is denied may still come.
bool SaysYet(const Reading& r, TokenRange clause) {
  for (std::uint32_t i = clause.begin; i < clause.end; ++i) {
    if (r.words[i].id == 0 || r.words[i].mention >= 0) continue;
    const std::string_view word = r.lexicon->Text(r.words[i].id);
    if (word == "yet" || word == "still") return true;
    if (i + 1 < clause.end &&
        ((word == "so" && r.Surface(i + 1) == "far") || (word == "to" && r.Surface(i + 1) == "date")))
      return true;
  }
  return false;
}

// Chinese cues stand before the verb of their clause ("尚未获得许可证"), conditions a clause before.
Judgement JudgeChinese(const Reading& r, const std::vector<Cue>& cues, const Target& target,
                       std::vector<const Cue*>* applied) {
  Judgement j;
  Composer composer(r, target, applied);
  const TokenRange clause = ChineseClause(r, target.tokens.begin);
  const TokenRange sentence = r.Around(target.tokens.begin);
  const auto first = std::ranges::lower_bound(cues, sentence.begin, {}, [](const Cue& c) { return c.tokens.begin; });
  auto last = first;
  while (last != cues.end() && last->tokens.begin < clause.end) ++last;
  for (auto cue = last; cue != first;) {
    --cue;
    const CueSets sets = cue->rule->sets;
    const bool own = cue->tokens.begin >= target.tokens.begin && cue->tokens.begin < target.tokens.end;
    if (own) {
      if (cue->rule->own && !(target.asks && sets == CueSets::kDemand)) composer.Apply(*cue, j);
      continue;
    }
    const bool before = cue->tokens.begin < target.tokens.begin;
    const bool here = clause.Has(cue->tokens.begin);
    const bool condition = sets == CueSets::kCondition && before;
    if (!condition && (!here || before == (cue->rule->binds == CueBinds::kAfter))) continue;
    composer.Apply(*cue, j);
    if (condition && !j.condition) j.condition = TokenRange{cue->tokens.begin, ChineseClause(r, cue->tokens.begin).end};
  }
  return j;
}

}  // namespace

Judgement Judge(const Reading& r, const std::vector<Cue>& cues, const Target& target, std::vector<const Cue*>* applied) {
  if (IsChinese(r, target.tokens.begin)) return JudgeChinese(r, cues, target, applied);
  Judgement j;
  TokenRange resumed;
  const TokenRange scope = Scope(r, target.tokens.begin, resumed);
  const TokenRange sentence = r.Around(target.tokens.begin);
  Composer composer(r, target, applied);

  auto first = std::ranges::lower_bound(cues, sentence.begin, {}, [](const Cue& c) { return c.tokens.begin; });
  auto last = first;
  while (last != cues.end() && last->tokens.begin < sentence.end) ++last;

  // Cues among the target's own words, then those around it.
  const auto overlaps = [&](const Cue& cue) {
    return cue.tokens.begin < target.tokens.end && target.tokens.begin < cue.tokens.end;
  };
  for (auto cue = first; cue != last; ++cue) {
    if (!cue->rule->own || !overlaps(*cue)) continue;
    // "threatened tariffs", but not "settle its potential liability".
    if (cue->rule->binds == CueBinds::kNoun && cue->tokens.begin != target.tokens.begin) continue;
    if (!target.asks || cue->rule->sets != CueSets::kDemand) composer.Apply(*cue, j);
  }
  for (auto cue = first; cue != last; ++cue) {
    const bool around = cue->tokens.begin < target.tokens.begin && target.tokens.end <= cue->tokens.end;
    if (cue->rule->binds == CueBinds::kAround && around) composer.Apply(*cue, j);
  }

  // Left of the target, the nearest first.
  Frontier frontier{target.group ? target.group->begin : target.tokens.begin, target.group && target.group->finite};
  for (auto cue = last; cue != first;) {
    --cue;
    const std::uint32_t at = cue->tokens.begin;
    if (at >= target.tokens.begin || IsOwnWord(r, *cue, target)) continue;
    // What is quoted says nothing of what is told around it.
    if (const Quote* quote = r.QuoteOf(at); quote != nullptr && quote != r.QuoteOf(target.tokens.begin)) continue;
    if (cue->rule->own && overlaps(*cue)) continue;
    if (!scope.Has(at) && !resumed.Has(at)) continue;
    if (ReachesRight(r, *cue, target, frontier)) {
      composer.Apply(*cue, j);
      if (cue->rule->binds == CueBinds::kComplement && at < frontier.begin) {
        frontier = {at, FiniteBetween(r, at, at + 1)};
      }
      if (cue->rule->sets == CueSets::kCondition && !j.condition) j.condition = TokenRange{at, scope.end};
    }
  }
  for (auto cue = first; cue != last; ++cue) {
    if (cue->tokens.begin < target.tokens.end || !scope.Has(cue->tokens.begin)) continue;
    if (cue->rule->sets == CueSets::kCondition || !ReachesLeft(r, *cue, target)) continue;
    composer.Apply(*cue, j);
  }
  // The if-clause of the sentence makes its consequent possible, unless that is told in the past.
  const bool past = target.group && target.group->finite && !target.group->present && j.cues.empty();
  if (!j.condition && !past) {
    for (auto cue = first; cue != last; ++cue) {
      if (cue->rule->sets != CueSets::kCondition) continue;
      const Clause& clause = r.clauses[r.clause_of[cue->tokens.begin]];
      // "unless extended", and what runs out of itself unless somebody acts: planned all the same.
      const bool unless = r.Surface(cue->tokens.begin) == "unless" || r.Surface(cue->tokens.begin) == "Unless";
      if (unless && (RunsOut(r, target) || IsParticipleAt(r, cue->tokens.end))) continue;
      if (clause.tokens.Has(target.tokens.begin) && cue->tokens.begin < target.tokens.begin) continue;
      // "takes effect on Tuesday and, unless Congress acts, will expire": what follows the conjunction.
      if (target.tokens.begin < cue->tokens.begin && FollowsConjunction(r, cue->tokens.begin)) continue;
      composer.Apply(*cue, j);
      j.condition = TokenRange{cue->tokens.begin, clause.tokens.end};
      break;
    }
  }
  ApplyExistence(r, cues, target, composer, j);
  if (j.modality == Modality::kActual && target.group && target.group->infinitive &&
      IsOpenQuestion(r, target.group->begin)) {
    j.modality = Modality::kPossible;
    j.hedge = Hedge::kConsidering;
  }
  if (j.modality == Modality::kActual && IsWhenToCome(r, target)) {
    j.modality = Modality::kPlanned;
    j.cues.emplace_back("cue:once");
  }
  if (j.denial == Denial::kDidNotHappen && SaysYet(r, scope)) j.denial = Denial::kNotYet;
  MarkRisk(r, target, j);
  return j;
}

namespace {

// Why a cue of the sentence does not count for the target; asked of those that were not applied.
std::string WhyOutOfReach(const Reading& r, const Cue& cue, const Target& target, TokenRange scope, TokenRange resumed) {
  const std::uint32_t at = cue.tokens.begin;
  const std::uint32_t begin = target.group ? target.group->begin : target.tokens.begin;
  const bool left = at < target.tokens.begin;
  if (!scope.Has(at) && !resumed.Has(at)) return "it stands in another clause";
  if (IsOwnWord(r, cue, target)) return "it is itself what tells of the event";
  if (left && cue.rule->binds == CueBinds::kAfter) return "it reaches only to its left";
  if (!left && cue.rule->binds != CueBinds::kAfter && cue.rule->binds != CueBinds::kClause) return "it reaches only to its right";
  if (cue.rule->binds == CueBinds::kNoun) return "it binds to the noun right behind it";
  if (left && cue.tokens.end < begin && FiniteBetween(r, cue.tokens.end, begin)) return "a tensed verb stands between";
  if (!left && FiniteBetween(r, target.tokens.end, at)) return "a tensed verb stands between";
  if (left && begin - std::min(begin, cue.tokens.end) > kReach) return "it stands too far away";
  if (cue.rule->sets == CueSets::kCondition) return "the consequent is told in the past";
  return left ? "what it governs is tensed, or another cue stands between" : "it does not govern this word";
}

}  // namespace

std::vector<Losers::CueTrial> TryCues(const Reading& r, const std::vector<Cue>& cues, const Target& target,
                                      const std::vector<const Cue*>& applied) {
  TokenRange resumed;
  const TokenRange scope = Scope(r, target.tokens.begin, resumed);
  const TokenRange sentence = r.Around(target.tokens.begin);
  std::vector<Losers::CueTrial> trials;
  for (const Cue& cue : cues) {
    if (cue.tokens.begin < sentence.begin || cue.tokens.begin >= sentence.end) continue;
    const bool reached = std::ranges::find(applied, &cue) != applied.end();
    trials.push_back({.words = r.Bytes(cue.tokens),
                      .scope = r.Bytes(r.clauses[r.clause_of[cue.tokens.begin]].tokens),
                      .id = cue.rule->id,
                      .reached = reached,
                      .why = reached ? "" : WhyOutOfReach(r, cue, target, scope, resumed)});
  }
  return trials;
}

}  // namespace dateline::extract
