// Numbers beside a trigger: sums, shares, counts.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "extract/events.h"

namespace dateline::extract {
namespace {

std::string Plain(std::string_view number) {
  std::string out;
  for (const char c : number) {
    if (c != ',') out.push_back(c);
  }
  return out;
}

double Scale(std::string_view word) {
  if (word == "thousand") return 1e3;
  if (word == "million") return 1e6;
  if (word == "billion") return 1e9;
  if (word == "trillion") return 1e12;
  return 0;
}

}  // namespace

std::vector<std::string> ReadNumbers(const Reading& r, const Hit& hit) {
  std::vector<std::string> out;
  const TokenRange clause = r.clauses[r.clause_of[hit.tokens.begin]].tokens;
  const std::uint32_t begin = std::max(clause.begin, hit.tokens.begin - std::min(hit.tokens.begin, 12u));
  const std::uint32_t end = std::min(clause.end, hit.tokens.end + 16);
  const Span around = r.Bytes(r.Around(hit.tokens.begin));
  for (std::uint32_t i = begin; i < end && out.size() < 8; ++i) {
    if ((*r.tokens)[i].kind != TokenKind::kNumber || r.words[i].mention >= 0) continue;
    const Span span = (*r.tokens)[i].span;
    const bool dated = std::ranges::any_of(r.DatesIn(around), [&](const Timex& t) { return t.span.Overlaps(span); });
    if (dated) continue;
    std::string number = Plain(span.In(r.text));
    if (number.empty() || number.size() > 15 || number.find_first_not_of("0123456789.") != std::string::npos) continue;
    const bool dollars = i > 0 && r.Surface(i - 1) == "$";
    // "5.5": the tokeniser splits at the point.
    std::uint32_t next = i + 1;
    if (next + 1 < end && r.words[next].punct == '.' && (*r.tokens)[next].gap == Gap::kNone &&
        (*r.tokens)[next + 1].kind == TokenKind::kNumber && (*r.tokens)[next + 1].gap == Gap::kNone) {
      number += "." + Plain(r.Surface(next + 1));
      next += 2;
    }
    const double scale = next < end ? Scale(r.Surface(next)) : 0;
    if (scale > 0) number = fmt::format("{:.0f}", std::strtod(number.c_str(), nullptr) * scale);
    if (dollars)
      number += " USD";
    else if (next < end && (r.Surface(next) == "%" || r.Surface(next) == "percent"))
      number += " %";
    out.push_back(std::move(number));
    i = next - 1;
  }
  return out;
}

}  // namespace dateline::extract
