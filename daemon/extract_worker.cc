#include "daemon/extract_worker.h"

#include <chrono>
#include <exception>
#include <utility>

#include "daemon/clock.h"
#include "model/check.h"

namespace dateline::daemon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kResendAfter{5'000};   // longer than any commit that goes well
constexpr milliseconds kNothingToDo{600'000};

// One revision. An exception must not cross the stage boundary: it is the document's fault until proven otherwise.
bus::Message Read(const WorkerJob& job, const store::PendingRevision& revision) {
  bus::Message post{.number = revision.number, .bytes = revision.document.text.size()};
  if (job.board != nullptr) job.board->Begin(job.index, revision.number);
  const auto extractor = job.extractor->Get();
  try {
    post.claim = job.exchange->extracted.Leave({.number = revision.number,
                                                .extraction = extractor->extract(revision.document),
                                                .rules_version = extractor->rules_version,
                                                .quarantine = {}});
    post.kind = static_cast<std::uint8_t>(PostKind::kExtracted);
  } catch (const std::exception& error) {
    post.kind = static_cast<std::uint8_t>(PostKind::kDied);
    post.body = error.what();
  } catch (...) {
    post.kind = static_cast<std::uint8_t>(PostKind::kDied);
    post.body = "an exception of unknown kind";
  }
  if (job.board != nullptr) job.board->End(job.index);
  return post;
}

}  // namespace

void RunExtractWorker(const WorkerJob& job) {
  auto dealer = bus::Dealer::Connect(job.context, job.endpoint, PeerOf(Role::kExtractor, job.index));
  DATELINE_CHECK(dealer.has_value());
  (*dealer)->Send({.type = bus::MessageType::kHello,
                   .kind = static_cast<std::uint8_t>(Role::kExtractor),
                   .number = static_cast<std::int64_t>(job.credit_items),
                   .bytes = job.credit_bytes});
  for (;;) {
    const auto patience = (*dealer)->unsettled() > 0 ? kResendAfter : kNothingToDo;
    auto message = (*dealer)->Receive(patience);
    (*dealer)->Repeat(SteadyClock::now(), kResendAfter);
    if (!message) continue;
    if (message->type == bus::MessageType::kStop) return;
    if (message->type != bus::MessageType::kOrder) continue;
    // An order that was given elsewhere meanwhile has no revision behind it any more.
    const auto revision = job.exchange->revisions.Look(message->claim);
    if (!revision) continue;
    (*dealer)->Post(Read(job, **revision), SteadyClock::now());
  }
}

}  // namespace dateline::daemon
