// Chinese dates: 2025年4月9日, 二〇二五年第三季度, 上周五, 今年年底, 三个月前.
#include <algorithm>
#include <array>

#include "extract/dates_reader.h"

namespace dateline::extract {
namespace {

using Read = std::optional<DateExpr>;

class ChineseReader {
 public:
  ChineseReader(const DateText& text, std::uint32_t start) : t_(text), start_(start) {}

  // With what makes a range or leaves an end open around it.
  Read Any() const {
    std::uint32_t k = start_;
    if (Take(k, "自") || Take(k, "从")) return Since(k);
    if (TakeAny(k, {"截至", "截止", "至"})) return Until(k);
    const Read first = Plain();
    return first ? RangeFrom(*first) : first;
  }
  Read Plain() const {
    if (Read out = YearPhrase()) return out;
    if (Read out = MonthPhrase()) return out;
    if (Read out = Named()) return out;
    if (Read out = WeekdayPhrase()) return out;
    if (Read out = BareQuarter()) return out;
    if (Read out = BareFirst()) return out;
    if (Read out = BareDay()) return out;
    return Counted();
  }

 private:
  struct Number {
    int value = 0;
    std::uint32_t end = 0;
    bool digits = false;  // digit by digit: a year
  };

  [[nodiscard]] DateExpr Make(Form form, std::uint32_t end) const {
    return {.form = form, .begin = start_, .end = end};
  }
  [[nodiscard]] bool Is(std::uint32_t i, std::string_view character) const { return t_.Surface(i) == character; }

  // The characters of `word` (three bytes each) from token `i` on; moves `i` behind them.
  bool Take(std::uint32_t& i, std::string_view word) const {
    std::uint32_t k = i;
    for (std::size_t at = 0; at < word.size(); at += 3) {
      if (!Is(k++, word.substr(at, 3))) return false;
    }
    i = k;
    return true;
  }
  bool TakeAny(std::uint32_t& i, std::initializer_list<std::string_view> words) const {
    for (const std::string_view word : words) {
      if (Take(i, word)) return true;
    }
    return false;
  }

  [[nodiscard]] int Digit(std::uint32_t i) const {
    static constexpr std::array<std::string_view, 12> kDigits{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "零", "两"};
    for (std::size_t n = 0; n < kDigits.size(); ++n) {
      if (Is(i, kDigits[n])) return n == 10 ? 0 : n == 11 ? 2 : static_cast<int>(n);
    }
    return -1;
  }
  // Arabic or Chinese numerals up to 99, or digit by digit ("二〇二五").
  [[nodiscard]] std::optional<Number> ReadNumber(std::uint32_t i) const {
    if (t_.Is(i, Word::kNumber)) return Number{t_[i].value, i + 1, t_[i].digits == 4};
    int value = 0;
    std::uint32_t k = i;
    if (Digit(i) >= 0 && Digit(i + 1) >= 0) {
      for (; k < i + 4 && Digit(k) >= 0; ++k) value = value * 10 + Digit(k);
      return Number{value, k, true};
    }
    bool any = false;
    if (Digit(k) >= 0) {
      value = Digit(k++);
      any = true;
    }
    if (Is(k, "十")) {
      value = (any ? value : 1) * 10;
      ++k;
      any = true;
      if (Digit(k) > 0) value += Digit(k++);
    }
    if (!any) return std::nullopt;
    return Number{value, k, false};
  }

  static bool Dated(const DateExpr& expr) {
    return expr.form == Form::kDay || expr.form == Form::kMonth || expr.form == Form::kYear || expr.form == Form::kQuarter;
  }
  // 5月14日至8月12日, 10月1日至7日, 2021年至2025年.
  [[nodiscard]] Read RangeFrom(const DateExpr& first) const {
    if (!Dated(first) || first.part != Part::kWhole) return first;
    std::uint32_t k = first.end;
    if (t_.Is(k, Word::kHyphen)) {
      ++k;
      if (t_.Is(k, Word::kHyphen)) ++k;
    } else if (!TakeAny(k, {"至", "到", "～"}) && t_.Surface(k) != "~") {
      return first;
    } else if (t_.Surface(k) == "~") {
      ++k;
    }
    Read last = ChineseReader(t_, k).Plain();
    if (last && last->form == Form::kDayOfMonth && first.form == Form::kDay && last->day > first.day) {
      last->form = Form::kDay;
      last->year = first.year;
      last->month = first.month;
    }
    if (!last || last->form != first.form || last->part != Part::kWhole) return first;
    DateExpr out = Make(Form::kRange, last->end);
    out.of = {first, *last};
    return out;
  }
  [[nodiscard]] DateExpr Open(Bound bound, const DateExpr& edge, std::uint32_t end) const {
    DateExpr out = Make(Form::kOpen, end);
    out.bound = bound;
    out.of.push_back(edge);
    return out;
  }
  // 自2025年12月1日起; without 起 only 自…以来 or a range says so.
  [[nodiscard]] Read Since(std::uint32_t k) const {
    const Read edge = ChineseReader(t_, k).Plain();
    if (!edge || (!Dated(*edge) && edge->form != Form::kPeriod)) return std::nullopt;
    if (Read range = ChineseReader(t_, k).RangeFrom(*edge); range->form == Form::kRange) {
      range->begin = start_;
      return range;
    }
    std::uint32_t end = edge->end;
    if (!TakeAny(end, {"起", "以来", "开始"})) return std::nullopt;
    return Open(Bound::kSince, *edge, end);
  }
  // 至2026年11月10日, 截至2024年底.
  [[nodiscard]] Read Until(std::uint32_t k) const {
    const Read edge = ChineseReader(t_, k).Plain();
    if (!edge || (!Dated(*edge) && edge->form != Form::kPeriod)) return std::nullopt;
    return Open(Bound::kUntil, *edge, edge->end);
  }
  // 第三季度, where no year stands before it.
  [[nodiscard]] Read BareQuarter() const {
    std::uint32_t k = start_;
    const bool nth = Take(k, "第");
    const auto number = ReadNumber(k);
    if (!number || number->value < 1 || number->value > 4) return std::nullopt;
    k = number->end;
    if (!Take(k, "季度") && !(nth && Take(k, "季"))) return std::nullopt;
    DateExpr out = Make(Form::kQuarter, k);
    out.number = number->value;
    return out;
  }
  // 12日，…: the day of a dispatch; a count of days is told by what follows (12日内, 12日游) and a name by 本 (日本).
  [[nodiscard]] Read BareDay() const {
    if (!t_.Is(start_, Word::kNumber) || t_[start_].digits > 2 || t_[start_].value < 1 || t_[start_].value > 31) return std::nullopt;
    if (!Is(start_ + 1, "日") || (start_ > 0 && t_.Glued(start_) && t_.token(start_ - 1).kind != TokenKind::kPunct &&
                                  t_.token(start_ - 1).kind != TokenKind::kCjk)) return std::nullopt;
    for (const std::string_view no : {"本", "内", "后", "前", "间", "游", "元", "期", "之", "以", "起"}) {
      if (Is(start_ + 2, no)) return std::nullopt;
    }
    DateExpr out = Make(Form::kDayOfMonth, start_ + 2);
    out.day = t_[start_].value;
    return out;
  }

  // 前三季度, 前7个月: from the beginning of `whole`.
  [[nodiscard]] Read FirstOf(std::uint32_t k, const DateExpr& whole) const {
    if (!Take(k, "前")) return std::nullopt;
    const auto count = ReadNumber(k);
    if (!count || count->digits || count->value < 1 || count->value > 12) return std::nullopt;
    k = count->end;
    const bool quarters = TakeAny(k, {"个季度", "季度"});
    if (!quarters && !TakeAny(k, {"个月"})) return std::nullopt;
    DateExpr out = Make(Form::kNth, k);
    out.number = 1;
    out.count = count->value;
    out.unit = quarters ? Unit::kQuarter : Unit::kMonth;
    out.of.push_back(whole);
    return out;
  }
  [[nodiscard]] Read BareFirst() const {
    DateExpr year = Make(Form::kPeriod, start_);
    year.unit = Unit::kYear;
    year.shift = 0;
    return FirstOf(start_, year);
  }
  // 1至9月, 1-9月: the first month leaves its 月 to the last. `year`: what both are of.
  [[nodiscard]] Read MonthsTo(std::uint32_t k, const DateExpr& year) const {
    const auto first = ReadNumber(k);
    if (!first || first->digits || first->value < 1) return std::nullopt;
    k = first->end;
    if (t_.Is(k, Word::kHyphen)) ++k;
    else if (!TakeAny(k, {"至", "到"})) return std::nullopt;
    const auto last = ReadNumber(k);
    if (!last || last->digits || last->value > 12 || last->value <= first->value || !Is(last->end, "月")) return std::nullopt;
    DateExpr month = Make(Form::kMonth, last->end + 1);
    month.year = year.year;
    if (month.year == 0) month.year_shift = year.shift;
    month.month = first->value;
    DateExpr out = Make(Form::kRange, last->end + 1);
    out.of = {month, month};
    out.of[1].month = last->value;
    return out;
  }

  void TailOfYear(DateExpr& out) const {
    std::uint32_t k = out.end;
    if (Read part = FirstOf(k, out)) {
      out = *part;
      return;
    }
    if (Read months = MonthsTo(k, out)) {
      out = *months;
      return;
    }
    if (TakeAny(k, {"上半年", "下半年"})) {
      out.form = Form::kHalf;
      out.number = Is(k - 3, "上") ? 1 : 2;
      out.end = k;
      return;
    }
    std::uint32_t q = k;
    const bool nth = Take(q, "第");
    if (const auto number = ReadNumber(q); number && number->value >= 1 && number->value <= 4) {
      q = number->end;
      if (Take(q, "季度") || (nth && Take(q, "季"))) {
        out.form = Form::kQuarter;
        out.number = number->value;
        out.end = q;
        return;
      }
    }
    if (TakeAny(k, {"年底", "年末", "底", "末"})) {
      out.part = Part::kEnd;
      out.end = k;
    } else if (TakeAny(k, {"年初", "初"})) {
      out.part = Part::kEarly;
      out.end = k;
    } else if (TakeAny(k, {"年中", "中期"})) {
      out.part = Part::kMid;
      out.end = k;
    } else if (const auto month = ReadNumber(k); month && Is(month->end, "月")) {
      TailOfMonth(out, *month);
    }
  }
  bool TailOfMonth(DateExpr& out, const Number& month) const {
    if (month.value < 1 || month.value > 12 || month.digits) return false;
    std::uint32_t k = month.end + 1;
    if (Is(month.end + 1, "份")) ++k;
    out.form = Form::kMonth;
    out.month = month.value;
    out.end = k;
    if (TakeAny(k, {"上旬", "中旬", "下旬"})) {
      out.part = Is(k - 2, "上") ? Part::kEarly : Is(k - 2, "中") ? Part::kMid : Part::kLate;
      out.end = k;
      return true;
    }
    if (TakeAny(k, {"初", "底"})) {
      out.part = Is(k - 1, "初") ? Part::kEarly : Part::kEnd;
      out.end = k;
      return true;
    }
    const auto day = ReadNumber(k);
    if (day && !day->digits && (Is(day->end, "日") || Is(day->end, "号"))) {
      if (!MakeDay(out.year == 0 ? 2024 : out.year, month.value, day->value)) return false;
      out.form = Form::kDay;
      out.day = day->value;
      out.end = day->end + 1;
    }
    return true;
  }

  Read YearPhrase() const {
    const auto year = ReadNumber(start_);
    if (!year || !year->digits || year->value < 1900 || year->value > 2099 || !Is(year->end, "年")) return std::nullopt;
    DateExpr out = Make(Form::kYear, year->end + 1);
    out.year = year->value;
    if (Is(out.end, "度")) ++out.end;
    TailOfYear(out);
    return out;
  }
  Read MonthPhrase() const {
    if (Read months = MonthsTo(start_, {})) return months;
    const auto month = ReadNumber(start_);
    if (!month || !Is(month->end, "月")) return std::nullopt;
    DateExpr out = Make(Form::kMonth, start_);
    return TailOfMonth(out, *month) ? Read(out) : std::nullopt;
  }

  // Words for days and periods near the reference; the longest first.
  Read Named() const {
    struct Name {
      std::string_view word;
      Form form;
      Unit unit;
      int shift;
    };
    static constexpr std::array kNames{
        Name{"大前天", Form::kToday, Unit::kDay, -3},    Name{"上个月", Form::kPeriod, Unit::kMonth, -1},
        Name{"下个月", Form::kPeriod, Unit::kMonth, 1},  Name{"这个月", Form::kPeriod, Unit::kMonth, 0},
        Name{"本季度", Form::kPeriod, Unit::kQuarter, 0}, Name{"上季度", Form::kPeriod, Unit::kQuarter, -1},
        Name{"下季度", Form::kPeriod, Unit::kQuarter, 1}, Name{"今天", Form::kToday, Unit::kDay, 0},
        Name{"今日", Form::kToday, Unit::kDay, 0},       Name{"昨天", Form::kToday, Unit::kDay, -1},
        Name{"昨日", Form::kToday, Unit::kDay, -1},      Name{"前天", Form::kToday, Unit::kDay, -2},
        Name{"明天", Form::kToday, Unit::kDay, 1},       Name{"明日", Form::kToday, Unit::kDay, 1},
        Name{"后天", Form::kToday, Unit::kDay, 2},       Name{"今年", Form::kPeriod, Unit::kYear, 0},
        Name{"本年", Form::kPeriod, Unit::kYear, 0},     Name{"去年", Form::kPeriod, Unit::kYear, -1},
        Name{"前年", Form::kPeriod, Unit::kYear, -2},    Name{"明年", Form::kPeriod, Unit::kYear, 1},
        Name{"后年", Form::kPeriod, Unit::kYear, 2},     Name{"本月", Form::kPeriod, Unit::kMonth, 0},
        Name{"上月", Form::kPeriod, Unit::kMonth, -1},   Name{"下月", Form::kPeriod, Unit::kMonth, 1},
    };
    for (const Name& name : kNames) {
      std::uint32_t k = start_;
      if (!Take(k, name.word)) continue;
      DateExpr out = Make(name.form, k);
      if (name.form == Form::kToday) {
        out.count = name.shift;
        return out;
      }
      out.unit = name.unit;
      out.shift = name.shift;
      if (name.unit == Unit::kYear) {
        const std::uint32_t before = out.end;
        TailOfYear(out);
        if (out.end != before && out.form != Form::kPeriod && out.of.empty()) {
          out.year_shift = name.shift;
          out.shift.reset();
        }
      } else if (name.unit == Unit::kMonth) {
        NamedMonthTail(out);
      }
      return out;
    }
    return std::nullopt;
  }
  void NamedMonthTail(DateExpr& out) const {
    std::uint32_t k = out.end;
    if (TakeAny(k, {"底", "末"})) {
      out.part = Part::kEnd;
      out.end = k;
      return;
    }
    const auto day = ReadNumber(out.end);
    if (!day || day->digits || day->value < 1 || day->value > 31 || (!Is(day->end, "日") && !Is(day->end, "号"))) return;
    out.form = Form::kDayOfMonth;
    out.day = day->value;
    out.end = day->end + 1;
  }

  // 周五, 上周五, 下星期一, 本周; 周 alone is no date.
  Read WeekdayPhrase() const {
    std::uint32_t k = start_;
    std::optional<int> shift;
    if (TakeAny(k, {"上个", "上"})) shift = -1;
    else if (TakeAny(k, {"下个", "下"})) shift = 1;
    else if (TakeAny(k, {"本", "这"})) shift = 0;
    if (!TakeAny(k, {"星期", "礼拜", "周"})) return std::nullopt;
    static constexpr std::array<std::string_view, 9> kDays{"一", "二", "三", "四", "五", "六", "日", "天", "末"};
    for (std::size_t n = 0; n < kDays.size(); ++n) {
      if (!Is(k, kDays[n])) continue;
      if (!shift && (Is(k + 1, "年") || Is(k + 1, "期") || Is(k + 1, "边"))) return std::nullopt;
      if (n == 8) {
        DateExpr out = Make(Form::kPeriod, k + 1);
        out.unit = Unit::kWeekend;
        out.shift = shift;
        return out;
      }
      DateExpr out = Make(Form::kWeekday, k + 1);
      out.weekday = n == 7 ? 7 : static_cast<int>(n) + 1;
      out.shift = shift;
      if (shift) out.unit = Unit::kWeek;
      return out;
    }
    if (!shift) return std::nullopt;
    DateExpr out = Make(Form::kPeriod, k);
    out.unit = Unit::kWeek;
    out.shift = shift;
    return out;
  }

  // 三天前, 3个月后, 90天内, 两年; months need 个 so that 5月 stays a month.
  Read Counted() const {
    const auto count = ReadNumber(start_);
    if (!count || (count->digits && count->value >= 1900)) return std::nullopt;
    std::uint32_t k = count->end;
    Unit unit = Unit::kNone;
    if (TakeAny(k, {"个月"})) unit = Unit::kMonth;
    else if (TakeAny(k, {"个季度"})) unit = Unit::kQuarter;
    else if (TakeAny(k, {"个星期", "星期", "周"})) unit = Unit::kWeek;
    else if (TakeAny(k, {"天"})) unit = Unit::kDay;
    else if (TakeAny(k, {"年"})) unit = Unit::kYear;
    if (unit == Unit::kNone || count->value == 0 || count->value > 999) return std::nullopt;
    DateExpr out = Make(Form::kDuration, k);
    out.unit = unit;
    out.count = count->value;
    if (TakeAny(k, {"之前", "以前", "前"})) {
      out.form = Form::kOffset;
      out.count = -out.count;
    } else if (TakeAny(k, {"之后", "以后", "后"})) {
      out.form = Form::kOffset;
    } else if (TakeAny(k, {"之内", "以内", "内"})) {
      out.form = Form::kSpell;
    }
    out.end = k;
    return out;
  }

  const DateText& t_;
  std::uint32_t start_;
};

// Does some Chinese date start with this character? Most characters of a text do not, and cost one probe.
bool MayStart(std::uint32_t hash) {
  static const auto starters = [] {
    std::array<std::uint32_t, 32> out{};
    constexpr std::string_view kStarters = "〇一二三四五六七八九零两十今昨去前明后本上下这大周星礼自从截至第";
    for (std::size_t at = 0; at < kStarters.size(); at += 3) out[at / 3] = TokenHash(kStarters.substr(at, 3));
    std::sort(out.begin(), out.end());
    return out;
  }();
  return std::binary_search(starters.begin(), starters.end(), hash);
}

}  // namespace

std::optional<DateExpr> ReadChinese(const DateText& text, std::uint32_t i) {
  if (text.Is(i, Word::kNumber)) {
    const std::uint32_t behind = text.Is(i + 1, Word::kHyphen) ? i + 3 : i + 1;  // "1-9月"
    if (behind >= text.size() || text.token(behind).kind != TokenKind::kCjk) return std::nullopt;
  } else if (!MayStart(text.token(i).hash)) {
    return std::nullopt;
  }
  return ChineseReader(text, i).Any();
}

}  // namespace dateline::extract
