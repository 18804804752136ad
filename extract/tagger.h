// Tagger: finds the named things of a document in one pass over its tokens.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "extract/losers.h"
#include "extract/token.h"
#include "model/document.h"
#include "model/mention.h"
#include "model/problem.h"

namespace dateline::extract {

class Tagger {
 public:
  Tagger();
  ~Tagger();
  Tagger(Tagger&&) noexcept;
  Tagger& operator=(Tagger&&) noexcept;

  [[nodiscard]] static Tagger Compile(const config::Config& config, Problems& problems);

  // Dictionary names and identifiers, longest match, ambiguous aliases decided by their stated evidence, surnames
  // after full names. Sorted by span, not overlapping. `losers` takes the names that were passed over.
  [[nodiscard]] std::vector<Mention> FindMentions(std::string_view text, const std::vector<Token>& tokens,
                                                  const std::vector<Span>& sentences, Losers* losers = nullptr) const;
  [[nodiscard]] std::string_view NameOf(std::string_view entity) const;       // the id itself when unknown
  [[nodiscard]] std::string_view Attribute(std::string_view entity, std::string_view name) const;  // "" when absent

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::extract
