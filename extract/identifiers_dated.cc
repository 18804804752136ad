#include "extract/identifiers_dated.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace dateline::extract {
namespace {

namespace chr = std::chrono;

constexpr std::size_t kBesideBytes = 60;
constexpr int kRegisterYear = 1935;
constexpr int kOldestOrder = 12834;  // older ones are weighed by nothing

// First executive order of each administration since 1993.
struct OrderFrom {
  int number;
  chr::year_month_day day;
};
constexpr std::array kOrders{
    OrderFrom{kOldestOrder, chr::year(1993) / 1 / 20}, OrderFrom{13198, chr::year(2001) / 1 / 29},
    OrderFrom{13489, chr::year(2009) / 1 / 21},        OrderFrom{13765, chr::year(2017) / 1 / 20},
    OrderFrom{13985, chr::year(2021) / 1 / 20},        OrderFrom{14147, chr::year(2025) / 1 / 20}};

int YearOf(Day day) {
  return static_cast<int>(chr::year_month_day(day).year());
}

// The Congress that sat on a day: since 1935 each begins on January 3 of an odd year.
int CongressOn(Day day) {
  const chr::year_month_day date(day);
  const int year = static_cast<int>(date.year());
  const bool before = year % 2 != 0 && date.month() == chr::January && date.day() < chr::day(3);
  return ((before ? year - 1 : year) - 1789) / 2 + 1;
}

std::optional<int> NumberAt(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Year of a date right behind a citation: "90 FR 4544 (Jan. 15, 2025)", "of August 9, 2023".
std::optional<int> YearBehind(std::string_view text, std::size_t end) {
  static const RE2 date(R"([,;]?\s*(?:\(|of\s+|dated\s+)(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},\s+)?(\d{4})\b)");
  const std::string_view behind = text.substr(std::min(end, text.size()), kBesideBytes);
  re2::StringPiece groups[2];
  const auto piece = Piece(behind);
  if (!date.Match(piece, 0, piece.size(), RE2::ANCHOR_START, groups, 2)) return std::nullopt;
  return NumberAt({groups[1].data(), groups[1].size()});
}

bool RegisterPlausible(int volume, std::optional<int> said, std::optional<Day> published) {
  if (said) return volume == *said - kRegisterYear;
  return !published || volume <= YearOf(*published) - kRegisterYear;
}

bool OrderPlausible(int number, std::optional<int> said, std::optional<Day> published) {
  if (number < kOldestOrder) return !said || *said <= 1993;
  const auto next = std::upper_bound(kOrders.begin(), kOrders.end(), number,
                                     [](int n, const OrderFrom& row) { return n < row.number; });
  const OrderFrom& from = *std::prev(next);
  if (said && *said < static_cast<int>(from.day.year())) return false;
  if (said && next != kOrders.end() && *said > static_cast<int>(next->day.year())) return false;
  return !published || Day(from.day) <= *published;
}

// "118th Congress" within a line of the bill; what stands behind it before what stands in front.
std::optional<int> CongressBeside(std::string_view text, Span span) {
  static const RE2 congress(R"((\d{2,3})(?:st|nd|rd|th)\s+Cong(?:ress|\.))");
  const std::size_t begin = span.begin > kBesideBytes ? span.begin - kBesideBytes : 0;
  for (const std::string_view stretch : {text.substr(span.end, kBesideBytes), text.substr(begin, span.begin - begin)}) {
    if (stretch.find("Cong") == std::string_view::npos) continue;
    re2::StringPiece number;
    if (RE2::PartialMatch(Piece(stretch), congress, &number)) return NumberAt({number.data(), number.size()});
  }
  return std::nullopt;
}

void NameCongress(std::string_view text, std::optional<Day> published, Mention& mention) {
  constexpr std::string_view kValue = "BILL:";
  constexpr std::string_view kEntity = "rule.bill-";
  auto congress = CongressBeside(text, mention.span);
  if (!congress && published) congress = CongressOn(*published);
  if (!congress) return;
  mention.value.insert(kValue.size(), fmt::format("{}:", *congress));
  if (mention.entity.starts_with(kEntity)) mention.entity.insert(kEntity.size(), fmt::format("{}-", *congress));
}

}  // namespace

void WeighIdentifiers(std::string_view text, std::optional<Day> published, std::vector<Mention>& mentions) {
  for (Mention& mention : mentions) {
    const std::string_view value = mention.value;
    if (value.starts_with("BILL:")) {
      NameCongress(text, published, mention);
      continue;
    }
    const bool paper = value.starts_with("FR:");
    if (!paper && !value.starts_with("EO:")) continue;
    const auto number = NumberAt(value.substr(3));
    const auto said = YearBehind(text, mention.span.end);
    if (!number || (paper ? RegisterPlausible(*number, said, published) : OrderPlausible(*number, said, published)))
      continue;
    mention.value.clear();
    mention.rule += "/implausible";
  }
}

}  // namespace dateline::extract
