#include <SQLiteCpp/SQLiteCpp.h>

#include "store/connection.h"
#include "store/schema.h"
#include "tests/store/support.h"

namespace dateline::store {
namespace {

void FillStory(const std::filesystem::path& folder) {
  auto writer = OpenWriter(folder);
  Desk desk(*writer);
  for (const Told& told : LanternStory()) desk.Take(told);
}

void Damage(const std::filesystem::path& folder, const std::string& sql) {
  SQLite::Database db((folder / "dateline.db").string(), SQLite::OPEN_READWRITE);
  db.exec("PRAGMA foreign_keys = OFF; " + sql);
}

TEST_CASE("A sound store has no findings and planted damage is found") {
  struct Case {
    const char* damage;
    const char* words;
  };
  for (const Case& entry : std::vector<Case>{
           {"UPDATE event SET body = replace(body, '\"documents\":6', '\"documents\":60')", "otherwise than its assertions say"},
           {"DELETE FROM event_history; DELETE FROM event_entity; DELETE FROM evidence; DELETE FROM event", "is not stored"},
           {"DELETE FROM text WHERE revision_id = 1", "revision without its text"},
           {"DELETE FROM evidence WHERE assertion_id = 2", "assertion without an event"},
           {"DELETE FROM event_entity WHERE entity = 'rule.lantern'", "cannot be found by one of its roles"},
           {"INSERT INTO event SELECT 99, 'e:000000000000', block, type, lo, hi, known_from, deciding, assumed, digest, body FROM event LIMIT 1", "no assertion says so"},
           {"INSERT INTO alert VALUES('a:1','r','','high','e:gone','t',x'00112233445566778899aabbccddeeff','',0,0,0)", "alert whose event cannot be found"},
           {"INSERT INTO evidence VALUES(77, 1)", "refers to a missing row"},
       }) {
    INFO(entry.damage);
    TempFolder folder;
    FillStory(folder.path);
    REQUIRE(Fsck(folder.path)->empty());
    Damage(folder.path, entry.damage);
    const auto findings = Fsck(folder.path);
    REQUIRE(findings.has_value());
    CHECK(std::ranges::any_of(*findings, [&](const std::string& finding) { return finding.find(entry.words) != std::string::npos; }));
  }
}

TEST_CASE("Rebuild mends damaged projections from truth") {
  TempFolder folder;
  FillStory(folder.path);
  const std::string sound = DumpOf(folder.path);
  Damage(folder.path, "DELETE FROM event_history; DELETE FROM event_entity; DELETE FROM evidence; DELETE FROM event");
  REQUIRE(DumpOf(folder.path) != sound);
  std::uint64_t all = 0;
  REQUIRE(Rebuild(folder.path, At("2026-01-01"), [&](std::uint64_t, std::uint64_t blocks) { all = blocks; }).has_value());
  CHECK(all == 1);
  CHECK(DumpOf(folder.path) == sound);
  CHECK_FALSE(std::filesystem::exists(folder.path / "dateline-rebuild.db"));
}

TEST_CASE("Rebuild waits for the writer") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  CHECK(Rebuild(folder.path, At("2026-01-01"), {}).error().code == ErrorCode::kBusy);
}

TEST_CASE("A file of a newer program is refused and left alone") {
  TempFolder folder;
  FillStory(folder.path);
  Damage(folder.path, "PRAGMA user_version = 999");
  const auto writer = Writer::Open(folder.path, At("2026-01-01"));
  REQUIRE_FALSE(writer.has_value());
  CHECK(writer.error().code == ErrorCode::kTooNew);
  CHECK_THAT(writer.error().message, Catch::Contains("999"));
  CHECK(Reader::Open(folder.path).error().code == ErrorCode::kTooNew);
  CHECK(Fsck(folder.path).error().code == ErrorCode::kTooNew);
}

TEST_CASE("Migrations step forward one by one to the same schema") {
  TempFolder folder;
  auto sql = OpenToWrite(folder.path / "dateline.db");
  REQUIRE(sql.has_value());
  for (int version = 1; version <= SchemaVersion(); ++version) {
    REQUIRE(Migrate(**sql, 1).has_value());
    CHECK(VersionOf(**sql) == version);
  }
  REQUIRE(Migrate(**sql, 100).has_value());
  CHECK(VersionOf(**sql) == SchemaVersion());
  // Every table of ours is STRICT.
  Query loose(**sql, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'");
  REQUIRE(loose.Step());
  CHECK(loose.Int(0) == 0);
}

TEST_CASE("Digests that an older program made otherwise are no damage and are made anew") {
  TempFolder folder;
  FillStory(folder.path);
  Damage(folder.path, "UPDATE event SET digest = zeroblob(16)");
  CHECK(Fsck(folder.path)->empty());
  {
    auto writer = OpenWriter(folder.path);
    Desk desk(*writer);
    CHECK(desk.Take(Tell("tide", "late", "2025-09-06T12:00:00Z", "The Lantern rule was rescinded.",
                         {Say("rule.end", Modality::kActual, Basis::kNamedReport).Of("rule.lantern").Dated("2025-09-05")})).changes.empty());
  }
  CHECK(Fsck(folder.path)->empty());
  auto sql = OpenToRead(folder.path / "dateline.db");
  Query zeros(**sql, "SELECT count(*) FROM event WHERE digest = zeroblob(16) AND type = 'rule.end'");
  REQUIRE(zeros.Step());
  CHECK(zeros.Int(0) == 0);
}

TEST_CASE("A file that is no database is corrupt, not empty") {
  TempFolder folder;
  {
    std::FILE* file = std::fopen((folder.path / "dateline.db").c_str(), "w");
    for (int i = 0; i < 500; ++i) std::fputs("not a database ", file);
    std::fclose(file);
  }
  const auto writer = Writer::Open(folder.path, At("2026-01-01"));
  REQUIRE_FALSE(writer.has_value());
  CHECK(writer.error().code == ErrorCode::kCorrupt);
}

TEST_CASE("A reader is answered while the folder cannot be written") {
  TempFolder folder;
  FillStory(folder.path);
  std::filesystem::permissions(folder.path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const auto reader = Reader::Open(folder.path);
  REQUIRE(reader.has_value());
  CHECK((*reader)->Covered()->documents == 6);
}

}  // namespace
}  // namespace dateline::store
