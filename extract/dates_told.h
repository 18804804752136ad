// Told dates: what a text has told of so far, from which later words count ("two days later", "the October 7 rule").
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/dates_expr.h"
#include "extract/dates_words.h"

namespace dateline::extract {

// Of one text, which it borrows; filled from left to right.
class ToldDates {
 public:
  struct Last {
    std::optional<DateSpan> date;
    std::uint32_t token = 0;
    std::optional<DateSpan> day;  // the last of them that is a day
    std::uint32_t day_token = 0;
  };

  explicit ToldDates(const DateText& text) : text_(text) {}

  // `reason` is that of the resolver's rule id; `reference` the day of publication, if known.
  void Add(const DateExpr& expr, const DateSpan& date, std::string_view reason, std::optional<Day> reference);
  [[nodiscard]] const Last& last() const { return last_; }
  void Restore(const Last& last) { last_ = last; }

  // The date told of last, when it stands near enough to `token`.
  [[nodiscard]] std::optional<DateSpan> LastBefore(std::uint32_t token) const;
  // The same for what counts from it, but a day where days are counted and an earlier sentence tells one.
  [[nodiscard]] std::optional<DateSpan> LastFor(const DateExpr& expr) const;
  // The day last told of a happening.
  [[nodiscard]] std::optional<Day> DayOfThe(Happening happening) const {
    return happenings_[static_cast<std::size_t>(happening)];
  }
  // This day of the year with which the text told of it last.
  [[nodiscard]] std::optional<Day> DayIn(int month, int day) const;

 private:
  const DateText& text_;
  Last last_;
  std::array<std::optional<Day>, kHappeningCount> happenings_{};
  std::vector<std::pair<int, int>> days_;  // month × 100 + day, year
};

}  // namespace dateline::extract
