// Stands in for libFuzzer where it is not at hand: runs the target over every file it is given, whole, cut short at
// many places and with bytes damaged, always the same way. Names the input before a crash can hide it.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

constexpr int kCuts = 32;
constexpr int kDamages = 200;
constexpr std::size_t kBytesMax = 1u << 20;

// What every target should shrug off.
std::vector<std::string> CommonInputs() {
  return {"",
          std::string(1, '\0'),
          "\xFF\xFE\xFD",
          std::string(300, '['),
          std::string(5'000, 'a'),
          "\xEF\xBB\xBF{}",
          "\xE5\x95\x86\xE5\x8A\xA1\xE9\x83\xA8",
          std::string(2'000, '"'),
          "\r\n\r\n",
          "1e-2147483648"};
}

void Run(const std::string& bytes) {
  // A copy of exactly this size on the heap: a read past the end is seen by the sanitizer.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  (void)LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void RunDamaged(const std::string& bytes, std::uint32_t seed) {
  const auto next = [&seed] {
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
  };
  for (int i = 1; i <= kCuts; ++i) Run(bytes.substr(0, bytes.size() * static_cast<std::size_t>(i) / (kCuts + 1)));
  for (int i = 0; i < kDamages && !bytes.empty(); ++i) {
    std::string damaged = bytes;
    for (std::uint32_t hits = 1 + next() % 4; hits > 0; --hits) {
      const std::size_t at = next() % damaged.size();
      switch (next() % 4) {
        case 0:
          damaged[at] = static_cast<char>(next());
          break;
        case 1:
          damaged.insert(at, damaged.substr(at, 1 + next() % 64));
          break;
        case 2:
          damaged.erase(at, 1 + next() % 8);
          break;
        default:
          damaged[at] = static_cast<char>(damaged[at] ^ (1 << next() % 8));
          break;
      }
      if (damaged.empty()) break;
    }
    Run(damaged);
  }
}

std::vector<fs::path> FilesOf(int count, char** names) {
  std::vector<fs::path> files;
  for (int i = 1; i < count; ++i) {
    const fs::path path = names[i];
    if (!fs::exists(path)) continue;  // a target without seeds still gets the common inputs
    if (!fs::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

int main(int count, char** names) {
  for (const std::string& input : CommonInputs()) Run(input);
  std::size_t files = 0;
  for (const fs::path& path : FilesOf(count, names)) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    const std::string bytes = std::move(text).str().substr(0, kBytesMax);
    std::printf("%s: %zu bytes\n", path.c_str(), bytes.size());
    std::fflush(stdout);
    Run(bytes);
    RunDamaged(bytes, static_cast<std::uint32_t>(++files));
  }
  std::printf("%zu files replayed\n", files);
  return 0;
}
