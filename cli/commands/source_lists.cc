#include "cli/commands/source_lists.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <utility>

#include "cli/commands/adding.h"
#include "config/source_file.h"
#include "ingest/collector.h"
#include "ingest/discover.h"
#include "ingest/opml.h"
#include "model/document.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kListBytesMax = 16u << 20;

bool HasListEnding(const std::string& file) {
  const std::string ending = FoldCase(fs::path(file).extension().string());
  return ending == ".opml";
}

// Only files of these endings are looked into: a text may begin with anything.
bool MayBeList(const std::string& file) {
  const std::string ending = FoldCase(fs::path(file).extension().string());
  return ending == ".xml" || ending == ".opml";
}

Result<std::string> ReadBegin(const std::string& file, std::size_t bytes_max) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Fail(ErrorCode::kInvalidInput, "cannot read " + file);
  std::string text(bytes_max, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

// One line of a comment.
std::string Comment(std::string_view words) {
  std::string out = "# ";
  for (const char c : RepairUtf8(CollapseSpace(words)))
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out + "\n";
}

// Records as they will be written, and what became of every feed of the lists.
class Additions {
 public:
  Additions(const Arguments& arguments, const config::Config& config) : arguments_(arguments), ids_(IdsOf(config)) {
    for (const auto& source : config.sources) {
      if (source.collector == "feed") known_.emplace(CanonicalUrl(source.url), &source);
    }
  }

  Status Add(const ingest::OpmlFeed& feed) {
    const std::string canonical = CanonicalUrl(feed.url);
    if (!taken_.insert(canonical).second) {
      ++duplicates;
      return {};
    }
    config::SourceRecord source;
    if (const auto known = known_.find(canonical); known == known_.end()) {
      source = RecordOf(feed);
    } else if (known->second->enabled || !IsShipped(*known->second)) {
      ++duplicates;
      return {};
    } else {
      // It came with the program, switched off; the list asks for it.
      source = *known->second;
      source.enabled = true;
    }
    if (const auto read = ReadIdentity(arguments_, source); !read) return read;
    toml_ += std::exchange(heading_, {});
    if (feed.folder != folder_) toml_ += Comment(feed.folder.empty() ? "(no folder)" : feed.folder) + "\n";
    folder_ = feed.folder;
    toml_ += config::SourceToml(source) + "\n";
    added.push_back(std::move(source));
    return {};
  }

  // A line says where the records that follow came from.
  void BeginList(std::string_view file) {
    folder_.clear();
    heading_ = Comment(fmt::format("From {}.", fs::path(file).filename().string())) + "\n";
  }

  [[nodiscard]] std::string Text() const {
    std::string text = toml_;
    while (text.ends_with("\n\n")) text.pop_back();
    return text;
  }

  std::vector<config::SourceRecord> added;
  std::size_t duplicates = 0;

 private:
  config::SourceRecord RecordOf(const ingest::OpmlFeed& feed) {
    config::SourceRecord source;
    source.id = ingest::SourceId(feed.title, feed.url, ids_);
    ids_.insert(source.id);
    source.name = feed.title;
    source.collector = "feed";
    source.url = feed.url;
    source.allow_private = ingest::SourceOfUrl(feed.url).allow_private;
    // The site says better than a feed service whose words these are.
    source.owner = ingest::OwnerOfAddress(feed.site.empty() ? feed.url : feed.site);
    if (source.owner.empty()) source.owner = source.id;
    source.source_class = ingest::ClassOfAddress(feed.site.empty() ? feed.url : feed.site);
    return source;
  }

  const Arguments& arguments_;
  std::set<std::string> ids_;
  std::map<std::string, const config::SourceRecord*> known_;  // feeds by canonical address
  std::set<std::string> taken_;                               // addresses of the lists
  std::string folder_;
  std::string heading_;  // of the list, until its first record
  std::string toml_;
};

void Report(const Additions& additions, const std::string& path, Shell& shell) {
  for (const auto& source : additions.added) {
    if (shell.output == Output::kJson) {
      JsonWriter json;
      json.BeginObject()
          .Field("id", source.id)
          .Field("name", source.name)
          .Field("url", source.url)
          .Field("owner", source.owner)
          .Field("class", ToString(source.source_class))
          .EndObject();
      shell.out << json.Take() << "\n";
    } else {
      shell.out << source.id << "\t" << source.name << "\t" << source.url << "\n";
    }
  }
  shell.out.flush();
  shell.err << fmt::format("{} source{} added{}, {} already there\n", additions.added.size(),
                           additions.added.size() == 1 ? "" : "s", path.empty() ? "" : " to " + path,
                           additions.duplicates);
}

}  // namespace

Result<SplitFiles> SplitOpml(const std::vector<std::string>& files) {
  SplitFiles split;
  for (const std::string& file : files) {
    bool list = false;
    std::error_code error;
    if (MayBeList(file) && fs::is_regular_file(file, error)) {
      const auto begin = ReadBegin(file, 4096);
      if (!begin) return std::unexpected(begin.error());
      list = HasListEnding(file) || ingest::LooksLikeOpml(*begin);
    }
    (list ? split.lists : split.others).push_back(file);
  }
  return split;
}

int ImportOpml(const std::vector<std::string>& files, const Arguments& arguments, const config::Config& config,
               Shell& shell) {
  Additions additions(arguments, config);
  std::size_t feeds = 0;
  for (const std::string& file : files) {
    const auto text = ReadBegin(file, kListBytesMax);
    if (!text) return Complain(shell, text.error());
    const ingest::Opml opml = ingest::ReadOpml(*text);
    if (!opml.recognised)
      return Complain(shell, file + " is no OPML: there is no <opml> in it; nothing was added", kUsage);
    for (const std::string& problem : opml.problems) shell.err << file << ": " << problem << "\n";
    additions.BeginList(file);
    feeds += opml.feeds.size();
    additions.duplicates += opml.duplicates;
    for (const ingest::OpmlFeed& feed : opml.feeds) {
      if (const auto added = additions.Add(feed); !added) return Complain(shell, added.error());
    }
  }
  if (feeds == 0) return Complain(shell, "the list names no feeds", kNothingFound);
  if (additions.added.empty()) {
    Report(additions, {}, shell);
    return kFound;
  }
  const auto path = AddSources(additions.Text(), shell);
  if (!path) return Complain(shell, path.error());
  Report(additions, *path, shell);
  TellWhenAsked(shell);
  return kFound;
}

int ExportOpml(const Arguments& arguments, Shell& shell) {
  if (!arguments.All("WHAT").empty())
    return Complain(shell, "--format opml gives out all feeds; it takes no filter", kUsage);
  const config::Config config = LoadRecords(shell);
  std::vector<config::SourceRecord> sources;
  for (const auto& source : config.sources) {
    if (source.enabled && source.collector == "feed") sources.push_back(source);
  }
  shell.out << ingest::WriteOpml(sources, "Dateline");
  if (sources.empty()) shell.err << "no feed is switched on; 'dateline sources list' shows all sources\n";
  return sources.empty() ? kNothingFound : kFound;
}

}  // namespace dateline::cli
