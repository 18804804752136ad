// The shipped rules, compiled once for all tests of this program, and a document made of one text.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "config/load.h"
#include "extract/extract.h"

namespace dateline::extract {

inline const config::Loaded& ShippedConfig() {
  static const config::Loaded loaded = config::Load("");
  return loaded;
}

inline const RuleSet& ShippedRules() {
  static const auto rules = [] {
    Problems problems;
    return RuleSet::Compile(ShippedConfig().config, problems);
  }();
  return *rules;
}

// Published on Wednesday, 18 June 2025.
inline Extraction ReadShipped(std::string_view text, std::string_view title = "") {
  Document document;
  document.source = "test";
  document.text = text;
  document.title = title;
  document.published.span = DayOf(2025, 6, 18);
  return Extract(document, ShippedRules());
}

// The first assertion of a type, nullptr when there is none.
inline const EventAssertion* FirstOf(const Extraction& what, std::string_view type) {
  for (const EventAssertion& a : what.assertions) {
    if (a.type == type) return &a;
  }
  return nullptr;
}

inline bool Tells(std::string_view text, std::string_view type) {
  return FirstOf(ReadShipped(text), type) != nullptr;
}

// The first assertion of a type that a text tells; the case fails where it tells none.
inline EventAssertion EventIn(std::string_view text, std::string_view type, std::string_view title = "") {
  const Extraction what = ReadShipped(text, title);
  const EventAssertion* found = FirstOf(what, type);
  INFO(type << " in: " << text);
  REQUIRE(found != nullptr);
  return *found;
}

// What a text tells of a type, and when: an EDTF date, "" when undated.
struct DatedCase {
  const char* text;
  const char* type;
  const char* edtf;
};

inline void CheckDate(const DatedCase& c, std::string_view title = "") {
  INFO(c.text);
  CHECK(ToEdtf(EventIn(c.text, c.type, title).date) == c.edtf);
}

}  // namespace dateline::extract
