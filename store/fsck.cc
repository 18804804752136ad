// The invariants of the store, looked at with a read-only connection.
#include <fmt/format.h>

#include <array>
#include <map>
#include <set>

#include "store/codec.h"
#include "store/connection.h"
#include "store/judgement.h"
#include "store/origin.h"
#include "store/projection.h"
#include "store/reader_impl.h"
#include "store/schema.h"

namespace dateline::store {
namespace {

constexpr std::size_t kFindingsMax = 200;

class Findings {
 public:
  void Add(std::string words) {
    if (words_.size() < kFindingsMax) words_.push_back(std::move(words));
  }
  [[nodiscard]] std::vector<std::string> Take() { return std::move(words_); }

 private:
  std::vector<std::string> words_;
};

// A query whose every row breaks an invariant; the row is one text that names the offender.
struct Invariant {
  std::string_view words;
  std::string_view offenders;
};
constexpr std::array kInvariants{
    Invariant{"revision without its text", "SELECT id FROM revision WHERE id NOT IN (SELECT revision_id FROM text)"},
    Invariant{"text without its revision", "SELECT revision_id FROM text WHERE revision_id NOT IN (SELECT id FROM revision)"},
    Invariant{"document without a revision", "SELECT id FROM document WHERE id NOT IN (SELECT document_id FROM revision)"},
    Invariant{"assertions of a revision that is not done", "SELECT DISTINCT r.id FROM assertion a JOIN revision r ON r.id = a.revision_id WHERE r.state = 2 AND a.id NOT IN (SELECT item FROM retraction WHERE kind = 0)"},
    Invariant{"assertion seen at another time than its revision", "SELECT a.id FROM assertion a JOIN revision r ON r.id = a.revision_id WHERE a.seen <> r.seen"},
    Invariant{"statement seen at another time than its revision", "SELECT s.id FROM statement s JOIN revision r ON r.id = s.revision_id WHERE s.seen <> r.seen"},
    Invariant{"quarantined revision without a reason", "SELECT id FROM revision WHERE state = 2 AND id NOT IN (SELECT revision_id FROM quarantine)"},
    Invariant{"retraction of nothing", "SELECT item FROM retraction WHERE (kind = 0 AND item NOT IN (SELECT id FROM assertion)) OR (kind = 1 AND item NOT IN (SELECT id FROM statement)) OR (kind = 2 AND item NOT IN (SELECT id FROM relation))"},
    Invariant{"alert whose deciding assertion is gone", "SELECT id FROM alert WHERE deciding NOT IN (SELECT key FROM assertion)"},
    Invariant{"alert whose event cannot be found", "SELECT id FROM alert WHERE event NOT IN (SELECT eid FROM event) AND event NOT IN (SELECT alias FROM event_alias)"},
    Invariant{"alias that leads nowhere", "SELECT alias FROM event_alias WHERE assertion NOT IN (SELECT key FROM assertion)"},
    Invariant{"alert in no legal state", "SELECT id FROM alert WHERE state NOT IN (0,1,2)"},
    Invariant{"delivery in no legal state", "SELECT id FROM delivery WHERE state NOT IN (0,1,2,3,4)"},
    Invariant{"leased delivery without the end of its lease", "SELECT id FROM delivery WHERE state = 1 AND lease_until IS NULL"},
    Invariant{"delivery accepted or dead without an attempt", "SELECT id FROM delivery WHERE state IN (2,3) AND attempt = 0"},
    Invariant{"delivery whose attempts do not add up", "SELECT id FROM delivery WHERE attempt <> (SELECT count(*) FROM attempt WHERE delivery = delivery.id)"},
    Invariant{"suppressed alert with a delivery under way", "SELECT a.id FROM alert a JOIN delivery d ON d.alert = a.id WHERE a.state = 2 AND d.state <> 4"},
    Invariant{"live alert with a suppressed delivery", "SELECT a.id FROM alert a JOIN delivery d ON d.alert = a.id WHERE a.mode = 0 AND d.state = 4"},
    Invariant{"event history that does not join up", "SELECT h.event_id FROM event_history h WHERE NOT EXISTS (SELECT 1 FROM event_history n WHERE n.event_id = h.event_id AND n.known_from = h.known_to) "
                                                     "AND h.known_to <> (SELECT known_from FROM event WHERE id = h.event_id)"},
    Invariant{"assertion without an event", "SELECT a.id FROM assertion a WHERE a.id NOT IN (SELECT assertion_id FROM evidence) AND NOT EXISTS "
                                            "(SELECT 1 FROM retraction x WHERE x.kind = 0 AND x.item = a.id AND x.withdrawn IS NULL)"},
};

void CheckFile(Sql& sql, std::string_view name, Findings& findings) {
  Query integrity(sql, "PRAGMA integrity_check(20)");
  while (integrity.Step()) {
    const std::string words = integrity.Text(0);
    if (words != "ok") findings.Add(fmt::format("{}: {}", name, words));
  }
  Query keys(sql, "PRAGMA foreign_key_check");
  while (keys.Step()) findings.Add(fmt::format("{}: row {} of {} refers to a missing row of {}", name, keys.Text(1), keys.Text(0), keys.Text(2)));
}

void CheckInvariants(Sql& sql, Findings& findings) {
  for (const Invariant& invariant : kInvariants) {
    Query query(sql, invariant.offenders);
    for (int shown = 0; query.Step(); ++shown) {
      if (shown == 5) {
        findings.Add(fmt::format("{}: and more", invariant.words));
        break;
      }
      findings.Add(fmt::format("{}: {}", invariant.words, query.Text(0)));
    }
  }
}

// Every block folded again must say what the rows say: no assertion left out, no counter off, no event too many.
void CheckBlock(Sql& sql, std::int64_t block, Findings& findings) {
  const std::vector<Claim> claims = LoadBlock(sql, block);
  const Folded folded = FoldJudged(sql, block, claims);
  std::map<std::string, std::pair<Key, std::string>> rows;
  {
    Query query(sql, "SELECT eid, digest, body FROM event WHERE block = ?");
    query << block;
    while (query.Step()) rows[query.Text(0)] = {query.KeyAt(1), query.Text(2)};
  }
  for (std::size_t i = 0; i < folded.events.size(); ++i) {
    const Event& event = folded.events[i].event;
    const auto row = rows.find(event.id);
    if (row == rows.end()) {
      findings.Add(fmt::format("event {} ({}) follows from its assertions but is not stored: run rebuild", event.id, event.type));
      continue;
    }
    const auto& [digest, body] = row->second;
    // A digest of zeros is one that an older program made otherwise.
    if ((digest != Key{} && digest != DigestOf(folded, i)) || body != EncodeEvent(event)) {
      findings.Add(fmt::format("event {} ({}) is stored otherwise than its assertions say: run rebuild", event.id, event.type));
    }
    rows.erase(row);
  }
  for (const auto& [eid, row] : rows) findings.Add(fmt::format("event {} is stored but no assertion says so: run rebuild", eid));
}

void CheckFolds(Sql& sql, Findings& findings) {
  std::vector<std::int64_t> blocks;
  {
    Query query(sql, "SELECT block FROM assertion UNION SELECT block FROM event");
    while (query.Step()) blocks.push_back(query.Int(0));
  }
  for (const std::int64_t block : blocks) CheckBlock(sql, block, findings);
}

// Rows whose counts are told apart from the fold: evidence and roles of an event.
void CheckProjectedRows(Sql& sql, Findings& findings) {
  Query roles(sql, "SELECT e.eid FROM event e, json_each(e.body, '$.roles') j WHERE j.key % 2 = 1 AND NOT EXISTS "
                   "(SELECT 1 FROM event_entity n WHERE n.event_id = e.id AND n.entity = j.value AND n.part = 2) LIMIT 5");
  while (roles.Step()) findings.Add(fmt::format("event {} cannot be found by one of its roles: run rebuild", roles.Text(0)));
}

void CheckSearch(Reader::Impl& impl, Findings& findings) {
  const std::int64_t last = SearchStateOf(impl).last;
  Query newest(*impl.sql, "SELECT coalesce(max(id), 0) FROM revision");
  if (newest.Step() && last > newest.Int(0)) {
    findings.Add(fmt::format("search index is ahead of the store (revision {} of {}): delete dateline-search.db", last, newest.Int(0)));
  }
  if (impl.search) CheckFile(*impl.search, "dateline-search.db", findings);
}

}  // namespace

Result<std::vector<std::string>> Fsck(const std::filesystem::path& folder) {
  auto sql = OpenToRead(MainFile(folder));
  if (!sql) return std::unexpected(sql.error());
  return Guard([&]() -> Result<std::vector<std::string>> {
    if (auto known = CheckVersion(**sql); !known) return std::unexpected(known.error());
    Findings findings;
    Reader::Impl impl(folder, std::move(*sql));
    {
      const Snapshot snapshot(*impl.sql);
      CheckFile(*impl.sql, "dateline.db", findings);
      CheckInvariants(*impl.sql, findings);
      CheckFolds(*impl.sql, findings);
      CheckProjectedRows(*impl.sql, findings);
    }
    CheckSearch(impl, findings);
    return findings.Take();
  });
}

}  // namespace dateline::store
