#include "daemon/in_flight.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

#include "model/check.h"

namespace dateline::daemon {
namespace {

constexpr std::size_t kBytes = InFlightBoard::kWorkersMax * sizeof(std::int64_t);

}  // namespace

Result<InFlightBoard> InFlightBoard::Open(const std::filesystem::path& folder) {
  const auto path = folder / "in-flight";
  const auto fail = [&] {
    return Fail(ErrorCode::kUnavailable, fmt::format("open {}: {}", path.string(), std::strerror(errno)));
  };
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return fail();
  // Allocated, not only sized: writing to a hole of a full disk would be a SIGBUS.
  const int full = ::posix_fallocate(file, 0, kBytes);
  void* page = full == 0 ? ::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
  ::close(file);
  if (full != 0) errno = full;
  if (page == MAP_FAILED) return fail();
  return InFlightBoard(static_cast<std::int64_t*>(page));
}

InFlightBoard::InFlightBoard(std::int64_t* page) : page_(page) {
  for (std::size_t worker = 0; worker < kWorkersMax; ++worker) {
    if (page_[worker] > 0) left_behind_.push_back(page_[worker]);
  }
  std::memset(page_, 0, kBytes);
}

InFlightBoard::InFlightBoard(InFlightBoard&& other) noexcept { *this = std::move(other); }

InFlightBoard& InFlightBoard::operator=(InFlightBoard&& other) noexcept {
  std::swap(page_, other.page_);
  std::swap(left_behind_, other.left_behind_);
  return *this;
}

InFlightBoard::~InFlightBoard() {
  if (page_ != nullptr) ::munmap(page_, kBytes);
}

void InFlightBoard::Begin(std::size_t worker, std::int64_t number) {
  DATELINE_CHECK(worker < kWorkersMax);
  std::atomic_ref(page_[worker]).store(number, std::memory_order_relaxed);
}

void InFlightBoard::End(std::size_t worker) { Begin(worker, 0); }

}  // namespace dateline::daemon
