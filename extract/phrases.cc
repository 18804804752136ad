#include "extract/phrases.h"

#include <algorithm>
#include <functional>

#include "extract/token.h"

namespace dateline::extract {
namespace {

constexpr std::uint32_t kGapWords = 12;

// Marks that may stand inside a phrase: hyphens, the periods of abbreviations, emphasis of marked-up text.
bool Skippable(char punct) {
  return punct == '-' || punct == '.' || punct == '*' || punct == '_' || punct == '\xE2';
}

}  // namespace

Phrase CompilePhrase(std::string_view text, Lexicon& lexicon) {
  Phrase phrase;
  // Small letters and spaces, as most are written: each word is a token, folded already.
  constexpr std::size_t kFolded = 64;
  if (text.size() < kFolded && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == ' '; })) {
    while (!text.empty()) {
      const std::size_t cut = std::min(text.find(' '), text.size());
      if (cut > 0) phrase.push_back(lexicon.AddLemma(text.substr(0, cut)));
      text.remove_prefix(std::min(cut + 1, text.size()));
    }
    return phrase;
  }
  const std::vector<Token> tokens = Tokenise(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view surface = tokens[i].span.In(text);
    if (surface == "…" || surface == "...") {
      phrase.push_back(kGap);
      continue;
    }
    // "..." and not the periods of "E.O."
    const auto is_period = [&](std::size_t at) { return at < tokens.size() && tokens[at].span.In(text) == "."; };
    if (is_period(i) && is_period(i + 1) && is_period(i + 2)) {
      phrase.push_back(kGap);
      i += 2;
      continue;
    }
    if (tokens[i].kind == TokenKind::kPunct) continue;
    char buffer[kFolded];
    phrase.push_back(lexicon.AddLemma(FoldInto(surface, buffer, sizeof buffer)));
  }
  return phrase;
}

std::uint32_t MatchPhrase(const Phrase& phrase, const std::vector<Word>& words, const Lexicon& lexicon,
                          std::uint32_t at, std::uint32_t end) {
  end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
  const Word* const each = words.data();
  std::uint32_t i = at;
  bool gap = false;
  for (const WordId wanted : phrase) {
    if (wanted == kGap) {
      gap = true;
      continue;
    }
    std::uint32_t left = gap ? kGapWords : 0;
    while (true) {
      while (i < end && each[i].punct != 0 && i != at && Skippable(each[i].punct)) ++i;
      if (i >= end) return kNoMatch;
      if (lexicon.IsForm(each[i].id, wanted)) break;
      if (left == 0 || each[i].punct == ';') return kNoMatch;
      --left;
      ++i;
    }
    gap = false;
    ++i;
  }
  return i;
}

WordId PhraseTable::NextPastMarks(const std::vector<Word>& words, std::uint32_t at, std::uint32_t end) {
  std::uint32_t i = at;
  while (i < end && words[i].punct != 0 && Skippable(words[i].punct)) ++i;
  return i < end ? words[i].id : 0;
}

void PhraseTable::Freeze(const Lexicon& lexicon) {
  of_word_.assign(lexicon.size(), 0);
  std::vector<std::vector<Start>> by_first(1);
  for (std::uint32_t r = 0; r < rows_.size(); ++r) {
    const Phrase& phrase = rows_[r].phrase;
    if (phrase.empty() || phrase.front() == kGap) continue;
    for (const WordId id : lexicon.WordsOf(phrase.front())) {
      if (of_word_[id] == 0) {
        of_word_[id] = static_cast<std::uint32_t>(by_first.size());
        by_first.emplace_back();
      }
      by_first[of_word_[id]].push_back({phrase.size() > 1 ? phrase[1] : kNoWord, rows_[r].value, r});
    }
  }
  const auto place = [](const auto& table) { return static_cast<std::uint32_t>(table.size()); };
  buckets_.clear(), starts_.clear(), seconds_.clear();
  for (std::vector<Start>& starts : by_first) {
    std::ranges::stable_sort(starts, std::greater{}, [&](const Start& s) { return rows_[s.row].phrase.size(); });
    Bucket bucket{.begin = place(starts_), .seconds = place(seconds_)};
    starts_.insert(starts_.end(), starts.begin(), starts.end());
    bucket.open = place(starts_);
    for (const Start& start : starts) {
      if (start.second == kNoWord || start.second == kGap) {
        starts_.push_back(start);
        continue;
      }
      const auto forms = lexicon.WordsOf(start.second);
      seconds_.insert(seconds_.end(), forms.begin(), forms.end());
    }
    bucket.end = place(starts_);
    const auto first = seconds_.begin() + static_cast<std::ptrdiff_t>(bucket.seconds);
    std::sort(first, seconds_.end());
    seconds_.erase(std::unique(first, seconds_.end()), seconds_.end());
    bucket.seconds_end = place(seconds_);
    for (auto word = first; word != seconds_.end(); ++word) bucket.may |= std::uint64_t{1} << *word % 64;
    buckets_.push_back(bucket);
  }
}

}  // namespace dateline::extract
