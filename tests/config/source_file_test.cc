// Adding sources by text: what stands in the file stays.
#include "config/source_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "config/load.h"
#include "tests/support/temporary_folder.h"

namespace dateline::config {
namespace {

namespace fs = std::filesystem;

SourceRecord Feed(std::string id) {
  SourceRecord source;
  source.id = std::move(id);
  source.name = source.id;
  source.owner = source.id;
  source.collector = "feed";
  source.url = "https://harbor.example/feed";
  return source;
}

std::string TextOf(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::move(text).str();
}

// What the reader makes of what the writer wrote.
SourceRecord ReadBack(const SourceRecord& source) {
  Loaded loaded;
  LayerText("sources.toml", SourceToml(source), loaded);
  for (const Problem& problem : loaded.problems) FAIL_CHECK(problem.Text());
  REQUIRE(loaded.config.sources.size() == 1);
  return loaded.config.sources[0];
}

}  // namespace

TEST_CASE("A record is written so that it is read back the same") {
  SourceRecord source = Feed("harbor-list");
  source.name = "Harbor \"Wire\" \\ 港口";
  source.collector = "page";
  source.links = R"(/notice/\d+\.html$)";
  source.owner = "Harbor Media";
  source.source_class = SourceClass::kAnalysis;
  source.language = "en";
  source.every = std::chrono::minutes(90);
  source.allow_private = true;
  source.enabled = false;
  const SourceRecord read = ReadBack(source);
  CHECK(read.id == source.id);
  CHECK(read.name == source.name);
  CHECK(read.collector == source.collector);
  CHECK(read.url == source.url);
  CHECK(read.links == source.links);
  CHECK(read.owner == source.owner);
  CHECK(read.source_class == source.source_class);
  CHECK(read.language == source.language);
  CHECK(read.every == source.every);
  CHECK(read.allow_private);
  CHECK_FALSE(read.enabled);
}

TEST_CASE("Fields of the official collectors are written too") {
  SourceRecord filings = Feed("filings");
  filings.collector = "edgar";
  filings.ciks = {"0000000123", "0000000456"};
  filings.forms = {"8-K"};
  CHECK(ReadBack(filings).ciks == filings.ciks);
  CHECK(ReadBack(filings).forms == filings.forms);
  SourceRecord rules = Feed("rules");
  rules.collector = "federal-register";
  rules.agencies = {"harbor-office"};
  rules.types = {"RULE", "NOTICE"};
  rules.from = "2025-01-01";
  CHECK(ReadBack(rules).agencies == rules.agencies);
  CHECK(ReadBack(rules).types == rules.types);
  CHECK(ReadBack(rules).from == rules.from);
  SourceRecord files = Feed("files");
  files.collector = "file";
  files.url.clear();
  files.paths = {"/srv/*.jsonl"};
  files.published = {{"a.txt", "2025-07-01"}};
  CHECK(ReadBack(files).paths == files.paths);
  CHECK(ReadBack(files).published == files.published);
}

TEST_CASE("Names with control characters make one line") {
  SourceRecord source = Feed("odd");
  source.name = "One\nid = \"other\"\tx\x7F";
  CHECK(ReadBack(source).id == "odd");
  CHECK(ReadBack(source).name == "One id = \"other\" x ");
}

TEST_CASE("Adding keeps what stands in the file, comments included") {
  const testing::TemporaryFolder folder;
  const std::string before = "# mine\n[[source]]\nid = \"a\"   # first\nurl = \"https://a.example/\"";
  folder.Write("sources.toml", before);
  const auto file = AddToSources(folder.path(), SourceToml(Feed("b")));
  REQUIRE(file);
  CHECK(TextOf(file->path) == before);
  REQUIRE(SaveSources(*file));
  CHECK(TextOf(file->path) == before + "\n\n" + SourceToml(Feed("b")));
  CHECK(Load(folder.path()).problems.empty());
}

TEST_CASE("Adding to a folder that is not there makes it") {
  const testing::TemporaryFolder folder;
  const auto file = AddToSources(folder.path() / "new" / "config", SourceToml(Feed("b")));
  REQUIRE(file);
  CHECK_FALSE(fs::exists(folder.path() / "new"));
  REQUIRE(SaveSources(*file));
  CHECK(TextOf(file->path) == SourceToml(Feed("b")));
}

TEST_CASE("Lines end as they end in the file") {
  const testing::TemporaryFolder folder;
  folder.Write("sources.toml", "# mine\r\n");
  const auto file = AddToSources(folder.path(), "[[source]]\nid = \"b\"\n");
  REQUIRE(file);
  CHECK(file->after == "# mine\r\n\r\n[[source]]\r\nid = \"b\"\r\n");
}

TEST_CASE("A file that changed since it was read is not overwritten") {
  const testing::TemporaryFolder folder;
  folder.Write("sources.toml", "# one\n");
  const auto file = AddToSources(folder.path(), SourceToml(Feed("b")));
  REQUIRE(file);
  folder.Write("sources.toml", "# another hand\n");
  const auto saved = SaveSources(*file);
  REQUIRE_FALSE(saved);
  CHECK(saved.error().code == ErrorCode::kBusy);
  CHECK(TextOf(file->path) == "# another hand\n");
}

TEST_CASE("Mode and link of the file are kept, and nothing stays beside it") {
  const testing::TemporaryFolder folder;
  const fs::path real = folder.Write("kept/real.toml", "# real\n");
  REQUIRE(::chmod(real.c_str(), 0600) == 0);
  fs::create_directories(folder.path() / "config");
  fs::create_symlink(real, folder.path() / "config" / "sources.toml");
  const auto file = AddToSources(folder.path() / "config", SourceToml(Feed("b")));
  REQUIRE(file);
  REQUIRE(SaveSources(*file));
  CHECK(fs::is_symlink(folder.path() / "config" / "sources.toml"));
  CHECK(TextOf(real) == "# real\n\n" + SourceToml(Feed("b")));
  CHECK((fs::status(real).permissions() & fs::perms::all) == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(std::distance(fs::directory_iterator(folder.path() / "kept"), {}) == 1);
}

TEST_CASE("A text can be checked in a file's place before it is written") {
  const testing::TemporaryFolder folder;
  folder.Write("sources.toml", "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n");
  const auto good = Load(folder.path(), {}, {{"sources.toml", SourceToml(Feed("b"))}});
  CHECK(good.problems.empty());
  const auto bad = Load(folder.path(), {}, {{"sources.toml", "[[source]]\nid = \"a\"\n"}});
  REQUIRE(bad.problems.size() == 1);
  CHECK_THAT(bad.problems[0].Text(), Catch::Contains("sources.toml:2:"));
  CHECK(Load({}, {}, {{"sources.toml", SourceToml(Feed("b"))}}).problems.empty());
}

}  // namespace dateline::config
