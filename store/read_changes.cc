// What changed between two moments, found by the moments themselves and not by comparing everything.
#include <algorithm>
#include <map>
#include <set>

#include "store/codec.h"
#include "store/fold.h"
#include "store/projection.h"
#include "store/reader_impl.h"

namespace dateline::store {
namespace {

Day DayAt(Instant at) { return std::chrono::floor<std::chrono::days>(at); }

// Rows of events with a version that began after `from` and not after `to`.
std::set<std::int64_t> MovedRows(Sql& sql, Instant from, Instant to) {
  std::set<std::int64_t> rows;
  Query query(sql, "SELECT id FROM event WHERE known_from > ?1 AND known_from <= ?2 "
                   "UNION SELECT event_id FROM event_history WHERE known_from > ?1 AND known_from <= ?2");
  query << from << to;
  while (query.Step()) rows.insert(query.Int(0));
  return rows;
}

// Events dated so that the passing of the days alone may have made a promise overdue or an effective date a fact.
std::set<std::int64_t> PassedRows(Sql& sql, Instant from, Instant to) {
  std::set<std::int64_t> rows;
  Query query(sql, "SELECT id FROM event WHERE lo >= ? AND lo <= ? AND hi <= ?");
  const auto day = [](Instant at) { return static_cast<std::int64_t>(DayAt(at).time_since_epoch().count()); };
  // A year is the coarsest promise that is counted by days.
  query << day(from) - 366 << day(to) << day(to) + 1;
  while (query.Step()) rows.insert(query.Int(0));
  return rows;
}

struct Stored {
  std::vector<Event> versions;  // oldest first
  Key deciding;
  bool assumed = false;
};

Stored LoadVersions(Sql& sql, std::int64_t row) {
  Stored out;
  {
    Query closed(sql, "SELECT body FROM event_history WHERE event_id = ? ORDER BY known_from");
    closed << row;
    while (closed.Step()) out.versions.push_back(DecodeEvent(closed.Text(0)));
  }
  Query current(sql, "SELECT body, deciding, assumed FROM event WHERE id = ?");
  current << row;
  if (current.Step()) {
    out.versions.push_back(DecodeEvent(current.Text(0)));
    out.deciding = current.KeyAt(1);
    out.assumed = current.Int(2) != 0;
  }
  return out;
}

const Event* AsKnown(const Stored& stored, Instant at) {
  const Event* known = nullptr;
  for (const Event& version : stored.versions) {
    if (version.known_from <= at) known = &version;
  }
  return known;
}

EventRow RowAt(Sql& sql, std::int64_t row, const Stored& stored, const Event& event, Instant at) {
  std::vector<Claim> claims = LoadEvidence(sql, row);
  std::erase_if(claims, [&](const Claim& claim) { return claim.seen > at || (claim.retracted && *claim.retracted <= at); });
  // What was heard last is what made the state; a later deciding claim is not known yet.
  std::ranges::reverse(claims);
  return RowOf(sql, FoundEvent{event, stored.deciding, stored.assumed, std::move(claims)}, true);
}

}  // namespace

Result<std::vector<EventChange>> Reader::Changes(Instant from, Instant to, std::size_t limit) const {
  return Guard([&]() -> Result<std::vector<EventChange>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::set<std::int64_t> rows = MovedRows(sql, from, to);
    rows.merge(PassedRows(sql, from, to));
    std::vector<EventChange> out;
    for (const std::int64_t row : rows) {
      const Stored stored = LoadVersions(sql, row);
      const Event* before = AsKnown(stored, from);
      const Event* after = AsKnown(stored, to);
      if (after == nullptr) continue;
      const Event told = ToldOn(*after, DayAt(to));
      std::optional<Event> told_before;
      if (before != nullptr) told_before = ToldOn(*before, DayAt(from));
      if (told_before && LooksTheSame(*told_before, told)) continue;
      if (!told_before && !told.supported) continue;  // said and taken back meanwhile
      EventChange change;
      if (told_before) change.before = RowAt(sql, row, stored, *told_before, from);
      change.after = RowAt(sql, row, stored, told, to);
      change.at = after->known_from > from ? after->known_from : Instant(told.date.hi.value_or(DayAt(to)));
      out.push_back(std::move(change));
    }
    std::ranges::sort(out, [](const EventChange& a, const EventChange& b) {
      return std::tie(a.at, a.after->event.id) < std::tie(b.at, b.after->event.id);
    });
    if (limit != 0 && out.size() > limit) out.resize(limit);
    return out;
  });
}

Result<std::vector<EventRow>> Reader::StoredSince(Instant since, const When& when, std::size_t limit) const {
  return Guard([&]() -> Result<std::vector<EventRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::vector<std::string> ids;
    {
      Query query(sql, "SELECT DISTINCT e.eid FROM extraction_batch b JOIN assertion a ON a.batch_id = b.id "
                       "JOIN evidence v ON v.assertion_id = a.id JOIN event e ON e.id = v.event_id WHERE b.at > ? ORDER BY e.lo, e.eid");
      query << since;
      while (query.Step()) ids.push_back(query.Text(0));
    }
    std::vector<EventRow> out;
    for (const std::string& id : ids) {
      if (limit != 0 && out.size() >= limit) break;
      if (auto found = FindEvent(sql, id, when, true)) out.push_back(RowOf(sql, std::move(*found), true));
    }
    return out;
  });
}

Result<std::optional<Instant>> Reader::LastStored() const {
  return Guard([&]() -> Result<std::optional<Instant>> {
    Query query(*impl_->sql, "SELECT max(at) FROM extraction_batch");
    if (!query.Step()) return std::nullopt;
    return query.MaybeAt(0);
  });
}

}  // namespace dateline::store
