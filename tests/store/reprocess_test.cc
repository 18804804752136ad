#include "tests/store/support.h"

namespace dateline::store {
namespace {

std::vector<AlertDraft> OneDraft(const StoreChange& change) {
  AlertDraft draft;
  draft.rule = "lantern-status";
  draft.severity = "high";
  draft.transition = std::string(ToString(change.after.modality));
  draft.explain = "{}";
  draft.deliveries = {{"hook", "{}", "application/json"}};
  return {draft};
}

Extraction Reading(const Told& told, std::vector<Say> says) {
  Extraction out = told.extraction;
  out.assertions.clear();
  for (Say& say : says) {
    say.a.evidence = {Span{0, static_cast<std::uint32_t>(told.document.text.size())}};
    out.assertions.push_back(say.a);
  }
  return out;
}

const Say kPlanned = Say("rule.end", Modality::kPlanned, Basis::kOfficialSpeech).By("agency.bis").Of("rule.lantern");
const Say kDenied = Say("rule.end", Modality::kDenied, Basis::kOfficialSpeech).By("agency.bis").Of("rule.lantern");
const Say kAdded = Say("list.add", Modality::kActual).To("firm.lanhe").Dated("2025-05-10");

}  // namespace

TEST_CASE("A second reading takes back what it no longer yields, and its alerts are not sent") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  const Told told = Tell("wire", "x", "2025-05-12T10:00:00Z", "BIS may or may not end the Lantern rule; Lanhe was added.", {kPlanned, kAdded});
  Desk(*writer).Take(told, OneDraft);
  const auto requeued = writer->Requeue("rules-2", 0, 10);
  REQUIRE(requeued.has_value());
  CHECK(requeued->count == 1);
  CHECK(requeued->last == 1);
  // What the first reading said holds until the second is there.
  CHECK(EventsIn(folder.path, "entity:lantern modality:planned").size() == 1);
  REQUIRE(writer->Pending(0, 10, 1000)->size() == 1);
  CHECK(writer->Pending(0, 10, 1000)->front().mode == IngestMode::kReprocess);

  const std::vector<Extracted> again{{1, Reading(told, {kDenied, kAdded}), "rules-2", ""}};
  const auto outcome = writer->Apply(again, OneDraft, At("2025-06-01"));
  REQUIRE(outcome.has_value());
  CHECK(outcome->assertions == 1);
  CHECK(outcome->retracted == 1);
  CHECK(EventsIn(folder.path, "entity:lantern modality:planned").empty());
  CHECK(EventsIn(folder.path, "entity:lantern modality:denied").size() == 1);
  CHECK(EventsIn(folder.path, "entity:lanhe").size() == 1);
  CHECK(outcome->alerts > 0);
  CHECK(writer->Lease(10, At("2026-01-01"), At("2026-01-02"))->size() == 2);  // those of the first reading
  const auto alerts = OpenReader(folder.path)->Alerts(10, "");
  for (const AlertRow& row : *alerts) {
    CHECK(row.alert.state == (row.alert.transition == "denied" ? AlertState::kSuppressed : AlertState::kOpen));
  }
  CHECK(writer->Requeue("rules-2", 0, 10)->count == 0);
  CHECK(Fsck(folder.path)->empty());
  // No evidence of what was taken back stays behind.
  writer.reset();
  const std::string before = DumpOf(folder.path);
  REQUIRE(Rebuild(folder.path, At("2025-07-01"), {}).has_value());
  CHECK(DumpOf(folder.path) == before);
}

TEST_CASE("A second reading that says the same changes nothing") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  const Told told = Tell("wire", "x", "2025-05-12T10:00:00Z", "BIS will end the Lantern rule.", {kPlanned});
  Desk(*writer).Take(told, OneDraft);
  const auto events = EventsIn(folder.path, "entity:lantern");
  REQUIRE(writer->Requeue("rules-2", 0, 10)->count == 1);
  const std::vector<Extracted> again{{1, Reading(told, {kPlanned}), "rules-2", ""}};
  const auto outcome = writer->Apply(again, OneDraft, At("2025-06-01"));
  CHECK(outcome->assertions == 0);
  CHECK(outcome->retracted == 0);
  CHECK(outcome->alerts == 0);
  CHECK(outcome->changes.empty());
  CHECK(EventsIn(folder.path, "entity:lantern").at(0).event.id == events.at(0).event.id);
}

TEST_CASE("What a third reading yields again is back, and as-of answers never saw it gone") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  const Told told = Tell("wire", "x", "2025-05-12T10:00:00Z", "BIS will end the Lantern rule.", {kPlanned});
  Desk(*writer).Take(told);
  for (const auto& [version, says] : std::vector<std::pair<std::string, std::vector<Say>>>{{"rules-2", {}}, {"rules-3", {kPlanned}}}) {
    REQUIRE(writer->Requeue(version, 0, 10)->count == 1);
    const std::vector<Extracted> again{{1, Reading(told, says), version, ""}};
    REQUIRE(writer->Apply(again, {}, At("2025-06-01")).has_value());
    CHECK(EventsIn(folder.path, "entity:lantern").size() == says.size());
  }
  CHECK(Fsck(folder.path)->empty());
  writer.reset();
  const std::string before = DumpOf(folder.path);
  REQUIRE(Rebuild(folder.path, At("2025-07-01"), {}).has_value());
  CHECK(DumpOf(folder.path) == before);
}

TEST_CASE("A second reading that kills its workers leaves nothing that nobody vouches for") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk(*writer).Take(Tell("wire", "x", "2025-05-12T10:00:00Z", "BIS will end the Lantern rule.", {kPlanned}));
  REQUIRE(writer->Requeue("rules-2", 0, 10)->count == 1);
  const std::vector<Extracted> again{{1, {}, "rules-2", "killed three workers"}};
  REQUIRE(writer->Apply(again, {}, At("2025-06-01")).has_value());
  CHECK(EventsIn(folder.path, "entity:lantern").empty());
  CHECK(Fsck(folder.path)->empty());
}

TEST_CASE("Acts point back to what made their instrument though its event is founded anew within one moment") {
  // Went wrong: the edges to an event that took another id within the moment were left out.
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk desk(*writer);
  const auto take = [&](int i, const std::string& seen, const Say& act) {
    desk.Take(Tell("wire", "g" + std::to_string(i), seen, "BIS acted on the Lantern rule, part " + std::to_string(i) + ".", {act}));
  };
  for (int i = 10; i < 26; ++i) {
    take(i, "2025-05-" + std::to_string(i) + "T10:00:00Z", Say("rule.amend").By("agency.bis").Of("rule.lantern").Dated("2025-05-" + std::to_string(i)));
  }
  for (int i = 26; i < 36; ++i) take(i, "2025-06-01T10:00:00Z", Say("rule.issue").By("agency.bis").Of("rule.lantern").Dated("2025-03-01"));
  const auto findings = Fsck(folder.path);
  CHECK(findings->empty());
}

TEST_CASE("History is read in pages, with what stands of each revision") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk desk(*writer);
  desk.Take(Tell("wire", "x", "2025-05-12T10:00:00Z", "BIS will end the Lantern rule.", {kPlanned}));
  desk.Take(Tell("wire", "y", "2025-05-13T10:00:00Z", "Lanhe was added.", {kAdded}));
  const auto reader = OpenReader(folder.path);
  CHECK(*reader->PastCount("rules-1") == 0);
  CHECK(*reader->PastCount("rules-2") == 2);
  const auto first = reader->Past(0, 1, 1u << 20);
  REQUIRE(first->size() == 1);
  CHECK(first->front().document.text == "BIS will end the Lantern rule.");
  CHECK(first->front().rules == "rules-1");
  CHECK(reader->Past(first->front().number, 10, 1u << 20)->size() == 1);
  const auto reading = reader->ReadingOf(first->front().number);
  REQUIRE(reading->claims.size() == 1);
  CHECK(reading->claims[0].event.starts_with("e:"));
  CHECK(reading->claims[0].key == AssertionKey(first->front().revision, reading->claims[0].assertion));
}

}  // namespace dateline::store
