#include "bus/tail.h"

#include <utility>

#include "bus/socket.h"

namespace dateline::bus {
namespace {

constexpr int kHighWater = 96;  // lines that wait for one slow subscriber

}  // namespace

struct TailPublisher::Impl {
  std::shared_ptr<Context> context;
  LocalAddress address;
  Socket socket;
  std::uint64_t generation = 0;
  std::uint64_t seq = 0;
};

TailPublisher::TailPublisher(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TailPublisher::~TailPublisher() = default;

Result<std::unique_ptr<TailPublisher>> TailPublisher::Bind(std::shared_ptr<Context> context,
                                                           const std::filesystem::path& folder,
                                                           std::uint64_t generation) {
  auto address = LocalAddress::In(folder, kTailSocket);
  if (!address) return InContext("live tail", address.error());
  Socket socket(*context, zmq::socket_type::pub, kHighWater);
  if (auto bound = socket.BindPrivate(*address); !bound) return InContext("live tail", bound.error());
  auto impl = std::unique_ptr<Impl>(new Impl{.context = std::move(context),
                                             .address = std::move(*address),
                                             .socket = std::move(socket),
                                             .generation = generation});
  return std::unique_ptr<TailPublisher>(new TailPublisher(std::move(impl)));
}

void TailPublisher::Publish(std::string json) {
  ++impl_->seq;
  if (json.size() > kBodyFramesMax * kBodyFrameBytesMax) return;
  static_cast<void>(impl_->socket.Send(EncodeFrames(
      {.type = MessageType::kTail, .sender = impl_->generation, .seq = impl_->seq, .body = std::move(json)})));
}

std::uint64_t TailPublisher::published() const { return impl_->seq; }

struct TailSubscriber::Impl {
  std::shared_ptr<Context> context;
  LocalAddress address;
  Socket socket;
  std::uint64_t generation = 0;
  std::uint64_t seq = 0;
};

TailSubscriber::TailSubscriber(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TailSubscriber::~TailSubscriber() = default;

Result<std::unique_ptr<TailSubscriber>> TailSubscriber::Connect(std::shared_ptr<Context> context,
                                                                const std::filesystem::path& folder) {
  auto address = LocalAddress::In(folder, kTailSocket);
  if (!address) return InContext("live tail", address.error());
  Socket socket(*context, zmq::socket_type::sub, kHighWater);
  socket.zmq().set(zmq::sockopt::subscribe, "");
  if (auto connected = socket.Connect(address->endpoint()); !connected) {
    return InContext("live tail", connected.error());
  }
  auto impl = std::unique_ptr<Impl>(
      new Impl{.context = std::move(context), .address = std::move(*address), .socket = std::move(socket)});
  return std::unique_ptr<TailSubscriber>(new TailSubscriber(std::move(impl)));
}

std::optional<TailSubscriber::Line> TailSubscriber::Receive(std::chrono::milliseconds timeout) {
  const auto frames = impl_->socket.Receive(timeout);
  if (!frames) return std::nullopt;
  auto message = DecodeFrames(Views(*frames, 0));
  if (!message || message->type != MessageType::kTail) return std::nullopt;
  const bool same = impl_->generation == message->sender && impl_->seq != 0;
  const std::uint64_t missed = same && message->seq > impl_->seq ? message->seq - impl_->seq - 1 : 0;
  impl_->generation = message->sender;
  impl_->seq = message->seq;
  return Line{.seq = message->seq, .missed = missed, .json = std::move(message->body)};
}

}  // namespace dateline::bus
