#include "config/source_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "config/duration.h"
#include "model/text.h"

namespace dateline::config {
namespace {

namespace fs = std::filesystem;

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : RepairUtf8(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return out + "\"";
}

void AddLine(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out += fmt::format("{} = {}\n", key, Quoted(value));
}

void AddList(std::string& out, std::string_view key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + Quoted(value);
  out += fmt::format("{} = [{}]\n", key, list);
}

// "" for a file that is not there.
Result<std::string> ReadWhole(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::string();
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  // Of an empty file nothing can be inserted, which would count as a failure.
  if (in.peek() != std::ifstream::traits_type::eof()) text << in.rdbuf();
  if (in.bad() || !in.is_open() || !text) return Fail(ErrorCode::kInvalidInput, "cannot read " + path.string());
  return std::move(text).str();
}

// Closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Status WriteAll(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Fail(ErrorCode::kReadOnly, std::strerror(errno));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor) != 0) return Fail(ErrorCode::kReadOnly, std::strerror(errno));
  return {};
}

// A new file beside `path`, whole and on disk, then in its place.
Status Replace(const fs::path& path, std::string_view text) {
  // Not read as configuration while it stands there: its name does not end in .toml.
  const fs::path fresh = path.string() + fmt::format(".{}.new", ::getpid());
  struct stat known {};
  const mode_t mode = ::stat(path.c_str(), &known) == 0 ? known.st_mode & 07777 : 0644;
  const Descriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (file.get() < 0)
    return Fail(ErrorCode::kReadOnly, fmt::format("cannot write {}: {}", fresh.string(), std::strerror(errno)));
  Status written = WriteAll(file.get(), text);
  if (written && known.st_mode != 0 && ::fchmod(file.get(), mode) != 0)
    written = Fail(ErrorCode::kReadOnly, std::strerror(errno));
  if (written && ::rename(fresh.c_str(), path.c_str()) != 0) written = Fail(ErrorCode::kReadOnly, std::strerror(errno));
  if (written) return {};
  ::unlink(fresh.c_str());
  return InContext("cannot write " + path.string(), written.error());
}

}  // namespace

std::string SourceToml(const SourceRecord& source) {
  std::string out = "[[source]]\n";
  AddLine(out, "id", source.id);
  if (source.name != source.id) AddLine(out, "name", source.name);
  AddLine(out, "collector", source.collector);
  AddLine(out, "url", source.url);
  AddList(out, "paths", source.paths);
  if (!source.published.empty()) {
    std::string days;
    for (const auto& [file, day] : source.published)
      days += (days.empty() ? "" : ", ") + Quoted(file) + " = " + Quoted(day);
    out += fmt::format("published = {{ {} }}\n", days);
  }
  AddLine(out, "links", source.links);
  AddList(out, "cik", source.ciks);
  AddList(out, "forms", source.forms);
  AddList(out, "agencies", source.agencies);
  AddList(out, "types", source.types);
  AddLine(out, "from", source.from);
  if (source.owner != source.id) AddLine(out, "owner", source.owner);
  AddLine(out, "class", ToString(source.source_class));
  AddLine(out, "language", source.language);
  AddLine(out, "every", DurationText(source.every));
  if (source.allow_private) out += "allow_private = true\n";
  if (!source.enabled) out += "enabled = false\n";
  return out;
}

Result<SourceFile> AddToSources(const fs::path& folder, std::string_view records) {
  SourceFile file;
  file.path = folder / kSourceFile;
  auto text = ReadWhole(file.path);
  if (!text) return std::unexpected(text.error());
  file.before = *std::move(text);
  const bool crlf = file.before.find("\r\n") != std::string::npos;
  const std::string_view newline = crlf ? "\r\n" : "\n";
  file.after = file.before;
  if (!file.after.empty() && !file.after.ends_with('\n')) file.after += newline;
  if (!file.after.empty()) file.after += newline;
  for (const char c : records) file.after += c == '\n' ? newline : std::string_view(&c, 1);
  return file;
}

Status SaveSources(const SourceFile& file) {
  std::error_code error;
  fs::create_directories(file.path.parent_path(), error);
  // A link keeps pointing at the file that holds the text.
  fs::path path = file.path;
  if (fs::is_symlink(path, error)) {
    path = fs::canonical(path, error);
    if (error) return Fail(ErrorCode::kInvalidInput, fmt::format("{} links to nothing", file.path.string()));
  }
  // Two commands at once: the folder is locked, so that no file stays behind.
  const Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0)
    return Fail(ErrorCode::kReadOnly,
                fmt::format("cannot open {}: {}", path.parent_path().string(), std::strerror(errno)));
  if (::flock(folder.get(), LOCK_EX) != 0)
    return Fail(ErrorCode::kReadOnly,
                fmt::format("cannot lock {}: {}", path.parent_path().string(), std::strerror(errno)));
  const auto now = ReadWhole(path);
  if (!now) return std::unexpected(now.error());
  if (*now != file.before)
    return Fail(ErrorCode::kBusy, file.path.string() + " was changed meanwhile; nothing was written, try again");
  if (auto replaced = Replace(path, file.after); !replaced) return replaced;
  if (::fsync(folder.get()) != 0)
    return Fail(ErrorCode::kReadOnly,
                fmt::format("cannot sync {}: {}", path.parent_path().string(), std::strerror(errno)));
  return {};
}

}  // namespace dateline::config
