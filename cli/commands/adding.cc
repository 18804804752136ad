#include "cli/commands/adding.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "config/source_file.h"
#include "daemon/control.h"
#include "model/document.h"

namespace dateline::cli {
namespace {

constexpr std::chrono::seconds kPatience{2};

}  // namespace

std::string FolderToWrite(const Shell& shell) {
  return shell.config_folder.empty() ? UsualConfigFolder() : shell.config_folder;
}

Result<std::string> AddSources(std::string_view records, Shell& shell) {
  const auto file = config::AddToSources(FolderToWrite(shell), records);
  if (!file) return std::unexpected(file.error());
  // Without a folder of the user's there is nothing else to read it with.
  const config::Loaded loaded =
      config::Load(shell.config_folder, {}, {{std::string(config::kSourceFile), file->after}});
  if (!loaded.problems.empty()) {
    for (const Problem& problem : loaded.problems) shell.err << problem.Text() << "\n";
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("{} was not changed: with the new record{} the configuration would not be sound",
                            file->path.string(), loaded.problems.size() == 1 ? "" : "s"));
  }
  if (const auto saved = config::SaveSources(*file); !saved) return std::unexpected(saved.error());
  return file->path.string();
}

void TellWhenAsked(Shell& shell) {
  if (daemon::Ask(shell.data_folder, R"({"command":"status"})", kPatience)) {
    shell.err << "the running daemon takes it up on SIGHUP: systemctl reload dateline, or kill -HUP its process\n";
  } else {
    shell.err << "'dateline run' asks when it is due, 'dateline collect ID' at once\n";
  }
}

std::set<std::string> IdsOf(const config::Config& config) {
  std::set<std::string> out;
  for (const auto& source : config.sources) out.insert(source.id);
  return out;
}

const config::SourceRecord* FindSame(const config::SourceRecord& source, const config::Config& config) {
  const auto same = [&](const config::SourceRecord& known) {
    return known.collector == source.collector && known.agencies == source.agencies && known.types == source.types &&
           known.ciks == source.ciks && known.links == source.links &&
           CanonicalUrl(known.url) == CanonicalUrl(source.url);
  };
  const auto found = std::ranges::find_if(config.sources, same);
  return found == config.sources.end() ? nullptr : &*found;
}

bool IsShipped(const config::SourceRecord& source) {
  return source.where.file.starts_with("default/");
}

Status ReadIdentity(const Arguments& arguments, config::SourceRecord& source) {
  source.owner = arguments.Get("owner", source.owner);
  if (!arguments.Has("class")) return {};
  const auto source_class = ParseSourceClass(arguments.Get("class"));
  if (!source_class)
    return Fail(ErrorCode::kInvalidInput, "--class is one of official, company, press, analysis, mine");
  source.source_class = *source_class;
  return {};
}

}  // namespace dateline::cli
