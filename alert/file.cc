// A file of JSON lines, one per delivery; "-" is standard output. The line is the payload with the delivery's id in
// front: a line written twice after a crash is told by it.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "alert/channel.h"
#include "model/json.h"

namespace dateline::alert {
namespace {

class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

std::unexpected<Error> SystemError(std::string_view what) {
  return Fail(ErrorCode::kUnavailable, fmt::format("{}: {}", what, std::strerror(errno)));
}

// Opens `path` below `data` step by step, making folders that are missing. No step may be a symbolic link: the file
// stays in the data folder whatever else can write there.
Result<FileDescriptor> OpenBelow(const std::filesystem::path& data, const std::filesystem::path& path) {
  FileDescriptor folder(::open(data.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0) return SystemError("data folder");
  for (const std::filesystem::path& step : path.parent_path()) {
    if (::mkdirat(folder.get(), step.c_str(), 0700) != 0 && errno != EEXIST) return SystemError(step.string());
    FileDescriptor next(::openat(folder.get(), step.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (next.get() < 0) return SystemError(step.string());
    folder = std::move(next);
  }
  const std::filesystem::path name = path.filename();
  // Read as well, to see whether the last line is whole; non-blocking, so that a pipe in its place cannot hold us.
  FileDescriptor file(
      ::openat(folder.get(), name.c_str(), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600));
  if (file.get() < 0) return SystemError(name.string());
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return SystemError(name.string());
  if (!S_ISREG(info.st_mode)) return Fail(ErrorCode::kUnavailable, name.string() + ": is not a plain file");
  return file;
}

// True when a crash or a full disk cut the last line short.
bool EndsInsideLine(int file) {
  const off_t end = ::lseek(file, 0, SEEK_END);
  char last = '\n';
  return end > 0 && ::pread(file, &last, 1, end - 1) == 1 && last != '\n';
}

// One write, so that lines of two writers never mix. What does not fit is cut short and mended by the next append.
Status WriteLine(int file, std::string_view line) {
  ssize_t count = 0;
  do {
    count = ::write(file, line.data(), line.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) return SystemError("write");
  if (static_cast<std::size_t>(count) != line.size())
    return Fail(ErrorCode::kUnavailable, "write: the line did not fit");
  return {};
}

class FileChannel final : public Channel {
 public:
  FileChannel(std::string path, std::filesystem::path data) : path_(std::move(path)), data_(std::move(data)) {}

  std::variant<net::Request, Verdict> Prepare(const Delivery& delivery, std::uint32_t attempt, Instant now) override {
    const auto line = LineOf(delivery);
    if (!line) return Verdict{DeliveryState::kDead, 0, line.error().message, {}};
    const Status written = path_ == "-" ? WriteLine(STDOUT_FILENO, *line) : Append(*line);
    if (written) return Verdict{DeliveryState::kAccepted, 0, {}, {}};
    return AgainLater(delivery, attempt, 0, written.error().message, now, now);
  }

  // Never asked: a file answers at once.
  Verdict Judge(const Delivery& delivery, std::uint32_t attempt, const net::Response&, Instant now) override {
    return AgainLater(delivery, attempt, 0, "a file channel has no answers to judge", now, now);
  }

 private:
  // {"id":"msg_…", and then the payload's own members.
  static Result<std::string> LineOf(const Delivery& delivery) {
    const std::string& payload = delivery.payload;
    if (!payload.starts_with('{') || payload.find('\n') != std::string::npos) {
      return Fail(ErrorCode::kInvalidInput, "the payload is not one line of JSON");
    }
    JsonWriter json;
    std::string line = json.BeginObject().Field("id", delivery.id).EndObject().Take();
    line.pop_back();
    if (payload != "{}") line += ",";
    return line + payload.substr(1) + "\n";
  }

  Status Append(const std::string& line) const {
    const auto file = OpenBelow(data_, path_);
    if (!file) return std::unexpected(file.error());
    const Status written = WriteLine(file->get(), EndsInsideLine(file->get()) ? "\n" + line : line);
    if (!written) return written;
    if (::fsync(file->get()) != 0) return SystemError("fsync");
    return {};
  }

  std::string path_;
  std::filesystem::path data_;
};

bool StaysBelow(const std::filesystem::path& path) {
  if (path.empty() || path.is_absolute() || !path.has_filename()) return false;
  for (const std::filesystem::path& step : path) {
    if (step == ".." || step == ".") return false;
  }
  return true;
}

}  // namespace

std::unique_ptr<Channel> MakeFileChannel(const config::ChannelRecord& record, const std::filesystem::path& data,
                                         Problems& problems) {
  if (record.path != "-" && !StaysBelow(record.path)) {
    problems.push_back({record.where,
                        fmt::format("channel '{}': '{}' is not a file below the data folder", record.id, record.path),
                        "as in path = \"alerts.jsonl\", or \"-\" for standard output"});
    return nullptr;
  }
  return std::make_unique<FileChannel>(record.path, data);
}

}  // namespace dateline::alert
