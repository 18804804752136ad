#include "extract/demands.h"

#include <bit>
#include <utility>

#include "extract/wants.h"

namespace dateline::extract {

Demands::Number Demands::Add(const Wants& wants) {
  if (wants.empty() || wants.names()) return 0;
  const auto starts = wants.starts();
  const auto [row, fresh] =
      alike_.try_emplace({wants.kinds(), {starts.begin(), starts.end()}}, static_cast<Number>(added_.size() + 1));
  if (fresh) added_.push_back(&wants);
  return row->second;
}

void Demands::Mark(std::uint32_t& row, Number n) {
  if (row == 0) {
    row = static_cast<std::uint32_t>(rows_.size() / width_);
    rows_.resize(rows_.size() + width_);
  }
  rows_[row * width_ + n / kBlock][n / 64 % 4] |= std::uint64_t{1} << n % 64;
}

void Demands::Freeze(const Lexicon& lexicon) {
  width_ = added_.size() / kBlock + 1;
  rows_.assign(width_, {});
  rows_[0][0] = 1;  // every stretch has nothing
  of_word_.assign(lexicon.size(), 0);
  of_kind_.assign(kNoKind, 0);
  Number n = 0;
  for (const Wants* wants : added_) {
    ++n;
    for (const WordId word : wants->starts()) Mark(of_word_[word], n);
    for (std::uint32_t kind = 0; kind < kNoKind; ++kind) {
      if ((wants->kinds() >> kind & 1) != 0) Mark(of_kind_[kind], n);
    }
  }
  added_.clear();
  alike_.clear();
  ShareRows();
}

void Demands::ShareRows() {
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
  for (std::vector<std::uint32_t>* rows : {&of_word_, &of_kind_}) {
    for (std::uint32_t& row : *rows) row = place_of[row];
  }
}

void Demands::Take(std::span<const std::uint32_t> rows, Met& met) const {
  const Block* from = rows_.data();
  for (Block& into : met.blocks_) {
    Block sum = into;  // stays in registers over all rows
    for (const std::uint32_t row : rows) {
      const Block& block = from[row * width_];
#pragma GCC unroll 4
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] |= block[i];
    }
    into = sum;
    ++from;
  }
}

void Demands::Look(const Reading& r, TokenRange range, Met& met) const {
  met.blocks_.assign(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(width_));
  std::uint32_t kinds = 0;
  const Word* const words = r.words.data();
  const std::uint32_t* const row_of = of_word_.data();
  std::array<std::uint32_t, 64> rows;
  std::size_t filled = 0;
  const auto take = [&](std::uint32_t row) {
    rows[filled] = row;
    filled += row != 0 ? 1 : 0;
    if (filled == rows.size()) Take({rows.data(), std::exchange(filled, 0)}, met);
  };
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    kinds |= 1u << words[i].kind;
    take(row_of[words[i].id]);
  }
  for (kinds &= ~(1u << kNoKind); kinds != 0; kinds &= kinds - 1) {
    take(of_kind_[static_cast<std::size_t>(std::countr_zero(kinds))]);
  }
  Take({rows.data(), filled}, met);
}

}  // namespace dateline::extract
