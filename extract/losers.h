// Losers: what a reading considered and left out, kept only when somebody asks to see it.
//
// Every step that decides takes a `Losers*`; it is null in normal runs, which then cost nothing more.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/span.h"

namespace dateline::extract {

struct Losers {
  // A name that could have been a mention.
  struct Name {
    Span span;
    std::string entity;
    std::string rule;    // as Mention::rule
    std::string why;     // "part of the longer 'Bank of China'"
  };
  // A cue in the sentence of a trigger.
  struct CueTrial {
    Span words;
    Span scope;          // the clause that the cue stands in
    std::string id;      // "cue:plan"
    bool reached = false;
    std::string why;     // why it did not reach, "" when it did
  };
  // A trigger, its judgement, and why it told of no event ("" when it did).
  struct TriggerTrial {
    Span words;
    std::string rule;    // "event:rule.end/verb.rescind"
    std::string why;
    std::vector<CueTrial> cues;
  };

  std::vector<Name> names;             // in no order
  std::vector<TriggerTrial> triggers;  // in text order, the refused ones before
};

}  // namespace dateline::extract
