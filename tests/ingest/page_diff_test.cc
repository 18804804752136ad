#include "ingest/page_diff.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>

namespace dateline::ingest {
namespace {

// The words of one side, joined, as the runs give them.
std::string Side(const std::vector<WordRun>& runs, WordRun::Kind dropped) {
  std::string out;
  for (const WordRun& run : runs) {
    if (run.kind == dropped) continue;
    if (!out.empty()) out += ' ';
    out += run.words;
  }
  return out;
}

}  // namespace

TEST_CASE("A changed word is removed and added in its place") {
  const auto runs = DiffWords("The rule is proposed on 3 May", "The rule takes effect on 3 May");
  CHECK(ShowChanges(runs) == "The rule [-is proposed-] {+takes effect+} on 3 May");
  CHECK(CountChanges(runs).removed == 2);
  CHECK(CountChanges(runs).added == 2);
}

TEST_CASE("Equal texts and texts that differ in white space have no changes") {
  CHECK(ShowChanges(DiffWords("a b\nc", "a  b c")).empty());
  CHECK(ShowChanges(DiffWords("", "")).empty());
}

TEST_CASE("Words that come or go at the ends are found") {
  CHECK(ShowChanges(DiffWords("b c", "a b c d")) == "{+a+} b c {+d+}");
  CHECK(ShowChanges(DiffWords("a", "")) == "[-a-]");
  CHECK(ShowChanges(DiffWords("", "a b")) == "{+a b+}");
}

TEST_CASE("Chinese is compared character by character") {
  CHECK(ShowChanges(DiffWords("自五月一日起施行", "自六月一日起施行")) == "自 [-五-] {+六+} 月一日起施行");
}

TEST_CASE("Far-off unchanged words are left out of what is shown") {
  std::string far;
  for (int i = 0; i < 100; ++i) far += "word" + std::to_string(i) + " ";
  const std::string shown = ShowChanges(DiffWords(far + "old " + far, far + "new " + far), 20);
  CHECK(shown == "… word98 word99 [-old-] {+new+} word0 word1 word2 …");
}

TEST_CASE("Both texts can be put together again from the runs") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const auto text = [&] {
      std::string out;
      const auto size = random() % 40;
      for (std::size_t i = 0; i < size; ++i) {
        if (!out.empty()) out += ' ';
        out += static_cast<char>('a' + random() % 6);
      }
      return out;
    };
    const std::string before = text();
    const std::string after = text();
    const auto runs = DiffWords(before, after);
    CHECK(Side(runs, WordRun::Kind::kAdded) == before);
    CHECK(Side(runs, WordRun::Kind::kRemoved) == after);
  }
}

TEST_CASE("Texts that have nothing in common are compared in bounded time") {
  std::string before;
  std::string after;
  for (int i = 0; i < 50'000; ++i) {
    before += i % 2 == 0 ? "x " : "y ";
    after += i % 3 == 0 ? "y " : "z ";
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto runs = DiffWords(before, after);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  CHECK(CountChanges(runs).removed > 0);
}

}  // namespace dateline::ingest
