#include "ingest/congress.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace dateline::ingest {
namespace {

constexpr std::size_t kActionsMax = 2000;
constexpr int kNewestCongress = 199;
constexpr int kOldestCongress = 1;

struct BillKind {
  std::string_view type;
  std::string_view words;
  std::string_view path;  // at www.congress.gov
};
// Sorted by type.
constexpr std::array kBillKinds{
    BillKind{"HCONRES", "H.Con.Res.", "house-concurrent-resolution"},
    BillKind{"HJRES", "H.J.Res.", "house-joint-resolution"},
    BillKind{"HR", "H.R.", "house-bill"},
    BillKind{"HRES", "H.Res.", "house-resolution"},
    BillKind{"S", "S.", "senate-bill"},
    BillKind{"SCONRES", "S.Con.Res.", "senate-concurrent-resolution"},
    BillKind{"SJRES", "S.J.Res.", "senate-joint-resolution"},
    BillKind{"SRES", "S.Res.", "senate-resolution"},
};
static_assert(std::ranges::is_sorted(kBillKinds, {}, &BillKind::type));

const BillKind* FindKind(std::string_view type) {
  const auto* found = std::ranges::lower_bound(kBillKinds, type, {}, &BillKind::type);
  return found != kBillKinds.end() && found->type == type ? found : nullptr;
}

std::optional<int> NumberOf(std::string_view text, int low, int high) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < low || number > high) return std::nullopt;
  return number;
}

std::string Ordinal(int n) {
  const int tens = n % 100;
  const bool teen = tens >= 11 && tens <= 13;
  const int last = teen ? 0 : n % 10;
  return fmt::format("{}{}", n, last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

// "January 5, 2021"
std::string LongDay(Day day) {
  constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};
  const std::chrono::year_month_day ymd(day);
  return fmt::format("{} {}, {}", kMonths[static_cast<unsigned>(ymd.month()) - 1], static_cast<unsigned>(ymd.day()),
                     static_cast<int>(ymd.year()));
}

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "; ") + word;
  return out;
}

// Oldest first, each once: the House's floor and the Library tell some in the same words.
std::vector<BillAction> InOrder(const std::vector<BillAction>& newest_first) {
  std::vector<BillAction> actions(newest_first.rbegin(), newest_first.rend());
  std::ranges::stable_sort(actions, {}, &BillAction::day);
  std::set<BillAction> seen;
  std::erase_if(actions, [&](const BillAction& action) { return !seen.insert(action).second; });
  if (actions.size() > kActionsMax) actions.erase(actions.begin(), actions.end() - kActionsMax);
  return actions;
}

std::string TextOf(const Bill& bill, const std::vector<BillAction>& actions) {
  std::string text = fmt::format("{}, {} Congress: {}", bill.number.Words(), Ordinal(bill.number.congress), bill.title);
  if (bill.introduced) {
    text += "\n\nIntroduced";
    if (!bill.chamber.empty()) text += " in the " + bill.chamber;
    text += " on " + LongDay(*bill.introduced);
    if (!bill.sponsors.empty()) text += " by " + Joined(bill.sponsors);
    text += '.';
  }
  if (!bill.laws.empty()) text += "\n\n" + Joined(bill.laws) + ".";
  if (bill.summary)
    text +=
        fmt::format("\n\nSummary ({}, {})\n\n{}", bill.summary->stage, LongDay(bill.summary->day), bill.summary->text);
  if (!actions.empty()) text += "\n\nActions\n";
  std::string_view last;
  for (const BillAction& action : actions) {
    if (action.text == last) continue;
    text += fmt::format("\n{}: {}", LongDay(action.day), action.text);
    last = action.text;
  }
  return text;
}

}  // namespace

std::string BillNumber::Id() const {
  return fmt::format("{}:{}:{}", congress, type, number);
}

std::string BillNumber::Words() const {
  const BillKind* kind = FindKind(type);
  return fmt::format("{} {}", kind != nullptr ? kind->words : type, number);
}

std::optional<BillNumber> MakeBillNumber(std::string_view congress, std::string_view type, std::string_view number) {
  std::string upper(type);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  const auto of = NumberOf(congress, kOldestCongress, kNewestCongress);
  const auto n = NumberOf(number, 1, 99'999);
  if (!of || !n || FindKind(upper) == nullptr) return std::nullopt;
  return BillNumber{*of, std::move(upper), *n};
}

std::string SponsorWords(std::string_view full_name) {
  const auto bracket = full_name.find(" [");
  std::string_view name = full_name.substr(0, bracket);
  std::string seat;
  if (bracket != std::string_view::npos && full_name.ends_with(']')) {
    seat = fmt::format(" ({})", full_name.substr(bracket + 2, full_name.size() - bracket - 3));
  }
  const auto comma = name.find(", ");
  if (comma == std::string_view::npos) return std::string(name) + seat;
  // The office stands before the family name and ends in a full stop: "Rep.", "Sen.", "Del.".
  const auto office = name.substr(0, comma).find(". ");
  const std::size_t family = office == std::string_view::npos ? 0 : office + 2;
  // "Gerald E.": the initial is left to the record.
  std::string_view given = name.substr(comma + 2);
  if (given.size() > 3 && given.ends_with('.') && given[given.size() - 3] == ' ') given.remove_suffix(3);
  return fmt::format("{}{} {}{}", name.substr(0, family), given, name.substr(family, comma - family), seat);
}

Document BillDocument(const Bill& bill, std::string_view source) {
  const std::vector<BillAction> actions = InOrder(bill.actions);
  Document document;
  document.source = source;
  document.keys = {"BILL:" + bill.number.Id()};
  document.guid = bill.number.Id();
  document.url = fmt::format("https://www.congress.gov/bill/{}-congress/{}/{}", Ordinal(bill.number.congress),
                             FindKind(bill.number.type) != nullptr ? FindKind(bill.number.type)->path : "bill",
                             bill.number.number);
  document.title = bill.title.empty() ? bill.number.Words() : fmt::format("{}: {}", bill.number.Words(), bill.title);
  document.text = TextOf(bill, actions);
  document.language = "en";
  document.kind = "bill";
  // It tells how things stand on the day of the last action.
  const auto day = actions.empty() ? bill.introduced : std::optional(actions.back().day);
  if (day) {
    document.published.span = DayOf(*day);
    document.published.zone = "America/New_York";
    document.published.words = ToIso(*day);
  }
  const auto add = [&](std::string name, std::string value) {
    if (!value.empty()) document.fields.push_back({std::move(name), std::move(value)});
  };
  add("congress", fmt::format("{}", bill.number.congress));
  add("bill_number", bill.number.Words());
  add("chamber", bill.chamber);
  if (bill.introduced) add("introduced_on", ToIso(*bill.introduced));
  for (const std::string& sponsor : bill.sponsors) add("sponsor", sponsor);
  for (const std::string& law : bill.laws) add("law_number", law);
  add("policy_area", bill.policy_area);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    add(fmt::format("action.{}", i + 1),
        fmt::format("{}|{}|{}", ToIso(actions[i].day), actions[i].code, actions[i].text));
  }
  return document;
}

}  // namespace dateline::ingest
