// Corrections by analysts: written to truth, and the block they stand in folded again.
#include <fmt/format.h>

#include "store/judgement.h"
#include "store/reader_impl.h"
#include "store/writer_impl.h"

namespace dateline::store {
namespace {

bool SaysNothing(const Correction& c) {
  return !c.type && !c.subtype && !c.date && !c.modality && !c.denial && !c.speaker && !c.roles;
}

// What the event was founded on, where it is folded, and its present id.
struct Anchor {
  std::string event;
  Key assertion;
  std::int64_t block = 0;
};

std::optional<Anchor> AnchorOf(Sql& sql, std::string_view id) {
  Query direct(sql, "SELECT e.eid, a.key, e.block FROM event e JOIN evidence v ON v.event_id = e.id JOIN assertion a ON a.id = v.assertion_id "
                    "WHERE e.eid = ? ORDER BY a.seen, a.key LIMIT 1");
  direct << id;
  if (direct.Step()) return Anchor{direct.Text(0), direct.KeyAt(1), direct.Int(2)};
  Query alias(sql, "SELECT e.eid, l.assertion, e.block FROM event_alias l JOIN assertion a ON a.key = l.assertion "
                   "JOIN evidence v ON v.assertion_id = a.id JOIN event e ON e.id = v.event_id WHERE l.alias = ?");
  alias << id;
  if (alias.Step()) return Anchor{alias.Text(0), alias.KeyAt(1), alias.Int(2)};
  return std::nullopt;
}

}  // namespace

Result<std::int64_t> Writer::Judge(std::string_view event, const Correction& correction, std::string_view who, std::string_view reason, Instant now) {
  if (SaysNothing(correction)) return Fail(ErrorCode::kInvalidInput, "a correction names what to correct: a date, type, modality, speaker or role");
  if (reason.empty()) return Fail(ErrorCode::kInvalidInput, "a correction needs its reason");
  auto done = Guard([&]() -> Result<std::int64_t> {
    Sql& sql = *impl_->sql;
    Commit commit(sql);
    const auto anchor = AnchorOf(sql, event);
    if (!anchor) return Fail(ErrorCode::kInvalidInput, fmt::format("no event has the id {}", event));
    std::int64_t number = 0;
    {
      const std::string body = EncodeCorrection(correction);
      Query put(sql, "INSERT INTO judgement(event, assertion, block, body, who, reason, at) VALUES(?,?,?,?,?,?,?) RETURNING id");
      put << anchor->event << anchor->assertion << anchor->block << body << who << reason << now;
      if (put.Step()) number = put.Int(0);
    }
    RefoldBlock(sql, anchor->block, {}, [](const Moved&) {});
    commit.Done();
    return number;
  });
  impl_->folds.Clear();
  return done;
}

Status Writer::UndoJudgement(std::int64_t number, std::string_view who, std::string_view reason, Instant now) {
  const Status done = Guard([&]() -> Status {
    Sql& sql = *impl_->sql;
    Commit commit(sql);
    std::int64_t block = 0;
    {
      Query find(sql, "SELECT block, undone FROM judgement WHERE id = ?");
      find << number;
      if (!find.Step()) return Fail(ErrorCode::kInvalidInput, fmt::format("there is no correction {}", number));
      if (!find.IsNull(1)) return Fail(ErrorCode::kInvalidInput, fmt::format("correction {} was undone on {}", number, ToIso(find.At(1))));
      block = find.Int(0);
    }
    (Query(sql, "UPDATE judgement SET undone = ?, undone_by = ?, undone_reason = ? WHERE id = ?") << now << who << reason << number).Run();
    RefoldBlock(sql, block, {}, [](const Moved&) {});
    commit.Done();
    return {};
  });
  impl_->folds.Clear();
  return done;
}

}  // namespace dateline::store
