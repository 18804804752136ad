// What is no date, and what must hold of every answer: no clock, spans inside the text, shifts with the reference.
#include <catch2/catch.hpp>
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "extract/dates.h"

namespace dateline::extract {
namespace {

std::vector<Timex> Find(std::string_view text, std::string_view reference = "2025-09-12") {
  return FindDates(text, Reference{ParseIsoDay(reference)});
}

TEST_CASE("words and numbers that only look like dates are left alone") {
  for (const std::string_view text : {
           // verbs, modals, names
           "Exports may rise.", "May the best bid win?", "Troops march through the square.", "Prices fall quickly.",
           "He sat down.", "The sun sets.", "Commissioner March declined.", "Theresa May said nothing.",
           "Ms. April Stone testified.", "A spring in the lock broke.", "The second bidder won.", "It may march on.",
           "Judge June Hale agreed.", "an august body of jurists",
           // counts, models, money, shares
           "It sold 2000 MI300 boards.", "some 2015 units arrived", "It paid $2020 for it.", "2050 workers struck.",
           "The A800, H800 and 910B are covered.", "an RTX 4090 and a Model 2024X", "It rose 19.5 percent.",
           "the 2025 H20 sample", "a 1976 MHz clock",
           // citations and numbers of all sorts
           "Section 1701 and Part 734 apply.", "See 88 FR 2021 and 15 CFR 744.", "ECCN 5A992 and 3B001",
           "Document No. 2024-02030", "call 202-555-1999", "Public Law 117-58", "version 1.1.2020",
           "the CHIPS and Science Act of 2022", "ratio of 4:3 and 24/7 service", "http://example.com/2024/05/06/story",
           "Room 2014, Fifth Street", "H.R. 3447 and S. 1963", "between 10 and 20 firms", "IP 10.1.20.15",
           // impossible days
           "2024-02-30", "2023-13-45", "31/31/2024",
           // idioms
           "at the end of the day", "the end of the line", "on the 7th floor", "the workforce of tomorrow",
           "in today's world", "the first half", "Sunday Times readers"}) {
    INFO(text);
    std::string found;
    for (const Timex& timex : Find(text)) found += std::string(timex.span.In(text)) + " = " + ToEdtf(timex.date) + "; ";
    CHECK(found == "");
  }
}

TEST_CASE("without a reference relative expressions are left out and absolute ones stay") {
  for (const std::string_view text : {"They met yesterday.", "They met on Friday.", "They met in April.", "They met May 6.",
                                      "They met last year.", "They met three days ago.", "It ends in the fall."}) {
    INFO(text);
    CHECK(Find(text, "").empty());
  }
  CHECK(Find("They met on May 6, 2024.", "").size() == 1);
}

TEST_CASE("moving the reference moves relative answers by as much") {
  const std::vector<std::string_view> texts{"It was seized yesterday.", "It shut four days ago.", "It opens in ten days.",
                                            "It must report within 30 days.", "A vote is due tomorrow."};
  const Day start = *ParseIsoDay("2023-12-20");
  for (const std::string_view text : texts) {
    const auto base = FindDates(text, Reference{start});
    REQUIRE(base.size() == 1);
    for (int shift = 1; shift < 500; shift += 7) {
      const auto moved = FindDates(text, Reference{start + std::chrono::days(shift)});
      REQUIRE(moved.size() == 1);
      CHECK(moved[0].date.lo == *base[0].date.lo + std::chrono::days(shift));
      CHECK(moved[0].date.hi == *base[0].date.hi + std::chrono::days(shift));
    }
  }
  // Whole weeks move weekdays and weeks by as much.
  for (const std::string_view text : {"They met on Friday.", "They will meet Monday.", "They met last week.", "They meet next Tuesday."}) {
    const auto base = FindDates(text, Reference{start});
    REQUIRE(base.size() == 1);
    for (int weeks = 1; weeks < 60; ++weeks) {
      const auto moved = FindDates(text, Reference{start + std::chrono::days(7 * weeks)});
      CHECK(moved.at(0).date.lo == *base[0].date.lo + std::chrono::days(7 * weeks));
    }
  }
}

TEST_CASE("absolute dates do not move with the reference") {
  const std::string_view text = "From May 2019 to July 2021, and on June 3, 2024, in Q2 2024 and since 2018.";
  const auto base = Find(text, "2020-01-01");
  CHECK(base.size() == 4);
  for (const std::string_view reference : {"", "1999-12-31", "2031-07-15"}) {
    const auto other = Find(text, reference);
    REQUIRE(other.size() == base.size());
    for (std::size_t i = 0; i < base.size(); ++i) CHECK(ToEdtf(other[i].date) == ToEdtf(base[i].date));
  }
}

TEST_CASE("a past verb never points ahead and a future verb never back, whatever the day") {
  const Day start = *ParseIsoDay("2024-01-01");
  for (int shift = 0; shift < 800; shift += 3) {
    const Day reference = start + std::chrono::days(shift);
    CHECK(*FindDates("The court ruled on June 15.", Reference{reference}).at(0).date.lo <= reference);
    CHECK(*FindDates("The court will rule on June 15.", Reference{reference}).at(0).date.hi > reference);
    CHECK(*FindDates("The court ruled on Friday.", Reference{reference}).at(0).date.lo <= reference);
    CHECK(*FindDates("The court will rule on Friday.", Reference{reference}).at(0).date.hi > reference);
  }
}

// Counting from the last or first year once left the calendar and broke the printing of weeks.
TEST_CASE("offsets that leave the calendar are no dates") {
  for (const std::string_view reference : {"0001-01-01", "9999-12-31"}) {
    for (const std::string_view text : {"until last week", "since last week", "by next year", "9999 years ago", "in 9999 decades",
                                        "until next week", "by the end of next decade", "the past 400 years"}) {
      INFO(text << " " << reference);
      for (const Timex& timex : Find(text, reference)) CHECK_FALSE(ToEdtf(timex.date).starts_with("-"));
    }
  }
}

TEST_CASE("any mixture of date words gives ordered spans inside the text") {
  const std::vector<std::string_view> words{
      "early", "the", "end", "of", "May", "March", "Sept.", "15", "2025", "-", "to", "from", "between", "and", "Friday", "last",
      "next", "week", "two", "days", "after", "before", "ago", ",", ".", "Q3", "fiscal", "within", "the 7th", "first", "half",
      "9999", "0", "31", "30", "February", "年", "月", "日", "上", "周", "三", "2024", "\n\n", "\xff", "in", "years", "1990s", "no later than"};
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (int n = 0; n < 14; ++n) {
      text += words[random() % words.size()];
      if (random() % 4 != 0) text += ' ';
    }
    std::uint32_t last = 0;
    for (const Timex& timex : Find(text)) {
      REQUIRE(timex.span.begin >= last);
      REQUIRE(timex.span.end > timex.span.begin);
      REQUIRE(timex.span.end <= text.size());
      if (timex.date.lo && timex.date.hi) REQUIRE(*timex.date.lo < *timex.date.hi);
      REQUIRE_FALSE(timex.rule.empty());
      last = timex.span.end;
    }
  }
}

}  // namespace
}  // namespace dateline::extract
