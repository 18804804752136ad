#include <unistd.h>

#include "tests/store/support.h"

namespace dateline::store {
namespace {

TEST_CASE("Collecting a document twice changes nothing the second time") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  CollectBatch batch;
  const Told told = LanternStory()[0];
  batch.source = told.source;
  batch.documents = {told.document};
  const auto first = writer->Collect(batch, told.seen);
  const auto second = writer->Collect(batch, told.seen);
  CHECK(first->new_documents == 1);
  CHECK(second->new_documents == 0);
  CHECK(second->unchanged == 1);
  batch.documents[0].text += " More.";
  CHECK(writer->Collect(batch, told.seen)->new_revisions == 1);
}

TEST_CASE("A document comes back from the queue as it was collected") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Told told = LanternStory()[0];
  told.document.keys = {"FR:2025-90001"};
  told.document.kind = "rule";
  told.document.published = {On("2025-05-12"), At("2025-05-12T14:30:00Z"), "America/New_York", "May 12, 2025"};
  told.document.fields = {{"effective_on", "2025-07-01"}};
  Desk(*writer).Collect(told);
  const auto pending = writer->Pending(0, 10, 1u << 20);
  REQUIRE(pending->size() == 1);
  const Document& back = pending->front().document;
  CHECK(back.source == told.document.source);
  CHECK(back.keys == told.document.keys);
  CHECK(back.guid == told.document.guid);
  CHECK(back.text == told.document.text);
  CHECK(back.published.span == told.document.published.span);
  CHECK(back.published.at == told.document.published.at);
  CHECK(back.published.words == "May 12, 2025");
  REQUIRE(back.fields.size() == 1);
  CHECK(back.fields[0].value == "2025-07-01");
  CHECK(RevisionKey(DocumentKey(back), back) == pending->front().revision);
  REQUIRE(writer->CountAttempt(pending->front().number).has_value());
  CHECK(writer->Pending(0, 10, 1u << 20)->front().attempts == 1);
  CHECK(writer->Pending(pending->front().number, 10, 1u << 20)->empty());
}

TEST_CASE("The queue gives at least one revision and stops at its limits") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  for (const Told& told : LanternStory()) Desk(*writer).Collect(told);
  CHECK(writer->Pending(0, 2, 1u << 20)->size() == 2);
  CHECK(writer->Pending(0, 10, 1)->size() == 1);
}

TEST_CASE("Applying a result twice changes nothing") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk desk(*writer);
  const Told told = LanternStory()[0];
  CHECK(desk.Take(told).assertions == 1);
  const std::string once = DumpOf(folder.path);
  const std::vector<Extracted> again{{1, told.extraction, "rules-1", ""}};
  const auto outcome = writer->Apply(again, {}, told.seen);
  CHECK(outcome->assertions == 0);
  CHECK(outcome->changes.empty());
  CHECK(DumpOf(folder.path) == once);
}

TEST_CASE("Imported documents are seen when their record says, else at the end of their day") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  CollectBatch batch;
  batch.source = {"archive", "Archive", "archive", SourceClass::kPress};
  batch.mode = IngestMode::kBackfill;
  for (const char* guid : {"stated", "published", "neither", "future"}) {
    Document document;
    document.source = "archive";
    document.guid = guid;
    document.text = guid;
    batch.documents.push_back(document);
  }
  batch.documents[0].first_seen = At("2025-02-03T04:05:06Z");
  batch.documents[1].published.span = On("2025-03-10");
  batch.documents[3].published.span = On("2030-03-10");
  REQUIRE(writer->Collect(batch, At("2025-11-01")).has_value());
  const auto reader = OpenReader(folder.path);
  const auto seen = [&](const char* handle) { return **reader->DocumentByHandle(handle); };
  CHECK(ToIso(seen("d1").seen) == "2025-02-03T04:05:06Z");
  CHECK_FALSE(seen("d1").seen_assumed);
  CHECK(seen("d2").seen == At("2025-03-11"));
  CHECK(seen("d2").seen_assumed);
  CHECK(seen("d3").seen == At("2025-11-01"));
  CHECK(seen("d4").seen == At("2025-11-01"));
}

TEST_CASE("The cursor is kept with the documents it covers") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  CollectBatch batch;
  batch.source = {"wire", "Wire", "wire", SourceClass::kPress};
  batch.state = SourceState{};
  batch.state->source = "wire";
  batch.state->etag = "\"abc\"";
  batch.state->cursor = "2025-05-12";
  batch.state->failures = 2;
  batch.state->last_class = FetchClass::kThrottled;
  batch.state->next_due = At("2025-05-12T16:00:00Z");
  REQUIRE(writer->Collect(batch, At("2025-05-12")).has_value());
  const auto state = writer->StateOf("wire");
  CHECK(state->etag == "\"abc\"");
  CHECK(state->failures == 2);
  CHECK(state->last_class == FetchClass::kThrottled);
  CHECK(state->next_due == At("2025-05-12T16:00:00Z"));
  CHECK_FALSE(state->last_good.has_value());
  CHECK(writer->StateOf("nobody")->source == "nobody");
}

TEST_CASE("Each turn of the story is one change, whether results come singly or together") {
  const auto turns = [](std::size_t at_once) {
    TempFolder folder;
    auto writer = OpenWriter(folder.path);
    Desk desk(*writer);
    for (const Told& told : LanternStory()) desk.Collect(told);
    std::vector<std::string> out;
    for (const StoreChange& change : desk.ApplyAll(At("2025-10-01"), {}, at_once).changes) {
      out.push_back((change.before ? std::string(ToString(change.before->modality)) : "new") + ">" + std::string(ToString(change.after.modality)));
    }
    return out;
  };
  const std::vector<std::string> expected{"new>planned", "planned>actual", "actual>planned", "planned>actual"};
  CHECK(turns(1) == expected);
  CHECK(turns(100) == expected);
}

TEST_CASE("A replaced revision takes back what it no longer says") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk desk(*writer);
  const auto lanhe = Say("list.add").To("firm.lanhe").Dated("2025-06-20");
  const auto tidal = Say("list.add").To("firm.tidal").Dated("2025-06-20");
  desk.Take(Tell("wire", "x", "2025-06-20T10:00:00Z", "Lanhe and Tidal were added.", {lanhe, tidal}));
  const auto outcome = desk.Take(Tell("wire", "x", "2025-06-20T12:00:00Z", "Only Lanhe was added.", {lanhe}));
  REQUIRE(outcome.changes.size() == 1);
  CHECK(outcome.changes[0].before->supported);
  CHECK_FALSE(outcome.changes[0].after.supported);
  const auto rows = EventsIn(folder.path, "entity:lanhe");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].event.supported);
  CHECK(rows[0].event.documents == 1);
  CHECK(rows[0].evidence.back().handle == "d1.2:0-21");
  CHECK(Fsck(folder.path)->empty());
}

TEST_CASE("A revision that killed its workers is set aside with its reason") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk(*writer).Collect(LanternStory()[0]);
  const std::vector<Extracted> results{{1, {}, "rules-1", "killed three workers"}};
  REQUIRE(writer->Apply(results, {}, At("2025-05-12")).has_value());
  CHECK(writer->Pending(0, 10, 1000)->empty());
  CHECK(Fsck(folder.path)->empty());
}

TEST_CASE("A former event id still finds the event") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  Desk desk(*writer);
  desk.Take(LanternStory()[4]);
  const std::string former = EventsIn(folder.path, "entity:lantern").at(0).event.id;
  // An older report arrives late and becomes the founder.
  desk.Take(LanternStory()[0]);
  const auto rows = EventsIn(folder.path, "entity:lantern");
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0].event.id != former);
  When when;
  when.now = At("2026-01-01");
  const auto found = OpenReader(folder.path)->EventById(former, when);
  REQUIRE(found->has_value());
  CHECK((*found)->event.id == rows[0].event.id);
  CHECK(Fsck(folder.path)->empty());
}

TEST_CASE("Only one program writes, and the other is told who") {
  TempFolder folder;
  auto writer = OpenWriter(folder.path);
  const auto second = Writer::Open(folder.path, At("2025-01-01"));
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().code == ErrorCode::kBusy);
  CHECK_THAT(second.error().message, Catch::Contains("process " + std::to_string(::getpid())));
  writer.reset();
  CHECK(Writer::Open(folder.path, At("2025-01-01")).has_value());
}

TEST_CASE("A folder that cannot be written is said to be read-only") {
  if (::geteuid() == 0) {
    WARN("skipped: root may write everywhere");
    return;
  }
  TempFolder folder;
  std::filesystem::permissions(folder.path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  const auto writer = Writer::Open(folder.path, At("2025-01-01"));
  REQUIRE_FALSE(writer.has_value());
  CHECK(writer.error().code == ErrorCode::kReadOnly);
}

}  // namespace
}  // namespace dateline::store
