#include "alert/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "alert/explain.h"
#include "alert/trial.h"

namespace dateline::alert {
namespace {

// Reading the configuration may already have told of the same thing.
void Complain(Problems& problems, Where where, std::string message, std::string hint = {}) {
  const bool told = std::ranges::any_of(problems, [&](const Problem& problem) {
    return problem.message == message && problem.where.Text() == where.Text();
  });
  if (!told) problems.push_back({std::move(where), std::move(message), std::move(hint)});
}

void LookUpMaterial(Rule& rule, Problems& problems) {
  const std::vector<std::string>& names = rule.record.material.empty() ? DefaultMaterial() : rule.record.material;
  for (const std::string& name : names) {
    if (const MaterialField* field = FindMaterialField(name)) {
      rule.material.push_back(field);
    } else {
      Complain(problems, rule.record.where,
               fmt::format("rule '{}': there is no material field '{}'", rule.record.id, name),
               "fields are " + MaterialFieldNames());
    }
  }
}

// A rule for a type that does not exist would be silent for ever.
void CheckTypes(const Rule& rule, const config::Config& config, Problems& problems) {
  if (config.event_types.empty()) return;
  for (const FilterTerm& term : rule.filter.terms) {
    if (term.field != "type") continue;
    for (const std::string& value : term.values) {
      const std::string_view glob = std::string_view(value).substr(0, value.find('/'));
      const auto named = [&](const config::EventTypeRecord& type) { return GlobMatches(glob, type.id); };
      if (std::ranges::any_of(config.event_types, named)) continue;
      Complain(problems, rule.record.filter_where,
               fmt::format("rule '{}': no event type is called '{}'", rule.record.id, value),
               "the types stand in config/default/events/");
    }
  }
}

std::optional<Rule> CompileRule(const config::AlertRuleRecord& record, const config::Config& config,
                                Problems& problems) {
  auto filter = ParseFilter(record.filter);
  if (!filter) {
    Complain(problems, record.filter_where, filter.error().message);
    return std::nullopt;
  }
  if (filter->empty()) {
    Complain(problems, record.filter_where, fmt::format("rule '{}' has an empty filter", record.id),
             "it would tell of everything; \"type:*\" says so");
    return std::nullopt;
  }
  Rule rule{record, HashOf(record), *std::move(filter), {}};
  LookUpMaterial(rule, problems);
  CheckTypes(rule, config, problems);
  return rule;
}

AlertDraft Draft(const Rule& rule, const StoreChange& change) {
  AlertDraft draft;
  draft.rule = rule.record.id;
  draft.rule_hash = rule.hash;
  draft.severity = rule.record.severity;
  draft.transition = TransitionOf(change);
  const Trial trial = Explained(rule, change);
  draft.explain = ExplainJson(rule, change, trial);
  // A rule routed to the digest is recorded now and told of there.
  if (rule.record.route == "digest" || rule.record.channels.empty()) return draft;
  const std::string payload = PayloadJson(rule, change, trial);
  for (const std::string& channel : rule.record.channels)
    draft.deliveries.push_back({channel, payload, "application/json"});
  return draft;
}

}  // namespace

struct RuleBook::Impl {
  std::vector<Rule> rules;
};

RuleBook::RuleBook() : impl_(std::make_unique<Impl>()) {}
RuleBook::~RuleBook() = default;
RuleBook::RuleBook(RuleBook&&) noexcept = default;
RuleBook& RuleBook::operator=(RuleBook&&) noexcept = default;

RuleBook RuleBook::Compile(const config::Config& config, Problems& problems) {
  RuleBook book;
  for (const config::AlertRuleRecord& record : config.rules) {
    if (auto rule = CompileRule(record, config, problems)) book.impl_->rules.push_back(*std::move(rule));
  }
  return book;
}

std::vector<AlertDraft> RuleBook::Match(const StoreChange& change) const {
  std::vector<AlertDraft> drafts;
  for (const Rule& rule : impl_->rules) {
    if (Fires(rule, change)) drafts.push_back(Draft(rule, change));
  }
  return drafts;
}

Trial RuleBook::Try(std::string_view rule, const StoreChange& change) const {
  const auto found =
      std::ranges::find(impl_->rules, rule, [](const Rule& entry) { return std::string_view(entry.record.id); });
  if (found != impl_->rules.end()) return Explained(*found, change);
  Trial trial;
  trial.reason = fmt::format("there is no rule '{}'", rule);
  return trial;
}

ChangeMatcher RuleBook::Matcher() const {
  // The book may be moved while a matcher lives; what it points to stays.
  const RuleBook::Impl* impl = impl_.get();
  return [impl](const StoreChange& change) {
    std::vector<AlertDraft> drafts;
    for (const Rule& rule : impl->rules) {
      if (Fires(rule, change)) drafts.push_back(Draft(rule, change));
    }
    return drafts;
  };
}

}  // namespace dateline::alert
