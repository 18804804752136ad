// fsck, rebuild, dump: keeping the store sound.
#include <fmt/format.h>

#include "cli/commands/commands.h"
#include "cli/open.h"
#include "cli/progress.h"

namespace dateline::cli {

int RunFsck(const Arguments&, Shell& shell) {
  const auto findings = store::Fsck(shell.data_folder);
  if (!findings) return Complain(shell, findings.error());
  for (const std::string& finding : *findings) shell.out << finding << "\n";
  if (!findings->empty()) return kFindings;
  if (shell.output != Output::kJson) shell.err << "the store in " << shell.data_folder << " is sound\n";
  return kFound;
}

int RunRebuild(const Arguments&, Shell& shell) {
  Progress progress(shell, "rebuilding");
  const auto done = store::Rebuild(shell.data_folder, shell.now, [&](std::uint64_t at, std::uint64_t all) { progress.Show(at, all); });
  progress.End();
  if (!done) return Complain(shell, done.error());
  shell.err << "rebuilt from truth\n";
  return kFound;
}

int RunDump(const Arguments&, Shell& shell) {
  const auto reader = OpenReader(shell);
  if (!reader) return Complain(shell, reader.error());
  const auto done = (*reader)->Dump([&](std::string_view line) { shell.out << line << "\n"; });
  if (!done) return Complain(shell, done.error());
  return kFound;
}

}  // namespace dateline::cli
