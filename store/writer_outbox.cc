// The outbox: deliveries are leased, tried outside, and their outcome recorded.
#include <fmt/format.h>

#include "store/writer_impl.h"

namespace dateline::store {
namespace {

constexpr int kPending = static_cast<int>(DeliveryState::kPending);
constexpr int kLeased = static_cast<int>(DeliveryState::kLeased);
constexpr int kDead = static_cast<int>(DeliveryState::kDead);

Delivery ReadDelivery(const Query& query) {
  Delivery out;
  out.id = query.Text(0);
  out.alert = query.Text(1);
  out.channel = query.Text(2);
  out.payload = query.Text(3);
  out.content_type = query.Text(4);
  out.attempt = static_cast<std::uint32_t>(query.Int(5));
  out.next_at = query.At(6);
  out.last_code = static_cast<int>(query.Int(7));
  out.last_error = query.Text(8);
  out.state = DeliveryState::kLeased;
  return out;
}

}  // namespace

Result<std::vector<Delivery>> Writer::Lease(std::size_t limit, Instant now, Instant until) {
  return Guard([&]() -> Result<std::vector<Delivery>> {
    std::vector<Delivery> out;
    Commit commit(*impl_->sql);
    {
      // A lease that has run out is free again: its holder died or forgot.
      Query due(*impl_->sql,
                "SELECT id, alert, channel, payload, content_type, attempt, next_at, last_code, last_error FROM delivery "
                "WHERE state IN (0,1) AND next_at <= ?1 AND (state = 0 OR lease_until <= ?1) ORDER BY next_at, id LIMIT ?2");
      due << now << static_cast<std::int64_t>(std::min<std::size_t>(limit, 100000));
      while (due.Step()) out.push_back(ReadDelivery(due));
    }
    for (const Delivery& delivery : out) {
      (Query(*impl_->sql, "UPDATE delivery SET state = ?, lease_until = ? WHERE id = ?") << kLeased << until << delivery.id).Run();
    }
    commit.Done();
    return out;
  });
}

Status Writer::Record(const Attempt& attempt) {
  if (attempt.state != DeliveryState::kAccepted && attempt.state != DeliveryState::kPending && attempt.state != DeliveryState::kDead) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("store: an attempt ends as accepted, pending or dead, not as {}", ToString(attempt.state)));
  }
  return Guard([&]() -> Status {
    Commit commit(*impl_->sql);
    // Only a leased delivery can be moved: what was accepted stays accepted, whoever reports late.
    const int moved =
        (Query(*impl_->sql, "UPDATE delivery SET state = ?, attempt = attempt + 1, next_at = ?, lease_until = NULL, last_code = ?, last_error = ? "
                            "WHERE id = ? AND state = 1")
         << static_cast<int>(attempt.state) << attempt.next_at << attempt.code << attempt.error << attempt.delivery).Run();
    if (moved == 0) return Fail(ErrorCode::kInvalidInput, fmt::format("store: delivery {} is not leased", attempt.delivery));
    (Query(*impl_->sql, "INSERT INTO attempt(delivery, number, begun, ended, state, code, error) "
                        "SELECT id, attempt, ?, ?, ?, ?, ? FROM delivery WHERE id = ?")
     << attempt.begun << attempt.ended << static_cast<int>(attempt.state) << attempt.code << attempt.error << attempt.delivery).Run();
    commit.Done();
    return {};
  });
}

Result<std::optional<Instant>> Writer::NextDue() const {
  return Guard([&]() -> Result<std::optional<Instant>> {
    Query query(*impl_->sql, "SELECT min(CASE state WHEN 0 THEN next_at ELSE max(next_at, coalesce(lease_until, next_at)) END) "
                             "FROM delivery WHERE state IN (0,1)");
    return query.Step() ? query.MaybeAt(0) : std::nullopt;
  });
}

Status Writer::Acknowledge(std::string_view alert, std::string_view who, std::string_view note, Instant now) {
  return Guard([&]() -> Status {
    Commit commit(*impl_->sql);
    const int moved = (Query(*impl_->sql, "UPDATE alert SET state = ? WHERE id = ?") << static_cast<int>(AlertState::kAcked) << alert).Run();
    if (moved == 0) return Fail(ErrorCode::kInvalidInput, fmt::format("store: there is no alert {}", alert));
    (Query(*impl_->sql, "INSERT INTO acknowledgement(alert, who, note, at) VALUES(?,?,?,?)") << alert << who << note << now).Run();
    commit.Done();
    return {};
  });
}

Result<std::uint64_t> Writer::RetryDead(std::string_view delivery_or_all, Instant now) {
  return Guard([&]() -> Result<std::uint64_t> {
    const bool all = delivery_or_all == "all";
    const int moved = (Query(*impl_->sql, "UPDATE delivery SET state = ?, next_at = ?, lease_until = NULL WHERE state = ? AND (? OR id = ?)")
                       << kPending << now << kDead << all << delivery_or_all).Run();
    return static_cast<std::uint64_t>(moved);
  });
}

}  // namespace dateline::store
