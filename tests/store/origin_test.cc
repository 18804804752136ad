#include "tests/store/support.h"

namespace dateline::store {
namespace {

std::string Story(int words, int changed) {
  std::string text;
  for (int i = 0; i < words; ++i) {
    const bool replaced = changed > 0 && i % (words / changed) == 0;
    text += (replaced ? "other" : "word") + std::to_string(i * 7919 % 1000) + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

std::vector<const Claim*> Pointers(const std::vector<Claim>& claims) {
  std::vector<const Claim*> out;
  for (const Claim& claim : claims) out.push_back(&claim);
  return out;
}

TEST_CASE("A lightly edited copy is still the same text") {
  const Sketch original = SketchOf(Story(480, 0));
  CHECK(Similarity(original, SketchOf(Story(480, 0))) == 1.0);
  CHECK(Similarity(original, SketchOf(Story(480, 10))) >= 0.7);
  std::string other;
  for (int i = 0; i < 480; ++i) other += "quite" + std::to_string(i) + " ";
  CHECK(Similarity(original, SketchOf(other)) < 0.2);
  CHECK(Similarity(SketchOf("short"), SketchOf("short")) == 0.0);
}

TEST_CASE("Copies, equal owners and one's own texts are no further origins") {
  const Say say("list.add");
  std::vector<Claim> claims{
      ClaimOf(say, "2025-06-20T01:00:00Z", "wire", "Northline: Lanhe was added."),
      ClaimOf(say, "2025-06-20T02:00:00Z", "ledger", "Lanhe was listed, officials said."),
      ClaimOf(say, "2025-06-20T03:00:00Z", "tide", "On Friday Lanhe joined the list."),
      ClaimOf(say, "2025-06-20T04:00:00Z", "mine", "I wrote about Lanhe."),
  };
  claims[3].source_class = SourceClass::kMine;
  CHECK(CountOrigins(Pointers(claims)).documents == 4);
  CHECK(CountOrigins(Pointers(claims)).origins == 3);
  SECTION("equal text") {
    claims[1].text = claims[0].text;
    CHECK(CountOrigins(Pointers(claims)).origins == 2);
  }
  SECTION("near copy") {
    claims[1].sketch = SketchOf(Story(480, 0));
    claims[2].sketch = SketchOf(Story(480, 10));
    CHECK(CountOrigins(Pointers(claims)).origins == 2);
  }
  SECTION("one owner") {
    claims[2].owner = "wire";
    CHECK(CountOrigins(Pointers(claims)).origins == 2);
  }
  SECTION("citing the same outlet") {
    claims[1].stored.assertion.speaker = "media.northline";
    claims[2].stored.assertion.speaker = "media.northline";
    CHECK(CountOrigins(Pointers(claims)).origins == 2);
  }
}

}  // namespace
}  // namespace dateline::store
