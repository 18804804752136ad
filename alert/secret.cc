#include "alert/secret.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "model/id.h"
#include "model/text.h"

namespace dateline::alert {
namespace {

constexpr std::size_t kSecretBytesMax = 4096;
constexpr std::string_view kPrefix = "whsec_";

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

Result<std::string> DecodeKey(std::string_view word) {
  if (!word.starts_with(kPrefix)) return Fail(ErrorCode::kInvalidInput, "does not begin with whsec_");
  const auto key = FromBase64(word.substr(kPrefix.size()));
  if (!key) return Fail(ErrorCode::kInvalidInput, "is not Base64 after whsec_");
  if (key->size() < 24 || key->size() > 64) return Fail(ErrorCode::kInvalidInput, "is not a key of 24 to 64 bytes");
  return *key;
}

// What stands before the reference in an error. A text that is no reference may be the secret itself.
std::string NameOf(std::string_view reference) {
  const bool known = reference.starts_with("env:") || reference.starts_with("file:");
  return known ? fmt::format("secret {}", reference) : std::string("secret");
}

}  // namespace

Result<std::vector<std::string>> SigningKeys(std::string_view reference, const std::filesystem::path& data) {
  const auto text = Resolve(reference, data);
  if (!text) return InContext(NameOf(reference), text.error());
  const std::string words = CollapseSpace(*text);
  std::vector<std::string> keys;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    auto key = DecodeKey(std::string_view(words).substr(begin, end - begin));
    if (!key) return InContext(NameOf(reference), key.error());
    keys.push_back(*std::move(key));
    begin = end + 1;
  }
  if (keys.empty()) return Fail(ErrorCode::kInvalidInput, NameOf(reference) + ": is empty");
  return keys;
}

}  // namespace dateline::alert
