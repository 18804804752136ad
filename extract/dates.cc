#include "extract/dates.h"

#include <utility>

#include "extract/dates_reader.h"
#include "extract/dates_resolve.h"
#include "extract/token.h"

namespace dateline::extract {
namespace {

// "WASHINGTON, April 9 (Reuters) —": a day after a place in capitals at the very head of the text.
bool IsDateline(const DateText& text, const DateExpr& expr) {
  constexpr std::uint32_t kHead = 16;
  if (expr.form != Form::kDay || expr.begin < 2 || expr.begin > kHead) return false;
  if (!text.Is(expr.begin - 1, Word::kComma) || !text.token(expr.begin - 2).all_caps) return false;
  return text.Is(expr.end, Word::kHyphen) || text.Is(expr.end, Word::kOpen) || text.Is(expr.end, Word::kSlash);
}

// What an offset counts from when the text never says which day that was.
std::string OffsetOf(const DateExpr& expr) {
  if (expr.form != Form::kOffset || expr.count == 0 || expr.business) return {};
  DateOffset offset{expr.happening, expr.count, DateOffset::Unit::kDay};
  switch (expr.unit) {
    case Unit::kDay: break;
    case Unit::kWeek: offset.unit = DateOffset::Unit::kWeek; break;
    case Unit::kMonth: offset.unit = DateOffset::Unit::kMonth; break;
    case Unit::kYear: offset.unit = DateOffset::Unit::kYear; break;
    default: return {};
  }
  return ToText(offset);
}

}  // namespace

namespace {

// Where a date may begin, by what the word is and whether one of a date follows. Without a branch, since nobody can
// guess it: a place of no interest is overwritten by the next.
std::vector<std::uint32_t> DateStarts(const DateText& words, const std::vector<Token>& tokens) {
  std::vector<std::uint32_t> places(tokens.size() + 1);
  std::size_t count = 0;
  const Token* const each = tokens.data();
  const DateWord* const word = words.data();
  for (std::uint32_t i = 0, size = words.size(); i < size; ++i) {
    const bool scripted = (each[i].kind == TokenKind::kCjk) | (each[i].kind == TokenKind::kNumber);
    places.data()[count] = i;
    count += static_cast<std::size_t>(scripted | MayStartPhrase(word[i], words[i + 1]));
  }
  places.resize(count);
  return places;
}

}  // namespace

std::vector<Timex> FindDates(std::string_view text, const std::vector<Token>& tokens, const Reference& reference) {
  const DateText words(text, tokens);
  Resolver resolver(words, reference);
  std::vector<Timex> out;
  // Offsets from a day that the text has not told yet but may ("60 days after the effective date"), by index in `out`.
  std::vector<std::pair<std::size_t, DateExpr>> waiting;
  std::uint32_t past = 0;  // the last expression
  for (const std::uint32_t i : DateStarts(words, tokens)) {
    if (i < past) continue;
    auto expr = ReadPhrase(words, i);
    if (!expr && (tokens[i].kind == TokenKind::kCjk || tokens[i].kind == TokenKind::kNumber))
      expr = ReadChinese(words, i);
    if (!expr || expr->end <= i) continue;
    if (IsDateline(words, *expr)) resolver.AdoptDateline(*expr);
    auto found = resolver.Resolve(*expr);
    if (!found && expr->form == Form::kRange) {  // two ends that make no range: the first still is a date
      const DateExpr first = expr->of[0];
      expr = first;
      found = resolver.Resolve(*expr);
    }
    if (found) {
      const bool waits = resolver.Waits(*expr);
      if (waits) found->rule = "date:offset/unresolved";
      const Span span{tokens[expr->begin].span.begin, tokens[(waits ? expr->bare_end : expr->end) - 1].stem().end};
      if (out.empty() || out.back().span.end <= span.begin) {
        if (waits) waiting.emplace_back(out.size(), *expr);
        out.push_back({span, found->date, std::move(found->timex), std::move(found->rule), waits ? OffsetOf(*expr) : std::string()});
      }
      std::erase_if(waiting, [&](const auto& row) {
        const DateExpr& earlier = row.second;
        if (resolver.Waits(earlier)) return false;
        if (auto late = resolver.ResolveLate(earlier)) {
          const Span whole{tokens[earlier.begin].span.begin, tokens[earlier.end - 1].stem().end};
          out[row.first] = {whole, late->date, std::move(late->timex), std::move(late->rule)};
        }
        return true;
      });
      past = expr->end;
    }
  }
  return out;
}

std::vector<Timex> FindDates(std::string_view text, const Reference& reference) {
  return FindDates(text, Tokenise(text), reference);
}

}  // namespace dateline::extract
