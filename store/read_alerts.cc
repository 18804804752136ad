#include <limits>

#include "store/reader_impl.h"

namespace dateline::store {
namespace {

std::int64_t LimitOf(std::size_t limit) {
  return limit == 0 ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(limit);
}

Delivery ReadDelivery(const Query& query) {
  Delivery out;
  out.id = query.Text(0);
  out.alert = query.Text(1);
  out.channel = query.Text(2);
  out.payload = query.Text(3);
  out.content_type = query.Text(4);
  out.attempt = static_cast<std::uint32_t>(query.Int(5));
  out.state = static_cast<DeliveryState>(query.Int(6));
  out.next_at = query.At(7);
  out.last_code = static_cast<int>(query.Int(8));
  out.last_error = query.Text(9);
  return out;
}

std::vector<Delivery> DeliveriesOf(Sql& sql, const std::string& alert) {
  std::vector<Delivery> out;
  Query query(sql, "SELECT id, alert, channel, payload, content_type, attempt, state, next_at, last_code, last_error FROM delivery "
                   "WHERE alert = ? ORDER BY channel, id");
  query << alert;
  while (query.Step()) out.push_back(ReadDelivery(query));
  return out;
}

}  // namespace

Result<std::vector<AlertRow>> Reader::Alerts(std::size_t limit, std::string_view id) const {
  return Guard([&]() -> Result<std::vector<AlertRow>> {
    Sql& sql = *impl_->sql;
    const Snapshot snapshot(sql);
    std::vector<AlertRow> out;
    {
      Query query(sql, "SELECT id, rule, severity, event, transition, explain, state, mode, fired FROM alert "
                       "WHERE ?1 = '' OR id = ?1 ORDER BY fired DESC, id LIMIT ?2");
      query << id << LimitOf(limit);
      while (query.Step()) {
        AlertRow row;
        row.alert = {query.Text(0), query.Text(1), query.Text(2), query.Text(3), query.Text(4), query.Text(5),
                     static_cast<AlertState>(query.Int(6)), static_cast<IngestMode>(query.Int(7)), query.At(8)};
        out.push_back(std::move(row));
      }
    }
    for (AlertRow& row : out) {
      row.deliveries = DeliveriesOf(sql, row.alert.id);
      When when;
      when.now = row.alert.fired;
      if (auto found = FindEvent(sql, row.alert.event, when, true)) row.event = RowOf(sql, std::move(*found), true);
    }
    return out;
  });
}

Result<std::vector<Delivery>> Reader::Deliveries(std::size_t limit) const {
  return Guard([&]() -> Result<std::vector<Delivery>> {
    std::vector<Delivery> out;
    Query query(*impl_->sql, "SELECT id, alert, channel, payload, content_type, attempt, state, next_at, last_code, last_error "
                             "FROM delivery ORDER BY queued DESC, id LIMIT ?");
    query << LimitOf(limit);
    while (query.Step()) out.push_back(ReadDelivery(query));
    return out;
  });
}

}  // namespace dateline::store
