#include "model/date_offset.h"

#include <catch2/catch.hpp>

namespace dateline {
namespace {

TEST_CASE("A day counted from a happening prints and reads back") {
  using Unit = DateOffset::Unit;
  for (const auto& [offset, text, words] : {
           std::tuple{DateOffset{Happening::kEnactment, 180, Unit::kDay}, "enactment+P180D", "180 days after enactment"},
           std::tuple{DateOffset{Happening::kEffect, -1, Unit::kWeek}, "effect-P1W", "1 week before the effective date"},
           std::tuple{DateOffset{Happening::kPublication, 2, Unit::kYear}, "publication+P2Y", "2 years after publication"},
       }) {
    CHECK(ToText(offset) == text);
    CHECK(ToWords(offset) == words);
    CHECK(ParseDateOffset(text) == offset);
  }
  CHECK(ToText(DateOffset{}).empty());
  for (const char* bad : {"", "+P1D", "enactment", "enactment+", "enactment+P", "enactment+PD", "enactment+P0D", "enactment+P-1D",
                          "enactment+P1Q", "birth+P1D", "enactment+P99999999999D", "enactment+P1D ", "enactment*P1D", "enactment+Px1D"}) {
    INFO(bad);
    CHECK_FALSE(ParseDateOffset(bad));
  }
}

TEST_CASE("Months count to the last day of a shorter one, and years end somewhere") {
  using Unit = DateOffset::Unit;
  const auto from = [](int count, Unit unit, std::string_view day) {
    const auto out = DateOffset{Happening::kIssue, count, unit}.From(*ParseIsoDay(day));
    return out ? ToIso(*out) : std::string();
  };
  CHECK(from(180, Unit::kDay, "2025-09-02") == "2026-03-01");
  CHECK(from(-5, Unit::kDay, "2025-01-03") == "2024-12-29");
  CHECK(from(3, Unit::kWeek, "2025-01-01") == "2025-01-22");
  CHECK(from(1, Unit::kMonth, "2025-01-31") == "2025-02-28");
  CHECK(from(-12, Unit::kMonth, "2024-02-29") == "2023-02-28");
  CHECK(from(4, Unit::kYear, "2024-02-29") == "2028-02-29");
  CHECK(from(9000, Unit::kYear, "2024-02-29").empty());
  CHECK(from(2147483647, Unit::kYear, "2024-02-29").empty());
  CHECK(from(-2147483647, Unit::kDay, "2024-02-29").empty());
}

}  // namespace
}  // namespace dateline
