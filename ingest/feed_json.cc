// JSON Feed 1.0 and 1.1 (jsonfeed.org).
#include <algorithm>
#include <string>
#include <utility>

#include "ingest/feed_dates.h"
#include "ingest/feed_url.h"
#include "ingest/feed_values.h"
#include "ingest/feed_xml.h"
#include "model/json.h"

namespace dateline::ingest {
namespace {

FeedText PlainText(std::string_view value, const std::string& base, const std::string& language) {
  return {.value = CleanValue(value),
          .type = FeedTextType::kPlain,
          .mime = "text/plain",
          .language = language,
          .base = base,
          .src = {}};
}

FeedText HtmlText(std::string_view value, const std::string& base, const std::string& language) {
  return {.value = CleanValue(value),
          .type = FeedTextType::kHtml,
          .mime = "text/html",
          .language = language,
          .base = base,
          .src = {}};
}

// Version 1.0 has one `author`, 1.1 a list; both occur in both.
void ReadAuthors(const JsonView& object, const std::string& base, FeedRecord& record) {
  const auto add = [&](const JsonView& author) {
    FeedPerson person;
    person.name = CleanValue(author["name"].String());
    if (const auto url = author["url"].String(); !url.empty()) person.href = ResolveSafeUrl(base, url);
    if (person.empty()) return;
    record.author_words = person.name;
    record.authors.push_back(std::move(person));
  };
  const JsonView list = object["authors"];
  for (std::size_t i = 0; i < std::min(list.IsArray() ? list.size() : 0, FeedLimits::kListMax); ++i) add(list[i]);
  if (record.authors.empty() && object["author"].IsObject()) add(object["author"]);
}

void AddLink(FeedRecord& record, std::string_view rel, std::string_view type, std::string href,
             std::string length = {}) {
  if (href.empty()) return;
  record.links.push_back({.rel = std::string(rel),
                          .type = std::string(type),
                          .href = std::move(href),
                          .title = {},
                          .length = std::move(length),
                          .language = {}});
}

void ReadEntry(const JsonView& item, const std::string& base, const std::string& feed_language, FeedEntry& entry) {
  entry.base = base;
  entry.language = item["language"].String(feed_language);
  entry.id = entry.id_url = item["id"].ScalarText();
  if (const auto url = item["url"].String(); !url.empty()) {
    entry.link = ResolveSafeUrl(base, url);
    AddLink(entry, "alternate", "text/html", entry.link);
  }
  if (const auto url = item["external_url"].String(); !url.empty())
    AddLink(entry, "related", "text/html", ResolveSafeUrl(base, url));
  if (item["title"].IsString()) entry.title = PlainText(item["title"].String(), base, entry.language);
  if (item["summary"].IsString()) entry.summary = PlainText(item["summary"].String(), base, entry.language);
  if (item["content_html"].IsString())
    entry.contents.push_back(HtmlText(item["content_html"].String(), base, entry.language));
  if (item["content_text"].IsString())
    entry.contents.push_back(PlainText(item["content_text"].String(), base, entry.language));
  if (const auto words = item["date_published"].String(); !words.empty()) entry.published = ParseFeedDate(words);
  if (const auto words = item["date_modified"].String(); !words.empty()) entry.updated = ParseFeedDate(words);
  if (const auto url = item["image"].String(); !url.empty()) entry.image.emplace().href = ResolveSafeUrl(base, url);
  ReadAuthors(item, base, entry);
  const JsonView tags = item["tags"];
  for (std::size_t i = 0; i < std::min(tags.IsArray() ? tags.size() : 0, FeedLimits::kListMax); ++i) {
    if (auto term = CleanValue(tags[i].String()); !term.empty()) entry.tags.push_back({std::move(term), {}, {}});
  }
  const JsonView files = item["attachments"];
  for (std::size_t i = 0; i < std::min(files.IsArray() ? files.size() : 0, FeedLimits::kListMax); ++i) {
    AddLink(entry, "enclosure", files[i]["mime_type"].String(), ResolveSafeUrl(base, files[i]["url"].String()),
            files[i]["size_in_bytes"].ScalarText());
  }
}

}  // namespace

void ReadJsonFeed(std::string_view json, const FeedSetting& setting, FeedResult& result) {
  const std::string& base = setting.base;
  const auto parsed = Json::Parse(json, "feed");
  if (!parsed) {
    result.bozo = true;
    result.problems.push_back(parsed.error().message);
    return;
  }
  const JsonView root = parsed->root();
  const std::string_view version = root["version"].String();
  if (version.ends_with("jsonfeed.org/version/1"))
    result.version = "json1";
  else if (version.ends_with("jsonfeed.org/version/1.1"))
    result.version = "json11";
  else
    result.bozo = true;

  Feed& feed = result.feed;
  feed.base = base;
  feed.language = root["language"].String(setting.language);
  if (root["title"].IsString()) feed.title = PlainText(root["title"].String(), base, feed.language);
  if (root["description"].IsString()) feed.summary = PlainText(root["description"].String(), base, feed.language);
  if (const auto url = root["home_page_url"].String(); !url.empty()) {
    feed.link = ResolveSafeUrl(base, url);
    AddLink(feed, "alternate", "text/html", feed.link);
  }
  if (const auto url = root["feed_url"].String(); !url.empty())
    AddLink(feed, "self", "application/feed+json", ResolveSafeUrl(base, url));
  if (const auto url = root["icon"].String(); !url.empty()) feed.image.emplace().href = ResolveSafeUrl(base, url);
  if (const auto url = root["favicon"].String(); !url.empty()) feed.icon = ResolveSafeUrl(base, url);
  ReadAuthors(root, base, feed);

  const JsonView items = root["items"];
  const std::size_t count = items.IsArray() ? items.size() : 0;
  if (count > FeedLimits::kEntriesMax) result.problems.emplace_back("the feed has more entries than are read");
  for (std::size_t i = 0; i < std::min(count, FeedLimits::kEntriesMax); ++i) {
    if (items[i].IsObject()) ReadEntry(items[i], base, feed.language, result.entries.emplace_back());
  }
}

}  // namespace dateline::ingest
