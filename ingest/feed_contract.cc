// The JSON that the feed contract asks for, and the line loop around it: FeedToContractJson, ServeParseFeed.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <istream>
#include <ostream>
#include <string>

#include "ingest/feed.h"
#include "ingest/feed_dates.h"
#include "ingest/feed_markup.h"
#include "model/json.h"

namespace dateline::ingest {
namespace {

void OptionalField(JsonWriter& json, std::string_view key, const std::string& value) {
  if (!value.empty()) json.Field(key, value);
}

void NullableField(JsonWriter& json, std::string_view key, const std::string& value) {
  if (value.empty())
    json.Key(key).Null();
  else
    json.Field(key, value);
}

std::string SafeValue(const FeedText& text) {
  const bool markup = text.type == FeedTextType::kHtml || text.type == FeedTextType::kXhtml;
  return markup ? SanitizeMarkup(text.value, text.base) : text.value;
}

void WriteText(JsonWriter& json, const FeedText& text, const std::string& value) {
  json.BeginObject();
  json.Field("value", value).Field("type", text.mime);
  NullableField(json, "language", text.language);
  json.Field("base", text.base);
  OptionalField(json, "src", text.src);
  json.EndObject();
}

void WriteTextAndDetail(JsonWriter& json, const std::string& key, const std::optional<FeedText>& text) {
  if (!text) return;
  const std::string value = SafeValue(*text);
  json.Field(key, value);
  if (text->mime.empty()) return;
  json.Key(key + "_detail");
  WriteText(json, *text, value);
}

void WriteDate(JsonWriter& json, const std::string& key, const Published& date) {
  if (date.words.empty()) return;
  json.Field(key, date.words);
  json.Key(key + "_parsed");
  if (!date.at && !date.span.lo) {
    json.Null();
    return;
  }
  const Instant instant = date.at ? *date.at : Instant(*date.span.lo);
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day ymd(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(instant - day));
  const std::chrono::weekday weekday(day);
  const auto year_day = (day - std::chrono::sys_days(ymd.year() / 1 / 1)).count() + 1;
  json.BeginArray();
  json.Int(static_cast<int>(ymd.year())).Int(static_cast<unsigned>(ymd.month())).Int(static_cast<unsigned>(ymd.day()));
  json.Int(time.hours().count()).Int(time.minutes().count()).Int(time.seconds().count());
  json.Int(weekday.iso_encoding() - 1).Int(year_day).Int(0);
  json.EndArray();
}

void WritePerson(JsonWriter& json, const FeedPerson& person) {
  json.BeginObject();
  OptionalField(json, "name", person.name);
  OptionalField(json, "email", person.email);
  OptionalField(json, "href", person.href);
  json.EndObject();
}

void WritePeople(JsonWriter& json, std::string_view key, const std::vector<FeedPerson>& people) {
  if (people.empty()) return;
  json.Key(key).BeginArray();
  for (const auto& person : people) WritePerson(json, person);
  json.EndArray();
}

void WriteLinks(JsonWriter& json, const FeedRecord& record) {
  if (record.links.empty()) return;
  json.Key("links").BeginArray();
  for (const auto& link : record.links) {
    json.BeginObject();
    json.Field("rel", link.rel);
    OptionalField(json, "type", link.type);
    json.Field("href", link.href);
    OptionalField(json, "title", link.title);
    OptionalField(json, "length", link.length);
    OptionalField(json, "hreflang", link.language);
    json.EndObject();
  }
  json.EndArray();
}

void WriteEnclosures(JsonWriter& json, const FeedRecord& record) {
  json.Key("enclosures").BeginArray();
  for (const auto& link : record.links) {
    if (link.rel != "enclosure") continue;
    json.BeginObject();
    json.Field("href", link.href);
    OptionalField(json, "type", link.type);
    OptionalField(json, "length", link.length);
    json.EndObject();
  }
  json.EndArray();
}

void WriteTags(JsonWriter& json, const FeedRecord& record) {
  if (record.tags.empty()) return;
  json.Key("tags").BeginArray();
  for (const auto& tag : record.tags) {
    json.BeginObject();
    NullableField(json, "term", tag.term);
    NullableField(json, "scheme", tag.scheme);
    NullableField(json, "label", tag.label);
    json.EndObject();
  }
  json.EndArray();
}

// Pixels are numbers where they are numbers.
void WriteSize(JsonWriter& json, std::string_view key, const std::string& words) {
  if (words.empty()) return;
  int value = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  if (error == std::errc() && end == words.data() + words.size())
    json.Field(key, value);
  else
    json.Field(key, words);
}

void WriteImage(JsonWriter& json, const FeedRecord& record) {
  if (!record.image) return;
  json.Key("image").BeginObject();
  OptionalField(json, "href", record.image->href);
  OptionalField(json, "title", record.image->title);
  OptionalField(json, "link", record.image->link);
  OptionalField(json, "description", record.image->description);
  WriteSize(json, "width", record.image->width);
  WriteSize(json, "height", record.image->height);
  json.EndObject();
}

void WriteAttributes(JsonWriter& json, std::string_view key, const FeedAttributes& attributes) {
  json.Key(key).BeginObject();
  for (const auto& [name, value] : attributes) json.Field(name, value);
  json.EndObject();
}

void WriteGenerator(JsonWriter& json, const FeedRecord& record) {
  OptionalField(json, "generator", record.generator);
  if (record.generator.empty() && record.generator_detail.empty()) return;
  json.Key("generator_detail").BeginObject();
  OptionalField(json, "name", record.generator);
  for (const auto& [name, value] : record.generator_detail) json.Field(name, value);
  json.EndObject();
}

void WritePublisher(JsonWriter& json, const FeedRecord& record) {
  OptionalField(json, "publisher", record.publisher);
  if (record.publisher_person.empty()) return;
  json.Key("publisher_detail");
  WritePerson(json, record.publisher_person);
}

void WriteAuthors(JsonWriter& json, const FeedRecord& record) {
  OptionalField(json, "author", record.author_words);
  if (!record.authors.empty()) {
    json.Key("author_detail");
    WritePerson(json, record.authors.back());
  }
  WritePeople(json, "authors", record.authors);
  WritePeople(json, "contributors", record.contributors);
}

// Names that the contract uses itself are not repeated from the extras.
bool IsContractName(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kNames{"title",  "link", "links",   "id",    "summary",  "subtitle",
                                                           "author", "tags", "content", "image", "language", "source"};
  return std::ranges::find(kNames, name) != kNames.end();
}

void WriteExtras(JsonWriter& json, const FeedRecord& record) {
  for (const auto& [name, attributes] : record.extra_elements) {
    const bool has_text = !record.Extra(name).empty();
    if (!IsContractName(name) && !has_text) WriteAttributes(json, name, attributes);
  }
  for (const auto& [name, value] : record.extras) {
    if (IsContractName(name)) continue;
    if (name.starts_with("validity_"))
      WriteDate(json, name, ParseFeedDate(value));
    else
      json.Field(name, value);
  }
}

void WriteCommon(JsonWriter& json, const FeedRecord& record, const std::string& summary_key) {
  WriteTextAndDetail(json, "title", record.title);
  OptionalField(json, "link", record.link);
  WriteLinks(json, record);
  OptionalField(json, "id", record.id_url);
  WriteTextAndDetail(json, summary_key, record.summary);
  WriteTextAndDetail(json, "rights", record.rights);
  WriteTextAndDetail(json, "info", record.info);
  WriteAuthors(json, record);
  WritePublisher(json, record);
  WriteGenerator(json, record);
  WriteTags(json, record);
  WriteDate(json, "published", record.published);
  WriteDate(json, "updated", record.updated);
  WriteDate(json, "created", record.created);
  WriteDate(json, "expired", record.expired);
  WriteImage(json, record);
  OptionalField(json, "comments", record.comments);
  OptionalField(json, "license", record.license);
  OptionalField(json, "icon", record.icon);
  OptionalField(json, "logo", record.logo);
  WriteExtras(json, record);
}

void WriteContents(JsonWriter& json, const FeedEntry& entry) {
  if (entry.contents.empty()) return;
  json.Key("content").BeginArray();
  for (const auto& content : entry.contents) WriteText(json, content, SafeValue(content));
  json.EndArray();
  // Readers that only know summaries get the content as one.
  if (!entry.summary && entry.contents.front().type != FeedTextType::kOther) {
    json.Field("summary", SafeValue(entry.contents.front()));
  }
}

void WriteEntry(JsonWriter& json, const FeedEntry& entry) {
  json.BeginObject();
  WriteCommon(json, entry, "summary");
  WriteContents(json, entry);
  WriteEnclosures(json, entry);
  if (!entry.id.empty()) json.Field("guidislink", entry.guid_is_permalink);
  if (entry.source || !entry.source_href.empty()) {
    json.Key("source").BeginObject();
    OptionalField(json, "href", entry.source_href);
    if (entry.source) WriteCommon(json, *entry.source, "subtitle");
    json.EndObject();
  }
  json.EndObject();
}

// ---- the line loop ----

struct Request {
  std::string path;
  FeedContext context;
};

Result<Request> ReadRequest(const std::string& line) {
  auto parsed = Json::Parse(line, "request");
  if (!parsed) return std::unexpected(parsed.error());
  const JsonView root = parsed->root();
  Request request;
  request.path = root["path"].String();
  if (request.path.empty()) return Fail(ErrorCode::kInvalidInput, "no \"path\"");
  request.context.url = root["url"].String();
  request.context.content_type = root["content_type"].String();
  const JsonView headers = root["headers"];
  for (std::size_t i = 0; headers.IsObject() && i < std::min<std::size_t>(headers.size(), 200); ++i) {
    request.context.headers.emplace_back(headers.Key(i), headers.Member(i).ScalarText());
  }
  return request;
}

Result<std::string> ReadBody(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fail(ErrorCode::kInvalidInput, "cannot read " + path);
  std::string body;
  std::string chunk(1U << 16, '\0');
  while (body.size() <= FeedLimits::kBytesMax &&
         (file.read(chunk.data(), static_cast<std::streamsize>(chunk.size())), file.gcount() > 0)) {
    body.append(chunk, 0, static_cast<std::size_t>(file.gcount()));
  }
  return body;
}

Result<std::string> Answer(const std::string& line) {
  auto request = ReadRequest(line);
  if (!request) return std::unexpected(request.error());
  auto body = ReadBody(request->path);
  if (!body) return std::unexpected(body.error());
  return FeedToContractJson(ParseFeed(*body, request->context), request->context);
}

}  // namespace

std::string FeedToContractJson(const FeedResult& result, const FeedContext& context) {
  JsonWriter json;
  json.BeginObject();
  json.Field("bozo", result.bozo).Field("version", result.version).Field("encoding", result.encoding);
  json.Key("namespaces").BeginObject();
  for (const auto& [prefix, uri] : result.namespaces) json.Field(prefix, uri);
  json.EndObject();
  json.Key("headers").BeginObject();
  for (const auto& [name, value] : context.headers) json.Field(name, value);
  json.EndObject();
  for (const auto& [name, value] : context.headers) {
    if (name.size() != 13 || (name[0] | 0x20) != 'l' || (name[5] | 0x20) != 'm') continue;  // Last-Modified
    WriteDate(json, "updated", ParseFeedDate(value));
    WriteDate(json, "modified", ParseFeedDate(value));
    break;
  }
  json.Key("feed").BeginObject();
  WriteCommon(json, result.feed, "subtitle");
  OptionalField(json, "language", result.feed.language);
  if (!result.feed.cloud.empty()) WriteAttributes(json, "cloud", result.feed.cloud);
  if (!result.feed.textinput.empty()) WriteAttributes(json, "textinput", result.feed.textinput);
  json.EndObject();
  json.Key("entries").BeginArray();
  for (const auto& entry : result.entries) WriteEntry(json, entry);
  json.EndArray();
  if (!result.problems.empty()) json.Strings("problems", result.problems);
  json.EndObject();
  return json.Take();
}

std::size_t ServeParseFeed(std::istream& in, std::ostream& out) {
  std::size_t bad = 0;
  std::string line;
  while (std::getline(in, line)) {
    if (line.empty()) continue;
    const auto answer = Answer(line);
    if (answer) {
      out << *answer << '\n';
    } else {
      ++bad;
      JsonWriter json;
      json.BeginObject().Key("id").Null().Field("error", answer.error().message).EndObject();
      out << json.Take() << '\n';
    }
    out.flush();
  }
  return bad;
}

}  // namespace dateline::ingest
