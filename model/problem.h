// Problem: something wrong in a text that somebody can go and mend, with its place.
//
// Parsers of configuration never stop at the first one: they return what they could read plus problems.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

// A place in a file; line and column are 1-based, 0 when unknown. Columns count bytes.
struct Where {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  [[nodiscard]] std::string Text() const;  // "rules.toml:12:5"
};

struct Problem {
  Where where;
  std::string message;  // what is wrong
  std::string hint;     // what to do about it, "" when the message says it all

  [[nodiscard]] std::string Text() const;  // "rules.toml:12:5: message (hint)"
};

using Problems = std::vector<Problem>;

}  // namespace dateline
