#include "extract/trie.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

TEST_CASE("a sequence is found by following its hashes") {
  TokenTrie trie;
  trie.Add(std::vector<std::uint32_t>{1, 2, 3}, 10);
  trie.Add(std::vector<std::uint32_t>{1, 2}, 20);
  trie.Add(std::vector<std::uint32_t>{1, 2}, 21);
  const auto one = trie.Next(TokenTrie::kRoot, 1);
  CHECK_FALSE(one.ends());
  const auto two = trie.Next(one, 2);
  REQUIRE(two.found());
  CHECK(two.ends());
  CHECK_FALSE(trie.Next(one, 3).found());
  CHECK_FALSE(trie.Next(trie.Next(two, 3), 3).found());
  std::vector<std::uint32_t> payloads;
  trie.EachPayload(two, [&](std::uint32_t payload) { payloads.push_back(payload); });
  CHECK(payloads == std::vector<std::uint32_t>{20, 21});
}

TEST_CASE("growing keeps every sequence") {
  TokenTrie trie;
  std::mt19937 random(7);
  std::map<std::vector<std::uint32_t>, std::uint32_t> expected;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    std::vector<std::uint32_t> hashes(1 + random() % 4);
    for (auto& hash : hashes) hash = static_cast<std::uint32_t>(random() % 500) * 2654435761u;
    if (expected.emplace(hashes, i).second) trie.Add(hashes, i);
  }
  const auto check = [&] {
    for (const auto& [hashes, payload] : expected) {
      auto node = TokenTrie::kRoot;
      for (const std::uint32_t hash : hashes) node = trie.Next(node, hash);
      std::vector<std::uint32_t> found;
      trie.EachPayload(node, [&](std::uint32_t at) { found.push_back(at); });
      REQUIRE(found == std::vector<std::uint32_t>{payload});
    }
  };
  check();
  trie.Settle();  // first words have a table of their own
  check();
  CHECK_FALSE(trie.Next(TokenTrie::kRoot, 1).found());
  CHECK_FALSE(trie.First(1).found());
  CHECK_FALSE(trie.Next({}, 0).found());
}

// The slow obvious twin: at every word, the longest alias whose words stand there, compared as text.
std::vector<std::string> Oracle(const std::vector<std::string>& words, const std::vector<std::vector<std::string>>& aliases) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < words.size();) {
    std::size_t longest = 0;
    for (const auto& alias : aliases) {
      if (alias.size() <= longest || at + alias.size() > words.size()) continue;
      if (std::equal(alias.begin(), alias.end(), words.begin() + static_cast<std::ptrdiff_t>(at))) longest = alias.size();
    }
    if (longest == 0) {
      ++at;
      continue;
    }
    std::string joined;
    for (std::size_t i = 0; i < longest; ++i) joined += (i == 0 ? "" : " ") + words[at + i];
    found.push_back(joined);
    at += longest;
  }
  return found;
}

TEST_CASE("the tagger agrees with a naive matcher on random texts") {
  // Lower-case words, so that no shape rule speaks.
  const Strings vocabulary = {"aba", "bab", "cac", "dad", "eve", "fif", "gag", "heh"};
  std::mt19937 random(11);
  const auto word = [&] { return vocabulary[random() % vocabulary.size()]; };
  for (int round = 0; round < 60; ++round) {
    std::vector<std::vector<std::string>> aliases;
    std::string toml;
    for (int i = 0; i < 12; ++i) {
      std::vector<std::string> alias(1 + random() % 3);
      for (auto& part : alias) part = word();
      if (std::ranges::find(aliases, alias) != aliases.end()) continue;
      std::string text;
      for (const auto& part : alias) text += (text.empty() ? "" : " ") + part;
      toml += "[[entity]]\nid = \"firm.e" + std::to_string(i) + "\"\nname = \"" + text + "\"\n";
      aliases.push_back(alias);
    }
    const Tagger tagger = TaggerOf(toml);
    for (int texts = 0; texts < 10; ++texts) {
      std::vector<std::string> words(40);
      std::string text;
      for (auto& part : words) {
        part = word();
        text += part + " ";
      }
      INFO(toml << "\n" << text);
      REQUIRE(Surfaces(tagger, text, MentionKind::kFirm) == Oracle(words, aliases));
    }
  }
}

}  // namespace
}  // namespace dateline::extract
