// How fast texts are read, stage by stage: extract_bench TEXT-OR-JSONL [ROUNDS [STAGE]]
//
// Prints megabytes of text a second on one core beside the ratio to a plain sum over the same bytes, taken in the
// same run: on a shared machine the ratio is what can be compared. Start-up (reading and compiling the shipped rules)
// is printed in milliseconds of processor time. With STAGE only the stages whose name holds it are run, for a profiler.
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "config/load.h"
#include "extract/contract.h"
#include "extract/dates.h"
#include "extract/extract.h"
#include "extract/tagger.h"
#include "extract/token.h"
#include "model/json.h"

namespace {

using namespace dateline;

double Seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }  // of this process: neighbours do not count

// One document a line when the lines are JSON objects with a "text", else the whole file.
std::vector<Document> ReadDocuments(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<Document> documents;
  for (std::string line; std::getline(stream, line);) {
    const auto json = Json::Parse(line, path);
    if (!json || !json->root()["text"].IsString()) continue;
    Document document;
    document.title = std::string(json->root()["title"].String());
    document.text = std::string(json->root()["text"].String());
    document.published = extract::ReadPublished(json->root()["published"].String());
    documents.push_back(std::move(document));
  }
  if (!documents.empty()) return documents;
  stream.clear();
  stream.seekg(0);
  documents.emplace_back();
  documents[0].text.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  return documents;
}

struct Bench {
  std::vector<Document> documents;
  int rounds = 10;
  std::string only;      // part of the names of the stages to run
  double plain = 0;      // MB/s of the sum
  std::size_t sink = 0;  // what the stages found, so that none is optimised away

  template <typename Work>
  double Report(const char* what, Work work) {
    if (std::string_view(what).find(only) == std::string_view::npos) return 0;
    std::size_t bytes = 0;
    for (const Document& document : documents) bytes += document.text.size();
    const double begin = Seconds();
    for (int round = 0; round < rounds; ++round) {
      for (const Document& document : documents) sink += work(document);
    }
    const double speed = static_cast<double>(bytes) * rounds / 1e6 / (Seconds() - begin + 1e-9);
    std::printf("%-24s %9.1f MB/s   1/%.0f of a plain sum\n", what, speed, plain == 0 ? 1.0 : plain / speed);
    return speed;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  ::mallopt(M_MXFAST, 0);  // as dateline does
  Bench bench;
  bench.documents = ReadDocuments(argv[1]);
  if (argc > 2) bench.rounds = std::max(1, std::atoi(argv[2]));
  if (argc > 3) bench.only = argv[3];
  const double begin = Seconds();
  config::Loaded loaded = config::Load({});
  const double read = Seconds();
  const auto rules = extract::RuleSet::Compile(loaded.config, loaded.problems);
  const double compiled = Seconds();
  const auto tagger = extract::Tagger::Compile(loaded.config, loaded.problems);
  std::printf("%-24s %9.1f ms\n%-24s %9.1f ms\n%-24s %9.1f ms\n", "read configuration", (read - begin) * 1e3, "compile rules",
              (compiled - read) * 1e3, "  of it the tagger", (Seconds() - compiled) * 1e3);
  bench.plain = bench.Report("sum of bytes", [](const Document& d) {
    return std::accumulate(d.text.begin(), d.text.end(), std::size_t{0}, [](std::size_t sum, char c) { return sum * 31 + static_cast<unsigned char>(c); });
  });
  bench.Report("Tokenise", [](const Document& d) { return extract::Tokenise(d.text).size(); });
  bench.Report("+ SplitSentences", [](const Document& d) { return extract::SplitSentences(d.text, extract::Tokenise(d.text)).size(); });
  bench.Report("Tokenise + mentions", [&](const Document& d) {
    const auto tokens = extract::Tokenise(d.text);
    return tagger.FindMentions(d.text, tokens, {}).size();
  });
  bench.Report("Tokenise + dates", [](const Document& d) { return extract::FindDates(d.text, {d.published.span.lo}).size(); });
  bench.Report("everything", [&](const Document& d) { return extract::Extract(d, *rules).assertions.size() + 1; });
  return bench.sink == 0 && bench.only.empty() ? 1 : 0;
}
