// A change of the store as one line of the live tail.
#pragma once

#include <string>

#include "model/change.h"

namespace dateline::daemon {

// {"event","type","subtype","date","modality","before":{"date","modality"}|null,"roles","evidence","mode","at"}
[[nodiscard]] std::string TailLine(const StoreChange& change);

}  // namespace dateline::daemon
