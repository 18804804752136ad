// The machine contracts of `dateline extract --format jsonl` and `dateline dates --jsonl`: one JSON object a line
// in, one a line out, in order and flushed line by line.
//
// Neither store nor network nor clock is touched. A line that is no such object (or longer than kLineBytesMax) is
// answered with {"id","error"}, id null when unreadable, and sets `bad_line`. Reading ends with the input or when
// the output fails.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "model/document.h"

namespace dateline::extract {

constexpr std::size_t kLineBytesMax = 64u << 20;

// In: {"id","title","published","text"} and optional "language", "url", "kind". Out: mentions, events, statements,
// unnamed_statements; offsets are bytes of `text`.
void ServeExtract(std::istream& in, std::ostream& out, const RuleSet& rules, bool& bad_line);

// The same with what each decision rests on and what lost against it: as extra keys of every object (`json`: "lost" of
// mentions, "trigger" and "cues_tried" of events, and of the whole "dates", "lost_mentions", "lost_events"), or in lines
// for people.
void ServeExplained(std::istream& in, std::ostream& out, const RuleSet& rules, bool json, bool& bad_line);

// In: {"id","text","ref"}; out: {"id","dates":[{"start","end","text","edtf","lo","hi","timex","rule"}]}, the
// interval [lo,hi) half open, null where open.
void ServeDates(std::istream& in, std::ostream& out, bool& bad_line);

// The published date as feeds and pages write it: a day, month, year or an RFC 3339 time. Unknown when unreadable.
[[nodiscard]] Published ReadPublished(std::string_view words);

// The `date` of the extract contract: the finest of day, month, quarter and year that holds the whole span, the edge of
// an open one ("by 2025", "since 2023"); nothing when the date is unknown.
[[nodiscard]] std::optional<std::string> ContractDate(const EventAssertion& event);

// One answer of the extract contract; `id` is JSON already ("\"d1\"", "7", "null").
[[nodiscard]] std::string ExtractionJson(std::string_view id, std::string_view text, const Extraction& what);

}  // namespace dateline::extract
