// The dictionary against grep: on plain names both find the same, leftmost and longest, whole words only.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "extract/tagger_dictionary.h"
#include "tests/extract/tagging.h"

namespace dateline::extract {
namespace {

bool IsPlain(std::string_view name) {
  const bool ascii = std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
  });
  return ascii && !name.empty() && name.find("  ") == std::string_view::npos && name.front() != ' ' &&
         name.back() != ' ';
}

// Shipped names of letters, digits and single spaces that no flag binds.
std::vector<std::string> PlainNames() {
  std::set<std::string> names;
  for (const auto& entity : config::Load({}).config.entities) {
    for (const auto& alias : entity.aliases) {
      const bool bound = alias.weak || !alias.context.empty() || !alias.not_before.empty() || !alias.not_after.empty();
      if (!bound && IsPlain(alias.text)) names.insert(alias.text);
    }
  }
  return {names.begin(), names.end()};
}

// Names, their beginnings, their words glued to others, and plain words, in no order.
std::string TextOf(const std::vector<std::string>& names) {
  std::uint32_t random = 11;
  const auto next = [&](std::size_t below) {
    random = random * 1664525u + 1013904223u;
    return (random >> 8) % below;
  };
  constexpr std::array<std::string_view, 12> kFiller{"the",   "of",  "said", "export", "rule", "chips",
                                                     "Group", "and", "2025", "China",  "no",   "Corp"};
  std::string text;
  for (int words = 0; words < 20'000; ++words) {
    const std::string& name = names[next(names.size())];
    switch (next(8)) {
      case 0:
      case 1:
        text += name;
        break;
      case 2:
        text += name.substr(0, name.find(' '));
        break;
      case 3:
        text += name.substr(name.rfind(' ') + 1);
        break;
      case 4:
        text += name + "x";
        break;
      case 5:
        text += "7" + name;
        break;
      default:
        text += kFiller[next(kFiller.size())];
    }
    text += next(15) == 0 ? '\n' : ' ';
  }
  return text;
}

using Hits = std::vector<std::string>;  // "offset:name"

Hits HitsOfGrep(const std::vector<std::string>& names, const std::string& text) {
  const auto folder = std::filesystem::temp_directory_path() / ("dateline-oracle-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "text") << text;
  std::ofstream list(folder / "names");
  for (const auto& name : names) list << name << '\n';
  list.close();
  const std::string command =
      "LC_ALL=C grep -F -w -o -b -f '" + (folder / "names").string() + "' '" + (folder / "text").string() + "'";
  Hits hits;
  if (std::FILE* pipe = popen(command.c_str(), "r")) {
    char line[4096];
    while (std::fgets(line, sizeof line, pipe) != nullptr) hits.emplace_back(line, std::string_view(line).find('\n'));
    pclose(pipe);
  }
  std::filesystem::remove_all(folder);
  return hits;
}

// Line by line, as grep reads.
Hits HitsOfDictionary(const std::vector<std::string>& names, const std::string& text) {
  config::Config config;
  for (std::size_t i = 0; i < names.size(); ++i) {
    config::EntityRecord entity;
    entity.id = "firm.n" + std::to_string(i);
    entity.name = names[i];
    entity.aliases.emplace_back();
    entity.aliases.back().text = names[i];
    entity.aliases.back().letter_case = config::AliasRecord::Case::kExact;
    config.entities.push_back(std::move(entity));
  }
  Dictionary dictionary;
  StartTable starts;
  Problems problems;
  dictionary.Compile(config, starts, problems);
  Hits out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line(text.data() + begin, end - begin);
    const auto tokens = Tokenise(line);
    std::vector<DictionaryHit> hits;
    std::vector<std::uint32_t> paragraphs;
    StartPlaces places;
    starts.Find(tokens, places, paragraphs);
    dictionary.Scan(line, tokens, places, hits);
    std::ranges::stable_sort(hits, [](const DictionaryHit& a, const DictionaryHit& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    std::uint32_t free = 0;
    for (const DictionaryHit& hit : hits) {
      if (hit.first < free) continue;
      free = hit.last;
      out.push_back(std::to_string(begin + hit.span.begin) + ":" + std::string(hit.span.In(line)));
    }
    begin = end + 1;
  }
  return out;
}

TEST_CASE("plain names are found where grep finds them") {
  if (std::system("grep --version >/dev/null 2>&1") != 0) {
    WARN("SKIPPED: there is no grep here");
    return;
  }
  const auto names = PlainNames();
  REQUIRE(names.size() > 1000);
  const std::string text = TextOf(names);
  const Hits wanted = HitsOfGrep(names, text);
  const Hits found = HitsOfDictionary(names, text);
  REQUIRE(wanted.size() > 5'000);
  const auto [a, b] = std::ranges::mismatch(wanted, found);
  INFO("first difference: grep " << (a == wanted.end() ? "ends" : *a) << ", the dictionary "
                                 << (b == found.end() ? "ends" : *b));
  CHECK(wanted == found);
}

}  // namespace
}  // namespace dateline::extract
