// Meetings, hearings and votes that are called off or put off: they were not held on the day that was set.
#pragma once

#include <cstdint>
#include <string_view>

#include "extract/events.h"
#include "extract/triggers.h"

namespace dateline::extract {

enum class Fate : std::uint8_t {
  kHeld,       // nothing is said against it
  kCalledOff,  // "called off the talks", "Talks scheduled for Monday were cancelled", "postponed today's markup"
  kPutOff,     // "postponed the talks until July": still to come
};

// What becomes of what the trigger tells of; kHeld for all that is no meeting, hearing or vote. `type` is the event's.
[[nodiscard]] Fate FateOf(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame);

// "put off the vote until July", "moved it to Friday": the new day of what is put off, and no day until which it lasts.
[[nodiscard]] bool IsNewDay(const Reading& reading, const Hit& hit, const Timex& timex);

}  // namespace dateline::extract
