#include "extract/dates_fiscal.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dateline::extract {
namespace {

// Month in which the fiscal year of a firm or office ends; words of its name as they stand in text.
struct FiscalOwner {
  std::string_view word;
  int end_month;
  bool exact = false;  // closes with the month's last day, not on a weekday near it
};
constexpr bool kExact = true;
constexpr std::array kFiscalOwners{
    FiscalOwner{"nvidia", 1},
    FiscalOwner{"apple", 9, kExact},
    FiscalOwner{"micron", 8},
    FiscalOwner{"broadcom", 10},
    FiscalOwner{"qualcomm", 9, kExact},
    FiscalOwner{"microsoft", 6, kExact},
    FiscalOwner{"cisco", 7},
    FiscalOwner{"dell", 1},
    FiscalOwner{"oracle", 5, kExact},
    FiscalOwner{"alibaba", 3, kExact},
    FiscalOwner{"hpe", 10, kExact},
    FiscalOwner{"hp", 10, kExact},
    FiscalOwner{"lam", 6},
    FiscalOwner{"kla", 6, kExact},
    FiscalOwner{"supermicro", 6, kExact},
    FiscalOwner{"synopsys", 10},
    FiscalOwner{"marvell", 1},
    FiscalOwner{"amd", 12},
    FiscalOwner{"intel", 12},
    FiscalOwner{"tsmc", 12},
    FiscalOwner{"samsung", 12},
    FiscalOwner{"asml", 12},
    FiscalOwner{"smic", 12},
    FiscalOwner{"lenovo", 3, kExact},
    FiscalOwner{"sony", 3, kExact},
    FiscalOwner{"softbank", 3, kExact},
    FiscalOwner{"arm", 3, kExact},
    FiscalOwner{"applied", 10},
    FiscalOwner{"keysight", 10, kExact},
    FiscalOwner{"seagate", 6},
    FiscalOwner{"wolfspeed", 6},
    FiscalOwner{"coherent", 6, kExact},
    FiscalOwner{"infineon", 9, kExact},
    FiscalOwner{"siemens", 9, kExact},
    FiscalOwner{"salesforce", 1, kExact},
    FiscalOwner{"snowflake", 1, kExact},
    FiscalOwner{"kioxia", 3, kExact},
    FiscalOwner{"congress", 9, kExact},
    FiscalOwner{"appropriations", 9, kExact},
    FiscalOwner{"ndaa", 9, kExact},
    FiscalOwner{"pentagon", 9, kExact},
    FiscalOwner{"senate", 9, kExact},
    FiscalOwner{"authorization", 9, kExact},
    FiscalOwner{"budget", 9, kExact},
};

// Owners that are firms; the offices after them lend their year only to what stands near.
constexpr std::size_t kFiscalFirms = 37;
static_assert(kFiscalOwners[kFiscalFirms].word == "congress");

consteval auto HashesOfOwners() {
  std::array<std::uint32_t, kFiscalOwners.size()> out{};
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = HashOf(kFiscalOwners[i].word);
  return out;
}
constexpr auto kFiscalHashes = HashesOfOwners();

// Index of the owner that token `i` names, of the first `count`; `count` when it names none.
std::size_t FiscalOwnerAt(const DateText& text, std::uint32_t i, std::size_t count) {
  if (!text.Capital(i)) return count;
  const auto last = kFiscalHashes.begin() + static_cast<std::ptrdiff_t>(count);
  const auto owner =
      static_cast<std::size_t>(std::find(kFiscalHashes.begin(), last, text.token(i).hash) - kFiscalHashes.begin());
  if (owner < count && kFiscalOwners[owner].word == "applied" && !text.SameWord(i + 1, "materials")) return count;
  return owner;
}

// The firm that the head of the document names most: whose filing it is.
const FiscalOwner* Filer(const DateText& text) {
  constexpr std::uint32_t kHead = 4000;
  std::array<std::uint32_t, kFiscalFirms> named{};
  for (std::uint32_t i = 0; i < text.size() && i < kHead; ++i) {
    if (const std::size_t owner = FiscalOwnerAt(text, i, kFiscalFirms); owner < kFiscalFirms) ++named[owner];
  }
  const auto most = std::max_element(named.begin(), named.end());
  if (*most == 0) return nullptr;
  return &kFiscalOwners[static_cast<std::size_t>(most - named.begin())];
}

}  // namespace

std::optional<FiscalYearEnd> FiscalYears::EndAt(std::uint32_t begin) {
  const auto end_of = [](const FiscalOwner& owner) { return FiscalYearEnd{owner.end_month, owner.exact}; };
  constexpr std::uint32_t kBack = 120;
  constexpr std::uint32_t kAhead = 30;
  for (std::uint32_t i = begin - std::min(begin, kAhead); i < begin + kAhead && i < text_.size(); ++i) {
    if (!text_.SameWord(i, "we") && !text_.SameWord(i, "our")) continue;
    if (!filer_end_) {
      const FiscalOwner* filer = Filer(text_);
      filer_end_ = filer != nullptr ? std::optional(end_of(*filer)) : std::nullopt;
    }
    if (*filer_end_) return *filer_end_;
    break;
  }
  for (std::uint32_t k = 1; k <= kBack && k <= begin; ++k) {
    const std::size_t owner = FiscalOwnerAt(text_, begin - k, kFiscalOwners.size());
    if (owner < kFiscalOwners.size()) return end_of(kFiscalOwners[owner]);
  }
  for (std::uint32_t i = begin; i < begin + kAhead && i < text_.size(); ++i) {
    const std::size_t owner = FiscalOwnerAt(text_, i, kFiscalOwners.size());
    if (owner < kFiscalOwners.size()) return end_of(kFiscalOwners[owner]);
  }
  return std::nullopt;
}

}  // namespace dateline::extract
