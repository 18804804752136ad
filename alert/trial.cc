#include "alert/trial.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/id.h"

namespace dateline::alert {
namespace {

// A term of the filter in the filter's own language.
std::string WordsOf(const FilterTerm& term) {
  std::string out = term.negated ? "-" : "";
  if (term.field == "text") {
    for (const std::string& value : term.values) out += "\"" + value + "\"";
    return out;
  }
  out += term.field + ":";
  if (term.op == FilterTerm::Op::kAtLeast) return out + ">=" + std::to_string(term.number);
  if (term.op == FilterTerm::Op::kAtMost) return out + "<=" + std::to_string(term.number);
  for (std::size_t i = 0; i < term.values.size(); ++i) out += (i == 0 ? "" : ",") + term.values[i];
  return out;
}

std::string Joined(std::vector<std::string> values) {
  std::ranges::sort(values);
  const auto repeated = std::ranges::unique(values);
  values.erase(repeated.begin(), repeated.end());
  std::string out;
  for (const std::string& value : values) {
    if (!value.empty()) out += (out.empty() ? "" : ", ") + value;
  }
  return out;
}

std::string EntitiesText(const StoreChange& change) {
  std::vector<std::string> all = change.context.entities;
  for (const Role& role : change.after.roles) all.push_back(role.entity);
  return Joined(std::move(all));
}

std::string RolesText(const StoreChange& change) {
  std::vector<std::string> all;
  for (const Role& role : change.after.roles) all.push_back(role.name + "=" + role.entity);
  return Joined(std::move(all));
}

std::string ClassesText(const StoreChange& change) {
  std::vector<std::string> all;
  for (SourceClass value : change.context.classes) all.emplace_back(ToString(value));
  return Joined(std::move(all));
}

std::string DateText(const StoreChange& change) {
  return ToEdtf(change.after.date);
}

// What the event had for a field of the filter.
struct ValueRow {
  std::string_view field;
  std::string (*text)(const StoreChange&);
};
constexpr std::array kValues{
    ValueRow{"basis", [](const StoreChange& change) { return std::string(ToString(change.after.basis)); }},
    ValueRow{"class", ClassesText},
    ValueRow{"direction", [](const StoreChange& change) { return std::string(ToString(change.after.direction)); }},
    ValueRow{"entity", EntitiesText},
    ValueRow{"from", DateText},
    ValueRow{"language", [](const StoreChange& change) { return Joined(change.context.languages); }},
    ValueRow{"modality", [](const StoreChange& change) { return std::string(ToString(change.after.modality)); }},
    ValueRow{"origins", [](const StoreChange& change) { return std::to_string(change.after.origins); }},
    ValueRow{"owner", [](const StoreChange& change) { return Joined(change.context.owners); }},
    ValueRow{"role", RolesText},
    ValueRow{"source", [](const StoreChange& change) { return Joined(change.context.sources); }},
    ValueRow{"speaker", [](const StoreChange& change) { return change.after.speaker; }},
    ValueRow{"status", [](const StoreChange& change) { return std::string(ToString(change.after.outcome)); }},
    ValueRow{"text", [](const StoreChange& change) { return change.deciding.sentence; }},
    ValueRow{"to", DateText},
    ValueRow{"type", [](const StoreChange& change) { return TypeText(change.after); }},
};
static_assert(std::ranges::is_sorted(kValues, {}, &ValueRow::field));

std::string ValueOf(std::string_view field, const StoreChange& change) {
  const auto row = std::ranges::lower_bound(kValues, field, {}, &ValueRow::field);
  return row != kValues.end() && row->field == field ? row->text(change) : std::string();
}

// An act that hangs on an "if" alerts only those who ask for a modality by name: its consequent has not happened.
bool ConditionAllows(const Rule& rule, const Event& event) {
  return event.condition.empty() || std::ranges::any_of(rule.filter.terms, [](const FilterTerm& term) {
           return term.field == "modality" && !term.negated;
         });
}

bool Holds(const Rule& rule, const Event& event, const FilterContext& context) {
  return ConditionAllows(rule, event) && Matches(rule.filter, event, context);
}

// Why a matching event is news to this rule; "" when it is not. An event that the rule could not see before (its
// condition fell, its second origin came) is as new as one that did not exist.
std::string NewsOf(const Rule& rule, const StoreChange& change) {
  if (!change.before) return "new";
  if (const MaterialField* field = FirstChanged(rule.material, change)) return std::string(field->name);
  return Holds(rule, *change.before, change.context) ? "" : "now matching";
}

std::string MaterialText(const Rule& rule) {
  std::string out;
  for (const MaterialField* field : rule.material) out += (out.empty() ? "" : ",") + std::string(field->name);
  return out;
}

void AddClause(Trial& trial, Clause clause, std::string_view failing) {
  if (!clause.holds && trial.reason.empty()) trial.reason = std::string(failing);
  trial.clauses.push_back(std::move(clause));
}

}  // namespace

std::string HashOf(const config::AlertRuleRecord& record) {
  std::string channels;
  for (const std::string& channel : record.channels) channels += channel + "\n";
  std::string material;
  for (const std::string& field : record.material) material += field + "\n";
  return HashKey({record.id, record.filter, record.severity, record.route, channels, material}).Hex();
}

bool Fires(const Rule& rule, const StoreChange& change) {
  return rule.record.enabled && Holds(rule, change.after, change.context) && !NewsOf(rule, change).empty();
}

Trial Explained(const Rule& rule, const StoreChange& change) {
  Trial trial;
  if (!rule.record.enabled) AddClause(trial, {"enabled", "no", false}, "the rule is switched off");
  for (const FilterTerm& term : rule.filter.terms) {
    Filter alone;
    alone.terms.push_back(term);
    Clause clause{WordsOf(term), ValueOf(term.field, change), Matches(alone, change.after, change.context)};
    const std::string failing = fmt::format("{} does not hold: the event has {}", clause.words,
                                            clause.value.empty() ? "nothing there" : clause.value);
    AddClause(trial, std::move(clause), failing);
  }
  if (!change.after.condition.empty()) {
    AddClause(trial, {"unconditional", change.after.condition, ConditionAllows(rule, change.after)},
              "the event is conditional and the rule names no modality");
  }
  const std::string news = NewsOf(rule, change);
  AddClause(trial, {"material:" + MaterialText(rule), news.empty() ? "unchanged" : news, !news.empty()},
            "no material change");
  trial.fires = trial.reason.empty();
  return trial;
}

}  // namespace dateline::alert
