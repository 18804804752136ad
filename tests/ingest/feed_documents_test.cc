#include "ingest/feed_documents.h"

#include <catch2/catch.hpp>
#include <set>

namespace dateline::ingest {
namespace {

FeedEntry Entry(std::string id, std::string link, std::string title) {
  FeedEntry entry;
  entry.id = std::move(id);
  entry.link = std::move(link);
  entry.title = FeedText{std::move(title)};
  return entry;
}

config::SourceRecord Source(SourceClass source_class = SourceClass::kPress) {
  config::SourceRecord source;
  source.id = "wire";
  source.source_class = source_class;
  return source;
}

}  // namespace

TEST_CASE("an entry becomes a document with its fullest text, without markup") {
  FeedResult feed;
  feed.feed.language = "en-US";
  FeedEntry entry = Entry("g1", "https://wire.example/1?utm_medium=rss", "Quota <b>kept</b>");
  entry.title->type = FeedTextType::kHtml;
  entry.summary = FeedText{"Short.", FeedTextType::kPlain};
  entry.contents.push_back({"<p>The whole story, &amp; more.</p><script>x</script>", FeedTextType::kHtml});
  entry.published.words = "Fri, 18 Jul 2025";
  entry.published.span = DayOf(2025, 7, 18);
  feed.entries.push_back(entry);
  const auto documents = FeedDocuments(feed, Source());
  REQUIRE(documents.size() == 1);
  CHECK(documents[0].source == "wire");
  CHECK(documents[0].guid == "g1");
  CHECK(documents[0].url == "https://wire.example/1");
  CHECK(documents[0].title == "Quota kept");
  CHECK(documents[0].text == "The whole story, & more.");
  CHECK(documents[0].language == "en");
  CHECK(documents[0].published.words == "Fri, 18 Jul 2025");
}

TEST_CASE("entries that share a guid stay apart, exact repeats do not") {
  FeedResult feed;
  feed.entries = {Entry("same", "https://w.example/1", "One"),   Entry("same", "https://w.example/2", "Two"),
                  Entry("same", "https://w.example/2", "Two"),   Entry("alone", "https://w.example/3", "Three"),
                  Entry("twice", "https://w.example/4", "Four"), Entry("twice", "https://w.example/4", "Five"),
                  Entry("", "https://w.example/6", "Six"),       Entry("empty", "https://w.example/7", "")};
  const auto documents = FeedDocuments(feed, Source());
  REQUIRE(documents.size() == 6);
  std::set<Key> keys;
  for (const Document& document : documents) keys.insert(DocumentKey(document));
  CHECK(keys.size() == 6);
  CHECK(documents[2].guid == "alone");
}

TEST_CASE("official numbers are found in addresses") {
  struct Case {
    std::string text;
    std::string key;
  };
  const Case cases[] = {
      {"https://www.federalregister.gov/documents/2025/01/15/2025-00636/framework", "FR:2025-00636"},
      {"https://www.federalregister.gov/d/2025-00636", "FR:2025-00636"},
      {"https://www.federalregister.gov/documents/2023/10/30/C1-2023-23055/x", "FR:C1-2023-23055"},
      {"https://www.federalregister.gov/documents/2009/01/02/E9-12345/x", "FR:E9-12345"},
      {"https://www.sec.gov/Archives/edgar/data/1045810/000104581025000116/0001045810-25-000116-index.htm",
       "SEC:0001045810-25-000116"},
      {"urn:tag:sec.gov,2008:accession-number=0001045810-25-000116", "SEC:0001045810-25-000116"},
      {"https://news.example/2025-00636", ""},
      {"https://www.federalregister.gov/documents/2025/01/15", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const auto keys = OfficialKeys(c.text);
    CHECK((keys.empty() ? "" : keys.front()) == c.key);
  }
}

TEST_CASE("only an official source's item is the official document itself") {
  FeedResult feed;
  feed.entries = {Entry("g", "https://www.federalregister.gov/d/2025-00636", "A rule")};
  CHECK(FeedDocuments(feed, Source(SourceClass::kPress))[0].keys.empty());
  CHECK(FeedDocuments(feed, Source(SourceClass::kOfficial))[0].keys == std::vector<std::string>{"FR:2025-00636"});
}

TEST_CASE("language tags are cut to their first part") {
  CHECK(PrimaryLanguage("EN-us") == "en");
  CHECK(PrimaryLanguage("zh_CN") == "zh");
  CHECK(PrimaryLanguage("yue") == "yue");
  CHECK(PrimaryLanguage("English").empty());
  CHECK(PrimaryLanguage("").empty());
}

}  // namespace dateline::ingest
