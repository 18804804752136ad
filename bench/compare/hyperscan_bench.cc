// Hyperscan on literals: hyperscan_bench NAMES TEXT ROUNDS prints "MEGABYTES-A-SECOND MATCHES", the best round.
// Every occurrence counts, inside words too: literals know no word boundaries.
#include <hs/hs.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  std::vector<std::string> names;
  std::ifstream list(argv[1]);
  for (std::string line; std::getline(list, line);) names.push_back(line);
  std::ifstream stream(argv[2], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  std::vector<const char*> literals;
  std::vector<std::size_t> sizes;
  std::vector<unsigned> flags, ids;
  for (const auto& name : names) {
    literals.push_back(name.c_str());
    sizes.push_back(name.size());
    flags.push_back(0);
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(literals.data(), flags.data(), ids.data(), sizes.data(), static_cast<unsigned>(names.size()),
                           HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS) {
    std::fprintf(stderr, "%s\n", error->message);
    return 1;
  }
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return 1;
  std::size_t count = 0;
  const auto hit = [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
    ++*static_cast<std::size_t*>(context);
    return 0;
  };
  double best = 1e9;
  for (int round = 0; round < std::max(1, std::atoi(argv[3])); ++round) {
    count = 0;
    const std::clock_t begin = std::clock();
    if (hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, hit, &count) != HS_SUCCESS)
      return 1;
    best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::printf("%.1f %zu\n", static_cast<double>(text.size()) / 1e6 / (best + 1e-9), count);
}
