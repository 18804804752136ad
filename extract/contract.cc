#include "extract/contract.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <istream>
#include <ostream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "extract/explain.h"
#include "model/json.h"

namespace dateline::extract {
namespace {

enum class Line : std::uint8_t { kRead, kTooLong, kEnd };

// Reads up to a newline, never holding more than kLineBytesMax.
Line ReadLine(std::istream& in, std::string& line) {
  line.clear();
  bool too_long = false;
  std::array<char, 16384> piece;
  while (true) {
    in.getline(piece.data(), piece.size());
    const auto count = static_cast<std::size_t>(in.gcount());
    // getline fails without an end when the piece is full; it counts a line feed that it drops.
    const bool full = in.fail() && !in.eof() && count == piece.size() - 1;
    const bool whole = !in.fail() && !in.eof();
    const std::size_t size = whole ? count - 1 : count;
    too_long = too_long || line.size() + size > kLineBytesMax;
    if (!too_long) line.append(piece.data(), size);
    if (full) {
      in.clear(in.rdstate() & ~std::ios::failbit);
      continue;
    }
    if (whole) return too_long ? Line::kTooLong : Line::kRead;
    return too_long ? Line::kTooLong : line.empty() ? Line::kEnd : Line::kRead;
  }
}

std::string IdJson(const JsonView& id) {
  JsonWriter writer;
  if (id.IsString()) {
    writer.String(id.String());
  } else if (id.IsNumber()) {
    return std::string(id.NumberText());
  } else {
    writer.Null();
  }
  return writer.Take();
}

std::string ErrorJson(std::string_view id, std::string_view error) {
  JsonWriter writer;
  writer.BeginObject().Key("id").Raw(id).Field("error", error).EndObject();
  return writer.Take();
}

// Calls answer(root, id) for every readable line and writes what it returns.
template <typename Answer>
void Serve(std::istream& in, std::ostream& out, bool& bad_line, Answer answer) {
  std::string line;
  for (std::size_t number = 1; out; ++number) {
    const Line state = ReadLine(in, line);
    if (state == Line::kEnd) return;
    const bool blank = line.find_first_not_of(" \t\r") == std::string::npos;
    if (state == Line::kRead && blank && in.eof()) return;
    std::string reply;
    if (state == Line::kTooLong) {
      reply = ErrorJson("null", "line is longer than 64 MiB");
      bad_line = true;
    } else if (const auto json = Json::Parse(line, fmt::format("line {}", number)); !json) {
      // Who pipes plain text in is told what is read here.
      const bool object = line.find('{') == line.find_first_not_of(" \t\xEF\xBB\xBF");
      std::string message = json.error().message;
      constexpr std::string_view kOwnLine = ": line 1, ";  // of the one line that it was given
      if (const auto at = message.find(kOwnLine); at != std::string::npos) message.replace(at, kOwnLine.size(), ", ");
      reply = ErrorJson("null", object ? message
                                       : fmt::format("line {}: no JSON; one object a line is read, as {}", number,
                                                     R"({"id":"1","text":"…","published":"2025-07-18"})"));
      bad_line = true;
    } else {
      const std::string id = json->root().IsObject() ? IdJson(json->root()["id"]) : "null";
      if (!json->root().IsObject()) {
        reply = ErrorJson(id, "not a JSON object");
        bad_line = true;
      } else if (!json->root()["text"].IsString()) {
        reply = ErrorJson(id, "\"text\" is missing or not a string");
        bad_line = true;
      } else {
        reply = answer(json->root(), id);
      }
    }
    out << reply << '\n' << std::flush;
  }
}

void WriteSpan(JsonWriter& writer, std::string_view text, Span span) {
  writer.Field("start", span.begin).Field("end", span.end).Field("text", span.In(text));
}

bool Overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

void WriteLostNames(JsonWriter& writer, std::string_view key, std::string_view text, const Losers& losers, auto wanted) {
  writer.Key(key).BeginArray();
  for (const Losers::Name& name : losers.names) {
    if (!wanted(name)) continue;
    writer.BeginObject();
    WriteSpan(writer, text, name.span);
    writer.Field("entity", name.entity).Field("rule", name.rule).Field("why", name.why).EndObject();
  }
  writer.EndArray();
}

void WriteTrial(JsonWriter& writer, std::string_view text, const Losers::TriggerTrial& trial) {
  writer.Field("trigger_text", trial.words.In(text)).Key("cues_tried").BeginArray();
  for (const Losers::CueTrial& cue : trial.cues) {
    writer.BeginObject().Field("cue", cue.id);
    WriteSpan(writer, text, cue.words);
    writer.Key("scope").BeginArray().Int(cue.scope.begin).Int(cue.scope.end).EndArray().Field("reached", cue.reached);
    if (!cue.why.empty()) writer.Field("why", cue.why);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteMentions(JsonWriter& writer, std::string_view text, const std::vector<Mention>& mentions, const Losers* losers) {
  writer.Key("mentions").BeginArray();
  for (const Mention& mention : mentions) {
    writer.BeginObject();
    WriteSpan(writer, text, mention.span);
    writer.Field("type", ToString(mention.kind)).Field("entity", mention.entity).Field("rule", mention.rule);
    if (!mention.value.empty()) writer.Field("value", mention.value);
    if (losers != nullptr) {
      WriteLostNames(writer, "lost", text, *losers, [&](const Losers::Name& name) { return Overlap(name.span, mention.span); });
    }
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteName(JsonWriter& writer, std::string_view key, const std::string& name) {
  writer.NullableField(key, name.empty() ? std::nullopt : std::optional(name));
}

// Instruments count as what an event is about.
std::vector<std::string> Targets(const EventAssertion& event) {
  auto targets = event.In("target");
  for (auto& instrument : event.In("instrument")) targets.push_back(std::move(instrument));
  std::ranges::sort(targets);
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  return targets;
}

void WriteEvents(JsonWriter& writer, std::string_view text, const std::vector<EventAssertion>& events, const Losers* losers) {
  writer.Key("events").BeginArray();
  for (const EventAssertion& event : events) {
    writer.BeginObject();
    writer.Field("type", event.type).NullableField("date", ContractDate(event));
    writer.Field("modality", ToString(event.modality));
    writer.Strings("actors", event.In("actor")).Strings("targets", Targets(event));
    writer.Key("evidence").BeginArray();
    for (const Span span : event.evidence) writer.BeginArray().Int(span.begin).Int(span.end).EndArray();
    writer.EndArray();
    WriteName(writer, "speaker", event.speaker);
    if (!event.speaker_words.empty()) writer.Field("speaker_words", event.speaker_words);
    if (!event.subtype.empty()) writer.Field("subtype", event.subtype);
    if (event.date.known()) writer.Field("edtf", ToEdtf(event.date));
    if (event.announced.known()) writer.Field("announced", ToEdtf(event.announced));
    if (!event.offset.empty()) writer.Field("offset", event.offset);
    writer.Field("hedge", ToString(event.hedge)).Field("basis", ToString(event.basis));
    if (event.denial != Denial::kNone) writer.Field("denial", ToString(event.denial));
    writer.Field("direction", ToString(event.direction));
    if (!event.condition.empty()) writer.Field("condition", event.condition);
    if (event.requested) writer.Field("requested", true);
    if (!event.numbers.empty()) writer.Strings("numbers", event.numbers);
    writer.Key("trigger").BeginArray().Int(event.trigger.begin).Int(event.trigger.end).EndArray();
    writer.Field("rule", event.rule).Strings("cues", event.cues);
    if (const Losers::TriggerTrial* trial = losers != nullptr ? TrialOf(*losers, event) : nullptr) WriteTrial(writer, text, *trial);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteStatements(JsonWriter& writer, std::string_view key, std::string_view text,
                     const std::vector<Statement>& statements, bool named) {
  writer.Key(key).BeginArray();
  for (const Statement& statement : statements) {
    if (statement.speaker.empty() == named || statement.stance == "no-comment") continue;
    writer.BeginObject();
    writer.Field("speaker", named ? statement.speaker : statement.speaker_words);
    writer.Field("kind", statement.direct ? "direct" : "indirect");
    WriteSpan(writer, text, statement.content);
    writer.Strings("about", statement.about);
    if (!statement.stance.empty()) writer.Field("stance", statement.stance);
    if (statement.date.known()) writer.Field("date", ToEdtf(statement.date));
    writer.Field("rule", statement.rule);
    writer.EndObject();
  }
  writer.EndArray();
}

// "declined to comment" says nothing: told apart from what was said.
void WriteSilences(JsonWriter& writer, std::string_view text, const std::vector<Statement>& statements) {
  writer.Key("no_comment").BeginArray();
  for (const Statement& statement : statements) {
    if (statement.stance != "no-comment") continue;
    writer.BeginObject().Field("speaker", statement.speaker.empty() ? statement.speaker_words : statement.speaker);
    WriteSpan(writer, text, statement.content);
    writer.EndObject();
  }
  writer.EndArray();
}

void WriteDay(JsonWriter& writer, std::string_view key, const std::optional<Day>& day) {
  writer.NullableField(key, day ? std::optional(ToIso(*day)) : std::nullopt);
}

void WriteDates(JsonWriter& writer, std::string_view text, const std::vector<Timex>& dates) {
  writer.Key("dates").BeginArray();
  for (const Timex& timex : dates) {
    writer.BeginObject();
    WriteSpan(writer, text, timex.span);
    writer.Field("edtf", ToEdtf(timex.date));
    WriteDay(writer, "lo", timex.date.lo);
    WriteDay(writer, "hi", timex.date.hi);
    writer.Field("timex", timex.timex).Field("rule", timex.rule).EndObject();
  }
  writer.EndArray();
}

std::string DatesJson(std::string_view id, std::string_view text, const std::vector<Timex>& dates) {
  JsonWriter writer;
  writer.BeginObject().Key("id").Raw(id);
  WriteDates(writer, text, dates);
  writer.EndObject();
  return writer.Take();
}

// What of the losers stands beside no winner, and the dates, which the contract leaves out.
void WriteRest(JsonWriter& writer, std::string_view text, const Extraction& what, const Losers& losers) {
  WriteDates(writer, text, what.dates);
  WriteLostNames(writer, "lost_mentions", text, losers, [&](const Losers::Name& name) {
    return std::ranges::none_of(what.mentions, [&](const Mention& m) { return Overlap(m.span, name.span); });
  });
  writer.Key("lost_events").BeginArray();
  for (const Losers::TriggerTrial& trial : losers.triggers) {
    if (trial.why.empty()) continue;
    writer.BeginObject().Field("rule", trial.rule).Field("why", trial.why);
    WriteTrial(writer, text, trial);
    writer.EndObject();
  }
  writer.EndArray();
}

Document DocumentOf(const JsonView& root) {
  Document document;
  document.title = std::string(root["title"].String());
  document.text = std::string(root["text"].String());
  document.language = std::string(root["language"].String());
  document.url = std::string(root["url"].String());
  document.kind = std::string(root["kind"].String());
  document.published = ReadPublished(root["published"].String());
  return document;
}

std::string AnswerJson(std::string_view id, std::string_view text, const Extraction& what, const Losers* losers) {
  JsonWriter writer;
  writer.BeginObject().Key("id").Raw(id);
  WriteMentions(writer, text, what.mentions, losers);
  WriteEvents(writer, text, what.assertions, losers);
  WriteStatements(writer, "statements", text, what.statements, true);
  WriteStatements(writer, "unnamed_statements", text, what.statements, false);
  WriteSilences(writer, text, what.statements);
  if (losers != nullptr) WriteRest(writer, text, what, *losers);
  writer.EndObject();
  return writer.Take();
}

}  // namespace

Published ReadPublished(std::string_view words) {
  Published published;
  published.words = std::string(words);
  if (const auto span = ParseEdtf(words)) {
    published.span = *span;
    return published;
  }
  if (const auto instant = ParseInstant(words)) {
    published.at = *instant;
    // The day is the one that the words show, whatever their zone.
    const auto day = ParseIsoDay(words.substr(0, 10));
    published.span = DayOf(day ? *day : std::chrono::floor<std::chrono::days>(*instant));
  }
  return published;
}

namespace {

// "in fiscal 2027": twelve months of two years are those of the year that has most of them.
std::optional<std::string> FiscalYear(const EventAssertion& event) {
  const DateSpan& date = event.date;
  if (!date.lo || !date.hi || event.date_words.find("iscal") == std::string::npos) return std::nullopt;
  constexpr std::chrono::days kYear{360}, kMost{220};
  if (*date.hi - *date.lo < kYear) return std::nullopt;
  const std::chrono::year_month_day first{*date.lo}, last{*date.hi - std::chrono::days(1)};
  const Day turn = std::chrono::sys_days(last.year() / std::chrono::January / 1);
  if (first.year() == last.year()) return std::nullopt;
  if (*date.hi - turn >= kMost) return fmt::format("{:04}", int(last.year()));
  if (turn - *date.lo >= kMost) return fmt::format("{:04}", int(first.year()));
  return std::nullopt;
}

}  // namespace

std::optional<std::string> ContractDate(const EventAssertion& event) {
  const DateSpan& date = event.date;
  if (!date.known() && event.announced.known()) return ToIsoPrefix(event.announced);
  if (auto year = FiscalYear(event)) return year;
  if (date.known() && (!date.lo || !date.hi)) {
    std::string edtf = ToEdtf(date);
    if (edtf.starts_with("../")) edtf.erase(0, 3);
    // "by the end of the year" names the year.
    if (!date.lo && edtf.ends_with("-12-31") && event.date_words.find("year") != std::string::npos) edtf.resize(4);
    // "by autumn" the year.
    for (const std::string_view season : {"spring", "summer", "autumn", "fall", "winter"}) {
      if (!date.lo && edtf.size() > 4 && event.date_words.find(season) != std::string::npos) edtf.resize(4);
    }
    // "by the end of July" the month; "before the end" is a day less.
    if (!date.lo && edtf.size() == 10 && event.date_words.find("end of") != std::string::npos &&
        event.date_words.find("week") == std::string::npos)
      edtf.resize(7);
    if (edtf.ends_with("/..")) edtf.resize(edtf.size() - 3);
    if (const auto edge = ParseEdtf(edtf)) return ToIsoPrefix(*edge);
  }
  if (auto prefix = ToIsoPrefix(date); prefix || !date.lo || !date.hi) return prefix;
  // "between May 2023 and June 2024", "from 2019 through 2021": when it began. "Between 1934 and 1945" it went on.
  constexpr std::chrono::days kFewYears{6 * 366};
  const std::string_view words = event.date_words;
  const auto opens = [&](std::string_view word) {
    return words.size() > word.size() && words.substr(1).starts_with(word);
  };
  if ((!opens("etween ") && !opens("rom ")) || *date.hi - *date.lo > kFewYears) return std::nullopt;
  switch (date.precision) {
    case Precision::kDay:
      return ToIsoPrefix(DayOf(*date.lo));
    case Precision::kMonth: {
      const std::chrono::year_month_day first{*date.lo};
      return ToIsoPrefix(MonthOf(int(first.year()), unsigned(first.month())));
    }
    case Precision::kYear:
      return ToIsoPrefix(YearOf(int(std::chrono::year_month_day{*date.lo}.year())));
    default:
      return std::nullopt;
  }
}

std::string ExtractionJson(std::string_view id, std::string_view text, const Extraction& what) {
  return AnswerJson(id, text, what, nullptr);
}

void ServeExtract(std::istream& in, std::ostream& out, const RuleSet& rules, bool& bad_line) {
  Serve(in, out, bad_line, [&](const JsonView& root, const std::string& id) {
    const Document document = DocumentOf(root);
    return ExtractionJson(id, document.text, Extract(document, rules));
  });
}

void ServeExplained(std::istream& in, std::ostream& out, const RuleSet& rules, bool json, bool& bad_line) {
  Serve(in, out, bad_line, [&](const JsonView& root, const std::string& id) {
    const Document document = DocumentOf(root);
    Losers losers;
    const Extraction what = Extract(document, rules, &losers);
    return json ? AnswerJson(id, document.text, what, &losers) : id + "\n" + ExplainText(document.text, what, losers, rules);
  });
}

void ServeDates(std::istream& in, std::ostream& out, bool& bad_line) {
  Serve(in, out, bad_line, [&](const JsonView& root, const std::string& id) {
    const std::string_view text = root["text"].String();
    const Published published = ReadPublished(root["ref"].String());
    Reference reference;
    if (published.span.precision == Precision::kDay) reference.day = published.span.lo;
    return DatesJson(id, text, FindDates(text, reference));
  });
}

}  // namespace dateline::extract
