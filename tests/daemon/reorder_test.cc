#include "daemon/reorder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

namespace dateline::daemon {

TEST_CASE("Whatever the order of arrival, numbers leave in the order of expectation") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    ReorderBuffer<int> buffer;
    std::vector<int> arrivals;
    for (int number = 10; number < 200; number += 3) {  // with gaps, as revision numbers have
      buffer.Expect(number);
      arrivals.push_back(number);
    }
    const std::vector<int> expected = arrivals;
    std::ranges::shuffle(arrivals, std::mt19937(seed));
    std::vector<int> left;
    for (const int number : arrivals) {
      CHECK(buffer.Fill(number, number));
      while (buffer.Ready(1) == 1) {
        left.push_back(buffer.Front());
        buffer.Drop(1);
      }
    }
    CHECK(left == expected);
    CHECK(buffer.empty());
  }
}

TEST_CASE("A number is filled once, and only if somebody waits for it") {
  ReorderBuffer<int> buffer;
  buffer.Expect(5);
  CHECK_FALSE(buffer.Fill(4, 0));
  CHECK(buffer.Waits(5));
  CHECK(buffer.Fill(5, 1));
  CHECK_FALSE(buffer.Waits(5));
  CHECK_FALSE(buffer.Fill(5, 2));
  CHECK(buffer.Front() == 1);
}

}  // namespace dateline::daemon
