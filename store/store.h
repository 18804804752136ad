// The dated event graph on disk.
//
// One Writer per data folder: the only read-write connection, which also runs every checkpoint (SQLite 3.40.1
// corrupts a WAL that two connections write and checkpoint at once). Any number of Readers, which never checkpoint.
// Truth and projections are told apart in docs/schema.md. All times are given; the store never reads a clock.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/alert.h"
#include "model/assertion.h"
#include "model/change.h"
#include "model/document.h"
#include "model/event.h"
#include "model/filter.h"
#include "model/result.h"
#include "model/source.h"

namespace dateline::store {

// Who stands behind a source, as the configuration says; written to truth with the first document.
struct SourceIdentity {
  std::string id;
  std::string name;
  std::string owner;
  SourceClass source_class = SourceClass::kPress;
};

// What one fetch of a source brought: committed as one (commit 1).
struct CollectBatch {
  SourceIdentity source;
  std::vector<Document> documents;
  // When each could first be known; empty: import rules (the record's first_seen, else the end of its published
  // day in `zone`, marked assumed, else now).
  std::vector<Instant> seen;
  std::optional<SourceState> state;  // the cursor that covers these documents
  IngestMode mode = IngestMode::kLive;
  std::vector<IngestMode> modes;     // of each document; empty: `mode` holds for all
};

struct CollectOutcome {
  std::uint64_t new_documents = 0;
  std::uint64_t new_revisions = 0;   // of documents already known
  std::uint64_t unchanged = 0;
};

// A revision that waits for its extraction. `number` grows in commit order; results are applied in this order.
struct PendingRevision {
  std::int64_t number = 0;
  Key revision;
  Document document;
  IngestMode mode = IngestMode::kLive;
  std::uint32_t attempts = 0;        // how often a worker died over it
};

// A worker's result for one revision.
struct Extracted {
  std::int64_t number = 0;
  Extraction extraction;
  std::string rules_version;
  std::string quarantine;            // not "": the reason why there is no extraction
};

struct Requeued {
  std::uint64_t count = 0;
  std::int64_t last = 0;             // number of the last one; go on after it
};

struct ApplyOutcome {
  std::uint64_t assertions = 0;
  std::uint64_t statements = 0;
  std::uint64_t alerts = 0;
  std::uint64_t retracted = 0;       // assertions that a second reading no longer yields
  std::vector<StoreChange> changes;
};

// What an analyst says of an event instead of what its texts say; absent fields stay as the texts have them.
struct Correction {
  std::optional<std::string> type;         // without its subtype, which it clears
  std::optional<std::string> subtype;
  std::optional<DateSpan> date;
  std::optional<Modality> modality;
  std::optional<Denial> denial;            // with modality denied
  std::optional<std::string> speaker;
  std::optional<std::vector<Role>> roles;  // all of them, sorted
};

// {"type","subtype","date" (EDTF),"modality","denial","speaker","roles":["actor=firm.x"]}, each optional; further
// members are left alone. Errors name the field and what is allowed there.
[[nodiscard]] Result<Correction> ParseCorrection(std::string_view json);

// A correction that was made: logged, reversible, kept by rebuild.
struct Judgement {
  std::int64_t number = 0;
  std::string event;
  Correction correction;
  std::string who;
  std::string reason;
  Instant at{};
  std::optional<Instant> undone;
  std::string undone_by;
  std::string undone_reason;
};

class Writer {
 public:
  // Creates or opens `folder`/dateline.db, takes the writer's lock (kBusy names the holder), migrates forward.
  // kTooNew: written by a newer program. kReadOnly: the folder cannot be written.
  [[nodiscard]] static Result<std::unique_ptr<Writer>> Open(const std::filesystem::path& folder, Instant now);
  ~Writer();

  [[nodiscard]] Result<CollectOutcome> Collect(const CollectBatch& batch, Instant now);
  // Several batches in one transaction, for import.
  [[nodiscard]] Result<CollectOutcome> Collect(std::span<const CollectBatch> batches, Instant now);
  [[nodiscard]] Result<SourceState> StateOf(std::string_view source) const;
  [[nodiscard]] Status SaveState(const SourceState& state);  // a fetch that brought nothing

  // Revisions not yet extracted with number > `after`, oldest first, up to both limits (at least one).
  [[nodiscard]] Result<std::vector<PendingRevision>> Pending(std::int64_t after, std::size_t items, std::size_t bytes) const;
  [[nodiscard]] Status CountAttempt(std::int64_t number);    // before a worker gets it
  // Applies results in the order given, which must be revision order, as one commit (commit 2): assertions, events,
  // edges, alerts from `matcher`, outbox rows. Applying a result twice changes nothing.
  [[nodiscard]] Result<ApplyOutcome> Apply(std::span<const Extracted> results, const ChangeMatcher& matcher, Instant now);

  // Puts up to `items` revisions with number > `after` that other rules have read back into the queue, oldest first.
  // What their second reading causes is recorded as suppressed. Until then what the first one said holds.
  [[nodiscard]] Result<Requeued> Requeue(std::string_view rules_version, std::int64_t after, std::size_t items);

  // Outbox. Leases up to `limit` due deliveries until `until`.
  [[nodiscard]] Result<std::vector<Delivery>> Lease(std::size_t limit, Instant now, Instant until);
  struct Attempt {
    std::string delivery;
    DeliveryState state = DeliveryState::kPending;  // kAccepted, kPending (again at next_at) or kDead
    int code = 0;
    std::string error;
    Instant begun{};
    Instant ended{};
    Instant next_at{};
  };
  [[nodiscard]] Status Record(const Attempt& attempt);
  [[nodiscard]] Result<std::optional<Instant>> NextDue() const;  // of the outbox
  [[nodiscard]] Status Acknowledge(std::string_view alert, std::string_view who, std::string_view note, Instant now);
  [[nodiscard]] Result<std::uint64_t> RetryDead(std::string_view delivery_or_all, Instant now);

  // Corrects an event from now on; the number of the judgement. kInvalidInput: no such event, nothing to correct, no reason.
  [[nodiscard]] Result<std::int64_t> Judge(std::string_view event, const Correction& correction, std::string_view who,
                                           std::string_view reason, Instant now);
  [[nodiscard]] Status UndoJudgement(std::int64_t number, std::string_view who, std::string_view reason, Instant now);

  // Brings the search file up to date with at most `limit` revisions; how many remain.
  [[nodiscard]] Result<std::uint64_t> IndexForSearch(std::size_t limit);
  [[nodiscard]] Status Checkpoint(bool truncate);

  class Impl;
 private:
  explicit Writer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// The day and the moment a question is asked for.
struct When {
  std::optional<Instant> as_of;   // fold only what was seen by then
  std::optional<Day> on;          // the day for which modality and status are told; default as_of, else `now`
  Instant now{};
};

struct EventRow {
  Event event;
  std::vector<Evidence> evidence;  // filled on request
  bool reconstructed = false;      // an assumed `seen` decided
};

struct DocumentRow {
  std::int64_t number = 0;         // "d12" in handles
  Key key;
  Document document;
  Key revision;
  std::uint32_t revision_count = 1;
  Instant seen{};
  bool seen_assumed = false;
  std::string sha256;              // of the text
};

// What `status RULE` tells, each line with its evidence.
struct StatusLine {
  std::string axis;                // "legal text", "announced", "enforcement", "replacement", "open loop"
  std::string words;               // "issued", "rescission planned", "not known"
  std::optional<EventRow> event;
};
struct RuleStatus {
  std::string entity;
  std::string name;
  std::vector<StatusLine> lines;
  std::uint32_t documents = 0;
  std::uint32_t origins = 0;
  bool reconstructed = false;
};

// What was searched, for every empty answer.
struct Coverage {
  struct Line {
    SourceIdentity source;
    std::uint64_t documents = 0;
    std::optional<Instant> last_good;
    FetchClass last_class = FetchClass::kOk;
    std::string last_message;
  };
  std::vector<Line> sources;
  std::uint64_t documents = 0;
  std::uint64_t events = 0;
  std::uint64_t pending = 0;       // revisions not yet extracted
  std::uint64_t unindexed = 0;     // revisions not yet searchable by index (they are scanned)
  std::optional<Instant> first_seen;
  std::optional<Instant> last_seen;
};

struct SearchHit {
  DocumentRow document;
  std::string snippet;             // matches between «»
};

struct StatementRow {
  Statement statement;
  std::string words;               // the content
  Evidence evidence;
};

// How one assertion came to stand behind an event.
struct ClaimTrace {
  Evidence evidence;
  DateSpan date;                   // as this assertion has it
  Denial denial = Denial::kNone;
  Basis basis = Basis::kNamedReport;
  std::string attached;            // the rule of the fold, in words: "founded it", "the same instrument, which …"
  std::string moved;               // what it did to the event: "planned → actual"; "" when nothing
  std::string standing;            // why it does or does not decide
  bool decides = false;
  bool retracted = false;
};
struct EventTrace {
  EventRow row;
  std::vector<ClaimTrace> claims;  // in the order in which they were heard
  std::vector<Event> versions;     // oldest first, as known
  std::vector<Judgement> judgements;
};

// How one event differs between two moments; `before` absent: it was not known, `after` absent: it was gone.
struct EventChange {
  std::optional<EventRow> before;
  std::optional<EventRow> after;
  Instant at{};                    // when the last difference came about
};

struct RelationRow {
  Relation relation;
  std::string handle;
  Instant seen{};
};

struct AlertRow {
  Alert alert;
  std::vector<Delivery> deliveries;
  std::optional<EventRow> event;
};

// A revision that was read before, and what stands of it.
struct PastRevision {
  std::int64_t number = 0;
  std::int64_t document_number = 0;  // "d12"
  Key revision;
  Document document;
  std::string rules;                 // the version that read it
};
struct PastClaim {
  Key key;
  EventAssertion assertion;
  std::string event;                 // that it stands behind, "" when none
};
struct PastReading {
  std::vector<PastClaim> claims;     // neither retracted by a later reading nor by a later revision
  std::vector<std::pair<Key, Statement>> statements;
};

class Reader {
 public:
  // kUnavailable: no store there yet. kTooNew, kCorrupt as for Writer.
  [[nodiscard]] static Result<std::unique_ptr<Reader>> Open(const std::filesystem::path& folder);
  ~Reader();

  // Events that match, oldest date first, undated ones after those of their bounds. `limit` 0 = all.
  [[nodiscard]] Result<std::vector<EventRow>> Events(const Filter& filter, const When& when, bool evidence,
                                                     std::size_t limit) const;
  [[nodiscard]] Result<std::optional<EventRow>> EventById(std::string_view id_or_alias, const When& when) const;
  [[nodiscard]] Result<RuleStatus> StatusOf(std::string_view entity, const When& when,
                                            std::string_view form = {}) const;  // "rule", "bill", "order", "law"; "" = as its acts say
  [[nodiscard]] Result<std::vector<StatementRow>> Statements(const Filter& filter, const When& when, std::size_t limit) const;
  [[nodiscard]] Result<std::optional<DocumentRow>> DocumentByHandle(std::string_view handle) const;  // "d12", key hex, URL, official key
  [[nodiscard]] Result<std::vector<DocumentRow>> Revisions(std::int64_t document) const;
  [[nodiscard]] Result<std::vector<SearchHit>> Search(std::string_view words, const When& when, std::size_t limit) const;
  [[nodiscard]] Result<std::vector<AlertRow>> Alerts(std::size_t limit, std::string_view id) const;  // newest first; "" = all
  [[nodiscard]] Result<std::vector<Delivery>> Deliveries(std::size_t limit) const;
  // Every version, claim and judgement of an event, as known at `when`.
  [[nodiscard]] Result<std::optional<EventTrace>> Trace(std::string_view id_or_alias, const When& when) const;
  // What differs between what was known at `from` and at `to`, in order of change; costs as much as changed meanwhile.
  // A promise whose day passed between them counts, though no text says so.
  [[nodiscard]] Result<std::vector<EventChange>> Changes(Instant from, Instant to, std::size_t limit) const;
  // Events that assertions stored after `since` (a commit time) stand behind, whatever their own times.
  [[nodiscard]] Result<std::vector<EventRow>> StoredSince(Instant since, const When& when, std::size_t limit) const;
  [[nodiscard]] Result<std::optional<Instant>> LastStored() const;  // commit time of the newest assertions
  [[nodiscard]] Result<std::vector<RelationRow>> Relations(std::string_view entity, const When& when, std::size_t limit) const;
  // Of one event, or all ("") newest first; undone ones too.
  [[nodiscard]] Result<std::vector<Judgement>> Judgements(std::string_view event) const;
  // Revisions that were extracted, with number > `after`, in order, up to both limits (at least one).
  [[nodiscard]] Result<std::vector<PastRevision>> Past(std::int64_t after, std::size_t items, std::size_t bytes) const;
  // What the last reading of one of them yielded and no newer rules have taken back.
  [[nodiscard]] Result<PastReading> ReadingOf(std::int64_t number) const;
  // How many were read by other rules than these; "" counts all.
  [[nodiscard]] Result<std::uint64_t> PastCount(std::string_view other_than) const;
  [[nodiscard]] Result<Coverage> Covered() const;
  [[nodiscard]] Result<std::vector<SourceState>> States() const;
  // A sorted text dump of truth and projections without row ids: equal stores give equal dumps.
  [[nodiscard]] Status Dump(const std::function<void(std::string_view line)>& line) const;

  class Impl;
 private:
  explicit Reader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Recreates projections from truth into a new file and swaps it in. Needs the writer's lock.
// Every revision is extracted again by `extract` only when `reprocess`; otherwise stored assertions are folded.
[[nodiscard]] Status Rebuild(const std::filesystem::path& folder, Instant now,
                             const std::function<void(std::uint64_t done, std::uint64_t all)>& progress);

// Invariants of the store that do not hold, in words; empty means sound.
[[nodiscard]] Result<std::vector<std::string>> Fsck(const std::filesystem::path& folder);

}  // namespace dateline::store
