// Told apart: the words by which a sentence says that what it tells is not what was told before.
//
// "He ALSO signed", "SEPARATELY, the ministry barred", "ANOTHER suit", "The tariff on batteries will rise. The tariff
// on graphite will rise": where neither a day nor a name tells two happenings of a type apart, these do.
#pragma once

#include <string_view>

#include "extract/events.h"

namespace dateline::extract {

// "also", "separately", "another": a happening beside those before it. Never what one rule does by several sentences.
[[nodiscard]] bool IsAnother(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame);

// "Several companies have begun banning it", "two senators asked": doers whom the text has not spoken of,
// so that nobody named before can be meant.
[[nodiscard]] bool IsByStrangers(const Reading& reading, const Hit& hit, const std::vector<Role>& roles,
                                 const DocumentFrame& frame);

// "The rate on steel will rise. The rate on cranes will rise": the same said of other things. `before` is told earlier.
[[nodiscard]] bool IsNextOfRow(const Reading& reading, const Hit& before, const Hit& hit, const RoleWords& roles);

}  // namespace dateline::extract
