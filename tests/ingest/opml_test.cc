#include "ingest/opml.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace dateline::ingest {
namespace {

Opml Read(std::string_view body) {
  return ReadOpml("<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>My &amp; list</title></head><body>" +
                  std::string(body) + "</body></opml>");
}

config::SourceRecord Feed(std::string name, std::string url) {
  config::SourceRecord source;
  source.id = "x";
  source.collector = "feed";
  source.name = std::move(name);
  source.url = std::move(url);
  return source;
}

}  // namespace

TEST_CASE("Feeds are read with the folders around them") {
  const Opml opml = Read(R"(<outline text="News"><outline text="Asia">
      <outline type="rss" text="Harbor" title="Harbor &quot;Wire&quot;" xmlUrl="https://harbor.example/feed?a=1&amp;b=2" htmlUrl="https://harbor.example/"/>
      </outline><outline text="Pier" xmlUrl="http://pier.example/rss"></outline></outline>
      <outline type="rss" xmlUrl="https://quay.example/atom"/>)");
  CHECK(opml.recognised);
  CHECK(opml.title == "My & list");
  REQUIRE(opml.feeds.size() == 3);
  CHECK(opml.feeds[0].url == "https://harbor.example/feed?a=1&b=2");
  CHECK(opml.feeds[0].title == "Harbor \"Wire\"");
  CHECK(opml.feeds[0].site == "https://harbor.example/");
  CHECK(opml.feeds[0].folder == "News / Asia");
  CHECK(opml.feeds[1].folder == "News");
  CHECK(opml.feeds[2].title == "quay.example");
  CHECK(opml.feeds[2].folder.empty());
  CHECK(opml.problems.empty());
}

TEST_CASE("Spellings of other readers are understood") {
  const Opml opml = Read(
      R"(<OUTLINE TEXT='One' XMLURL='feed://one.example/rss'/><outline text="Two" xmlurl="feed:https://two.example/rss"/>
      <outline text="Three" xmlUrl="  https://three.example/rss
      "/>)");
  REQUIRE(opml.feeds.size() == 3);
  CHECK(opml.feeds[0].url == "http://one.example/rss");
  CHECK(opml.feeds[1].url == "https://two.example/rss");
  CHECK(opml.feeds[2].url == "https://three.example/rss");
}

TEST_CASE("An address counts once, however it is spelt") {
  const Opml opml = Read(
      R"(<outline text="A" xmlUrl="https://One.example:443/rss?utm_source=x"/><outline text="B" xmlUrl="https://one.example/rss"/>)");
  REQUIRE(opml.feeds.size() == 1);
  CHECK(opml.feeds[0].title == "A");
  CHECK(opml.duplicates == 1);
}

TEST_CASE("What is no address is told and passed over") {
  const Opml opml = Read(R"(<outline text="A" xmlUrl="ftp://one.example/rss"/><outline text="B" xmlUrl="two"/>
      <outline text="C" xmlUrl="https://user:secret@three.example/rss"/><outline text="D" xmlUrl="https://four.example/rss"/>)");
  REQUIRE(opml.feeds.size() == 1);
  REQUIRE(opml.problems.size() == 3);
  // A password must not come out again.
  for (const std::string& problem : opml.problems) CHECK(problem.find("secret") == std::string::npos);
}

TEST_CASE("Broken and hostile lists are read as far as they go") {
  CHECK_FALSE(ReadOpml("").recognised);
  CHECK_FALSE(ReadOpml("<rss><channel><title>no</title></channel></rss>").recognised);
  CHECK(ReadOpml("<opml><body><outline xmlUrl=\"https://one.example/rss\"").feeds.size() <= 1);
  std::string deep = "<opml><body>";
  for (int i = 0; i < 100'000; ++i) deep += "<outline text=\"x\">";
  const Opml opml = ReadOpml(deep + "<outline text=\"F\" xmlUrl=\"https://one.example/rss\"/>");
  REQUIRE(opml.feeds.size() == 1);
  CHECK(opml.feeds[0].folder.size() < 200);
  std::string many = "<opml>";
  for (std::size_t i = 0; i < Opml::kFeedsMax + 50; ++i)
    many += "<outline xmlUrl=\"https://one.example/" + std::to_string(i) + "\"/>";
  CHECK(ReadOpml(many).feeds.size() == Opml::kFeedsMax);
  CHECK_FALSE(ReadOpml(many).problems.empty());
}

TEST_CASE("Other encodings than UTF-8 are read") {
  const Opml opml = ReadOpml(
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><opml><body><outline text=\"Caf\xE9\" "
      "xmlUrl=\"https://one.example/\"/></body></opml>");
  REQUIRE(opml.feeds.size() == 1);
  CHECK(opml.feeds[0].title == "Café");
}

TEST_CASE("A list that was written is read back the same") {
  const std::vector<config::SourceRecord> sources{Feed("One <&> \"two\"\n港口", "https://one.example/rss?a=1&b=2"),
                                                  Feed("Two", "https://two.example/")};
  const Opml opml = ReadOpml(WriteOpml(sources, "Mine & yours"));
  CHECK(opml.title == "Mine & yours");
  REQUIRE(opml.feeds.size() == 2);
  CHECK(opml.feeds[0].title == "One <&> \"two\" 港口");
  CHECK(opml.feeds[0].url == sources[0].url);
  CHECK(opml.feeds[1].url == sources[1].url);
}

TEST_CASE("Sources that other readers cannot ask are left out of a list") {
  auto filings = Feed("Filings", "https://data.sec.gov/submissions/CIK0000000123.json");
  filings.collector = "edgar";
  CHECK(ReadOpml(WriteOpml(std::vector{filings}, "x")).feeds.empty());
}

TEST_CASE("A list is known by its first words") {
  CHECK(LooksLikeOpml("\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<!-- made by x -->\n<OPML version=\"1.0\">"));
  CHECK_FALSE(LooksLikeOpml("The opml format is a list. <p>"));
  CHECK_FALSE(LooksLikeOpml("<rss version=\"2.0\"><channel><title>All about &lt;opml></title>"));
  CHECK_FALSE(LooksLikeOpml(""));
}

// Lists that other readers wrote, when the shared data are at hand.
TEST_CASE("Real lists are read whole") {
  const char* shared = std::getenv("DATELINE_SHARED");
  const std::filesystem::path folder =
      std::filesystem::path(shared != nullptr ? shared : "../shared") / "samples" / "opml";
  if (!std::filesystem::is_directory(folder)) {
    WARN("SKIPPED: " << folder << " is not there; set DATELINE_SHARED to the folder of shared data");
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path());
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    const Opml opml = ReadOpml(text.str());
    if (!opml.recognised) continue;
    ++files;
    // Every xmlUrl is a feed, the same address as another, or told as a problem.
    std::size_t named = 0;
    const std::string bytes = text.str();
    for (std::size_t at = 0; (at = bytes.find("xmlUrl=\"http", at)) != std::string::npos; ++at) ++named;
    CHECK(opml.feeds.size() + opml.problems.size() + opml.duplicates >= named);
    CHECK(LooksLikeOpml(bytes));
  }
  CHECK(files >= 10);
}

}  // namespace dateline::ingest
