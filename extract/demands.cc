#include "extract/demands.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "extract/wants.h"

namespace dateline::extract {

Demands::Number Demands::NumberOf(Wants& wants) {
  const auto starts = wants.starts();
  const auto next = static_cast<Number>(alike_.size() + 1);
  const Number number = alike_.try_emplace({wants.kinds(), {starts.begin(), starts.end()}}, next).first->second;
  added_.emplace_back(&wants, number);
  return number;
}

Demands::Number Demands::Add(Wants& wants) {
  if (wants.empty() || wants.names()) return 0;
  const Number number = NumberOf(wants);
  asked_ = std::max(asked_, number);
  return number;
}

void Demands::AddAside(Wants& wants) {
  if (!wants.starts().empty()) NumberOf(wants);
}

void Demands::Mark(std::uint32_t& row, Number n) {
  if (row == 0) {
    row = static_cast<std::uint32_t>(rows_.size() / width_);
    rows_.resize(rows_.size() + width_);
  }
  rows_[row * width_ + n / kBlock][n / 64 % 4] |= std::uint64_t{1} << n % 64;
}

void Demands::Freeze(const Lexicon& lexicon, Grammar& grammar) {
  width_ = alike_.size() / kBlock + 1;
  rows_.assign(width_, {});
  rows_[0][0] = 1;  // every stretch has nothing
  std::vector<std::uint32_t> of_word(lexicon.size());
  of_kind_.assign(kNoKind, 0);
  for (const auto& [begins, n] : alike_) {
    for (const WordId word : begins.second) Mark(of_word[word], n);
    for (std::uint32_t kind = 0; kind < kNoKind; ++kind) {
      if ((begins.first >> kind & 1) != 0) Mark(of_kind_[kind], n);
    }
  }
  ShareRows(of_word);
  for (WordId word = 0; word < of_word.size(); ++word) grammar.words[word].demands = static_cast<std::uint16_t>(of_word[word]);
  for (const auto& [wants, n] : added_) {
    if (!wants->starts().empty())
      wants->ReadStartsFrom(&rows_[n / kBlock][n / 64 % 4], static_cast<std::uint32_t>(width_ * 4), n % 64);
  }
  added_.clear();
  alike_.clear();
}

void Demands::ShareRows(std::vector<std::uint32_t>& of_word) {
  std::map<std::vector<Block>, std::uint32_t> places;
  std::vector<Block> shared;
  std::vector<std::uint32_t> place_of(rows_.size() / width_);
  for (std::uint32_t row = 0; row < place_of.size(); ++row) {
    const auto from = rows_.begin() + static_cast<std::ptrdiff_t>(row * width_);
    const auto [place, fresh] = places.try_emplace({from, from + static_cast<std::ptrdiff_t>(width_)},
                                                   static_cast<std::uint32_t>(shared.size() / width_));
    if (fresh) shared.insert(shared.end(), place->first.begin(), place->first.end());
    place_of[row] = place->second;
  }
  rows_ = std::move(shared);
  rows_.shrink_to_fit();
  for (std::vector<std::uint32_t>* rows : {&of_word, &of_kind_}) {
    for (std::uint32_t& row : *rows) row = place_of[row];
  }
}

void Demands::Take(std::span<const std::uint32_t> rows, Met& met) const {
  const Block* from = rows_.data();
  for (std::size_t at = 0; at < met.words_.size(); at += kWords) {
    Block sum;  // stays in registers over all rows
    std::copy_n(met.words_.data() + at, kWords, sum.data());
    for (const std::uint32_t row : rows) {
      const Block& block = from[row * width_];
#pragma GCC unroll 4
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] |= block[i];
    }
    std::ranges::copy(sum, met.words_.data() + at);
    ++from;
  }
}

void Demands::Look(const Reading& r, TokenRange range, Met& met) const {
  met.words_.clear();
  for (std::size_t block = 0; block <= asked_ / kBlock; ++block)
    met.words_.insert(met.words_.end(), rows_[block].begin(), rows_[block].end());
  std::uint32_t kinds = 0;
  constexpr std::uint32_t kAtOnce = 64;
  std::array<std::uint32_t, kAtOnce> rows;
  const Word* word = r.words.data() + range.begin;
  const Word* const end = r.words.data() + range.end;
  while (word < end) {
    std::size_t filled = 0;
    for (const Word* const stop = word + std::min<std::ptrdiff_t>(end - word, kAtOnce); word < stop; ++word) {
      kinds |= 1u << word->kind;
      rows.data()[filled] = word->demands;  // a row of no interest is overwritten by the next
      filled += static_cast<std::size_t>(word->demands != 0);
    }
    Take({rows.data(), filled}, met);
  }
  std::size_t filled = 0;
  for (kinds &= ~(1u << kNoKind); kinds != 0; kinds &= kinds - 1) {
    rows[filled++] = of_kind_[static_cast<std::size_t>(std::countr_zero(kinds))];
  }
  Take({rows.data(), filled}, met);
}

}  // namespace dateline::extract
