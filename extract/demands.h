// Demands: what triggers ask for, numbered. One look at a sentence tells which demands nothing in it can meet, so that
// most triggers are given up before anything else about them is read.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "extract/clauses.h"

namespace dateline::extract {

class Wants;

class Demands {
  static constexpr std::size_t kWords = 4;
  using Block = std::array<std::uint64_t, kWords>;    // small enough for registers
  static constexpr std::size_t kBlock = 64 * kWords;  // bits

 public:
  using Number = std::uint32_t;

  // The number of what is asked for, 0 where that is nothing or cannot be looked up; one for all that begin alike,
  // since every number costs at each word. `wants` is frozen and stays with the caller.
  [[nodiscard]] Number Add(Wants& wants);
  // Is no demand, but its words have a column of their own, and it reads them there; after all demands.
  void AddAside(Wants& wants);
  // Once all are added. Those who were added read their words in the rows from now on.
  void Freeze(const Lexicon& lexicon, Grammar& grammar);

  // The demands that the words and names of one stretch may meet; surely none of the others.
  class Met {
   public:
    // Asked some ten times a word: checks nothing.
    [[nodiscard]] bool Has(Number n) const { return (words_.data()[n / 64] >> n % 64 & 1) != 0; }

   private:
    friend class Demands;
    std::vector<std::uint64_t> words_;  // those of blocks, one behind the other
  };
  // Makes `met` tell of this range.
  void Look(const Reading& reading, TokenRange range, Met& met) const;

 private:
  Number NumberOf(Wants& wants);
  void Mark(std::uint32_t& row, Number n);
  // All forms of a word and most words of a list meet the same: one row for them, so that the rows fit a cache.
  void ShareRows(std::vector<std::uint32_t>& of_word);
  void Take(std::span<const std::uint32_t> rows, Met& met) const;

  std::vector<std::pair<Wants*, Number>> added_;
  std::map<std::pair<std::uint32_t, std::vector<WordId>>, Number> alike_;  // kinds and words that begin it → number
  Number asked_ = 0;                                                       // the last demand; columns aside follow
  std::size_t width_ = 0;                                                  // of a row in blocks
  std::vector<Block> rows_;             // by row, the demands that it may meet; words have theirs in Word::demands, 0: none
  std::vector<std::uint32_t> of_kind_;  // mention kind → row, likewise
};

}  // namespace dateline::extract
