// The dictionary on plain names, for bench/compare: names_bench list | names_bench time TEXT [ROUNDS]
//
// `list` prints the shipped names of letters, digits and single spaces, one a line. `time` finds exactly these in a
// text, whole words, leftmost and longest; then runs the whole tagger with all shipped names, flags and identifiers.
// Documents are separated by form feeds; both start from their bytes. Prints "NAME MEGABYTES-A-SECOND FOUND", the best
// round.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/load.h"
#include "extract/tagger.h"
#include "extract/tagger_dictionary.h"
#include "extract/token.h"

namespace {

using namespace dateline;

double Seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

std::vector<std::string> PlainNames(const config::Config& config) {
  std::set<std::string> names;
  for (const auto& entity : config.entities) {
    for (const auto& alias : entity.aliases) {
      const auto plain = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ' ';
      };
      if (alias.text.size() > 1 && std::ranges::all_of(alias.text, plain)) names.insert(alias.text);
    }
  }
  return {names.begin(), names.end()};
}

config::Config ExactNames(const std::vector<std::string>& names) {
  config::Config config;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto& entity = config.entities.emplace_back();
    entity.id = "firm.n" + std::to_string(i);
    entity.name = names[i];
    auto& alias = entity.aliases.emplace_back();
    alias.text = names[i];
    alias.letter_case = config::AliasRecord::Case::kExact;
  }
  return config;
}

std::size_t LeftmostLongest(std::vector<extract::DictionaryHit>& hits) {
  std::ranges::stable_sort(
      hits, [](const auto& a, const auto& b) { return a.first != b.first ? a.first < b.first : a.last > b.last; });
  std::size_t count = 0;
  std::uint32_t free = 0;
  for (const auto& hit : hits) {
    if (hit.first < free) continue;
    free = hit.last;
    ++count;
  }
  return count;
}

std::vector<std::string_view> DocumentsOf(std::string_view text) {
  std::vector<std::string_view> documents;
  while (!text.empty()) {
    const std::size_t cut = std::min(text.find('\f'), text.size());
    documents.push_back(text.substr(0, cut));
    text.remove_prefix(std::min(cut + 1, text.size()));
  }
  return documents;
}

template <typename Work>
void Report(const char* what, const std::string& text, int rounds, Work work) {
  const auto documents = DocumentsOf(text);
  double best = 1e9;
  std::size_t found = 0;
  for (int round = 0; round < rounds; ++round) {
    found = 0;
    const double begin = Seconds();
    for (const std::string_view document : documents) found += work(document);
    best = std::min(best, Seconds() - begin);
  }
  std::printf("%s %.1f %zu\n", what, static_cast<double>(text.size()) / 1e6 / (best + 1e-9), found);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  config::Loaded loaded = config::Load({});
  const auto names = PlainNames(loaded.config);
  if (mode == "list") {
    for (const auto& name : names) std::puts(name.c_str());
    return 0;
  }
  if (mode != "time" || argc < 3) return 2;
  std::ifstream stream(argv[2], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  const int rounds = argc > 3 ? std::max(1, std::atoi(argv[3])) : 5;

  extract::Dictionary dictionary;
  extract::StartTable starts;
  extract::StartPlaces places;
  std::vector<std::uint32_t> paragraphs;
  dictionary.Compile(ExactNames(names), starts, loaded.problems);
  Report("names", text, rounds, [&](std::string_view document) {
    const auto tokens = extract::Tokenise(document);
    std::vector<extract::DictionaryHit> hits;
    starts.Find(tokens, places, paragraphs);
    dictionary.Scan(document, tokens, places, hits);
    return LeftmostLongest(hits);
  });
  const auto tagger = extract::Tagger::Compile(loaded.config, loaded.problems);
  Report("tagger", text, rounds, [&](std::string_view document) {
    const auto tokens = extract::Tokenise(document);
    return tagger.FindMentions(document, tokens, {}).size();
  });
}
