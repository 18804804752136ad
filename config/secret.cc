#include "config/secret.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace dateline::config {
namespace {

constexpr std::size_t kSecretBytesMax = 4096;

class FileDescriptor {
 public:
  explicit FileDescriptor(int number) : number_(number) {}
  ~FileDescriptor() {
    if (number_ >= 0) ::close(number_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

Result<std::string> ReadSecretFile(const std::filesystem::path& path) {
  // Non-blocking, so that a pipe in the file's place cannot hold us.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return Fail(ErrorCode::kInvalidInput, std::string("cannot be opened: ") + std::strerror(errno));
  struct stat info {};
  if (::fstat(file.get(), &info) != 0)
    return Fail(ErrorCode::kInvalidInput, std::string("cannot be read: ") + std::strerror(errno));
  if (!S_ISREG(info.st_mode)) return Fail(ErrorCode::kInvalidInput, "is not a plain file");
  if (info.st_uid != ::geteuid()) return Fail(ErrorCode::kInvalidInput, "belongs to another user");
  if ((info.st_mode & 077) != 0) return Fail(ErrorCode::kInvalidInput, "can be read by others; it must have mode 0600");
  std::string text(kSecretBytesMax + 1, '\0');
  const ssize_t count = ::read(file.get(), text.data(), text.size());
  if (count < 0) return Fail(ErrorCode::kInvalidInput, std::string("cannot be read: ") + std::strerror(errno));
  if (static_cast<std::size_t>(count) > kSecretBytesMax) return Fail(ErrorCode::kInvalidInput, "is larger than 4 KiB");
  text.resize(static_cast<std::size_t>(count));
  return text;
}

Result<std::string> Resolve(std::string_view reference, const std::filesystem::path& data) {
  if (reference.starts_with("env:")) {
    const char* value = std::getenv(std::string(reference.substr(4)).c_str());
    if (value == nullptr) return Fail(ErrorCode::kInvalidInput, "is not set");
    return std::string(value);
  }
  if (reference.starts_with("file:")) return ReadSecretFile(data / reference.substr(5));
  return Fail(ErrorCode::kInvalidInput, "is neither env:NAME nor file:PATH");
}

}  // namespace

Result<std::string> ReadSecret(std::string_view reference, const std::filesystem::path& data) {
  auto text = Resolve(reference, data);
  if (!text) return InContext(SecretName(reference), text.error());
  return text;
}

bool IsSecretReference(std::string_view text) {
  return text.starts_with("env:") || text.starts_with("file:");
}

std::string SecretName(std::string_view reference) {
  return IsSecretReference(reference) ? fmt::format("secret {}", reference) : std::string("secret");
}

}  // namespace dateline::config
