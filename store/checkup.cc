#include "store/checkup.h"

#include <fmt/format.h>

#include "store/connection.h"
#include "store/schema.h"

namespace dateline::store {
namespace {

void QuickCheck(Sql& sql, std::string_view name, std::vector<std::string>& damage) {
  Query check(sql, "PRAGMA quick_check(5)");
  while (check.Step()) {
    const std::string words = check.Text(0);
    if (words != "ok") damage.push_back(fmt::format("{}: {}", name, words));
  }
}

}  // namespace

Result<Checkup> CheckUp(const std::filesystem::path& folder) {
  auto sql = OpenToRead(MainFile(folder));
  if (!sql) return std::unexpected(sql.error());
  return Guard([&]() -> Result<Checkup> {
    Checkup out{.schema = VersionOf(**sql), .schema_of_program = SchemaVersion()};
    if (auto known = CheckVersion(**sql); !known) return std::unexpected(known.error());
    QuickCheck(**sql, "dateline.db", out.damage);
    if (auto search = OpenToRead(SearchFile(folder))) QuickCheck(**search, "dateline-search.db", out.damage);
    const auto count = [&](std::string_view text) {
      Query query(**sql, text);
      return query.Step() ? static_cast<std::uint64_t>(query.Int(0)) : 0;
    };
    out.waiting = count("SELECT count(*) FROM revision WHERE state = 0");
    out.quarantined = count("SELECT count(*) FROM quarantine");
    out.dead = count("SELECT count(*) FROM delivery WHERE state = 3");
    Query due(**sql, "SELECT min(next_at) FROM delivery WHERE state IN (0,1)");
    if (due.Step()) out.oldest_due = due.MaybeAt(0);
    Query seen(**sql, "SELECT max(seen) FROM revision");
    if (seen.Step()) out.newest_seen = seen.MaybeAt(0);
    return out;
  });
}

}  // namespace dateline::store
