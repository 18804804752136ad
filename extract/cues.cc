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
    Named{"mistake", CueSets::kMistake, CueBinds::kComplement},
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
    if (row == kBinds.end())
      complain("binds", binds);
    else
      cue.binds = row->second;
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
           "one of condition, demand, deny, duty, habit, happened, infer, mistake, negate, not-yet, opinion, "
           "plan, possible, prevent, pseudo, reported, risk, threat, unlikely, would"});
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
      if (phrase.empty())
        problems.push_back({record.where, fmt::format("cue {}: empty words", record.id), ""});
      else {
        if (phrase.size() == 3 && phrase[1] == kGap && words.ends_with(" to")) orders_.emplace_back(phrase[0], value);
        table_.Add(std::move(phrase), value);
      }
    }
    cues_.push_back(std::move(cue));
  }
}

void CueTable::Freeze(const Lexicon& lexicon) {
  table_.Freeze(lexicon);
  std::ranges::stable_sort(scripted_, std::greater{}, [](const auto& row) { return row.first.size(); });
}

const CompiledCue* CueTable::OrderTo(WordId verb, const Lexicon& lexicon) const {
  const auto row = std::ranges::find_if(orders_, [&](const auto& order) { return lexicon.IsForm(verb, order.first); });
  return row == orders_.end() ? nullptr : &cues_[row->second];
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
  if ((*r.tokens)[i].hash != HashOf("no")) return false;  // nearly all end here
  if ((r.Surface(i) != "No" && r.Surface(i) != "no") || i + 2 >= r.words.size() || r.words[i + 1].punct != '.')
    return false;
  if ((*r.tokens)[i + 2].gap >= Gap::kLine) return false;
  constexpr std::uint32_t kPieces = 3;  // "A", "-", "108"
  for (std::uint32_t k = i + 2; k < std::min<std::size_t>(r.words.size(), i + 2 + kPieces); ++k) {
    // "A- 108": how a broken line is joined.
    if (k > i + 2 && (*r.tokens)[k].gap != Gap::kNone && r.words[k - 1].punct != '-') return false;
    if (r.Surface(k).letters().find_first_of("0123456789") != std::string_view::npos) return true;
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

// "directed the Secretary of State, the Secretary of Labor, and, as needed, the heads of other agencies TO rescind":
// behind a list of offices that is longer than the gap of a phrase; where the "to" ends, or 0.
std::uint32_t PastOffices(const Reading& r, std::uint32_t verb, std::uint32_t end) {
  if (r.words[verb].mention >= 0 || !r.Is(verb, kVerb) || verb + 1 >= end) return 0;
  if (!r.Is(verb + 1, kDeterminer) && r.words[verb + 1].mention < 0 && !(*r.tokens)[verb + 1].capital) return 0;
  constexpr std::uint32_t kLongest = 48;  // tokens
  bool listed = false;
  for (std::uint32_t i = verb + 1; i + 1 < std::min(end, verb + kLongest); ++i) {
    const Word& word = r.words[i];
    if (word.punct != 0 && word.punct != ',') return 0;
    listed = listed || word.punct == ',';
    if (word.mention >= 0 || word.punct != 0 || (*r.tokens)[i].capital) continue;
    if (r.finite[i] != 0 || r.Is(i, kRelative | kThat | kSplitter | kConditional | kModal)) return 0;
    if (word.id != r.grammar->to) continue;
    const Word& next = r.words[i + 1];
    if (next.mention < 0 && (next.verb & kBase) != 0 && !r.Is(i + 1, kDeterminer)) return listed ? i + 1 : 0;
  }
  return 0;
}

// A time or an adverb between a verb and its infinitive: "is expected NEXT WEEK to halt", "decided ON MONDAY not to
// ban", "is SOON to ban"; "is yet to" has a cue of its own. It ends before the "to" or "not to". In text order.
std::vector<TokenRange> TimesBeforeTo(const Reading& r, TokenRange sentence) {
  std::vector<TokenRange> out;
  for (std::uint32_t to = sentence.begin + 2; to + 1 < sentence.end; ++to) {
    if (r.words[to].id == 0 || r.words[to].id != r.grammar->to || r.words[to + 1].mention >= 0) continue;
    if ((r.words[to + 1].verb & kBase) == 0) continue;
    const auto adverb = [&](std::uint32_t i) {
      return r.words[i].mention < 0 && r.Is(i, kAdverb) && r.Surface(i) != "yet";
    };
    std::uint32_t begin = to;
    while (begin > sentence.begin + 1 && adverb(begin - 1)) --begin;
    if (begin != to) out.push_back({begin, to});
  }
  if (r.what->dates.empty()) return out;
  const std::size_t adverbs = out.size();
  for (const Timex& timex : r.DatesOf(sentence)) {
    const std::uint32_t end = r.TokenFrom(timex.span.end);
    const std::uint32_t to = r.Surface(end) == "not" ? end + 1 : end;
    if (to + 1 >= sentence.end || r.words[to].id == 0 || r.words[to].id != r.grammar->to) continue;
    if (r.words[to + 1].mention >= 0 || (r.words[to + 1].verb & kBase) == 0) continue;
    std::uint32_t begin = r.TokenFrom(timex.span.begin);
    // "as soon as", "in the", "late on"
    constexpr std::uint32_t kLead = 4;
    for (std::uint32_t n = 0; n < kLead && begin > sentence.begin + 1; ++n, --begin) {
      if (!r.Is(begin - 1, kPreposition | kDeterminer) &&
          !OneOf(r.Surface(begin - 1), "as", "early", "late", "later", "soon"))
        break;
    }
    out.push_back({begin, end});
  }
  if (adverbs != 0 && adverbs != out.size()) std::ranges::sort(out, {}, &TokenRange::begin);
  return out;
}

// The cue that begins at `at` and whose "to" stands behind the time; `end_of_cue` is set behind it.
const CompiledCue* CueAround(const Reading& r, const CueTable& table, std::uint32_t at, TokenRange time,
                             std::uint32_t& end_of_cue) {
  // "its plan last spring to block": of a noun no cue, but for "its decision last spring to".
  if (!r.Is(at, kBe) && r.finite[at] == 0 && !OneOf(r.Surface(at), "decision", "move")) return nullptr;
  std::vector<Word> closed(r.words.begin() + at, r.words.begin() + time.begin);
  end_of_cue = time.end + 1;
  closed.push_back(r.words[time.end]);
  if (r.words[time.end].id != r.grammar->to) closed.push_back(r.words[end_of_cue++]);  // "not to"
  const auto size = static_cast<std::uint32_t>(closed.size());
  const CompiledCue* out = nullptr;
  table.table().EachAt(closed, *r.lexicon, 0, size, [&](const PhraseTable::Row& row, std::uint32_t end) {
    // "agreed on Monday to" is a cue of its own, and the agreement an event.
    if (end != size || row.size != size || table.cue(row.value).id == "cue:agree") return true;
    out = &table.cue(row.value);
    return false;
  });
  return out;
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
    const Token* const tokens = reading.tokens->data();
    const std::vector<TokenRange> times = TimesBeforeTo(reading, sentence);
    for (std::uint32_t i = sentence.begin; i < sentence.end;) {
      const Word& word = words[i];
      std::uint32_t next = i + 1;
      // "in mid-May": no cue, but a month.
      const Token& token = tokens[i];
      const auto month = [&] {
        return token.hash == HashOf("may") && i > sentence.begin && reading.Surface(i) == "May";
      };
      // "the plan's focus": a thing, and nobody plans.
      const bool owns = token.possessive != 0 && i > sentence.begin && reading.Is(i - 1, kDeterminer);
      if ((word.starts & kStartsCue) != 0 && word.mention < 0 && !owns && !month() && !IsNumero(reading, i)) {
        // "this order, the heads of agencies shall submit reports to" orders nobody: the word is a noun there.
        const bool noun =
            i > sentence.begin && (reading.Is(i - 1, kDeterminer) ||
                                   (tokens[i - 1].hash == HashOf("this") && reading.Surface(i - 1) == "this") ||
                                   (tokens[i - 1].hash == HashOf("executive") && token.hash == HashOf("order")));
        bool found = false;
        constexpr std::uint32_t kBefore = 4;  // words of a cue before its "to"
        const auto time = std::ranges::upper_bound(times, i, {}, &TokenRange::begin);
        if (time != times.end() && time->begin - i <= kBefore) {
          std::uint32_t end = i;
          if (const CompiledCue* cue = CueAround(reading, table, i, *time, end)) {
            cues.push_back({{i, end}, cue});
            i = end;
            continue;
          }
        }
        table.table().EachAt(
            reading.words, *reading.lexicon, i, sentence.end,
            [&](const PhraseTable::Row& row, std::uint32_t end) {
              const CompiledCue& rule = table.cue(row.value);
              // "rejected as untrue reports that": nothing stands in the gap.
              if (rule.binds == CueBinds::kAround && end - i < row.size) return true;
              // "which were the subject": no "were the" that opens a condition.
              if (rule.sets == CueSets::kCondition && i > sentence.begin && reading.Is(i, kBe | kModal) &&
                  reading.words[i - 1].punct == 0 && !reading.Is(i - 1, kConjunction))
                return true;
              // "address that threat to the nation's security": a danger, and nobody threatens to do anything.
              if (rule.sets == CueSets::kThreat && end < sentence.end &&
                  reading.words[end - 1].id == reading.grammar->to &&
                  (reading.words[end].mention >= 0 || (reading.words[end].verb & kBase) == 0 ||
                   reading.Is(end, kDeterminer)))
                return true;
              // "has received a request and is publishing this notice to": another verb's "to".
              if (end - i > row.size && CrossesVerb(reading, {i + 1, end})) return true;
              // "lobbying led to an agreement", "asked whether it had sold chips to Huawei": no infinitive.
              if ((rule.sets == CueSets::kDemand || rule.sets == CueSets::kPlan) && end > i + 2 && end < sentence.end &&
                  reading.words[end - 1].id == reading.grammar->to &&
                  (reading.words[end].mention >= 0 || reading.Is(end, kDeterminer)))
                return true;
              if (rule.sets != CueSets::kPseudo) cues.push_back({{i, end}, &rule});
              found = true;
              // What stands inside "chances of … are low" has cues of its own.
              if (rule.binds != CueBinds::kAround) next = end;
              return false;
            },
            [](std::uint32_t) { return true; }, [noun] { return !noun; });
        if (const std::uint32_t end = found || noun ? 0 : PastOffices(reading, i, sentence.end); end != 0) {
          if (const CompiledCue* order = table.OrderTo(word.id, *reading.lexicon))
            cues.push_back({{i, end}, order}), next = end;
        }
      }
      i = next;
    }
  }
  return cues;
}

}  // namespace dateline::extract
