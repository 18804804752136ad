#include "extract/phrases.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <utility>

#include "extract/token.h"
#include "model/check.h"

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

std::uint32_t MatchPhrase(std::span<const WordId> phrase, const std::vector<Word>& words, const Lexicon& lexicon,
                          std::uint32_t at, std::uint32_t end) {
  end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
  if (!phrase.empty() && phrase.front() == kGap) return MatchRest(phrase, 0, words, lexicon, at, end);
  if (at >= end || phrase.empty() || !lexicon.IsForm(words[at].id, phrase.front())) return kNoMatch;
  return MatchRest(phrase, 1, words, lexicon, at + 1, end);
}

std::uint32_t MatchRest(std::span<const WordId> phrase, std::size_t from, const std::vector<Word>& words, const Lexicon& lexicon,
                        std::uint32_t at, std::uint32_t end) {
  end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
  const Word* const each = words.data();
  std::uint32_t i = at;
  bool gap = false;
  for (; from < phrase.size(); ++from) {
    const WordId wanted = phrase[from];
    if (wanted == kGap) {
      gap = true;
      continue;
    }
    std::uint32_t left = gap ? kGapWords : 0;
    while (true) {
      while (i < end && each[i].punct != 0 && Skippable(each[i].punct)) ++i;
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

std::uint32_t PhraseTable::NextPastMarks(const std::vector<Word>& words, std::uint32_t at, std::uint32_t end) {
  std::uint32_t i = at;
  while (i < end && words[i].punct != 0 && Skippable(words[i].punct)) ++i;
  return i < end ? i : kNoMatch;
}

PhraseTable::Ahead PhraseTable::LookAhead(const std::vector<Word>& words, const Lexicon& lexicon, std::uint32_t at,
                                          std::uint32_t end) {
  Ahead ahead{};
  const auto add = [&](WordId id) { ahead[id / 64 % 2] |= std::uint64_t{1} << id % 64; };
  end = std::min<std::uint32_t>(end, static_cast<std::uint32_t>(words.size()));
  const Word* const each = words.data();
  for (std::uint32_t left = kGapWords + 1; at < end && left > 0; ++at) {
    if (each[at].punct != 0 && Skippable(each[at].punct)) {
      // A mark that a gap passes at no cost; it may be a word of the phrase as well.
      if (each[at].id != 0) add(each[at].id);
      continue;
    }
    if (each[at].punct == ';') break;
    --left;
    const WordId id = each[at].id;
    if (id == 0) continue;
    add(id);
    for (const LemmaForm& form : lexicon.Lemmas(id)) add(form.lemma);
  }
  return ahead;
}

void PhraseTable::Freeze(const Lexicon& lexicon) {
  std::vector<std::vector<std::uint32_t>> rows_of(lexicon.size());  // by word
  std::vector<std::uint32_t> words_at;
  words_.clear();
  for (std::uint32_t r = 0; r < added_.size(); ++r) {
    const Phrase& phrase = added_[r].first;
    words_at.push_back(static_cast<std::uint32_t>(words_.size()));
    words_.insert(words_.end(), phrase.begin(), phrase.end());
    if (phrase.empty() || phrase.front() == kGap) continue;
    for (const WordId id : lexicon.WordsOf(phrase.front())) rows_of[id].push_back(r);
  }
  of_word_.assign(lexicon.size(), 0);
  buckets_.assign(1, {}), starts_.clear(), seconds_.clear(), agreeing_.clear();
  std::map<std::vector<std::uint32_t>, std::uint32_t> alike;
  for (WordId id = 0; id < rows_of.size(); ++id) {
    if (rows_of[id].empty()) continue;
    const auto [found, fresh] = alike.try_emplace(std::move(rows_of[id]), static_cast<std::uint32_t>(buckets_.size()));
    if (fresh) AddBucket(found->first, words_at, lexicon);
    of_word_[id] = static_cast<std::uint16_t>(found->second);
  }
  DATELINE_CHECK(buckets_.size() <= 0x10000);
  added_ = {};
  for (auto* rows : {&agreeing_, &words_}) rows->shrink_to_fit();
  starts_.shrink_to_fit(), seconds_.shrink_to_fit();
}

void PhraseTable::AddBucket(std::vector<std::uint32_t> rows, const std::vector<std::uint32_t>& words_at,
                            const Lexicon& lexicon) {
  std::ranges::stable_sort(rows, std::greater{}, [&](std::uint32_t r) { return added_[r].first.size(); });
  const auto size = [](const auto& table) { return static_cast<std::uint32_t>(table.size()); };
  std::vector<Start> open;
  std::vector<std::pair<WordId, std::uint32_t>> forms;  // of second words, with the start that agrees
  for (std::uint32_t place = 0; place < rows.size(); ++place) {
    const auto& [phrase, value] = added_[rows[place]];
    const Start start{phrase.size() > 1 ? phrase[1] : kNoWord,
                      {value, size(phrase)},
                      words_at[rows[place]],
                      place,
                      phrase.size() > 2 ? phrase[2] : 0};
    if (start.second == kNoWord || start.second == kGap) {
      open.push_back(start);
      continue;
    }
    for (const WordId form : lexicon.WordsOf(start.second)) forms.emplace_back(form, size(starts_));
    starts_.push_back(start);
  }
  Bucket bucket{.open = size(starts_), .seconds = size(seconds_)};
  starts_.insert(starts_.end(), open.begin(), open.end());
  bucket.end = size(starts_);
  std::ranges::sort(forms);
  std::uint32_t count = 0;  // of different forms
  for (std::size_t i = 0; i < forms.size(); ++i) count += i == 0 || forms[i].first != forms[i - 1].first ? 1 : 0;
  bucket.mask = std::bit_ceil(count + count / 2 + 1) - 1;
  seconds_.resize(seconds_.size() + bucket.mask + 1);
  for (std::size_t i = 0; i < forms.size();) {
    const WordId form = forms[i].first;
    std::uint32_t slot = form & bucket.mask;
    while (seconds_[bucket.seconds + slot].word != 0) slot = (slot + 1) & bucket.mask;
    Second& second = seconds_[bucket.seconds + slot];
    second = {form, size(agreeing_), 0};
    for (; i < forms.size() && forms[i].first == form; ++i) agreeing_.push_back(forms[i].second);
    second.end = size(agreeing_);
    bucket.may[form / 64 % 2] |= std::uint64_t{1} << form % 64;
  }
  buckets_.push_back(bucket);
}

}  // namespace dateline::extract
