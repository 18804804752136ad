#include "model/date.h"

#include <catch2/catch.hpp>

namespace dateline {
namespace {

DateSpan Span(std::string_view edtf) {
  const auto span = ParseEdtf(edtf);
  INFO(edtf);
  REQUIRE(span.has_value());
  return *span;
}

}  // namespace

TEST_CASE("EDTF reads back as it was printed") {
  const std::string text = GENERATE(values<std::string>({
      "2025-05-15",
      "2025-05-15~",
      "2025-05",
      "2025-05~",
      "2025-34",
      "2025-40",
      "2025-41",
      "2025",
      "2025~",
      "199X",
      "2025-04-09/2025-07-14",
      "2025-04-09~/2025-07-14~",
      "../2025-07-19",
      "2025-07-19/..",
      "2025-07/..",
      "../2025",
      "2025-07/2025-09",
      "2018/2021",
      "2025-04-09/2025-07",
      "2025/2026-06",
      "2024-02-29",
      "0001",
      "9999-12-31",
  }));
  INFO(text);
  const DateSpan span = Span(text);
  CHECK(ToEdtf(span) == text);
  CHECK(ParseEdtf(ToEdtf(span)) == span);
}

TEST_CASE("EDTF that this program never prints is read as what it means") {
  const auto [text, printed] = GENERATE(table<std::string, std::string>({
      {"2025-Q2", "2025-34"},
      {"2025-21", "2025-03/2025-05"},  // spring
      {"2025-24", "2025-12/2026-02"},  // winter
      {"2025-05?", "2025-05~"},
      {"/2025-07-19", "../2025-07-19"},
      {"2025-07-19/", "2025-07-19/.."},
      {"2025-05-15/2025-05-15", "2025-05-15"},
      {"2025-05/2025-05", "2025-05"},
      {"1990/1999", "1990/1999"},
      {"199X/200X", "1990/2009"},
  }));
  INFO(text);
  CHECK(ToEdtf(Span(text)) == printed);
}

TEST_CASE("What is no date is not read") {
  const std::string text = GENERATE(values<std::string>({
      "",
      "..",
      "../..",
      "/",
      "2025-13",
      "2025-00",
      "2025-02-30",
      "2025-2-3",
      "25-02-03",
      "2025-Q5",
      "2025-42",
      "0000",
      "000X",
      "20X5",
      "2025-07-14/2025-04-09",
      "2025-05-15T00:00",
      " 2025",
      "2025 ",
      "2025--1",
      "+2025",
      "-2025",
      "~",
      "2025-05-15~~",
      "2025/2025/2025",
      "99999",
  }));
  INFO(text);
  CHECK_FALSE(ParseEdtf(text).has_value());
}

TEST_CASE("An unknown date prints as nothing") {
  CHECK(ToEdtf({}).empty());
  CHECK(ToWords({}) == "undated");
  CHECK_FALSE(ToIsoPrefix({}).has_value());
}

TEST_CASE("Dates are told in words no finer than they are known") {
  const auto [text, words] = GENERATE(table<std::string, std::string>({
      {"2025-04-09", "9 Apr 2025"},
      {"2025-04-09~", "about 9 Apr 2025"},
      {"2025-05", "May 2025"},
      {"2025-34", "Q2 2025"},
      {"2025-40", "1st half of 2025"},
      {"2025-41", "2nd half of 2025"},
      {"2025", "2025"},
      {"199X", "1990s"},
      {"2025-05-01/2025-05-10", "early May 2025"},
      {"2025-05-11/2025-05-20", "mid-May 2025"},
      {"2025-05-21/2025-05-31", "late May 2025"},
      {"2024-02-21/2024-02-29", "late Feb 2024"},
      {"2025-05-03/2025-05-07", "3–7 May 2025"},
      {"2025-04-09/2025-07-14", "9 Apr–14 Jul 2025"},
      {"2024-12-20/2025-01-05", "20 Dec 2024–5 Jan 2025"},
      {"2025-21", "Mar–May 2025"},
      {"2025-24", "Dec 2025–Feb 2026"},
      {"2018/2021", "2018–2021"},
      {"2025-04-09/2025-07", "9 Apr–Jul 2025"},
      {"../2025-07-19", "by 19 Jul 2025"},
      {"../2025-07", "by Jul 2025"},
      {"2019/..", "from 2019"},
      {"2025-07-19/..", "from 19 Jul 2025"},
  }));
  INFO(text);
  CHECK(ToWords(Span(text)) == words);
}

TEST_CASE("The contract's date is the finest calendar unit that holds the whole span, or most of a week") {
  const auto [text, prefix] = GENERATE(table<std::string, std::string>({
      {"2025-04-09", "2025-04-09"},
      {"2025-05-11/2025-05-20", "2025-05"},
      {"2025-05", "2025-05"},
      {"2025-04-20/2025-05-02", "2025-Q2"},
      {"2025-34", "2025-Q2"},
      {"2025-40", "2025"},
      {"2025-03-20/2025-04-12", "2025"},
      {"2025-10-27/2025-11-02", "2025-10"},
      {"2025-12-29/2026-01-04", "2026-01"},
      {"2025-03-30/2025-04-02", "2025-03"},
      {"2025", "2025"},
      {"2025-24", ""},
      {"../2025-07-19", ""},
      {"199X", ""},
  }));
  INFO(text);
  CHECK(ToIsoPrefix(Span(text)).value_or("") == prefix);
}

TEST_CASE("Spans overlap unless an edge keeps them apart") {
  CHECK(Span("2025-05").Overlaps(Span("2025-05-31")));
  CHECK_FALSE(Span("2025-05").Overlaps(Span("2025-06-01")));
  CHECK(Span("../2025-07-19").Overlaps(Span("2020")));
  CHECK_FALSE(Span("../2025-07-19").Overlaps(Span("2025-07-20")));
  CHECK(DateSpan().Overlaps(Span("2025")));
  CHECK(Span("2025").Contains(Span("2025-34")));
  CHECK_FALSE(Span("2025-34").Contains(Span("2025")));
  CHECK_FALSE(Span("2025").Contains(DateSpan()));
}

TEST_CASE("Days print as ISO writes them, also those of years that have no four digits") {
  const auto day = [](int year, unsigned month, unsigned number) {
    return Day(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
  };
  CHECK(ToIso(day(2025, 1, 9)) == "2025-01-09");
  CHECK(ToIso(day(1999, 12, 31)) == "1999-12-31");
  CHECK(ToIso(day(33, 4, 3)) == "0033-04-03");
  CHECK(ToIso(day(12025, 1, 9)) == "12025-01-09");
  CHECK(ToIso(day(-44, 3, 15)) == "-044-03-15");
}

TEST_CASE("Instants are read as RFC 3339 writes them") {
  const auto [text, printed] = GENERATE(table<std::string, std::string>({
      {"2025-07-18T09:30:00Z", "2025-07-18T09:30:00Z"},
      {"2025-07-18t09:30:00z", "2025-07-18T09:30:00Z"},
      {"2025-07-18 09:30", "2025-07-18T09:30:00Z"},
      {"2025-07-18", "2025-07-18T00:00:00Z"},
      {"2025-07-18T09:30:00+08:00", "2025-07-18T01:30:00Z"},
      {"2025-07-18T09:30:00-0400", "2025-07-18T13:30:00Z"},
      {"2025-07-18T09:30:00.5Z", "2025-07-18T09:30:00.5Z"},
      {"2025-07-18T09:30:00.123456789Z", "2025-07-18T09:30:00.123456Z"},
      {"2025-12-31T24:00:00Z", "2026-01-01T00:00:00Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
  }));
  INFO(text);
  const auto instant = ParseInstant(text);
  REQUIRE(instant.has_value());
  CHECK(ToIso(*instant) == printed);
  CHECK(ParseInstant(printed) == instant);
}

TEST_CASE("What is no instant is not read") {
  const std::string text = GENERATE(values<std::string>({
      "",
      "2025",
      "2025-07-18T",
      "2025-07-18T9:30",
      "2025-07-18T09:60",
      "2025-07-18T25:00",
      "2025-07-18T24:01",
      "2025-07-18T-1:30",
      "2025-07-18T09:30:61",
      "2025-07-18T09:30:00.",
      "2025-07-18T09:30:00+8",
      "2025-07-18T09:30+-8:00",
      "2025-07-18T09:30+24:00",
      "2025-07-18T09:30+08:60",
      "2025-07-18T09:30:00Zjunk",
      "2025-07-18X09:30",
      "0000-01-01",
      "9999-12-31T23:59:59-12:00",
      "0001-01-01T00:00:00+12:00",
  }));
  INFO(text);
  CHECK_FALSE(ParseInstant(text).has_value());
}

}  // namespace dateline
