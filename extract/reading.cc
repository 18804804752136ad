// What a Reading tells of its places, and its quotations.
#include <algorithm>
#include <array>

#include "extract/clauses.h"
#include "extract/count_before.h"

namespace dateline::extract {

TokenRange Reading::Around(std::uint32_t token) const {
  constexpr std::uint32_t kEachSide = 300;
  const TokenRange sentence = sentences[sentence_of[token]];
  return {std::max(sentence.begin, token - std::min(token, kEachSide)), std::min(sentence.end, token + kEachSide)};
}

std::span<const Timex> Reading::DatesIn(Span bytes) const {
  const auto& dates = what->dates;
  const auto first = dates.begin() + static_cast<std::ptrdiff_t>(CountBefore(
                                         dates.data(), dates.size(), [&](const Timex& t) { return t.span.begin < bytes.begin; }));
  auto last = first;
  while (last != dates.end() && last->span.end <= bytes.end) ++last;
  return {first, last};
}

std::span<const Timex> Reading::DatesOf(TokenRange range) const {
  if (range.empty() || range.end > tokens->size()) return {};
  const Timex* const first = what->dates.data() + dates_before.data()[range.begin];
  const Timex* const behind = what->dates.data() + what->dates.size();
  const std::uint32_t end = tokens.data()[range.end - 1].span.end;
  const Timex* last = first;
  while (last != behind && last->span.end <= end) ++last;
  return {first, last};
}

Span Reading::Bytes(TokenRange range) const {
  if (range.empty() || range.end > tokens->size()) return {};
  return {(*tokens)[range.begin].span.begin, (*tokens)[range.end - 1].span.end};
}

std::uint32_t Reading::TokenFrom(std::uint32_t byte) const {
  return static_cast<std::uint32_t>(
      CountBefore(tokens->data(), tokens->size(), [&](const Token& t) { return t.span.begin < byte; }));
}

const Quote* Reading::QuoteOf(std::uint32_t token) const {
  const auto after = std::ranges::upper_bound(quotes, token, {}, [](const Quote& q) { return q.tokens.begin; });
  if (after == quotes.begin()) return nullptr;
  const Quote& quote = *(after - 1);
  return quote.tokens.Has(token) ? &quote : nullptr;
}

bool Reading::IsTitle(const Quote& quote) const {
  constexpr std::array<std::string_view, 5> kBefore{"headline", "headlined", "titled", "entitled", "captioned"};
  if (quote.tokens.begin < 2) return false;
  return std::ranges::find(kBefore, Surface(quote.tokens.begin - 2)) != kBefore.end();
}

namespace {

bool IsDash(std::string_view mark) {
  return mark == "—" || mark == "–" || mark == "―" || mark == "-";
}

}  // namespace

std::vector<Quote> FindQuotes(std::string_view text, const std::vector<Token>& tokens) {
  std::vector<Quote> quotes;
  constexpr std::uint32_t kNone = 0xffffffff;
  std::uint32_t open = kNone;  // token of the opening mark
  bool curly = false;
  const auto close = [&](std::uint32_t end, bool left_open) {
    if (end > open + 1) {
      quotes.push_back({{tokens[open].span.end, left_open ? tokens[end - 1].span.end : tokens[end].span.begin},
                        {open + 1, end},
                        left_open});
    }
    open = kNone;
  };
  const auto count = static_cast<std::uint32_t>(tokens.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Token& token = tokens[i];
    // Outside a quotation only marks matter.
    if (open == kNone && token.kind != TokenKind::kPunct) continue;
    const std::string_view mark = token.kind == TokenKind::kPunct ? token.span.In(text) : std::string_view{};
    const bool straight = mark == "\"";
    const bool left = mark == "“" || mark == "«" || mark == "「";
    const bool right = mark == "”" || mark == "»" || mark == "」";
    // A paragraph ends an open quotation, unless the next one opens with a mark and so continues it.
    if (open != kNone && tokens[i].gap == Gap::kParagraph) close(i, true);
    if (straight) {
      if (open != kNone && !curly) {
        close(i, false);
      } else if (open == kNone && i + 1 < count && tokens[i + 1].gap == Gap::kNone) {
        open = i, curly = false;
      }
    } else if (left) {
      // A mark too many: “due process : “The rule was …”.
      constexpr std::uint32_t kStray = 6;  // tokens
      const bool stray = open != kNone && i - open <= kStray;
      if (open != kNone && !stray) close(i, true);
      open = i, curly = true;
    } else if (right && open != kNone && curly) {
      close(i, false);
    } else if (right && open == kNone && i + 1 < count && IsDash(tokens[i + 1].span.In(text))) {
      // A pull quote that lost its opening mark: its paragraph, up to "”—Jensen Huang".
      std::uint32_t first = i;
      const auto begins = [&](std::uint32_t at) {
        if (tokens[at].gap != Gap::kLine || !tokens[at].capital) return tokens[at].gap == Gap::kParagraph;
        return tokens[at - 1].kind == TokenKind::kPunct;  // a line that follows a full one
      };
      while (first > 0 && !begins(first) && i - first < 400) --first;
      if (i > first + 1 && (quotes.empty() || quotes.back().tokens.end <= first))
        quotes.push_back({{tokens[first].span.begin, tokens[i].span.begin}, {first, i}, false});
    }
  }
  if (open != kNone) close(count, true);
  return quotes;
}

}  // namespace dateline::extract
