// Collects newsletters from mailboxes on this machine: mbox files and Maildir folders.
//
// The cursor has one line for each mailbox, "hash of its path, kind, where". Of an mbox file, "where" is where its last
// message begins, how far the file reached, and what stood there: when the file has grown, that message is read once
// more, since it may not have been written to its end; when the place looks otherwise, the file was rewritten and is
// read from its beginning. Of a Maildir it is the latest time at which a message that was read had changed. Both may
// read a message again, and never leave one out; Message-IDs make the second time a no-op.
#include <fmt/format.h>
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "ingest/collector.h"
#include "ingest/document_reader.h"
#include "ingest/feed_documents.h"
#include "ingest/mbox.h"
#include "model/id.h"

namespace dateline::ingest {
namespace {

namespace fs = std::filesystem;

// One turn of a round: enough to be worth a commit, little enough to keep in memory.
constexpr std::size_t kTurnMessages = 200;
constexpr std::size_t kTurnBytes = 4u << 20;
constexpr std::size_t kMailboxesMax = 1000;
constexpr std::size_t kMaildirMessagesMax = 1'000'000;
constexpr std::size_t kMarkBytes = 256;  // of what stood at the last message

std::string Short(std::string_view text) {
  constexpr std::size_t kShown = 16;
  return Sha256Hex(text).substr(0, kShown);
}

std::vector<std::uint64_t> Numbers(std::string_view text) {
  std::vector<std::uint64_t> numbers;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    std::uint64_t value = 0;
    if (std::from_chars(word.data(), word.data() + word.size(), value).ec != std::errc{}) return {};
    numbers.push_back(value);
  }
  return numbers;
}

bool IsMaildir(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path / "cur", error) && fs::is_directory(path / "new", error);
}

// Reads one mailbox piece by piece, behind what its line of the cursor says.
class Mailbox {
 public:
  virtual ~Mailbox() = default;
  // Nullopt at the end.
  virtual std::optional<Result<Document>> Next() = 0;
  // Its line of the cursor, once everything that Next gave is stored.
  [[nodiscard]] virtual std::string Place() const = 0;
};

class MboxFile final : public Mailbox {
 public:
  MboxFile(fs::path path, std::string_view place) : path_(std::move(path)) {
    std::error_code error;
    size_ = fs::file_size(path_, error);
    if (error) size_ = 0;
    const auto space = place.rfind(' ');
    const auto known = space == std::string_view::npos ? std::vector<std::uint64_t>{} : Numbers(place.substr(0, space));
    if (known.size() != 3) return;
    const std::uint64_t begin = known[0], reached = known[1], marked = known[2];
    if (reached > size_ || marked > kMarkBytes || MarkAt(begin, marked) != place.substr(space + 1)) return;
    last_ = begin;
    place_ = place;
    unchanged_ = reached == size_;
  }

  std::optional<Result<Document>> Next() override {
    if (unchanged_) return std::nullopt;
    if (!reader_) {
      auto opened = DocumentReader::OpenMailbox(path_, last_);
      if (!opened) {
        unchanged_ = true;
        return std::unexpected(opened.error());
      }
      reader_.emplace(*std::move(opened));
    }
    auto next = reader_->Next();
    if (next) {
      last_ = reader_->record_begin();
    } else {
      ended_ = true;
    }
    return next;
  }

  [[nodiscard]] std::string Place() const override {
    if (unchanged_ || !reader_) return place_;
    // Short of the end, the file counts as not read to where it reached: the rest is still to come.
    const std::uint64_t reached = ended_ ? std::min(size_, reader_->bytes_done()) : last_;
    const std::uint64_t marked = std::min<std::uint64_t>(kMarkBytes, std::max(size_, last_) - last_);
    return fmt::format("{} {} {} {}", last_, reached, marked, MarkAt(last_, marked));
  }

 private:
  [[nodiscard]] std::string MarkAt(std::uint64_t begin, std::uint64_t size) const {
    std::ifstream file(path_, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.seekg(static_cast<std::streamoff>(begin));
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return Short(bytes);
  }

  fs::path path_;
  std::uint64_t size_ = 0;
  std::uint64_t last_ = 0;  // where the last message that was read begins
  std::string place_;
  bool unchanged_ = false;
  bool ended_ = false;
  std::optional<DocumentReader> reader_;
};

class Maildir final : public Mailbox {
 public:
  Maildir(const fs::path& path, std::string_view place) {
    if (const auto known = Numbers(place); known.size() == 1) upto_ = known[0];
    for (const char* folder : {"cur", "new"}) List(path / folder);
    std::ranges::sort(messages_);
  }

  std::optional<Result<Document>> Next() override {
    while (at_ < messages_.size()) {
      const auto& [changed, path] = messages_[at_++];
      upto_ = std::max(upto_, changed);
      auto reader = DocumentReader::OpenMessage(path);
      // It may have been moved from new to cur meanwhile; then it has changed, and comes next time.
      if (!reader) continue;
      return reader->Next();
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string Place() const override { return fmt::to_string(upto_); }

 private:
  // Messages that have come or moved since: what gives a message another name or content gives it a new change time.
  void List(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      struct stat info {};
      if (messages_.size() >= kMaildirMessagesMax) return;
      if (::stat(at->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
      if (at->path().filename().string().starts_with('.')) continue;
      const auto changed = static_cast<std::uint64_t>(info.st_ctim.tv_sec) * 1'000'000'000 +
                           static_cast<std::uint64_t>(info.st_ctim.tv_nsec);
      // Clocks of file systems are coarse: what changed in the last moment that was read is read again.
      if (changed >= upto_) messages_.emplace_back(changed, at->path());
    }
  }

  std::uint64_t upto_ = 0;
  std::vector<std::pair<std::uint64_t, fs::path>> messages_;
  std::size_t at_ = 0;
};

class MboxRound final : public Round {
 public:
  MboxRound(config::SourceRecord source, SourceState state) : source_(std::move(source)), state_(std::move(state)) {
    ReadCursor();
  }

  Collected Begin(Instant) override {
    Collected collected;
    Find(collected.problems);
    if (paths_.empty()) {
      collected.fetch_class = FetchClass::kMissing;
      collected.message = "none of the mailboxes is there";
    } else {
      collected.follow_ups.push_back({});
    }
    collected.state = state_;
    return collected;
  }

  Collected Take(const Ask&, const net::Response&, Instant) override {
    Collected collected;
    std::size_t looked_at = 0;
    std::size_t bytes = 0;
    while (at_ < paths_.size() && looked_at < kTurnMessages && bytes < kTurnBytes) {
      const std::string& path = paths_[at_];
      if (!mailbox_) mailbox_ = Open(path);
      auto next = mailbox_->Next();
      if (!next) {
        Keep(path);
        mailbox_.reset();
        ++at_;
        continue;
      }
      ++looked_at;
      if (!*next) {
        collected.problems.push_back({{path, 0, 0}, next->error().message, ""});
        continue;
      }
      Document document = **std::move(next);
      bytes += document.text.size();
      if (!Wanted(document)) continue;
      document.source = source_.id;
      if (document.language.empty()) document.language = PrimaryLanguage(source_.language);
      collected.documents.push_back(std::move(document));
    }
    if (at_ < paths_.size()) {
      if (mailbox_) Keep(paths_[at_]);
      collected.follow_ups.push_back({});
    }
    WriteCursor();
    const bool nothing = collected.documents.empty() && collected.problems.empty() && collected.follow_ups.empty();
    collected.fetch_class = nothing ? FetchClass::kNotModified : FetchClass::kOk;
    collected.state = state_;
    return collected;
  }

 private:
  void Find(Problems& problems) {
    for (const std::string& pattern : source_.paths) {
      const std::size_t before = paths_.size();
      glob_t found{};
      if (glob(pattern.c_str(), 0, nullptr, &found) == 0) {
        for (std::size_t i = 0; i < found.gl_pathc && paths_.size() < kMailboxesMax; ++i)
          Add(found.gl_pathv[i], problems);
      }
      globfree(&found);
      if (paths_.size() == before)
        problems.push_back({source_.where, fmt::format("no mailbox is at '{}'", pattern), ""});
    }
    std::ranges::sort(paths_);
    const auto repeated = std::ranges::unique(paths_);
    paths_.erase(repeated.begin(), repeated.end());
  }

  void Add(const fs::path& path, Problems& problems) {
    std::error_code error;
    if (fs::is_regular_file(path, error) || IsMaildir(path)) {
      paths_.push_back(path.string());
    } else if (fs::is_directory(path, error)) {
      problems.push_back(
          {source_.where, fmt::format("'{}' is no Maildir: it has no 'cur' and 'new'", path.string()), ""});
    }
  }

  [[nodiscard]] std::unique_ptr<Mailbox> Open(const std::string& path) const {
    const auto known = places_.find(Short(path));
    const std::string_view place = known == places_.end() ? std::string_view() : known->second;
    if (IsMaildir(path)) return std::make_unique<Maildir>(path, place);
    return std::make_unique<MboxFile>(path, place);
  }

  // Whose mail, and since when.
  [[nodiscard]] bool Wanted(const Document& document) const {
    if (!IsFrom(document, source_.senders)) return false;
    const auto from = ParseIsoDay(source_.from);
    return !from || !document.published.span.hi || *document.published.span.hi > *from;
  }

  void Keep(const std::string& path) { places_[Short(path)] = mailbox_->Place(); }

  // Whose mail was asked for is the first line: when it changes, everything is read again.
  [[nodiscard]] std::string Filter() const {
    std::string all = source_.from;
    for (const std::string& sender : source_.senders) all += "\n" + sender;
    return Short(all);
  }

  void ReadCursor() {
    std::string_view text = state_.cursor;
    bool first = true;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      if (first && line != Filter()) return;
      const auto space = line.find(' ');
      if (!first && space != std::string_view::npos) places_.emplace(line.substr(0, space), line.substr(space + 1));
      first = false;
    }
  }

  // Mailboxes that are no longer there are forgotten.
  void WriteCursor() {
    state_.cursor = Filter();
    for (const std::string& path : paths_) {
      const auto place = places_.find(Short(path));
      if (place != places_.end() && !place->second.empty()) state_.cursor += "\n" + place->first + " " + place->second;
    }
  }

  config::SourceRecord source_;
  SourceState state_;
  std::map<std::string, std::string, std::less<>> places_;  // by hash of the path
  std::vector<std::string> paths_;
  std::size_t at_ = 0;
  std::unique_ptr<Mailbox> mailbox_;  // paths_[at_], when it is being read
};

}  // namespace

std::unique_ptr<Round> StartMbox(const config::SourceRecord& source, const SourceState& state) {
  return std::make_unique<MboxRound>(source, state);
}

}  // namespace dateline::ingest
