// What the stages of one process hand to each other: who is who on the work channel, and the things behind the
// claim checks. docs/messages.md tells the whole conversation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "daemon/claims.h"
#include "model/alert.h"
#include "store/store.h"

namespace dateline::daemon {

enum class Role : std::uint8_t { kCollector = 1, kExtractor = 2, kDelivery = 3, kMain = 4, kImporter = 5 };

[[nodiscard]] constexpr std::uint64_t PeerOf(Role role, std::uint32_t index = 0) {
  return (static_cast<std::uint64_t>(role) << 32) | index;
}
[[nodiscard]] constexpr Role RoleOf(std::uint64_t peer) { return static_cast<Role>(peer >> 32); }

// Message::kind of a post.
enum class PostKind : std::uint8_t {
  kCollected = 1,  // claim in `collected`
  kExtracted = 2,  // claim in `extracted`, number of the revision
  kDied = 3,       // number of the revision; the body says what the worker died of
  kAttempted = 4,  // claim in `attempts`
  kCommand = 5,    // claim in `commands`
  kFinished = 6,   // the collector has done what it was to do and goes
  kImported = 7,   // claim in `imports`; one commit
};

// Message::kind of an order.
enum class OrderKind : std::uint8_t {
  kExtract = 1,    // claim in `revisions`, number of the revision
  kDeliver = 2,    // claim in `deliveries`
  kReload = 3,     // claim in `reloads`, which stays there
};

// Message::kind of a note from the main thread.
enum class NoteKind : std::uint8_t {
  kStop = 1,
  kBeat = 2,       // say that you are alive (Vitals::Beat), if everybody who works for you is
  kReload = 3,     // claim in `reloads`
};

// A command of the control socket that writes.
struct Command {
  std::string name;  // "alerts.ack", "deliveries.retry"
  std::string id;
  std::string who;
  std::string note;
};

// What an import read for one commit, and who wants to know how it went.
class ImportProgress;
struct Imported {
  std::vector<store::CollectBatch> batches;
  std::shared_ptr<ImportProgress> progress;
};

struct Reloaded;  // daemon/reload.h

struct Exchange {
  ClaimTable<std::shared_ptr<Reloaded>> reloads;
  ClaimTable<Imported> imports;
  ClaimTable<store::CollectBatch> collected;
  ClaimTable<std::shared_ptr<const store::PendingRevision>> revisions;
  ClaimTable<store::Extracted> extracted;
  ClaimTable<Delivery> deliveries;
  ClaimTable<store::Writer::Attempt> attempts;
  ClaimTable<Command> commands;
};

}  // namespace dateline::daemon
