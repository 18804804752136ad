// Any bytes through the whole extractor: clauses, cues, triggers, statements. Spans must stay inside the text.
#include <cstddef>
#include <cstdint>
#include <string>

#include "config/load.h"
#include "extract/extract.h"
#include "model/check.h"

namespace {

const dateline::extract::RuleSet& Rules() {
  static const auto rules = [] {
    auto loaded = dateline::config::Load("");
    return dateline::extract::RuleSet::Compile(loaded.config, loaded.problems);
  }();
  return *rules;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dateline::Document document;
  document.source = "fuzz";
  document.text.assign(reinterpret_cast<const char*>(data), size);
  document.published.span = dateline::DayOf(2025, 6, 18);
  const auto what = dateline::extract::Extract(document, Rules());
  for (const auto& assertion : what.assertions) {
    DATELINE_CHECK(!assertion.evidence.empty());
    for (const auto span : assertion.evidence) DATELINE_CHECK(span.begin <= span.end && span.end <= size);
  }
  for (const auto& statement : what.statements) {
    DATELINE_CHECK(statement.content.begin <= statement.content.end && statement.content.end <= size);
  }
  return 0;
}
