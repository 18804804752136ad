// Beside acts: names that an official text puts near an act and that have no part in it.
//
// Where people meet, to whom a report goes, whose a list is, who agreed on what a rule carries out, and words of a
// longer name that no dictionary knows.
#pragma once

#include <string_view>
#include <vector>

#include "extract/events.h"

namespace dateline::extract {

// Takes roles away; never adds one. Official texts only.
void DropBesides(const Reading& reading, std::string_view type, const Hit& hit, const DocumentFrame& frame,
                 std::vector<Role>& roles);

}  // namespace dateline::extract
