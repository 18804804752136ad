// Refusals: a trigger that tells of no event, and why not.
//
// What names a thing by an act, tells of anybody or of every day, lays down a duty or is told by another trigger.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

struct Doubted {
  const Hit& hit;
  const Judgement& judgement;
  bool headline = false;  // it tells what is to come
  bool asked = false;     // its sentence is a question
  std::string_view why;   // "" when the hit tells of an event, else the reason in words for `--explain`
};

// Fills `why` of each. All at once, step by step: the code of all steps is larger than the nearest cache, and would be
// fetched anew for every hit.
void TellWhyNoEvents(const Reading& reading, const TriggerTable& table, const std::vector<Hit>& hits,
                     const DocumentFrame& frame, std::span<Doubted> doubted);

}  // namespace dateline::extract
