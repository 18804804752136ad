// Lexicon: the words that rules know, each with its lemmas, and the phrases made of them.
//
// Only words that stand in some rule have an entry, so that reading a text costs one hash look-up a token. Verbs
// and nouns are entered as lemmas and bring their inflected forms: regular ones by rule, the others by table.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::extract {

using WordId = std::uint32_t;  // 0: no rule knows this word

// What an inflected form may be; a word is often several ("set", "released").
enum Form : std::uint8_t {
  kBase = 1,
  kThird = 2,
  kPast = 4,
  kParticiple = 8,
  kGerund = 16,
  kPlural = 32,
};

struct LemmaForm {
  WordId lemma = 0;
  std::uint8_t forms = 0;  // Form bits
};

class Lexicon {
 public:
  Lexicon();

  // Enters the word as written (already folded). The same word twice gives the same id.
  WordId Add(std::string_view word);
  // Enters a lemma with its verb forms and its plural.
  WordId AddLemma(std::string_view lemma);
  // Where the phrases of a named list are kept from the first record that asks for it until Freeze: a few dozen lists
  // stand in thousands of records.
  [[nodiscard]] std::vector<std::vector<WordId>>& PhrasesOfList(const std::string& name) { return lists_[name]; }
  [[nodiscard]] WordId Find(std::string_view word) const;
  // By the hash that the tokeniser gave the token; after Freeze only. (At 32 bits one unknown word in a million
  // is taken for a known one.)
  [[nodiscard]] WordId FindHash(std::uint32_t hash) const {
    const std::uint32_t bit = hash >> 16;
    if ((filter_[bit >> 6] >> (bit & 63) & 1) == 0) return 0;
    const std::size_t mask = hashes_.size() - 1;
    const auto* const slots = hashes_.data();
    for (std::size_t i = hash & mask; slots[i].second != 0; i = (i + 1) & mask) {
      if (slots[i].first == hash) return slots[i].second;
    }
    return 0;
  }
  void Freeze();
  // The words that IsForm(word, lemma), ascending; after Freeze only.
  [[nodiscard]] std::span<const WordId> WordsOf(WordId lemma) const {
    return {forms_.data() + form_starts_[lemma], forms_.data() + form_starts_[lemma + 1]};
  }

  // Ids are this lexicon's own: the look-ups below are made some ten times a token, and check nothing.
  [[nodiscard]] std::string_view Text(WordId id) const { return texts_.data()[id]; }
  // At most two: "found" is a form of "find" and of "found".
  [[nodiscard]] const std::array<LemmaForm, 2>& Lemmas(WordId id) const { return lemmas_.data()[id]; }
  [[nodiscard]] bool IsForm(WordId id, WordId lemma) const {
    if (id == 0) return false;
    const auto& lemmas = Lemmas(id);
    return id == lemma || lemmas[0].lemma == lemma || lemmas[1].lemma == lemma;
  }
  // The forms that `id` may be of `lemma`; 0 when it is none.
  [[nodiscard]] std::uint8_t FormsOf(WordId id, WordId lemma) const;
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  void AddForm(std::string_view form, WordId lemma, std::uint8_t forms);
  void Grow();
  void ListForms();

  std::map<std::string, std::vector<std::vector<WordId>>> lists_;
  std::vector<std::string> texts_;                   // by word
  std::vector<std::array<LemmaForm, 2>> lemmas_;     // by word; apart, as most ask for these alone
  std::vector<WordId> slots_;                                     // open addressing, a power of two
  std::vector<std::pair<std::uint32_t, WordId>> hashes_{{0, 0}};  // token hash → word, likewise
  std::array<std::uint64_t, 1024> filter_{};  // a bit for the upper half of a hash: unknown words end here
  std::vector<std::uint32_t> form_starts_;    // lemma → its first place in forms_
  std::vector<WordId> forms_;
};

// Folds one token into `out` (at most `size` bytes) without allocating: ASCII lower case, ’ to ', final 's off.
// Longer or non-Latin words come back cut or as they are: no rule knows them.
[[nodiscard]] std::string_view FoldInto(std::string_view surface, char* out, std::size_t size);

}  // namespace dateline::extract
