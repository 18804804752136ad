#include "model/filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "model/names.h"
#include "model/text.h"

namespace dateline {
namespace {

// One row per field: how its values are read.
enum class FieldKind : std::uint8_t { kGlob, kEntity, kRole, kWord, kDate, kNumber, kText };
struct FieldRow {
  std::string_view name;
  FieldKind kind;
};
constexpr std::array kFields{
    FieldRow{"basis", FieldKind::kWord},    FieldRow{"class", FieldKind::kWord},  FieldRow{"direction", FieldKind::kWord},
    FieldRow{"entity", FieldKind::kEntity}, FieldRow{"from", FieldKind::kDate},   FieldRow{"language", FieldKind::kWord},
    FieldRow{"modality", FieldKind::kWord}, FieldRow{"origins", FieldKind::kNumber}, FieldRow{"owner", FieldKind::kWord},
    FieldRow{"role", FieldKind::kRole},     FieldRow{"source", FieldKind::kWord}, FieldRow{"speaker", FieldKind::kEntity},
    FieldRow{"status", FieldKind::kWord},   FieldRow{"text", FieldKind::kText},   FieldRow{"to", FieldKind::kDate},
    FieldRow{"type", FieldKind::kGlob},
};
static_assert(std::ranges::is_sorted(kFields, {}, &FieldRow::name));

constexpr std::array<std::string_view, 5> kRoleNames{"actor", "authority", "instrument", "place", "target"};

const FieldRow* FindField(std::string_view name) {
  const auto row = std::ranges::lower_bound(kFields, name, {}, &FieldRow::name);
  return row != kFields.end() && row->name == name ? &*row : nullptr;
}

std::string FieldNames() {
  std::string out;
  for (const FieldRow& row : kFields) out += (out.empty() ? "" : ", ") + std::string(row.name);
  return out;
}

struct Word {
  std::string text;        // without quotes and the '-' in front
  std::size_t at = 0;      // byte in the filter
  bool negated = false;
  bool quoted = false;     // began with a quote: a phrase, whatever it holds
};

// Filters come from users and web requests alike; real ones are a line.
constexpr std::size_t kFilterBytesMax = 4096;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Splits at spaces; quotes keep a phrase together, also after a colon (text:"is informed").
Result<std::vector<Word>> SplitWords(std::string_view words) {
  std::vector<Word> out;
  std::size_t at = 0;
  while (at < words.size()) {
    if (IsBlank(words[at])) {
      ++at;
      continue;
    }
    Word word;
    word.at = at;
    word.negated = words[at] == '-';
    if (word.negated) ++at;
    word.quoted = at < words.size() && words[at] == '"';
    bool in_quotes = false;
    while (at < words.size() && (in_quotes || !IsBlank(words[at]))) {
      if (words[at] == '"') {
        in_quotes = !in_quotes;
      } else {
        word.text.push_back(words[at]);
      }
      ++at;
    }
    if (in_quotes) return Fail(ErrorCode::kInvalidInput, fmt::format("filter: the quote at column {} is not closed", word.at + 1));
    out.push_back(std::move(word));
  }
  return out;
}

std::vector<std::string> SplitComma(std::string_view text) {
  std::vector<std::string> out;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) out.emplace_back(text.substr(0, comma));
    if (comma == text.size()) return out;
    text.remove_prefix(comma + 1);
  }
}

std::unexpected<Error> TermError(const Word& word, std::string_view message) {
  return Fail(ErrorCode::kInvalidInput, fmt::format("filter: '{}{}' at column {}: {}", word.negated ? "-" : "", word.text, word.at + 1, message));
}

template <typename Enum, typename Parse>
bool AllParse(const std::vector<std::string>& values, Parse parse) {
  return std::ranges::all_of(values, [&](const std::string& value) { return parse(value).has_value(); });
}

// What is allowed as a value of a closed vocabulary; "" when the values are fine.
std::string_view VocabularyError(std::string_view field, const std::vector<std::string>& values) {
  if (field == "modality" && !AllParse<Modality>(values, ParseModality)) return "modality is one of actual, planned, possible, unlikely, denied";
  if (field == "status" && !AllParse<Outcome>(values, ParseOutcome)) return "status is one of none, open, overdue, kept, partly-kept, lapsed, withdrawn, overtaken";
  if (field == "basis" && !AllParse<Basis>(values, ParseBasis)) return "basis is one of official-text, official-speech, company, named-report, unnamed-report, inferred, opinion";
  if (field == "direction" && !AllParse<Direction>(values, ParseDirection)) return "direction is one of neutral, tighten, ease";
  if (field == "class" && !AllParse<SourceClass>(values, ParseSourceClass)) return "class is one of official, company, press, analysis, mine";
  return {};
}

Result<FilterTerm> ReadNumberTerm(const Word& word, std::string_view text, FilterTerm term) {
  term.op = FilterTerm::Op::kAtLeast;
  if (text.starts_with(">=")) {
    text.remove_prefix(2);
  } else if (text.starts_with("<=")) {
    term.op = FilterTerm::Op::kAtMost;
    text.remove_prefix(2);
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), term.number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return TermError(word, "expected a number, as in origins:>=2");
  return term;
}

Result<FilterTerm> ReadTextTerm(const Word& word, std::string_view text, FilterTerm term) {
  term.field = "text";
  term.values.push_back(FoldCase(CollapseSpace(text)));
  // An empty phrase stands in every text.
  if (term.values.front().empty()) return TermError(word, "empty term");
  return term;
}

// "actor=nvidia": a role that events have, and an entity.
bool IsRoleValue(std::string_view value) {
  const std::size_t equals = value.find('=');
  return equals != std::string_view::npos && equals + 1 < value.size() &&
         std::ranges::find(kRoleNames, value.substr(0, equals)) != kRoleNames.end();
}

Result<FilterTerm> ReadTerm(const Word& word) {
  FilterTerm term;
  term.negated = word.negated;
  std::string_view text = word.text;
  const std::size_t colon = word.quoted ? std::string_view::npos : text.find(':');
  if (colon == std::string_view::npos) return ReadTextTerm(word, text, std::move(term));
  term.field = std::string(text.substr(0, colon));
  text.remove_prefix(colon + 1);
  const FieldRow* row = FindField(term.field);
  if (row == nullptr) return TermError(word, fmt::format("there is no field '{}'; fields are {}", term.field, FieldNames()));
  if (text.empty()) return TermError(word, "expected a value after ':'");
  if (row->kind == FieldKind::kNumber) return ReadNumberTerm(word, text, std::move(term));
  if (row->kind == FieldKind::kText) return ReadTextTerm(word, text, std::move(term));
  for (std::string& value : SplitComma(text)) term.values.push_back(FoldCase(value));
  if (term.values.empty()) return TermError(word, "expected a value after ':'");
  if (row->kind == FieldKind::kDate) {
    for (std::string& value : term.values) {
      std::ranges::transform(value, value.begin(), [](char c) { return c == 'q' ? 'Q' : c == 'x' ? 'X' : c; });
      if (!ParseEdtf(value)) return TermError(word, "expected a date such as 2025, 2025-04, 2025-Q2 or 2025-04-09");
    }
    if (term.values.size() != 1 || term.negated) return TermError(word, "from and to take one date each and no '-'");
  }
  if (row->kind == FieldKind::kRole) {
    if (!std::ranges::all_of(term.values, IsRoleValue)) {
      return TermError(word, "expected role:NAME=ENTITY, as in role:actor=nvidia; roles are actor, authority, instrument, place, target");
    }
  }
  if (const std::string_view problem = VocabularyError(term.field, term.values); !problem.empty()) return TermError(word, problem);
  return term;
}

// "nvidia" names "firm.nvidia"; a whole id names itself; globs work on either.
bool EntityMatches(std::string_view wanted, std::string_view entity) {
  if (GlobMatches(wanted, entity)) return true;
  const std::size_t dot = entity.find('.');
  return dot != std::string_view::npos && GlobMatches(wanted, entity.substr(dot + 1));
}

bool RoleMatches(std::string_view wanted, const Role& role) {
  const std::size_t equals = wanted.find('=');
  return wanted.substr(0, equals) == role.name && EntityMatches(wanted.substr(equals + 1), role.entity);
}

bool DateMatches(const FilterTerm& term, const DateSpan& date) {
  const auto bound = ParseEdtf(term.values.front());
  if (!bound) return false;
  // An undated event is not excluded by a window: it may lie inside. `known()` ones must overlap it.
  if (term.field == "from") return !date.hi || !bound->lo || *date.hi > *bound->lo;
  return !date.lo || !bound->hi || *date.lo < *bound->hi;
}

bool ValueMatches(const FilterTerm& term, const std::string& value, const Event& event, const FilterContext& context) {
  const auto any_of = [&](const std::vector<std::string>& list) {
    return std::ranges::any_of(list, [&](const std::string& entry) { return GlobMatches(value, FoldCase(entry)); });
  };
  const std::string_view field = term.field;
  if (field == "type") return GlobMatches(value, event.subtype.empty() ? event.type : event.type + "/" + event.subtype) || GlobMatches(value, event.type);
  if (field == "entity") {
    return std::ranges::any_of(event.roles, [&](const Role& role) { return EntityMatches(value, role.entity); }) ||
           std::ranges::any_of(context.entities, [&](const std::string& entity) { return EntityMatches(value, entity); });
  }
  if (field == "role") return std::ranges::any_of(event.roles, [&](const Role& role) { return RoleMatches(value, role); });
  if (field == "speaker") return EntityMatches(value, event.speaker);
  if (field == "modality") return value == ToString(event.modality);
  if (field == "status") return value == ToString(event.outcome);
  if (field == "direction") return value == ToString(event.direction);
  if (field == "basis") return value == ToString(event.basis);
  if (field == "source") return any_of(context.sources);
  if (field == "owner") return any_of(context.owners);
  if (field == "language") return any_of(context.languages);
  if (field == "class") return std::ranges::any_of(context.classes, [&](SourceClass entry) { return value == ToString(entry); });
  return false;
}

bool TermMatches(const FilterTerm& term, const Event& event, const FilterContext& context, const std::string& folded_text) {
  if (term.op == FilterTerm::Op::kAtLeast) return event.origins >= term.number;
  if (term.op == FilterTerm::Op::kAtMost) return event.origins <= term.number;
  if (term.field == "from" || term.field == "to") return DateMatches(term, event.date);
  if (term.field == "text") {
    return std::ranges::all_of(term.values, [&](const std::string& value) { return folded_text.find(value) != std::string::npos; });
  }
  return std::ranges::any_of(term.values, [&](const std::string& value) { return ValueMatches(term, value, event, context); });
}

}  // namespace

Result<Filter> ParseFilter(std::string_view words) {
  Filter filter;
  filter.words = std::string(words);
  if (words.size() > kFilterBytesMax) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("filter: longer than {} bytes", kFilterBytesMax));
  }
  auto split = SplitWords(words);
  if (!split) return std::unexpected(split.error());
  for (const Word& word : *split) {
    auto term = ReadTerm(word);
    if (!term) return std::unexpected(term.error());
    filter.terms.push_back(std::move(*term));
  }
  return filter;
}

bool Matches(const Filter& filter, const Event& event, const FilterContext& context) {
  std::string folded;
  for (const FilterTerm& term : filter.terms) {
    if (term.field == "text" && folded.empty()) folded = FoldCase(CollapseSpace(context.text));
    if (TermMatches(term, event, context, folded) == term.negated) return false;
  }
  return true;
}

bool GlobMatches(std::string_view glob, std::string_view value) {
  // Two pointers with one star to come back to: linear in practice, no recursion.
  std::size_t g = 0, v = 0;
  std::size_t star = std::string_view::npos, star_value = 0;
  while (v < value.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_value = v;
    } else if (g < glob.size() && glob[g] == value[v]) {
      ++g;
      ++v;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      v = ++star_value;
    } else {
      return false;
    }
  }
  while (g < glob.size() && glob[g] == '*') ++g;
  return g == glob.size();
}

}  // namespace dateline
