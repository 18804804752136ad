#include "ingest/page_diff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "model/text.h"

namespace dateline::ingest {
namespace {

using Ids = std::vector<std::uint32_t>;

constexpr std::size_t kEditsMax = 300;  // of one stretch between matched words

constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (end > begin) words.push_back(text.substr(begin, end - begin));
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const char32_t c = DecodeUtf8(text, at);
    if (here + 1 == at && IsSpace(text[here])) {
      close(here);
      begin = at;
    } else if (IsCjk(c)) {
      close(here);
      words.push_back(text.substr(here, at - here));
      begin = at;
    }
  }
  close(text.size());
  return words;
}

struct Range {
  std::size_t a_begin, a_end, b_begin, b_end;
};

// Marks which words of either text are kept.
class Matcher {
 public:
  Matcher(const Ids& a, const Ids& b, std::size_t ids)
      : a_(a), b_(b), ids_(ids), kept_a_(a.size()), kept_b_(b.size()) {}

  void Run() {
    Range whole{0, a_.size(), 0, b_.size()};
    TrimEnds(whole);
    std::size_t a = whole.a_begin;
    std::size_t b = whole.b_begin;
    for (const auto& [at_a, at_b] : Anchors(whole)) {
      if (at_a < a || at_b < b) continue;
      Compare({a, at_a, b, at_b});
      Keep(at_a, at_b);
      a = at_a + 1;
      b = at_b + 1;
    }
    Compare({a, whole.a_end, b, whole.b_end});
  }

  [[nodiscard]] const std::vector<char>& kept_a() const { return kept_a_; }
  [[nodiscard]] const std::vector<char>& kept_b() const { return kept_b_; }

 private:
  using Pair = std::pair<std::size_t, std::size_t>;

  void Keep(std::size_t a, std::size_t b) { kept_a_[a] = kept_b_[b] = 1; }

  void TrimEnds(Range& range) {
    while (range.a_begin < range.a_end && range.b_begin < range.b_end && a_[range.a_begin] == b_[range.b_begin]) {
      Keep(range.a_begin++, range.b_begin++);
    }
    while (range.a_begin < range.a_end && range.b_begin < range.b_end && a_[range.a_end - 1] == b_[range.b_end - 1]) {
      Keep(--range.a_end, --range.b_end);
    }
  }

  // Words that stand once in each text, in an order that both share: the longest increasing run of their places.
  [[nodiscard]] std::vector<Pair> Anchors(const Range& range) const {
    struct Count {
      std::uint32_t in_a = 0, in_b = 0;
      std::size_t at_b = 0;
    };
    std::vector<Count> counts(ids_);
    for (std::size_t i = range.a_begin; i < range.a_end; ++i) ++counts[a_[i]].in_a;
    for (std::size_t i = range.b_begin; i < range.b_end; ++i) {
      ++counts[b_[i]].in_b;
      counts[b_[i]].at_b = i;
    }
    std::vector<Pair> once;
    for (std::size_t i = range.a_begin; i < range.a_end; ++i) {
      const Count& count = counts[a_[i]];
      if (count.in_a == 1 && count.in_b == 1) once.emplace_back(i, count.at_b);
    }
    return Increasing(once);
  }

  [[nodiscard]] static std::vector<Pair> Increasing(const std::vector<Pair>& pairs) {
    std::vector<std::size_t> tails;  // by length: the pair that ends the best run
    std::vector<std::size_t> before(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto place =
          std::ranges::lower_bound(tails, pairs[i].second, {}, [&](std::size_t t) { return pairs[t].second; });
      before[i] = place == tails.begin() ? i : *std::prev(place);
      if (place == tails.end()) {
        tails.push_back(i);
      } else {
        *place = i;
      }
    }
    std::vector<Pair> run;
    if (tails.empty()) return run;
    for (std::size_t i = tails.back();; i = before[i]) {
      run.push_back(pairs[i]);
      if (before[i] == i) break;
    }
    std::ranges::reverse(run);
    return run;
  }

  // Myers' greedy algorithm, given up after kEditsMax edits.
  void Compare(Range range) {
    TrimEnds(range);
    const auto n = static_cast<std::ptrdiff_t>(range.a_end - range.a_begin);
    const auto m = static_cast<std::ptrdiff_t>(range.b_end - range.b_begin);
    if (n == 0 || m == 0) return;
    const auto most = std::min<std::ptrdiff_t>(n + m, kEditsMax);
    std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 2), 0);
    std::vector<std::vector<std::ptrdiff_t>> history;
    const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& { return furthest[static_cast<std::size_t>(k + most)]; };
    for (std::ptrdiff_t d = 0; d <= most; ++d) {
      history.emplace_back(furthest.begin() + (most - d), furthest.begin() + (most + d + 1));
      for (std::ptrdiff_t k = -d; k <= d; k += 2) {
        const bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
        std::ptrdiff_t x = d == 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
        while (x < n && x - k < m && Same(range, x, x - k)) ++x;
        at(k) = x;
        if (x >= n && x - k >= m) return WalkBack(range, history, n, m);
      }
    }
  }

  [[nodiscard]] bool Same(const Range& range, std::ptrdiff_t x, std::ptrdiff_t y) const {
    return a_[range.a_begin + static_cast<std::size_t>(x)] == b_[range.b_begin + static_cast<std::size_t>(y)];
  }

  // `history[d]` holds the furthest places before step d, for diagonals -d…d.
  void WalkBack(const Range& range, const std::vector<std::vector<std::ptrdiff_t>>& history, std::ptrdiff_t x,
                std::ptrdiff_t y) {
    for (auto d = static_cast<std::ptrdiff_t>(history.size()) - 1; d >= 0; --d) {
      const auto& row = history[static_cast<std::size_t>(d)];
      const auto before = [&](std::ptrdiff_t k) { return row[static_cast<std::size_t>(k + d)]; };
      const std::ptrdiff_t k = x - y;
      const bool down = d > 0 && (k == -d || (k != d && before(k - 1) < before(k + 1)));
      const std::ptrdiff_t from_x = d == 0 ? 0 : down ? before(k + 1) : before(k - 1);
      const std::ptrdiff_t from_y = d == 0 ? 0 : from_x - (down ? k + 1 : k - 1);
      const std::ptrdiff_t start_x = d == 0 ? 0 : down ? from_x : from_x + 1;
      while (x > start_x) {
        --x;
        --y;
        Keep(range.a_begin + static_cast<std::size_t>(x), range.b_begin + static_cast<std::size_t>(y));
      }
      x = from_x;
      y = from_y;
    }
  }

  const Ids& a_;
  const Ids& b_;
  std::size_t ids_;
  std::vector<char> kept_a_;
  std::vector<char> kept_b_;
};

void Append(std::vector<WordRun>& runs, WordRun::Kind kind, std::string_view word) {
  if (!runs.empty() && runs.back().kind == kind) {
    const char* begin = runs.back().words.data();
    runs.back().words = {begin, static_cast<std::size_t>(word.data() + word.size() - begin)};
  } else {
    runs.push_back({kind, word});
  }
}

}  // namespace

std::vector<WordRun> DiffWords(std::string_view before, std::string_view after) {
  const auto a_words = Words(before);
  const auto b_words = Words(after);
  std::unordered_map<std::string_view, std::uint32_t> known;
  const auto number = [&](const std::vector<std::string_view>& words) {
    Ids ids;
    ids.reserve(words.size());
    for (const auto word : words) {
      ids.push_back(known.emplace(word, static_cast<std::uint32_t>(known.size())).first->second);
    }
    return ids;
  };
  const Ids a = number(a_words);
  const Ids b = number(b_words);
  Matcher matcher(a, b, known.size());
  matcher.Run();
  std::vector<WordRun> runs;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    if (i < a.size() && matcher.kept_a()[i] == 0) {
      Append(runs, WordRun::Kind::kRemoved, a_words[i++]);
    } else if (j < b.size() && matcher.kept_b()[j] == 0) {
      Append(runs, WordRun::Kind::kAdded, b_words[j++]);
    } else {
      Append(runs, WordRun::Kind::kSame, b_words[j++]);
      ++i;
    }
  }
  return runs;
}

DiffCounts CountChanges(const std::vector<WordRun>& runs) {
  DiffCounts counts;
  for (const WordRun& run : runs) {
    if (run.kind == WordRun::Kind::kRemoved) counts.removed += Words(run.words).size();
    if (run.kind == WordRun::Kind::kAdded) counts.added += Words(run.words).size();
  }
  return counts;
}

std::string ShowChanges(const std::vector<WordRun>& runs, std::size_t context) {
  // Cuts lie between words, never inside a character.
  const auto head = [&](std::string_view words) {
    if (words.size() <= context) return words;
    const auto cut = words.find_last_of(" \n", context);
    return words.substr(0, cut == std::string_view::npos ? 0 : cut);
  };
  const auto tail = [&](std::string_view words) {
    if (words.size() <= context) return words;
    const auto cut = words.find_first_of(" \n", words.size() - context);
    return cut == std::string_view::npos ? std::string_view() : words.substr(cut + 1);
  };
  std::string out;
  bool open = false;  // a line with a change on it
  for (const WordRun& run : runs) {
    switch (run.kind) {
      case WordRun::Kind::kRemoved:
        out.append("[-").append(CollapseSpace(run.words)).append("-] ");
        open = true;
        break;
      case WordRun::Kind::kAdded:
        out.append("{+").append(CollapseSpace(run.words)).append("+} ");
        open = true;
        break;
      case WordRun::Kind::kSame: {
        const bool last = &run == &runs.back();
        if (open && run.words.size() <= 2 * context && !last) {
          out.append(CollapseSpace(run.words)).append(" ");
          break;
        }
        if (open) out.append(CollapseSpace(head(run.words))).append(run.words.size() > context ? " …\n" : "\n");
        open = false;
        if (last) break;
        if (run.words.size() > context) out += "… ";
        if (const std::string words = CollapseSpace(tail(run.words)); !words.empty()) out.append(words).append(" ");
        break;
      }
    }
  }
  const bool changed = std::ranges::any_of(runs, [](const WordRun& run) { return run.kind != WordRun::Kind::kSame; });
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return changed ? out : std::string();
}

}  // namespace dateline::ingest
