#include "extract/wants.h"

#include <algorithm>
#include <bit>

#include <fmt/format.h>

namespace dateline::extract {

void Wants::Compile(const std::vector<std::string>& alternatives, const WordLists& lists, Lexicon& lexicon,
                    const Where& where, Problems& problems) {
  Tables tables;
  const auto add = [&](const std::string& words) {
    const Phrase phrase = CompilePhrase(words, lexicon);
    if (!phrase.empty()) tables.Add(phrase);
  };
  for (const std::string& alternative : alternatives) {
    if (alternative == "kind:name") {
      names_ = true;
    } else if (alternative.starts_with("kind:")) {
      if (const auto kind = ParseMentionKind(std::string_view(alternative).substr(5)))
        kinds_ |= KindBit(*kind);
      else
        problems.push_back({where, fmt::format("\"{}\": no such mention kind", alternative), ""});
    } else if (alternative.starts_with("list:")) {
      const auto list = lists.find(alternative.substr(5));
      if (list == lists.end()) {
        problems.push_back({where, fmt::format("\"{}\": no such word list", alternative), "lists stand in words.toml"});
        continue;
      }
      auto& phrases = lexicon.PhrasesOfList(list->first);
      if (phrases.empty()) {
        for (const std::string& word : list->second) phrases.push_back(CompilePhrase(word, lexicon));
      }
      for (const Phrase& phrase : phrases) {
        if (!phrase.empty()) tables.Add(phrase);
      }
    } else {
      add(alternative);
    }
  }
  if (tables.ends.empty()) return;
  tables.words.shrink_to_fit();
  tables.ends.shrink_to_fit();
  tables_ = std::make_shared<Tables>(std::move(tables));
}

void Wants::Freeze(const Lexicon& lexicon) {
  if (tables_ == nullptr) return;
  Tables& t = *tables_;
  if (!t.filled) Fill(t, lexicon);  // else done by a copy
  for (const WordId word : t.starts.words()) may_[word / 64 % 4] |= std::uint64_t{1} << word % 64;
}

void Wants::Fill(Tables& t, const Lexicon& lexicon) {
  std::vector<WordId> single, longer;
  std::vector<std::uint32_t> several;  // the alternatives of several words
  for (std::uint32_t p = 0; p < t.ends.size(); ++p) {
    const std::span<const WordId> phrase = t.phrase(p);
    if (phrase.size() > 1) several.push_back(p);
    if (phrase.front() == kGap) continue;
    const auto words = lexicon.WordsOf(phrase.front());
    std::vector<WordId>& into = phrase.size() == 1 ? single : longer;
    into.insert(into.end(), words.begin(), words.end());
  }
  t.starts = WordSet(std::move(single));
  if (!longer.empty()) {
    std::vector<WordId> only = longer;
    std::erase_if(only, [&](WordId word) { return t.starts.Has(word); });
    t.only_longer = WordSet(std::move(only));
    t.starts.Add(std::move(longer));
  }
  t.filled = true;
  std::ranges::stable_sort(several, {}, [&](std::uint32_t p) { return t.phrase(p).front(); });
  Tables sorted;
  for (const std::uint32_t p : several) {
    sorted.Add(t.phrase(p));
    t.fronts.push_back(t.phrase(p).front());
  }
  t.words.assign(sorted.words.begin(), sorted.words.end());
  t.ends.assign(sorted.ends.begin(), sorted.ends.end());
  t.words.shrink_to_fit();
  t.ends.shrink_to_fit();
  t.fronts.shrink_to_fit();
  t.gaps = static_cast<std::size_t>(std::ranges::lower_bound(t.fronts, kGap) - t.fronts.begin());
}

namespace {

// Inside the name of a law or a firm only the head word means what it says: the "gain" of "GAIN AI Act" is none, the
// "tariff" of "Tariff Act of 1930" neither; its "act" is.
bool NamePart(const Reading& r, std::uint32_t i) {
  const std::int32_t mention = r.words[i].mention;
  if (mention < 0) return false;
  const MentionKind kind = r.what->mentions[static_cast<std::size_t>(mention)].kind;
  if (kind != MentionKind::kRule && kind != MentionKind::kFirm && kind != MentionKind::kAgency) return false;
  // "White House" is no chamber.
  if (i > 0 && r.words[i - 1].mention == mention && r.Surface(i) == "House") return true;
  if (i + 1 >= r.words.size() || r.words[i + 1].mention != mention) return false;
  const Token& next = (*r.tokens)[i + 1];
  return next.kind == TokenKind::kWord && r.Surface(i + 1) != "of" && r.Surface(i + 1) != "on" &&
         r.Surface(i + 1) != "for";
}

}  // namespace

namespace {

// A capitalised word inside a sentence that no dictionary knows: "spoke to Greer", "snapped up Ampere". Not what says
// where something is from or when it was, nor the first part of "Fifth Avenue stores".
bool IsUnknownName(const Reading& r, std::uint32_t i) {
  const Token& token = (*r.tokens)[i];
  if (!token.capital || token.kind != TokenKind::kWord || r.words[i].mention >= 0 || r.words[i].id != 0) return false;
  const TokenRange sentence = r.sentences[r.sentence_of[i]];
  const Written word = r.Surface(i);
  // "Zentrix has opened a branch": what begins a sentence is a name only right before its verb.
  if (i == sentence.begin)
    return i + 1 < sentence.end && r.finite[i + 1] != 0 && word.size() >= 4 && !word.ends_with("s") &&
           !word.ends_with("ing") && !word.ends_with("ly") && !word.ends_with("ed") && !word.ends_with("one") &&
           !word.ends_with("body");
  if (r.words[i - 1].punct != 0) return false;
  if (word.size() < 4 || word.ends_with("ese") || word.ends_with("ish") || word.ends_with("ian") ||
      word.ends_with("can") || word.ends_with("day") || word.ends_with("ber"))
    return false;
  const std::uint32_t next = i + 1;
  if (next >= sentence.end || r.words[next].punct != 0) return true;
  return (*r.tokens)[next].kind == TokenKind::kNumber || r.finite[next] != 0 ||
         r.Is(next, kPreposition | kConjunction | kRelative | kThat | kAdverb);
}

}  // namespace

bool Wants::Covers(const Reading& r, TokenRange words) const {
  if (tables_ == nullptr) return false;
  constexpr std::uint32_t kBefore = 3;
  const auto last = static_cast<std::uint32_t>(r.words.size());
  for (std::uint32_t i = words.begin - std::min(words.begin, kBefore); i <= words.begin; ++i) {
    const Word& word = r.words.data()[i];
    if (!MayStart(word) || (column_ == nullptr && !tables_->starts.Has(word.id))) continue;
    for (std::size_t p = 0; p < tables_->ends.size(); ++p) {
      const std::span<const WordId> phrase = tables_->phrase(p);
      if (std::ranges::find(phrase, kGap) != phrase.end()) continue;
      const std::uint32_t stop = MatchPhrase(phrase, r.words, *r.lexicon, i, last);
      if (stop != kNoMatch && stop >= words.end && stop - i > words.end - words.begin) return true;
    }
  }
  return false;
}

// Without a branch for each word, which would often be guessed wrong: the answer is mostly that there are none.
std::uint64_t Wants::Beginnings(std::span<const Word> words) const {
  std::uint64_t found = 0;
  unsigned at = 0;
  const std::uint32_t kinds = kinds_;
  if (const std::uint64_t* const column = column_; column != nullptr) {
    const std::size_t stride = stride_;
    const unsigned bit = bit_;
    for (const Word& word : words) {
      const std::uint64_t may = (column[word.demands * stride] >> bit | kinds >> word.kind) & 1;
      found |= may << at++;
    }
    return found;
  }
  const std::array<std::uint64_t, 4> starts = may_;
  for (const Word& word : words) {
    const std::uint64_t may = (starts.data()[word.id / 64 % 4] >> word.id % 64 | kinds >> word.kind) & 1;
    found |= may << at++;
  }
  return found;
}

bool Wants::AnyOf(const Reading& r, TokenRange range, std::uint32_t past, const Wants* unless) const {
  if (range.empty()) return false;
  const auto size = static_cast<std::uint32_t>(r.words.size());
  const std::uint32_t end = std::min(size, range.end), last = std::min(size, range.end + past);
  if (names_) {
    for (std::uint32_t i = range.begin; i < end; ++i) {
      if (IsUnknownName(r, i)) return true;
    }
  }
  const Tables* const t = tables_.get();
  constexpr std::uint32_t kAtOnce = 64;
  for (std::uint32_t from = range.begin; from < end; from += kAtOnce) {
    const std::uint32_t count = std::min(kAtOnce, end - from);
    for (std::uint64_t left = Beginnings({r.words.data() + from, count}); left != 0; left &= left - 1) {
      const std::uint32_t i = from + static_cast<std::uint32_t>(std::countr_zero(left));
      const Word& word = r.words.data()[i];
      if ((kinds_ >> word.kind & 1) != 0) return true;
      // Columns know for sure. Without tables nothing may start, and no table has the word 0.
      if (column_ == nullptr && !t->starts.Has(word.id)) continue;
      const bool single = t->fronts.empty() || !t->only_longer.Has(word.id);
      if (single && !NamePart(r, i) && (unless == nullptr || !unless->Covers(r, {i, i + 1}))) return true;
      if (t->fronts.empty()) continue;
      const auto& lemmas = r.lexicon->Lemmas(word.id);
      const auto met = [&](std::uint32_t stop) {
        return stop != kNoMatch && (unless == nullptr || !unless->Covers(r, {i, stop}));
      };
      const auto begun = [&](WordId front) {
        auto p = static_cast<std::size_t>(std::ranges::lower_bound(t->fronts, front) - t->fronts.begin());
        for (; p < t->gaps && t->fronts[p] == front; ++p) {
          if (met(MatchRest(t->phrase(p), 1, r.words, *r.lexicon, i + 1, last))) return true;
        }
        return false;
      };
      if (begun(word.id)) return true;
      if (lemmas[0].lemma != 0 && lemmas[0].lemma != word.id && begun(lemmas[0].lemma)) return true;
      if (lemmas[1].lemma != 0 && lemmas[1].lemma != word.id && begun(lemmas[1].lemma)) return true;
      for (std::size_t p = t->gaps; p < t->fronts.size(); ++p) {
        if (met(MatchPhrase(t->phrase(p), r.words, *r.lexicon, i, last))) return true;
      }
    }
  }
  return false;
}

}  // namespace dateline::extract
