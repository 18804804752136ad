#include "tests/store/support.h"

namespace dateline::store {
namespace {

std::vector<AlertDraft> OneDraft(const StoreChange& change) {
  AlertDraft draft;
  draft.rule = "lantern-status";
  draft.severity = "high";
  draft.transition = (change.before ? std::string(ToString(change.before->modality)) : "new") + ">" + std::string(ToString(change.after.modality));
  draft.explain = "{}";
  draft.deliveries = {{"hook", "{\"frozen\":true}", "application/json"}};
  return {draft};
}

struct Office {
  TempFolder folder;
  std::unique_ptr<Writer> writer = OpenWriter(folder.path);
  Desk desk{*writer};
};

TEST_CASE("An alert and its delivery stand in the commit of their event") {
  Office office;
  const auto outcome = office.desk.Take(LanternStory()[0], OneDraft);
  CHECK(outcome.alerts == 1);
  const auto alerts = OpenReader(office.folder.path)->Alerts(10, "");
  REQUIRE(alerts->size() == 1);
  const AlertRow& row = alerts->front();
  CHECK(row.alert.transition == "new>planned");
  CHECK(row.alert.state == AlertState::kOpen);
  REQUIRE(row.deliveries.size() == 1);
  CHECK(row.deliveries[0].id.size() == 4 + 24);
  CHECK(row.deliveries[0].payload == "{\"frozen\":true}");
  REQUIRE(row.event.has_value());
  CHECK(row.event->event.id == row.alert.event);
}

TEST_CASE("Articles that repeat a state cause no further alert") {
  Office office;
  std::uint64_t alerts = 0;
  for (const Told& told : LanternStory()) alerts += office.desk.Take(told, OneDraft).alerts;
  CHECK(alerts == 4);  // planned, wrongly done, taken back, done: six articles
}

TEST_CASE("Alerts have the same ids in every store that saw the same") {
  const auto ids = [] {
    Office office;
    for (const Told& told : LanternStory()) office.desk.Take(told, OneDraft);
    std::set<std::string> out;
    const auto rows = OpenReader(office.folder.path)->Alerts(0, "");
    for (const AlertRow& row : *rows) {
      out.insert(row.alert.id);
      for (const Delivery& delivery : row.deliveries) out.insert(delivery.id);
    }
    return out;
  };
  const auto first = ids();
  CHECK(first.size() == 8);
  CHECK(first == ids());
}

TEST_CASE("Backfill records its alerts and sends nothing") {
  Office office;
  Told told = LanternStory()[0];
  told.mode = IngestMode::kBackfill;
  CHECK(office.desk.Take(told, OneDraft).alerts == 1);
  CHECK(OpenReader(office.folder.path)->Alerts(10, "")->front().alert.state == AlertState::kSuppressed);
  CHECK(office.writer->Lease(10, At("2026-01-01"), At("2026-01-02"))->empty());
  CHECK(Fsck(office.folder.path)->empty());
}

TEST_CASE("A delivery is leased once, tried again when told, and dead letters are redriven") {
  Office office;
  office.desk.Take(LanternStory()[0], OneDraft);
  const Instant now = At("2025-05-12T15:00:10Z");
  CHECK(office.writer->NextDue()->has_value());
  auto leased = office.writer->Lease(10, now, now + std::chrono::seconds(60));
  REQUIRE(leased->size() == 1);
  CHECK(office.writer->Lease(10, now, now + std::chrono::seconds(60))->empty());
  // Its holder died: the lease runs out.
  CHECK(office.writer->Lease(10, now + std::chrono::seconds(61), now + std::chrono::seconds(120))->size() == 1);

  Writer::Attempt attempt{leased->front().id, DeliveryState::kPending, 503, "try later", now, now, now + std::chrono::hours(1)};
  REQUIRE(office.writer->Record(attempt).has_value());
  CHECK(office.writer->Lease(10, now + std::chrono::minutes(30), now + std::chrono::hours(2))->empty());
  leased = office.writer->Lease(10, now + std::chrono::hours(1), now + std::chrono::hours(2));
  REQUIRE(leased->size() == 1);
  CHECK(leased->front().attempt == 1);
  CHECK(leased->front().last_code == 503);

  attempt.state = DeliveryState::kDead;
  REQUIRE(office.writer->Record(attempt).has_value());
  CHECK_FALSE(office.writer->NextDue()->has_value());
  CHECK(*office.writer->RetryDead("all", now) == 1);
  REQUIRE(office.writer->Lease(10, now, now + std::chrono::hours(2))->size() == 1);
  attempt.state = DeliveryState::kAccepted;
  REQUIRE(office.writer->Record(attempt).has_value());
  // Accepted stays accepted, whoever reports late.
  attempt.state = DeliveryState::kPending;
  CHECK_FALSE(office.writer->Record(attempt).has_value());
  CHECK(OpenReader(office.folder.path)->Deliveries(10)->front().state == DeliveryState::kAccepted);
  CHECK(OpenReader(office.folder.path)->Deliveries(10)->front().attempt == 3);
  CHECK(Fsck(office.folder.path)->empty());
}

TEST_CASE("Acknowledging names an alert that exists") {
  Office office;
  office.desk.Take(LanternStory()[0], OneDraft);
  const std::string id = OpenReader(office.folder.path)->Alerts(1, "")->front().alert.id;
  CHECK(office.writer->Acknowledge(id, "ana", "seen", At("2025-05-13")).has_value());
  CHECK(OpenReader(office.folder.path)->Alerts(1, id)->front().alert.state == AlertState::kAcked);
  CHECK_FALSE(office.writer->Acknowledge("a:none", "ana", "", At("2025-05-13")).has_value());
}

}  // namespace
}  // namespace dateline::store
