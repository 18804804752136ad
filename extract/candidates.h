// Candidates: names that no dictionary holds, found by their shape and context, counted over many documents.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "model/assertion.h"

namespace dateline::extract {

class CandidateCount {
 public:
  struct Name {
    std::string entity;                            // the id that the shape gave it
    std::string kind;
    std::uint64_t times = 0;
    std::uint64_t documents = 0;
    std::map<std::string, std::uint64_t> surfaces; // as written → times
    std::map<std::string, std::uint64_t> rules;    // what found it → times
    std::vector<std::string> contexts;             // the first few sentences
  };

  explicit CandidateCount(const config::Config& config);
  void Add(std::string_view text, const Extraction& what);
  // In at least `documents_min` documents; the commonest first.
  [[nodiscard]] std::vector<Name> Names(std::uint64_t documents_min) const;

 private:
  std::map<std::string, bool, std::less<>> known_;
  std::map<std::string, Name> names_;
};

// A record to paste into a dictionary: the commonest surface as name, the others as aliases.
[[nodiscard]] std::string CandidateToml(const CandidateCount::Name& name);

}  // namespace dateline::extract
