// Dictionary: every alias of every entity compiled into one token trie, and the scan that finds them.
//
// Punctuation that writers vary (periods of abbreviations, hyphens, commas before "Inc.") is left out of the trie
// and judged afterwards, on the few stretches whose words match: "Co., Ltd." equals "Co Ltd", "A. B" never "A B".
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "config/records.h"
#include "extract/losers.h"
#include "extract/tagger_phrases.h"
#include "extract/tagger_starts.h"
#include "extract/token.h"
#include "extract/trie.h"
#include "model/mention.h"
#include "model/problem.h"

namespace dateline::extract {

constexpr std::uint32_t kNoId = 0xFFFFFFFF;

// A stretch of text that may be a mention. Candidates may overlap; the tagger decides among them.
struct Candidate {
  std::uint32_t first = 0;         // tokens [first, last)
  std::uint32_t last = 0;
  Span span;
  MentionKind kind = MentionKind::kFirm;
  std::uint32_t entity = kNoId;    // index into the dictionary, kNoId when `id` names it
  std::uint32_t alias = kNoId;     // the alias that matched, kNoId when a shape or pattern did
  std::string id;                  // entity id when the dictionary does not know it
  std::string_view rule;           // of shapes and patterns; the entity completes one that ends in a colon
  std::string value;               // canonical form of identifiers
};

// An alias that stands in the text.
struct DictionaryHit {
  std::uint32_t first = 0;         // tokens [first, last)
  std::uint32_t last = 0;
  Span span;
  std::uint32_t entity = 0;
  std::uint32_t alias = 0;
};

class Dictionary {
 public:
  // Of a place, by its attribute "subtype": asked of every place, so that its words are compared once.
  enum class Subtype : std::uint8_t { kNone, kCity, kState, kCountry, kOther };
  struct Entity {
    std::string id;
    std::string name;
    MentionKind kind;
    Subtype subtype;
    std::map<std::string, std::string> attributes;
  };
  // Half a cache line: most that are read are far from the last one.
  struct alignas(32) Alias {
    std::uint32_t entity = 0;
    std::uint32_t first_element = 0;
    std::uint32_t context = kNoId;   // phrase set ids
    std::uint32_t not_before = kNoId;
    std::uint32_t not_after = kNoId;
    std::uint32_t text = 0;          // bytes of texts_
    std::uint32_t text_size = 0;
    std::uint8_t elements = 0;
    config::AliasRecord::Case letter_case = config::AliasRecord::Case::kWritten;
    bool weak : 1 = false;
    bool shouts : 1 = false;             // holds no lower-case letter
    bool ends_with_period : 1 = false;
    bool needs_period : 1 = false;       // a place cut short: "Ariz."
    [[nodiscard]] bool conditional() const { return weak || context != kNoId; }
  };

  // Reports aliases that can never match; enters the first words of the others in `starts`.
  void Compile(const config::Config& config, StartTable& starts, Problems& problems);

  // Appends every alias that stands in the text, all lengths, in order of their first token; vetoes applied,
  // conditions not yet.
  void Scan(std::string_view text, const std::vector<Token>& tokens, const StartPlaces& starts, std::vector<DictionaryHit>& found) const;

  [[nodiscard]] Candidate CandidateOf(const DictionaryHit& hit) const;
  // The same, made where it shall stand.
  void AddCandidate(const DictionaryHit& hit, std::vector<Candidate>& to) const;

  // What Scan passes over: aliases whose words stand there in another case, or that a neighbour vetoes.
  void ScanRefused(std::string_view text, const std::vector<Token>& tokens, std::vector<Losers::Name>& refused) const;

  // The longest alias that is exactly tokens [first, last) in any kind of `kind`, kNoId when there is none.
  [[nodiscard]] std::uint32_t FindWhole(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first,
                                        std::uint32_t last, MentionKind kind) const;

  // Indices are this dictionary's own: they are not checked.
  [[nodiscard]] const Entity& entity(std::uint32_t index) const { return entities_.data()[index]; }
  [[nodiscard]] const Alias& alias(std::uint32_t index) const { return aliases_.data()[index]; }
  [[nodiscard]] std::string_view alias_text(std::uint32_t index) const { return TextOf(alias(index)); }
  [[nodiscard]] const PhraseSet& phrases(std::uint32_t set) const { return phrase_sets_[set]; }
  [[nodiscard]] const std::vector<std::string>& phrase_words(std::uint32_t set) const { return phrase_words_[set]; }
  [[nodiscard]] std::uint32_t FindEntity(std::string_view id) const;
  [[nodiscard]] std::size_t entities() const { return entities_.size(); }
  [[nodiscard]] std::size_t bytes() const;

 private:
  // One word of an alias and what stands between it and the next.
  struct Element {
    std::uint32_t begin = 0;  // bytes of the alias text
    std::uint16_t size = 0;   // possessive 's included
    std::uint8_t between = 0; // Between bits
    bool cjk = false;
  };
  enum Between : std::uint8_t { kSpace = 1, kPeriod = 2, kHyphen = 4, kComma = 8 };

  [[nodiscard]] std::string_view TextOf(const Alias& alias) const { return {texts_.data() + alias.text, alias.text_size}; }
  void AddAlias(std::uint32_t entity, const config::AliasRecord& record, std::string text, bool exact, StartTable& starts);
  std::uint32_t Intern(const std::vector<std::string>& phrases);
  bool Matches(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const;
  bool BetweenMatches(std::string_view text, const std::vector<Token>& tokens, std::uint32_t from, std::uint32_t to,
                      const Element& element) const;
  bool CaseMatches(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words,
                   const Alias& alias) const;
  bool StandsAsWritten(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const;
  bool Equivalent(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const;
  // False when no alias can go on from `node` with the tokens [next, end): with its word, or the one behind a mark.
  [[nodiscard]] static bool MayGoOn(const TokenTrie::Step& node, const Token* next, const Token* end) {
    if (next == end) return false;
    if (next->possessive != 0 || node.MayBeFollowedBy(next->hash)) return true;
    if (next->kind != TokenKind::kPunct || ++next == end) return false;
    return next->possessive != 0 || next->kind == TokenKind::kPunct || node.MayBeFollowedBy(next->hash);
  }
  static bool IsInAddress(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first, std::uint32_t last);
  bool WrittenSo(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, const Alias& alias) const;
  bool Vetoed(const std::vector<Token>& tokens, std::uint32_t first, std::uint32_t last, const Alias& alias) const;
  void AddHit(std::string_view text, const std::vector<Token>& tokens, const std::uint32_t* words, std::size_t count,
              std::uint32_t index, std::vector<DictionaryHit>& found) const;
  template <typename Visit>
  void Walk(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first, const Visit& visit) const;
  template <typename Visit>
  void WalkOn(std::string_view text, const std::vector<Token>& tokens, std::uint32_t first, TokenTrie::Step node,
              const Visit& visit) const;

  std::vector<Entity> entities_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::vector<Alias> aliases_;
  std::vector<Element> elements_;
  std::string texts_;  // of all aliases, one behind the other
  std::vector<PhraseSet> phrase_sets_;
  std::vector<std::vector<std::string>> phrase_words_;  // the same, as written
  std::map<std::vector<std::string>, std::uint32_t> interned_;  // only while compiling
  TokenTrie trie_;
};

// Is the word one of Inc, Corp, Co, Ltd…, which take a period and a comma before them?
[[nodiscard]] bool IsLegalSuffix(std::uint32_t hash);

}  // namespace dateline::extract
