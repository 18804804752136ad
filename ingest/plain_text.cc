#include "ingest/plain_text.h"

#include <algorithm>
#include <vector>

namespace dateline::ingest {
namespace {

constexpr std::size_t kWrapMin = 50;   // narrower text is verse or a list
constexpr std::size_t kWrapMax = 100;  // wider lines are paragraphs already

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::size_t Indent(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

std::size_t FirstWord(std::string_view line) {
  line.remove_prefix(Indent(line));
  return std::min(line.find(' '), line.size());
}

// The width the text was set to; 0 when it was not wrapped. A few long lines (addresses, tables) do not count.
std::size_t WrapWidth(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> widths;
  for (const std::string_view line : lines) {
    if (!line.empty()) widths.push_back(line.size());
  }
  if (widths.size() < 4) return 0;
  std::ranges::sort(widths);
  const std::size_t width = widths[widths.size() - 1 - widths.size() / 50];
  return width >= kWrapMin && width <= kWrapMax ? width : 0;
}

bool IsTableRow(std::string_view line) {
  const std::string_view words = line.substr(Indent(line));
  return words.find("   ") != std::string_view::npos || words.find("---") != std::string_view::npos ||
         words.find(". . .") != std::string_view::npos || words.find("....") != std::string_view::npos;
}

bool Continues(std::string_view line, std::string_view next, std::size_t width) {
  if (line.empty() || next.empty() || IsTableRow(line) || IsTableRow(next)) return false;
  if (Indent(next) > Indent(line) || next.substr(Indent(next)).starts_with("- ")) return false;
  if (line.ends_with(']') && next.starts_with('[')) return false;  // headings of gazettes
  // Set by hand or ragged, a line may end a little before it had to.
  constexpr std::size_t kSlack = 6;
  return line.size() + 1 + FirstWord(next) + kSlack > width;
}

}  // namespace

std::string JoinWrappedLines(std::string_view text) {
  const std::vector<std::string_view> lines = Lines(text);
  const std::size_t width = WrapWidth(lines);
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool joined = width > 0 && i > 0 && Continues(lines[i - 1], lines[i], width);
    if (joined) {
      out += ' ';
    } else if (i > 0) {
      out += '\n';
    }
    out += width > 0 && !IsTableRow(lines[i]) ? lines[i].substr(Indent(lines[i])) : lines[i];
  }
  return out;
}

}  // namespace dateline::ingest
