#include "tests/store/support.h"

namespace dateline::store {
namespace {

struct Library {
  TempFolder folder;
  std::unique_ptr<Writer> writer = OpenWriter(folder.path);
  Desk desk{*writer};
  Library() {
    for (const Told& told : LanternStory()) desk.Take(told);
    desk.Take(Tell("register", "fr1", "2025-01-14T12:00:00Z", "BIS issues the Lantern rule, effective 1 July.",
                   {Say("rule.issue", Modality::kActual, Basis::kOfficialText).By("agency.bis").Of("rule.lantern").Dated("2025-01-14"),
                    Say("rule.effective", Modality::kActual, Basis::kOfficialText).Of("rule.lantern").Dated("2025-07-01")}, SourceClass::kOfficial));
  }
};

When AsOf(std::string_view moment) {
  When when;
  when.as_of = At(moment);
  when.now = At("2026-01-01");
  return when;
}

std::map<std::string, std::string> LinesOf(const RuleStatus& status) {
  std::map<std::string, std::string> out;
  for (const StatusLine& line : status.lines) out[line.axis] += (out[line.axis].empty() ? "" : "; ") + line.words;
  return out;
}

TEST_CASE("The status of a rule is told as it was known then") {
  Library library;
  const auto reader = OpenReader(library.folder.path);
  auto july = LinesOf(*reader->StatusOf("rule.lantern", AsOf("2025-07-18T23:59:59Z")));
  CHECK(july["announced"] == "rescission planned, not done");
  CHECK(july["legal text"] == "in force");
  CHECK_THAT(july["open loop"], Catch::Contains("rescission planned"));
  auto june = LinesOf(*reader->StatusOf("rule.lantern", AsOf("2025-06-01")));
  CHECK(june["legal text"] == "issued");
  When now;
  now.now = At("2026-01-01");
  auto later = LinesOf(*reader->StatusOf("rule.lantern", now));
  CHECK(later["legal text"] == "rescinded");
  CHECK_THAT(later["enforcement"], Catch::StartsWith("not known"));
  CHECK_THAT(LinesOf(*reader->StatusOf("rule.other", now))["legal text"], Catch::StartsWith("not known: none of 0 events"));
}

TEST_CASE("A day counted from a happening is known once the happening is") {
  TempFolder folder;
  const auto writer = OpenWriter(folder.path);
  Desk desk{*writer};
  desk.Take(Tell("wire", "one", "2025-06-01T00:00:00Z", "The Beacon Act takes effect 180 days after enactment.",
                 {Say("rule.effective", Modality::kPlanned).Of("rule.beacon-act").Counted("enactment+P180D")}));
  const auto told = [&](std::string_view words, When when = {}) {
    std::string out;
    for (const EventRow& row : EventsIn(folder.path, words, when)) {
      if (row.event.type == "rule.effective") out += ToEdtf(row.event.date) + "/" + row.event.offset + (row.event.dated_by.empty() ? "" : " by " + row.event.dated_by);
    }
    return out;
  };
  CHECK(told("entity:beacon-act") == "/enactment+P180D");
  desk.Take(Tell("wire", "two", "2025-09-03T00:00:00Z", "Congress enacted the Beacon Act on 2 September.",
                 {Say("bill.enact").Of("rule.beacon-act").Dated("2025-09-02")}));
  desk.Take(Tell("wire", "three", "2025-09-04T00:00:00Z", "Congress enacted the Anchor Act on 1 September.",
                 {Say("bill.enact").Of("rule.anchor-act").Dated("2025-09-01")}));
  const std::string act = EventsIn(folder.path, "type:bill.enact entity:beacon-act").at(0).event.id;
  CHECK(told("entity:beacon-act") == "2026-03-01/enactment+P180D by " + act);
  CHECK(told("entity:beacon-act from:2026-02-01 to:2026-03-31") == "2026-03-01/enactment+P180D by " + act);
  CHECK(told("entity:beacon-act to:2026-02-01").empty());
  CHECK(told("entity:beacon-act", AsOf("2025-08-01")) == "/enactment+P180D");
  CHECK(told("entity:beacon-act", AsOf("2025-10-01")) == "2026-03-01/enactment+P180D by " + act);
  // A promise whose day has passed is overdue, also when the day was counted.
  When later;
  later.now = At("2026-04-01");
  CHECK(EventsIn(folder.path, "type:rule.effective", later).at(0).event.outcome == Outcome::kOverdue);
  CHECK(told("type:rule.effective", later) == told("entity:beacon-act"));
}

TEST_CASE("Events come in date order with what decided in front") {
  Library library;
  const auto rows = EventsIn(library.folder.path, "entity:lantern");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].event.type == "rule.issue");
  CHECK(rows[1].event.type == "rule.effective");
  CHECK(rows[2].event.type == "rule.end");
  CHECK(rows[2].evidence.size() == 6);
  CHECK(rows[2].evidence[0].source == "register");
  CHECK(rows[2].evidence[0].handle == "d5:0-" + std::to_string(rows[2].evidence[0].sentence.size()));
  CHECK(rows[2].event.origins == 4);
}

TEST_CASE("An entity that is only named in the evidence finds the event too") {
  Library library;
  Told told = Tell("wire", "x", "2025-07-01T10:00:00Z", "Lanhe was listed, a blow to HX20 sales.", {Say("list.add").To("firm.lanhe")});
  told.extraction.mentions = {{MentionKind::kFirm, {0, 5}, "firm.lanhe", "test", ""}, {MentionKind::kChip, {28, 32}, "chip.hx20", "test", ""}};
  library.desk.Take(told);
  CHECK(EventsIn(library.folder.path, "entity:hx20").size() == 1);
  CHECK(EventsIn(library.folder.path, "role:target=hx20").empty());
}

TEST_CASE("Documents are found by number, key, address and official key") {
  Library library;
  Told told = Tell("register", "k", "2025-07-01T10:00:00Z", "A notice.", {});
  told.document.keys = {"FR:2025-90001"};
  library.desk.Take(told);
  const auto reader = OpenReader(library.folder.path);
  const auto row = **reader->DocumentByHandle("FR:2025-90001");
  CHECK(row.document.text == "A notice.");
  CHECK(row.sha256 == Sha256Hex("A notice."));
  for (const std::string& handle : {"d" + std::to_string(row.number), "d" + std::to_string(row.number) + ":0-3", row.key.Hex(), row.revision.Hex(), told.document.url}) {
    INFO(handle);
    REQUIRE(reader->DocumentByHandle(handle)->has_value());
    CHECK((*reader->DocumentByHandle(handle))->number == row.number);
  }
  for (const char* handle : {"d0", "d99", "d", "d1.9", "nothing", ""}) CHECK_FALSE(reader->DocumentByHandle(handle)->has_value());
}

TEST_CASE("Statements are found by speaker and by what they are about") {
  Library library;
  Told told = Tell("wire", "s", "2025-07-01T10:00:00Z", "Solheim said the HX20 is harmless.", {});
  Statement statement;
  statement.speaker = "official.solheim";
  statement.content = {13, 33};
  statement.evidence = {0, 34};
  statement.about = {"chip.hx20"};
  told.extraction.statements = {statement};
  library.desk.Take(told);
  const auto reader = OpenReader(library.folder.path);
  When when;
  when.now = At("2026-01-01");
  for (const char* words : {"entity:chip.hx20", "entity:hx20", "speaker:official.solheim", "speaker:solheim source:wire"}) {
    INFO(words);
    const auto rows = reader->Statements(*ParseFilter(words), when, 0);
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().words == "the HX20 is harmless");
  }
  CHECK(reader->Statements(*ParseFilter("entity:hx20"), AsOf("2025-06-01"), 0)->empty());
  CHECK(reader->Statements(*ParseFilter("speaker:bis"), when, 0)->empty());
}

TEST_CASE("Search finds words, phrases and Chinese, indexed or not") {
  Library library;
  library.desk.Take(Tell("mofcom", "m", "2025-06-26T10:00:00Z", "商务部公告对出口管制清单作出调整。", {}));
  When when;
  when.now = At("2026-01-01");
  const auto find = [&](const char* words) { return *OpenReader(library.folder.path)->Search(words, when, 10); };
  for (const bool indexed : {false, true}) {
    INFO((indexed ? "indexed" : "scanned"));
    if (indexed) {
      REQUIRE(*library.writer->IndexForSearch(3) == 5);
      REQUIRE(*library.writer->IndexForSearch(100) == 0);
      REQUIRE(OpenReader(library.folder.path)->Covered()->unindexed == 0);
    }
    CHECK(find("rescinds interim").size() == 1);
    CHECK(find("RESCINDS").size() == 1);
    CHECK(find("\"interim final rule\"").size() == 1);
    CHECK(find("\"final interim\"").empty());
    CHECK(find("出口管制").size() == 1);
    CHECK(find("nonsense").empty());
    CHECK_THAT(find("rescinds")[0].snippet, Catch::Contains("«rescinds»"));
  }
}

TEST_CASE("Coverage names every source and what waits") {
  Library library;
  SourceState state;
  state.source = "silent";
  state.last_class = FetchClass::kBlocked;
  REQUIRE(library.writer->SaveState(state).has_value());
  library.desk.Collect(Tell("wire", "new", "2025-10-01T10:00:00Z", "Not read yet.", {}));
  const auto coverage = OpenReader(library.folder.path)->Covered();
  CHECK(coverage->documents == 8);
  CHECK(coverage->pending == 1);
  CHECK(coverage->events == 3);
  CHECK(coverage->sources.size() == 5);
  CHECK(coverage->last_seen == At("2025-10-01T10:00:00Z"));
}

TEST_CASE("How the last rounds of a source went is kept") {
  Library library;
  SourceState state;
  state.source = "silent";
  state.answers = {{At("2025-10-01T10:00:00Z"), FetchClass::kThrottled, "HTTP 429 \"slow\"", false, std::chrono::minutes(15), WaitCause::kThrottled},
                   {At("2025-10-01T10:15:00Z"), FetchClass::kOk, "", true, std::chrono::hours(2), WaitCause::kFreshness}};
  REQUIRE(library.writer->SaveState(state).has_value());
  CHECK(library.writer->StateOf("silent")->answers == state.answers);
  CHECK(library.writer->StateOf("never asked")->answers.empty());
  const auto states = OpenReader(library.folder.path)->States();
  const auto found = std::ranges::find(*states, "silent", &SourceState::source);
  REQUIRE(found != states->end());
  CHECK(found->answers == state.answers);
}

TEST_CASE("A reader sees the store while it is being written, and none where there is none") {
  TempFolder empty;
  CHECK(Reader::Open(empty.path).error().code == ErrorCode::kUnavailable);
  Library library;
  const auto reader = OpenReader(library.folder.path);
  const auto before = reader->Covered()->documents;
  library.desk.Take(Tell("wire", "later", "2025-10-01T10:00:00Z", "Later.", {}));
  CHECK(reader->Covered()->documents == before + 1);
}

TEST_CASE("An assumed time that decides is said to be reconstructed") {
  Library library;
  CollectBatch batch;
  batch.source = {"archive", "", "", SourceClass::kPress};
  Document document;
  document.source = "archive";
  document.text = "Harrow was fined.";
  document.published.span = On("2025-04-01");
  batch.documents = {document};
  batch.mode = IngestMode::kBackfill;
  REQUIRE(library.writer->Collect(batch, At("2025-11-01")).has_value());
  const auto pending = library.writer->Pending(0, 1, 1000);
  Extraction extraction;
  extraction.assertions = {Say("penalty.impose").To("firm.harrow").a};
  extraction.assertions[0].evidence = {{0, 17}};
  const std::vector<Extracted> results{{pending->front().number, extraction, "rules-1", ""}};
  REQUIRE(library.writer->Apply(results, {}, At("2025-11-01")).has_value());
  CHECK(EventsIn(library.folder.path, "entity:harrow", AsOf("2025-05-01")).at(0).reconstructed);
  CHECK_FALSE(EventsIn(library.folder.path, "entity:harrow").at(0).reconstructed);
  CHECK(EventsIn(library.folder.path, "entity:harrow", AsOf("2025-03-01")).empty());
}

}  // namespace
}  // namespace dateline::store
