// Fiscal years: whose year a text speaks of, and when that ends.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/dates_words.h"

namespace dateline::extract {

struct FiscalYearEnd {
  int month = 12;
  bool exact = false;  // with the month's last day, not on a weekday near it
};

// Of one text, which it borrows.
class FiscalYears {
 public:
  explicit FiscalYears(const DateText& text) : text_(text) {}

  // Of the fiscal year meant at token `begin`: in a filing that says "we" of the firm it names most, else of the owner
  // named nearest. Nothing when no owner is known.
  [[nodiscard]] std::optional<FiscalYearEnd> EndAt(std::uint32_t begin);

 private:
  const DateText& text_;
  std::optional<std::optional<FiscalYearEnd>> filer_end_;  // of the firm the text names most, once asked for
};

}  // namespace dateline::extract
