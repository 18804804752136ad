#include "bus/context.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "bus/socket.h"
#include "model/check.h"

namespace dateline::bus {
namespace {

constexpr int kFrameSlack = 3;  // route and then one more than allowed, so that too many is seen as such

int Milliseconds(std::chrono::milliseconds time) {
  return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(time.count(), 0, 3'600'000));
}

}  // namespace

Context::Context() : impl_(std::make_unique<Impl>()) {}
Context::~Context() = default;

std::shared_ptr<Context> Context::OfProcess() {
  static std::mutex mutex;
  static std::weak_ptr<Context> living;
  const std::lock_guard lock(mutex);
  auto context = living.lock();
  if (!context) {
    context = std::shared_ptr<Context>(new Context());
    living = context;
  }
  return context;
}

std::string Context::FreshInproc(std::string_view word) {
  return fmt::format("inproc://{}-{}", word, ++impl_->names);
}

void WaitAny(std::span<Waitable> things, std::chrono::milliseconds timeout) {
  std::vector<zmq::pollitem_t> items;
  items.reserve(things.size());
  for (const auto& thing : things) items.push_back({thing.socket, thing.fd, ZMQ_POLLIN, 0});
  for (auto& thing : things) thing.ready = false;
  try {
    zmq::poll(items.data(), items.size(), std::chrono::milliseconds(Milliseconds(timeout)));
  } catch (const zmq::error_t& error) {
    DATELINE_CHECK(error.num() == EINTR || error.num() == ETERM);
    return;
  }
  for (std::size_t i = 0; i < items.size(); ++i) things[i].ready = (items[i].revents & ZMQ_POLLIN) != 0;
}

Result<LocalAddress> LocalAddress::In(const std::filesystem::path& folder, std::string_view name) {
  LocalAddress address;
  address.file_ = folder / name;
  std::string path = std::filesystem::absolute(address.file_).string();
  if (path.size() >= sizeof(sockaddr_un::sun_path)) {
    address.folder_ = ::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (address.folder_ < 0) {
      return Fail(ErrorCode::kUnavailable, fmt::format("open {}: {}", folder.string(), std::strerror(errno)));
    }
    path = fmt::format("/proc/self/fd/{}/{}", address.folder_, name);
  }
  address.endpoint_ = "ipc://" + path;
  return address;
}

LocalAddress::LocalAddress(LocalAddress&& other) noexcept { *this = std::move(other); }

LocalAddress& LocalAddress::operator=(LocalAddress&& other) noexcept {
  std::swap(endpoint_, other.endpoint_);
  std::swap(file_, other.file_);
  std::swap(folder_, other.folder_);
  return *this;
}

LocalAddress::~LocalAddress() {
  if (folder_ >= 0) ::close(folder_);
}

Socket::Socket(Context& context, zmq::socket_type type, int high_water) : zmq_(context.impl().zmq, type) {
  zmq_.set(zmq::sockopt::linger, 0);
  zmq_.set(zmq::sockopt::sndhwm, high_water);
  zmq_.set(zmq::sockopt::rcvhwm, high_water);
  zmq_.set(zmq::sockopt::sndtimeo, 0);
  zmq_.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(kBodyFrameBytesMax));
  if (type == zmq::socket_type::router) zmq_.set(zmq::sockopt::router_mandatory, true);
}

Status Socket::Bind(const std::string& endpoint) try {
  zmq_.bind(endpoint);
  return {};
} catch (const zmq::error_t& error) {
  return Fail(ErrorCode::kUnavailable, fmt::format("bind {}: {}", endpoint, error.what()));
}

Status Socket::BindPrivate(const LocalAddress& address) {
  // The file is created by bind itself, so the mask is the only way to have it private from its first moment.
  const mode_t before = ::umask(0177);
  auto bound = Bind(address.endpoint());
  ::umask(before);
  if (!bound) return bound;
  if (::chmod(address.file().c_str(), 0600) != 0) {
    return Fail(ErrorCode::kUnavailable, fmt::format("chmod {}: {}", address.file().string(), std::strerror(errno)));
  }
  return {};
}

Status Socket::Connect(const std::string& endpoint) try {
  zmq_.connect(endpoint);
  return {};
} catch (const zmq::error_t& error) {
  return Fail(ErrorCode::kUnavailable, fmt::format("connect {}: {}", endpoint, error.what()));
}

Sent Socket::Send(const std::vector<std::string>& frames) try {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const bool more = i + 1 < frames.size();
    const auto flags = (more ? zmq::send_flags::sndmore : zmq::send_flags::none) | zmq::send_flags::dontwait;
    // Only the first frame of a message can meet a full queue; ZeroMQ takes the rest of it whole.
    if (!zmq_.send(zmq::buffer(frames[i]), flags)) return Sent::kFull;
  }
  return Sent::kYes;
} catch (const zmq::error_t&) {
  return Sent::kGone;
}

std::optional<std::vector<std::string>> Socket::Receive(std::chrono::milliseconds timeout) try {
  if (timeout.count() > 0) {
    std::array<Waitable, 1> me{waitable()};
    WaitAny(me, timeout);
    if (!me[0].ready) return std::nullopt;
  }
  std::vector<std::string> frames;
  zmq::message_t part;
  do {
    if (!zmq_.recv(part, zmq::recv_flags::dontwait)) return std::nullopt;
    if (frames.size() < kBodyFramesMax + kFrameSlack) frames.push_back(part.to_string());
  } while (part.more());
  return frames;
} catch (const zmq::error_t&) {
  return std::nullopt;  // Interrupted or ending: as if nothing had come.
}

std::vector<std::string_view> Views(const std::vector<std::string>& frames, std::size_t first) {
  std::vector<std::string_view> views;
  for (std::size_t i = first; i < frames.size(); ++i) views.emplace_back(frames[i]);
  return views;
}

}  // namespace dateline::bus
