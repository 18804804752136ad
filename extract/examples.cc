// CheckExamples: every event type carries texts that must match it and texts that must not.
#include <algorithm>

#include <fmt/format.h>

#include "extract/extract.h"

namespace dateline::extract {
namespace {

// Examples are read as if published on this day, so that "on Tuesday" has a meaning.
Document ExampleDocument(const std::string& text) {
  Document document;
  document.source = "example";
  document.text = text;
  document.published.span = DayOf(2025, 6, 18);
  return document;
}

std::string ValueOf(const EventAssertion& a, const std::string& name) {
  if (name == "modality") return std::string(ToString(a.modality));
  if (name == "subtype") return a.subtype;
  if (name == "date") return ToEdtf(a.date);
  if (name == "hedge") return std::string(ToString(a.hedge));
  if (name == "basis") return std::string(ToString(a.basis));
  if (name == "denial") return std::string(ToString(a.denial));
  if (name == "direction") return std::string(ToString(a.direction));
  return "";
}

bool Meets(const EventAssertion& a, const config::ExampleRecord& example) {
  return std::ranges::all_of(example.expect, [&](const auto& want) { return ValueOf(a, want.first) == want.second; });
}

std::string Found(const Extraction& what) {
  std::string out;
  for (const EventAssertion& a : what.assertions) {
    out += fmt::format("{}{} ({}) by {}", out.empty() ? "" : ", ", a.type, ToString(a.modality), a.rule);
  }
  return out.empty() ? "no event" : out;
}

void CheckTypeExample(const std::string& type, const config::ExampleRecord& example, const RuleSet& rules,
                      Problems& problems) {
  const Extraction what = Extract(ExampleDocument(example.text), rules);
  const EventAssertion* found = nullptr;
  bool meets = false;
  for (const EventAssertion& a : what.assertions) {
    if (a.type != type) continue;
    found = &a;
    meets = meets || Meets(a, example);
  }
  if (example.match && !meets) {
    problems.push_back({example.where, fmt::format("{}: example does not match: \"{}\"", type, example.text),
                        "found " + Found(what)});
  } else if (!example.match && found != nullptr) {
    problems.push_back({example.where, fmt::format("{}: must not match: \"{}\"", type, example.text),
                        "matched by " + found->rule});
  }
}

}  // namespace

void CheckExamples(const config::Config& config, const RuleSet& rules, Problems& problems) {
  for (const config::EventTypeRecord& type : config.event_types) {
    for (const config::ExampleRecord& example : type.examples) CheckTypeExample(type.id, example, rules, problems);
  }
  for (const config::PatternRecord& pattern : config.patterns) {
    for (const config::ExampleRecord& example : pattern.examples) {
      const Extraction what = Extract(ExampleDocument(example.text), rules);
      const bool found = std::ranges::any_of(what.mentions, [&](const Mention& m) {
        // A dictionary name may take what a pattern would also have found.
        return m.rule == "pattern:" + pattern.id || (example.match && ToString(m.kind) == pattern.kind);
      });
      if (found == example.match) continue;
      problems.push_back({example.where, fmt::format("pattern {}: {}: \"{}\"", pattern.id,
                                                     example.match ? "example does not match" : "must not match",
                                                     example.text), ""});
    }
  }
}

}  // namespace dateline::extract
