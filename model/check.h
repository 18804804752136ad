// CHECK stops the program on our own mistakes, in every build (NDEBUG switches assert off).
#pragma once

namespace dateline {
[[noreturn]] void CheckFailed(const char* condition, const char* file, int line);
}  // namespace dateline

#define DATELINE_CHECK(condition)                                      \
  do {                                                                 \
    if (!(condition)) [[unlikely]]                                     \
      ::dateline::CheckFailed(#condition, __FILE__, __LINE__);         \
  } while (false)
