#include "model/problem.h"

#include <fmt/format.h>

namespace dateline {

std::string Where::Text() const {
  if (line == 0) return file;
  if (column == 0) return fmt::format("{}:{}", file, line);
  return fmt::format("{}:{}:{}", file, line, column);
}

std::string Problem::Text() const {
  std::string out = where.Text();
  if (!out.empty()) out += ": ";
  out += message;
  if (!hint.empty()) out += " (" + hint + ")";
  return out;
}

}  // namespace dateline
