// What RuleSet holds, for the steps of this folder.
#pragma once

#include <memory>
#include <string>

#include "extract/extract.h"
#include "extract/event_rules.h"
#include "extract/tagger.h"

namespace dateline::extract {

struct RuleSet::Impl {
  std::string version;
  Tagger tagger;          // dictionary, identifiers, antecedents: FindMentions
  EventRules events;      // cues, triggers, reporting words: BuildAssertions, FindStatements
};

}  // namespace dateline::extract
