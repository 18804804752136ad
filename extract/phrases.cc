#include "extract/phrases.h"

#include <algorithm>

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
  const std::vector<Token> tokens = Tokenise(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view surface = tokens[i].span.In(text);
    if (surface == "…" || surface == "...") {
      phrase.push_back(kGap);
      continue;
    }
    if (surface == "." && i + 2 < tokens.size() && tokens[i + 2].span.In(text) == ".") {
      phrase.push_back(kGap);
      i += 2;
      continue;
    }
    if (tokens[i].kind == TokenKind::kPunct) continue;
    char buffer[64];
    phrase.push_back(lexicon.AddLemma(FoldInto(surface, buffer, sizeof buffer)));
  }
  return phrase;
}

std::uint32_t MatchPhrase(const Phrase& phrase, const std::vector<Word>& words, const Lexicon& lexicon,
                          std::uint32_t at, std::uint32_t end) {
  end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
  std::uint32_t i = at;
  bool gap = false;
  for (std::size_t p = 0; p < phrase.size(); ++p) {
    if (phrase[p] == kGap) {
      gap = true;
      continue;
    }
    std::uint32_t left = gap ? kGapWords : 0;
    while (true) {
      while (i < end && i != at && words[i].punct != 0 && Skippable(words[i].punct)) ++i;
      if (i >= end) return kNoMatch;
      if (words[i].id != 0 && lexicon.IsForm(words[i].id, phrase[p])) break;
      if (left == 0 || words[i].punct == ';') return kNoMatch;
      --left;
      ++i;
    }
    gap = false;
    ++i;
  }
  return i;
}

WordId PhraseTable::NextWord(const std::vector<Word>& words, std::uint32_t at, std::uint32_t end) {
  end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
  std::uint32_t i = at + 1;
  while (i < end && words[i].punct != 0 && Skippable(words[i].punct)) ++i;
  return i < end ? words[i].id : 0;
}

void PhraseTable::Freeze(const Lexicon& lexicon) {
  starts_.assign(lexicon.size(), 0);
  for (std::uint32_t r = 0; r < rows_.size(); ++r) {
    if (rows_[r].phrase.empty() || rows_[r].phrase.front() == kGap) continue;
    for (const WordId id : lexicon.WordsOf(rows_[r].phrase.front())) {
      if (starts_[id] == 0) {
        buckets_.emplace_back();
        starts_[id] = static_cast<std::uint32_t>(buckets_.size());
      }
      const Phrase& phrase = rows_[r].phrase;
      buckets_[starts_[id] - 1].starts.push_back({r, phrase.size() > 1 ? phrase[1] : kNoWord});
    }
  }
  for (Bucket& bucket : buckets_) {
    std::ranges::stable_sort(bucket.starts, [&](const Start& a, const Start& b) {
      return rows_[a.row].phrase.size() > rows_[b.row].phrase.size();
    });
    for (const Start& start : bucket.starts) {
      if (start.second == kNoWord || start.second == kGap) {
        bucket.open.push_back(start);
        continue;
      }
      const auto forms = lexicon.WordsOf(start.second);
      bucket.seconds.insert(bucket.seconds.end(), forms.begin(), forms.end());
    }
    std::ranges::sort(bucket.seconds);
    const auto twice = std::ranges::unique(bucket.seconds);
    bucket.seconds.erase(twice.begin(), twice.end());
  }
}

}  // namespace dateline::extract
