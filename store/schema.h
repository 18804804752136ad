// The tables of dateline.db, as numbered migrations that only go forward.
#pragma once

#include "model/result.h"
#include "store/sql.h"

namespace dateline::store {

// What this program writes: the number of migrations.
[[nodiscard]] int SchemaVersion();
[[nodiscard]] int VersionOf(Sql& sql);
// kTooNew when the file was written by a newer program.
[[nodiscard]] Status CheckVersion(Sql& sql);
// Brings an older or empty file forward, each step in its own transaction; `steps` limits them in tests.
[[nodiscard]] Status Migrate(Sql& sql, int steps);

}  // namespace dateline::store
