// --help, the man page and shell completion, all made from the table of commands.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace dateline::cli {

inline constexpr std::string_view kVersion = DATELINE_VERSION;

// Options that every command takes.
[[nodiscard]] std::span<const Option> GlobalOptions();

void PrintHelp(std::ostream& out);
void PrintHelp(const Command& command, std::ostream& out);
// The commands below "alerts"; for an unknown word, what is nearest to it.
void PrintGroupHelp(std::string_view group, std::ostream& out);
// "see 'dateline timeline --help'", or the nearest command to a mistyped one.
[[nodiscard]] std::string HintFor(std::string_view word);

void PrintCompletion(std::string_view shell_name, std::ostream& out);  // bash, zsh or fish
void PrintManPage(std::ostream& out);                                  // roff, man(7)

}  // namespace dateline::cli
