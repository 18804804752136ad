// EventRules: cues, triggers and reporting words compiled, and the steps that read clauses with them.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "config/records.h"
#include "extract/losers.h"
#include "extract/token.h"
#include "model/assertion.h"
#include "model/document.h"
#include "model/problem.h"

namespace dateline::extract {

struct Reading;
class Tagger;

class EventRules {
 public:
  EventRules();
  ~EventRules();
  EventRules(EventRules&&) noexcept;
  EventRules& operator=(EventRules&&) noexcept;

  [[nodiscard]] static EventRules Compile(const config::Config& config, Problems& problems);

  // Fills assertions, statements and relations of `what`, whose mentions, dates and sentences are already found. What
  // `reading` held before does not matter; it borrows from the document and `what`.
  void Read(const Document& document, const std::vector<Token>& tokens, const Tagger& tagger, Reading& reading,
            Extraction& what, Losers* losers = nullptr) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::extract
