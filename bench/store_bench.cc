// How fast the store takes in documents and answers: store_bench DOCUMENTS [FOLDER]
//
// Documents are invented, the same for the same number: entities by Zipf, a fifth of them copies of recent ones, dates
// around the day, a few late arrivals. Extraction is given, so that only the store is timed. Figures are processor
// time of this process (neighbours on the machine do not count); the folder is removed unless it is named.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "store/store.h"

namespace {

using namespace dateline;

constexpr std::size_t kDocumentsADay = 400;
constexpr std::size_t kCommit = 256;

constexpr std::array<const char*, 12> kTypes{"rule.issue", "rule.end", "list.add", "license.require", "license.decide", "shipment.change",
                                             "talks.hold", "tariff.change", "deal.make", "ban.impose", "product.announce", "finance.impact"};
constexpr std::array<const char*, 6> kKinds{"firm", "firm", "chip", "rule", "agency", "place"};

class Inventor {
 public:
  explicit Inventor(unsigned seed) : random_(seed) {
    for (std::size_t i = 0; i < 4000; ++i) words_.push_back(Word());
  }

  struct Told {
    Document document;
    Instant seen{};
    Extraction extraction;
    std::string source;
  };

  Told Next(std::size_t number) {
    Told told;
    told.seen = kBegin + std::chrono::minutes(number * 24 * 60 / kDocumentsADay);
    if (Chance(0.01)) told.seen -= std::chrono::hours(30);  // known before, brought late
    told.source = "source" + std::to_string(Zipf(200));
    if (!recent_.empty() && Chance(0.2)) {
      Copy(told);
    } else {
      Write(told);
    }
    told.document.source = told.source;
    told.document.guid = "g" + std::to_string(number);
    told.document.url = "https://" + told.source + ".example/" + told.document.guid;
    told.document.language = "en";
    recent_.push_back(told);
    if (recent_.size() > 50) recent_.erase(recent_.begin());
    return told;
  }

 private:
  static constexpr Instant kBegin{std::chrono::sys_days(std::chrono::year{2024} / 1 / 1)};

  bool Chance(double p) { return std::uniform_real_distribution<double>(0, 1)(random_) < p; }
  std::size_t Below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  // 0 … n-1, the first by far the likeliest.
  std::size_t Zipf(std::size_t n) { return static_cast<std::size_t>(std::pow(static_cast<double>(n), std::uniform_real_distribution<double>(0, 1)(random_))) - 1; }
  std::string Word() {
    std::string word;
    for (std::size_t i = 3 + Below(7); i > 0; --i) word += static_cast<char>('a' + Below(26));
    return word;
  }
  std::string Entity() {
    const std::size_t rank = Zipf(3000);
    return std::string(kKinds[rank % kKinds.size()]) + ".n" + std::to_string(rank);
  }
  std::string Sentence() {
    std::string sentence;
    for (std::size_t i = 14 + Below(16); i > 0; --i) sentence += words_[Zipf(words_.size())] + (i == 1 ? ". " : " ");
    return sentence;
  }

  EventAssertion Claim(Instant seen, Span sentence) {
    EventAssertion a;
    a.type = kTypes[Zipf(kTypes.size())];
    a.rule = "event:" + a.type + "/bench";
    a.modality = Chance(0.7) ? Modality::kActual : static_cast<Modality>(Below(5));
    if (a.modality == Modality::kDenied) a.denial = static_cast<Denial>(1 + Below(3));
    a.basis = static_cast<Basis>(Below(6));
    if (Chance(0.6)) {
      const Day day = std::chrono::floor<std::chrono::days>(seen) - std::chrono::days(Below(4)) + std::chrono::days(a.modality == Modality::kPlanned ? Below(90) : 0);
      a.date = DayOf(day);
    }
    a.roles.push_back({"actor", Entity()});
    for (std::size_t i = 1 + Below(2); i > 0; --i) a.roles.push_back({"target", Entity()});
    std::ranges::sort(a.roles);
    a.roles.erase(std::unique(a.roles.begin(), a.roles.end()), a.roles.end());
    if (Chance(0.4)) a.speaker = Entity();
    if (Chance(0.2)) a.numbers.push_back(std::to_string(Below(500)) + " USD");
    a.evidence = {sentence};
    a.trigger = Span{sentence.begin, sentence.begin + 4};
    return a;
  }

  void Write(Told& told) {
    std::string& text = told.document.text;
    told.document.title = Sentence();
    std::vector<Span> sentences;
    while (text.size() < 3000) {
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += Sentence();
      sentences.push_back({begin, static_cast<std::uint32_t>(text.size() - 1)});
    }
    for (const Span sentence : sentences) {
      if (Chance(0.5)) told.extraction.mentions.push_back({MentionKind::kFirm, {sentence.begin, sentence.begin + 3}, Entity(), "bench", ""});
      if (told.extraction.assertions.size() < 4 && Chance(0.25)) told.extraction.assertions.push_back(Claim(told.seen, sentence));
    }
    Statement statement;
    statement.speaker = Entity();
    statement.content = statement.evidence = sentences.front();
    statement.about = {Entity()};
    statement.rule = "bench";
    told.extraction.statements.push_back(statement);
  }

  // An agency's report printed elsewhere under another title.
  void Copy(Told& told) {
    const Told& from = recent_[Below(recent_.size())];
    told.document.title = Sentence();
    told.document.text = from.document.text + Sentence();
    told.extraction = from.extraction;
  }

  std::mt19937 random_;
  std::vector<std::string> words_;
  std::vector<Told> recent_;
};

double Now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::size_t ResidentKilobytes(const char* field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field)) return static_cast<std::size_t>(std::atoll(line.c_str() + std::string(field).size()));
  }
  return 0;
}

struct Times {
  double collect = 0, apply = 0, search = 0;
  std::size_t claims = 0;
};

void TakeIn(store::Writer& writer, Inventor& inventor, std::size_t from, std::size_t to, Times& times) {
  for (std::size_t at = from; at < to; at += kCommit) {
    std::map<std::string, store::CollectBatch> batches;
    std::map<std::string, Extraction> known;
    for (std::size_t i = at; i < std::min(to, at + kCommit); ++i) {
      Inventor::Told told = inventor.Next(i);
      store::CollectBatch& batch = batches[told.source];
      batch.source = {told.source, told.source, told.source, SourceClass::kPress};
      batch.mode = IngestMode::kBackfill;
      known[told.document.guid] = std::move(told.extraction);
      batch.documents.push_back(std::move(told.document));
      batch.seen.push_back(told.seen);
    }
    std::vector<store::CollectBatch> all;
    for (auto& [id, batch] : batches) all.push_back(std::move(batch));
    double begun = Now();
    const Instant now(std::chrono::sys_days(std::chrono::year{2026} / 1 / 1));
    if (!writer.Collect(all, now)) std::exit(1);
    times.collect += Now() - begun;
    std::vector<store::Extracted> results;
    const auto pending = writer.Pending(0, kCommit, 1u << 30);
    if (!pending) std::exit(1);
    for (const auto& revision : *pending) {
      results.push_back({revision.number, known[revision.document.guid], "bench", ""});
      times.claims += results.back().extraction.assertions.size();
    }
    begun = Now();
    if (const auto applied = writer.Apply(results, {}, now); !applied) std::exit(1);
    times.apply += Now() - begun;
    begun = Now();
    if (!writer.IndexForSearch(kCommit)) std::exit(1);
    times.search += Now() - begun;
  }
}

void Ask(const store::Reader& reader, const char* name, const std::string& words, bool as_of, bool evidence) {
  store::When when;
  when.now = Instant(std::chrono::sys_days(std::chrono::year{2026} / 1 / 1));
  if (as_of) when.as_of = Instant(std::chrono::sys_days(std::chrono::year{2024} / 1 / 15));
  const auto filter = ParseFilter(words);
  std::vector<double> took;
  std::size_t rows = 0;
  for (int i = 0; i < 15; ++i) {
    const double begun = Now();
    const auto found = reader.Events(*filter, when, evidence, 50);
    took.push_back((Now() - begun) * 1000);
    rows = found ? found->size() : 0;
  }
  std::ranges::sort(took);
  std::printf("  %-28s %4zu rows  p50 %8.2f ms  worst %8.2f ms\n", name, rows, took[took.size() / 2], took.back());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto documents = static_cast<std::size_t>(std::atoll(argv[1]));
  const std::filesystem::path folder = argc > 2 ? std::filesystem::path(argv[2]) : std::filesystem::temp_directory_path() / ("store-bench-" + std::to_string(std::random_device{}()));
  {
    auto writer = store::Writer::Open(folder, Instant{});
    if (!writer) return 1;
    Inventor inventor(7);
    const std::size_t step = std::max<std::size_t>(kCommit, documents / 5);
    std::printf("documents    collect      apply     search   ms a document; claims; resident kB\n");
    for (std::size_t at = 0; at < documents; at += step) {
      Times times;
      const std::size_t to = std::min(documents, at + step);
      TakeIn(**writer, inventor, at, to, times);
      const auto each = [&](double seconds) { return seconds * 1000 / static_cast<double>(to - at); };
      std::printf("%9zu %10.3f %10.3f %10.3f   %zu  %zu\n", to, each(times.collect), each(times.apply), each(times.search), times.claims, ResidentKilobytes("VmRSS:"));
      std::fflush(stdout);
    }
  }
  {
    const auto reader = store::Reader::Open(folder);
    if (!reader) return 1;
    Ask(**reader, "timeline of a hub", "entity:n0", false, false);
    Ask(**reader, "the same with evidence", "entity:n0", false, true);
    Ask(**reader, "timeline, middle", "entity:n40", false, false);
    Ask(**reader, "as of, hub", "entity:n0", true, false);
    Ask(**reader, "as of, middle", "entity:n40", true, false);
  }
  if (argc <= 2) std::filesystem::remove_all(folder);
  return 0;
}
