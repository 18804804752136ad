#include "bus/work.h"

#include <cstring>
#include <utility>

#include "bus/socket.h"
#include "model/check.h"

namespace dateline::bus {
namespace {

// Orders are limited by credit and posts by their senders, both below this.
constexpr int kHighWater = 96;
// Refusals are rare and a lost one rarer: as many reasons are kept for a second asking.
constexpr std::size_t kRefusalsKept = 64;

// A routing id must not begin with a zero byte.
std::string RouteOf(std::uint64_t peer) {
  std::string route(1 + sizeof(peer), 'D');
  std::memcpy(route.data() + 1, &peer, sizeof(peer));
  return route;
}

}  // namespace

bool Credit::Has(std::uint64_t bytes) const {
  if (items_max_ == 0) return false;
  if (items_ == 0) return true;
  return items_ < items_max_ && bytes_ + bytes <= bytes_max_;
}

void Credit::Take(std::uint64_t bytes) {
  DATELINE_CHECK(Has(bytes));
  ++items_;
  bytes_ += bytes;
}

void Credit::Give(std::uint64_t bytes) {
  DATELINE_CHECK(items_ > 0 && bytes_ >= bytes);
  --items_;
  bytes_ -= bytes;
}

PostLedger::Seen PostLedger::Look(std::uint64_t seq) {
  if (seq <= floor_ || settled_.contains(seq)) return Seen::kSettled;
  return held_.insert(seq).second ? Seen::kNew : Seen::kHeld;
}

void PostLedger::Settle(std::uint64_t seq) {
  held_.erase(seq);
  if (seq <= floor_) return;
  settled_.insert(seq);
  while (!settled_.empty() && *settled_.begin() == floor_ + 1) {
    settled_.erase(settled_.begin());
    ++floor_;
  }
}

struct Router::Impl {
  std::shared_ptr<Context> context;
  Socket socket;
  FrameCounters rejected;
  std::map<std::uint64_t, PostLedger> ledgers;
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> refused;  // (peer, seq) → why
  std::uint64_t repeated = 0;
  std::uint64_t lose = 0;

  void AnswerAgain(std::uint64_t peer, std::uint64_t seq) {
    const auto found = refused.find({peer, seq});
    if (found == refused.end()) {
      Answer(peer, MessageType::kAck, seq, {});
    } else {
      Answer(peer, MessageType::kRefuse, seq, found->second);
    }
  }

  void Answer(std::uint64_t peer, MessageType type, std::uint64_t seq, std::string why) {
    if (lose > 0) {
      --lose;
      return;
    }
    Message answer{.type = type, .number = static_cast<std::int64_t>(seq), .body = std::move(why)};
    auto frames = EncodeFrames(answer);
    frames.insert(frames.begin(), RouteOf(peer));
    // A full queue loses the answer: the peer will post again and be answered then.
    static_cast<void>(socket.Send(frames));
  }

  // What the owner has to see of one message that came.
  std::optional<Message> Admit(const std::vector<std::string>& frames) {
    auto message = DecodeFrames(Views(frames, 1));
    if (!message) {
      rejected.Count(message.error());
      return std::nullopt;
    }
    if (frames.front() != RouteOf(message->sender)) {
      rejected.Count(FrameFault::kSender);
      return std::nullopt;
    }
    if (message->type != MessageType::kPost) return std::move(*message);
    switch (ledgers[message->sender].Look(message->seq)) {
      case PostLedger::Seen::kNew: return std::move(*message);
      case PostLedger::Seen::kHeld: break;
      case PostLedger::Seen::kSettled: AnswerAgain(message->sender, message->seq); break;
    }
    ++repeated;
    return std::nullopt;
  }
};

Router::Router(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Router::~Router() = default;

Result<std::unique_ptr<Router>> Router::Bind(std::shared_ptr<Context> context, const std::string& endpoint) {
  Socket socket(*context, zmq::socket_type::router, kHighWater);
  if (auto bound = socket.Bind(endpoint); !bound) return InContext("work channel", bound.error());
  auto impl = std::unique_ptr<Impl>(new Impl{.context = std::move(context), .socket = std::move(socket)});
  return std::unique_ptr<Router>(new Router(std::move(impl)));
}

std::optional<Message> Router::Receive(std::chrono::milliseconds timeout) {
  auto frames = impl_->socket.Receive(timeout);
  if (!frames) return std::nullopt;
  return impl_->Admit(*frames);
}

bool Router::Send(std::uint64_t peer, Message message) {
  auto frames = EncodeFrames(message);
  frames.insert(frames.begin(), RouteOf(peer));
  return impl_->socket.Send(frames) == Sent::kYes;
}

void Router::Acknowledge(std::uint64_t peer, std::uint64_t seq) {
  impl_->ledgers[peer].Settle(seq);
  impl_->Answer(peer, MessageType::kAck, seq, {});
}

void Router::Refuse(std::uint64_t peer, std::uint64_t seq, std::string reason) {
  impl_->ledgers[peer].Settle(seq);
  if (impl_->refused.size() >= kRefusalsKept) impl_->refused.erase(impl_->refused.begin());
  impl_->refused.insert_or_assign({peer, seq}, reason);
  impl_->Answer(peer, MessageType::kRefuse, seq, std::move(reason));
}

const FrameCounters& Router::rejected() const { return impl_->rejected; }
std::uint64_t Router::repeated() const { return impl_->repeated; }
void Router::LoseAcknowledgements(std::uint64_t count) { impl_->lose = count; }

struct Dealer::Impl {
  struct Waiting {
    Message message;
    SteadyTime sent;
  };
  std::shared_ptr<Context> context;
  Socket socket;
  std::uint64_t sender = 0;
  std::uint64_t last_seq = 0;
  std::uint64_t bytes = 0;
  std::map<std::uint64_t, Waiting> waiting;

  // Fills in what the post was about, and forgets it. False for an answer to something long settled.
  bool Settle(Message& answer) {
    const auto found = waiting.find(static_cast<std::uint64_t>(answer.number));
    if (found == waiting.end()) return false;
    const Message& post = found->second.message;
    answer.seq = post.seq;
    answer.kind = post.kind;
    answer.claim = post.claim;
    answer.bytes = post.bytes;
    answer.number = post.number;
    bytes -= post.bytes;
    waiting.erase(found);
    return true;
  }
};

Dealer::Dealer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Dealer::~Dealer() = default;

Result<std::unique_ptr<Dealer>> Dealer::Connect(std::shared_ptr<Context> context, const std::string& endpoint,
                                                std::uint64_t sender) {
  Socket socket(*context, zmq::socket_type::dealer, kHighWater);
  socket.zmq().set(zmq::sockopt::routing_id, RouteOf(sender));
  if (auto connected = socket.Connect(endpoint); !connected) return InContext("work channel", connected.error());
  auto impl = std::unique_ptr<Impl>(
      new Impl{.context = std::move(context), .socket = std::move(socket), .sender = sender});
  return std::unique_ptr<Dealer>(new Dealer(std::move(impl)));
}

std::uint64_t Dealer::Post(Message message, SteadyTime now) {
  message.type = MessageType::kPost;
  message.sender = impl_->sender;
  message.seq = ++impl_->last_seq;
  // A queue that is full now is tried again by Repeat, like any post that was not acknowledged.
  static_cast<void>(impl_->socket.Send(EncodeFrames(message)));
  impl_->bytes += message.bytes;
  const std::uint64_t seq = message.seq;
  impl_->waiting.emplace(seq, Impl::Waiting{.message = std::move(message), .sent = now});
  return seq;
}

bool Dealer::Send(Message message) {
  message.sender = impl_->sender;
  return impl_->socket.Send(EncodeFrames(message)) == Sent::kYes;
}

std::optional<Message> Dealer::Receive(std::chrono::milliseconds timeout) {
  auto frames = impl_->socket.Receive(timeout);
  if (!frames) return std::nullopt;
  auto message = DecodeFrames(Views(*frames, 0));
  if (!message) return std::nullopt;
  const bool answer = message->type == MessageType::kAck || message->type == MessageType::kRefuse;
  if (answer && !impl_->Settle(*message)) return std::nullopt;
  return std::move(*message);
}

void Dealer::Repeat(SteadyTime now, std::chrono::milliseconds patience) {
  for (auto& [seq, waiting] : impl_->waiting) {
    if (now - waiting.sent < patience) continue;
    ++waiting.message.attempt;
    waiting.sent = now;
    static_cast<void>(impl_->socket.Send(EncodeFrames(waiting.message)));
  }
}

std::size_t Dealer::unsettled() const { return impl_->waiting.size(); }
std::uint64_t Dealer::unsettled_bytes() const { return impl_->bytes; }
Waitable Dealer::waitable() { return impl_->socket.waitable(); }

}  // namespace dateline::bus
