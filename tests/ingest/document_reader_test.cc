#include "ingest/document_reader.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace dateline::ingest {
namespace {

using testing::TemporaryFolder;

struct Read {
  std::vector<Document> documents;
  std::vector<std::string> errors;
  std::uint64_t bytes = 0;
};

Read ReadAll(const std::filesystem::path& path) {
  auto reader = DocumentReader::Open(path);
  REQUIRE(reader);
  Read read;
  while (auto next = reader->Next()) {
    if (*next) {
      read.documents.push_back(**std::move(next));
    } else {
      read.errors.push_back(next->error().message);
    }
  }
  read.bytes = reader->bytes_done();
  CHECK(read.bytes == reader->bytes_total());
  return read;
}

}  // namespace

TEST_CASE("records are read line by line with everything they state") {
  const TemporaryFolder folder;
  const auto path =
      folder.Write("notes.jsonl",
                   "{\"id\":\"n1\",\"url\":\"HTTPS://News.Example/a?utm_source=x#top\",\"title\":\" Two\\n words \","
                   "\"published\":\"2025-07-18T21:30:00+08:00\",\"language\":\"en-GB\",\"kind\":\"article\","
                   "\"text\":\"The rule ends.\",\"source\":\"wire\",\"first_seen\":\"2025-07-19T00:00:00Z\","
                   "\"keys\":[\"FR:2025-1\"],\"more\":{\"is\":[\"passed over\"]}}\n"
                   "\n"
                   "{\"id\":7,\"text\":\"No newline at the end\"}");
  const Read read = ReadAll(path);
  CHECK(read.errors.empty());
  REQUIRE(read.documents.size() == 2);
  const Document& first = read.documents[0];
  CHECK(first.guid == "n1");
  CHECK(first.url == "https://news.example/a");
  CHECK(first.title == "Two words");
  CHECK(first.text == "The rule ends.");
  CHECK(first.language == "en");
  CHECK(first.kind == "article");
  CHECK(first.source == "wire");
  CHECK(first.keys == std::vector<std::string>{"FR:2025-1"});
  CHECK(first.published.words == "2025-07-18T21:30:00+08:00");
  CHECK(ToEdtf(first.published.span) == "2025-07-18");
  CHECK(first.published.at == ParseInstant("2025-07-18T13:30:00Z"));
  CHECK(first.first_seen == ParseInstant("2025-07-19T00:00:00Z"));
  CHECK(read.documents[1].guid == "7");
}

TEST_CASE("a bad line is one error with its number and reading goes on") {
  const TemporaryFolder folder;
  const auto path = folder.Write("bad.jsonl",
                                 "{\"text\":\"good\"}\n"
                                 "{\"text\":\n"
                                 "[1]\n"
                                 "{\"text\":5}\n"
                                 "{\"id\":\"no words\"}\n"
                                 "{\"text\":\"x\",\"first_seen\":\"whenever\"}\n" +
                                     std::string(100'000, '[') + "\n" + "{\"text\":\"bad \xFF utf-8\"}\n" +
                                     "{\"text\":\"good again\"}\r\n");
  const Read read = ReadAll(path);
  REQUIRE(read.documents.size() == 2);
  CHECK(read.documents[1].text == "good again");
  REQUIRE(read.errors.size() == 7);
  for (std::size_t i = 0; i < read.errors.size(); ++i) {
    INFO(read.errors[i]);
    CHECK(read.errors[i].find("bad.jsonl:" + std::to_string(i + 2) + ": ") != std::string::npos);
  }
}

TEST_CASE("a line without end is passed over in bounded memory") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "long.jsonl";
  {
    std::ofstream out(path);
    const std::string piece(1 << 20, 'x');
    out << "{\"text\":\"";
    for (int i = 0; i < 17; ++i) out << piece;
    out << "\"}\n{\"text\":\"after\"}\n";
  }
  const Read read = ReadAll(path);
  REQUIRE(read.errors.size() == 1);
  CHECK(read.errors[0].find("longer than") != std::string::npos);
  REQUIRE(read.documents.size() == 1);
  CHECK(read.documents[0].text == "after");
}

TEST_CASE("an HTML page says its title, date, language and words") {
  const TemporaryFolder folder;
  const auto path = folder.Write("page.html",
                                 "<!DOCTYPE html><html lang=\"en-US\"><head><title>A notice &amp; its annex</title>"
                                 "<meta name=\"date\" content=\"2025-04-15\"></head>"
                                 "<body><h1>Notice</h1><p>The list grows.</p><script>no()</script></body></html>");
  const Read read = ReadAll(path);
  REQUIRE(read.documents.size() == 1);
  const Document& page = read.documents[0];
  CHECK(page.title == "A notice & its annex");
  CHECK(page.text.find("The list grows.") != std::string::npos);
  CHECK(page.text.find("no()") == std::string::npos);
  CHECK(page.language == "en");
  CHECK(ToEdtf(page.published.span) == "2025-04-15");
}

TEST_CASE("a plain text takes its first line as title") {
  const TemporaryFolder folder;
  const Read read = ReadAll(folder.Write("memo.txt", "\n  Memo on quotas \n\nThe quota stays.\n"));
  REQUIRE(read.documents.size() == 1);
  CHECK(read.documents[0].title == "Memo on quotas");
  CHECK(read.documents[0].text.find("The quota stays.") != std::string::npos);
  CHECK(ReadAll(folder.Write("empty.txt", "  \n")).errors.size() == 1);
}

TEST_CASE("what cannot be opened says so") {
  const TemporaryFolder folder;
  CHECK_FALSE(DocumentReader::Open(folder.path() / "absent.jsonl"));
  CHECK_FALSE(DocumentReader::Open(folder.path()));
}

}  // namespace dateline::ingest
