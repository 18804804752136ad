// A date expression as read, before it is resolved: what the words say, with holes for what they leave out.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/dates_calendar.h"
#include "extract/dates_words.h"
#include "model/date_offset.h"

namespace dateline::extract {

enum class Form : std::uint8_t {
  kDay,        // month and day, year or not, weekday or not
  kDayOfMonth, // "the 7th"
  kMonth, kQuarter, kHalf, kSeason, kHoliday, kYear, kDecade,
  kWeekday,
  kToday,      // `count` days from the reference
  kPeriod,     // this, last, next `unit`
  kWindow,     // the last or next `count` units
  kOffset,     // `count` units before (−) or after (+) an anchor
  kSpell,      // within `count` units of an anchor: an interval that starts there
  kRange,      // of[0] to of[1]
  kOpen,       // until, since, before, after of[0]
  kNth,        // the `number`th `unit` or weekday of of[0]
  kTerm,       // start or end of a term of government: see dates_anchors.h
  kDiscourse,  // "the same day", "the following month": the last date told of, moved by `shift`
  kDuration, kSet, kReference,
};

enum class Anchor : std::uint8_t { kReference, kDiscourse, kExpression, kPublication, kOwnDate, kHappening, kUnknown };
enum class Part : std::uint8_t {
  kWhole, kEarly, kMid, kLate,   // thirds
  kStart, kMiddle, kEnd,         // "the end of": a day or a third, as its use says
  kSoFar, kRest,                 // "earlier this year", "later this year"
};
enum class Bound : std::uint8_t { kUntil, kBy, kBefore, kSince, kAfter };

// `shift` of a weekday that stands one week behind the next such day: "Friday after next".
inline constexpr int kAfterNext = 3;

struct DateExpr {
  Form form = Form::kDay;
  std::uint32_t begin = 0;   // tokens, half-open
  std::uint32_t end = 0;
  int year = 0;              // 0: not said
  int month = 0;
  int day = 0;
  int weekday = 0;
  int number = 0;            // which quarter, half, season, holiday, decade's first year, nth
  int count = 0;             // 0 in a duration or offset: not said ("several days")
  Unit unit = Unit::kNone;
  std::optional<int> shift;       // of the unit itself: "last December"
  std::optional<int> year_shift;  // "April next year"
  Part part = Part::kWhole;
  Bound bound = Bound::kUntil;
  Anchor anchor = Anchor::kReference;
  Happening happening = Happening::kNone;  // of Anchor::kHappening and kPublication
  std::uint32_t bare_end = 0;  // end of the duration alone, for an anchor that nothing dates
  bool fiscal = false;
  bool business = false;     // days that count are Monday to Friday
  bool short_decade = false; // "the 90s"
  std::vector<DateExpr> of;  // ends of a range, anchor of an offset
};

}  // namespace dateline::extract
