// The one ZeroMQ context of the process, and waiting on sockets and descriptors together.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "model/result.h"

namespace dateline::bus {

// Everybody who holds it keeps it alive; the last to let go ends it, so sockets must go first. Any thread.
class Context {
 public:
  [[nodiscard]] static std::shared_ptr<Context> OfProcess();
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // "inproc://work-3": a name that nobody in the process has had before.
  [[nodiscard]] std::string FreshInproc(std::string_view word);

  struct Impl;
  [[nodiscard]] Impl& impl() { return *impl_; }

 private:
  Context();
  std::unique_ptr<Impl> impl_;
};

// Something that can become readable: a socket of this folder, or a descriptor.
struct Waitable {
  void* socket = nullptr;
  int fd = -1;
  bool ready = false;
};

// Waits until one is readable or the time is over, and marks which. A signal ends the wait early.
void WaitAny(std::span<Waitable> things, std::chrono::milliseconds timeout);

// Address of a local socket in `folder`, which it may lie too deep for: then the address goes by way of an open
// descriptor of the folder, which lives as long as this object.
class LocalAddress {
 public:
  [[nodiscard]] static Result<LocalAddress> In(const std::filesystem::path& folder, std::string_view name);
  LocalAddress(LocalAddress&& other) noexcept;
  LocalAddress& operator=(LocalAddress&& other) noexcept;
  ~LocalAddress();
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  LocalAddress() = default;
  std::string endpoint_;
  std::filesystem::path file_;
  int folder_ = -1;
};

inline constexpr std::string_view kControlSocket = "control.sock";
inline constexpr std::string_view kTailSocket = "tail.sock";

}  // namespace dateline::bus
