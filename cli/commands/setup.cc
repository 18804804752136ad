// check, init, dict find, completion, man.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "alert/channels.h"
#include "alert/rules.h"
#include "cli/commands/commands.h"
#include "cli/help.h"
#include "cli/open.h"
#include "cli/print.h"
#include "ingest/collector.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

namespace fs = std::filesystem;

// What init writes, from the templates embedded under init/.
Status WriteTemplate(const fs::path& folder, std::string_view embedded, bool force, Shell& shell) {
  const fs::path path = folder / fs::path(embedded).filename();
  std::error_code error;
  if (fs::exists(path, error) && !force) {
    shell.err << "kept " << path.string() << " (--force overwrites)\n";
    return {};
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << *config::Embedded(embedded);
  out.close();
  if (!out) return Fail(ErrorCode::kReadOnly, "cannot write " + path.string());
  shell.out << "wrote " << path.string() << "\n";
  return {};
}

}  // namespace

int RunCheck(const Arguments&, Shell& shell) {
  config::Loaded loaded = config::Load(shell.config_folder);
  const auto rules = extract::RuleSet::Compile(loaded.config, loaded.problems);
  [[maybe_unused]] const auto book = alert::RuleBook::Compile(loaded.config, loaded.problems);
  [[maybe_unused]] const auto channels = alert::ChannelTable::Compile(loaded.config, shell.data_folder, loaded.problems);
  ingest::CheckMailboxes(loaded.config, shell.data_folder, loaded.problems);
  extract::CheckExamples(loaded.config, *rules, loaded.problems);
  for (const Problem& problem : loaded.problems) shell.out << problem.Text() << "\n";
  if (!loaded.problems.empty()) {
    shell.err << fmt::format("{} problem{}\n", loaded.problems.size(), loaded.problems.size() == 1 ? "" : "s");
    return kUsage;
  }
  shell.err << fmt::format("{}: sound: {} sources, {} entities, {} event types, {} cues, {} patterns, {} alert rules\n",
                           shell.config_folder.empty() ? "defaults" : shell.config_folder, loaded.config.sources.size(),
                           loaded.config.entities.size(), loaded.config.event_types.size(), loaded.config.cues.size(),
                           loaded.config.patterns.size(), loaded.config.rules.size());
  return kFound;
}

int RunInit(const Arguments& arguments, Shell& shell) {
  const fs::path folder = shell.config_folder.empty() ? UsualConfigFolder() : shell.config_folder;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Complain(shell, fmt::format("cannot make {}: {}", folder.string(), error.message()), kUsage);
  for (std::string_view path : config::EmbeddedPaths("init/")) {
    if (const auto written = WriteTemplate(folder, path, arguments.Has("force"), shell); !written) return Complain(shell, written.error());
  }
  shell.err << "edit them, then: dateline check, dateline run --once, dateline timeline\n";
  return kFound;
}

int RunDictFind(const Arguments& arguments, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  std::string words;
  for (const std::string& word : arguments.All("NAME")) words += (words.empty() ? "" : " ") + word;
  const std::string folded = FoldCase(words);
  std::size_t found = 0;
  for (const auto& entity : config.entities) {
    const config::AliasRecord* match = nullptr;
    for (const auto& alias : entity.aliases) {
      if (FoldCase(alias.text).find(folded) != std::string::npos) match = &alias;
      if (match != nullptr) break;
    }
    if (match == nullptr && entity.id.find(folded) == std::string::npos) continue;
    ++found;
    shell.out << entity.id << "\t" << entity.name << "\t" << (match != nullptr ? match->text : "") << "\t" << entity.where.Text() << "\n";
  }
  if (found == 0) shell.err << "no entity is named like '" << words << "'\n";
  return found > 0 ? kFound : kNothingFound;
}

int RunCompletion(const Arguments& arguments, Shell& shell) {
  const std::string name = arguments.Get("SHELL");
  if (name != "bash" && name != "zsh" && name != "fish") return Complain(shell, "completion is for bash, zsh or fish", kUsage);
  PrintCompletion(name, shell.out);
  return kFound;
}

int RunMan(const Arguments&, Shell& shell) {
  PrintManPage(shell.out);
  return kFound;
}

}  // namespace dateline::cli
