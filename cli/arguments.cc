// The command line, read by CLI11 from the table of commands. The only file that includes it (8 s to compile).
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/open.h"

namespace dateline::cli {
namespace {

// CLI11 writes into these while parsing; deque keeps addresses.
struct Bound {
  std::string name;
  std::vector<std::string> values;
  bool flag = false;
  CLI::Option* option = nullptr;
};

struct Parsed {
  const Command* command = nullptr;
  std::deque<Bound> bound;
};

std::string DefaultDataFolder() {
  if (std::string folder = Environment("DATELINE_DATA"); !folder.empty()) return folder;
  if (std::string folder = Environment("XDG_DATA_HOME"); !folder.empty()) return folder + "/dateline";
  return Environment("HOME") + "/.local/share/dateline";
}

// The user's folder when there is one; defaults alone otherwise.
std::string DefaultConfigFolder() {
  if (std::string folder = Environment("DATELINE_CONFIG"); !folder.empty()) return folder;
  const std::string folder = UsualConfigFolder();
  std::error_code error;
  return std::filesystem::is_directory(folder, error) ? folder : std::string();
}

std::size_t TerminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 100;
}

void AddOptions(CLI::App& app, std::span<const Option> options, Parsed& parsed) {
  for (const Option& option : options) {
    Bound& bound = parsed.bound.emplace_back();
    bound.name = std::string(option.name);
    bound.flag = option.value.empty();
    const std::string dashed = "--" + bound.name;
    if (bound.flag) {
      bound.option = app.add_flag_function(dashed, [](std::int64_t) {}, std::string(option.help));
    } else {
      bound.option = app.add_option(dashed, bound.values, std::string(option.help));
      // One value for each time it stands there: what follows is a name or a filter.
      bound.option->type_name(std::string(option.value))->expected(option.repeat ? -1 : 1)->allow_extra_args(false);
    }
  }
}

void AddPositionals(CLI::App& app, std::span<const Positional> positionals, Parsed& parsed) {
  for (const Positional& positional : positionals) {
    Bound& bound = parsed.bound.emplace_back();
    bound.name = std::string(positional.name);
    bound.option = app.add_option(bound.name, bound.values, std::string(positional.help));
    bound.option->required(positional.required)->expected(positional.repeat ? -1 : 1);
  }
}

// "alerts list" hangs below "alerts", which is made when the first of its rows comes.
CLI::App& AppFor(CLI::App& root, const Command& command) {
  const std::size_t space = command.name.find(' ');
  if (space == std::string_view::npos) return *root.add_subcommand(std::string(command.name), std::string(command.summary));
  const std::string parent(command.name.substr(0, space));
  CLI::App* group = nullptr;
  for (CLI::App* app : root.get_subcommands([&](const CLI::App* app) { return app->get_name() == parent; })) group = app;
  if (group == nullptr) {
    group = root.add_subcommand(parent, "");
    group->require_subcommand(1);
    group->fallthrough();
  }
  return *group->add_subcommand(std::string(command.name.substr(space + 1)), std::string(command.summary));
}

void AddCommands(CLI::App& root, Parsed& parsed) {
  for (const Command& command : Commands()) {
    CLI::App& app = AppFor(root, command);
    app.set_help_flag("");
    AddOptions(app, command.options, parsed);
    AddPositionals(app, command.positionals, parsed);
    app.fallthrough();
    app.callback([&parsed, &command] { parsed.command = &command; });
  }
}

void Gather(const Parsed& parsed, Arguments& arguments) {
  for (const Bound& bound : parsed.bound) {
    if (bound.option->count() > 0) arguments.values.emplace(bound.name, bound.values);
  }
}

// The command that the words name, for help and for hints; nullptr when none.
const Command* FindCommand(std::string_view first, std::string_view second) {
  for (const Command& command : Commands()) {
    if (command.name == first || command.name == fmt::format("{} {}", first, second)) return &command;
  }
  return nullptr;
}

bool IsCommandWord(std::string_view word) {
  return std::ranges::any_of(Commands(), [&](const Command& command) {
    return command.name == word || command.name.starts_with(std::string(word) + " ");
  });
}

// --help wins over everything else on the line, so that a half-typed command can be asked about.
std::optional<int> AnswerHelp(std::span<const char* const> words, std::ostream& out) {
  std::vector<std::string_view> plain;
  bool help = words.empty();
  for (std::string_view word : words) {
    if (word == "--") break;
    if (word == "--version") {
      out << "dateline " << kVersion << "\n";
      return kFound;
    }
    if (word == "-h" || word == "--help" || (word == "help" && plain.empty())) {
      help = true;
    } else if (!word.starts_with('-')) {
      plain.push_back(word);
    }
  }
  if (!help) return std::nullopt;
  if (plain.empty()) {
    PrintHelp(out);
    return kFound;
  }
  const std::string_view second = plain.size() > 1 ? plain[1] : std::string_view();
  if (const Command* command = FindCommand(plain[0], second)) {
    PrintHelp(*command, out);
  } else {
    PrintGroupHelp(plain[0], out);
  }
  return kFound;
}

bool SetClock(const Arguments& arguments, Shell& shell) {
  if (!arguments.Has("now")) return true;
  const auto now = ParseInstant(arguments.Get("now"));
  if (now) shell.now = *now;
  return now.has_value();
}

void SetOutput(const Arguments& arguments, Shell& shell) {
  const bool terminal = isatty(STDOUT_FILENO) == 1;
  shell.output = arguments.Has("json")    ? Output::kJson
                 : arguments.Has("plain") ? Output::kPlain
                 : terminal               ? Output::kHuman
                                          : Output::kPlain;
  shell.color = terminal && shell.output == Output::kHuman && Environment("NO_COLOR").empty();
  shell.progress = isatty(STDERR_FILENO) == 1;
  shell.asks = shell.progress && isatty(STDIN_FILENO) == 1;
  shell.width = TerminalWidth();
  shell.data_folder = arguments.Get("data", DefaultDataFolder());
  shell.config_folder = arguments.Has("config") ? arguments.Get("config") : DefaultConfigFolder();
}

}  // namespace

std::string Arguments::Get(std::string_view name, std::string_view otherwise) const {
  const auto it = values.find(name);
  return it == values.end() || it->second.empty() ? std::string(otherwise) : it->second.back();
}

const std::vector<std::string>& Arguments::All(std::string_view name) const {
  static const std::vector<std::string> kNone;
  const auto it = values.find(name);
  return it == values.end() ? kNone : it->second;
}

int Main(int argc, const char* const* argv) {
  const auto now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  // C's streams are not used beside these; reading in step with them takes a call for every byte.
  std::ios::sync_with_stdio(false);
  Shell shell{std::cin, std::cout, std::cerr, Output::kHuman, false, false, false, 100, now, {}, {}};
  const std::span<const char* const> words(argv + 1, argc > 0 ? static_cast<std::size_t>(argc - 1) : 0);
  if (const auto answered = AnswerHelp(words, std::cout)) return *answered;

  if (!words.empty() && words[0][0] != '-' && !IsCommandWord(words[0])) {
    return Complain(shell, fmt::format("there is no command '{}'\n{}", words[0], HintFor(words[0])), kUsage);
  }
  Parsed parsed;
  CLI::App root("dateline");
  root.set_help_flag("");
  root.require_subcommand(1);
  AddOptions(root, GlobalOptions(), parsed);
  AddCommands(root, parsed);
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const std::string_view first = words.empty() ? "" : words[0];
    return Complain(shell, fmt::format("{}\n{}", error.what(), HintFor(first)), kUsage);
  }
  Arguments arguments;
  Gather(parsed, arguments);
  SetOutput(arguments, shell);
  if (!SetClock(arguments, shell)) return Complain(shell, "--now takes a time such as 2025-07-18T09:30:00Z", kUsage);
  try {
    return parsed.command->run(arguments, shell);
  } catch (const std::exception& error) {
    return Complain(shell, fmt::format("internal error: {}", error.what()), kStoreFailed);
  }
}

int Complain(Shell& shell, std::string_view message, ExitCode code) {
  shell.out.flush();
  shell.err << "dateline: " << message << "\n";
  return code;
}

int Complain(Shell& shell, const Error& error) {
  return Complain(shell, error.message, error.code == ErrorCode::kInvalidInput ? kUsage : kStoreFailed);
}

}  // namespace dateline::cli
