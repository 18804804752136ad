// A command is a row: its words, its options as data, and the function that runs it. `commands.cc` holds the table;
// parsing, --help, the man page and shell completion are all made from it.
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/result.h"

namespace dateline::cli {

// What a command answers to the shell.
enum ExitCode : int { kFound = 0, kNothingFound = 1, kUsage = 2, kStoreFailed = 3, kFindings = 4 };

struct Option {
  std::string_view name;   // without dashes
  std::string_view value;  // what stands for its value in help; "" for a flag
  std::string_view help;
  bool repeat = false;
};

struct Positional {
  std::string_view name;
  std::string_view help;
  bool required = true;
  bool repeat = false;
};

// What stood on the command line, by option and positional name.
struct Arguments {
  std::map<std::string, std::vector<std::string>, std::less<>> values;

  [[nodiscard]] bool Has(std::string_view name) const { return values.contains(name); }
  [[nodiscard]] std::string Get(std::string_view name, std::string_view otherwise = {}) const;
  [[nodiscard]] const std::vector<std::string>& All(std::string_view name) const;  // empty when absent
};

enum class Output { kHuman, kPlain, kJson };

// The world of one call: streams, terminal, clock. Commands take nothing else from outside.
struct Shell {
  std::istream& in;
  std::ostream& out;   // data
  std::ostream& err;   // notes and progress
  Output output = Output::kHuman;
  bool color = false;
  bool progress = false;       // err is a terminal
  bool asks = false;           // in and err are terminals: a person can be asked
  std::size_t width = 100;     // columns of the terminal
  Instant now{};
  std::string config_folder;   // "" = defaults only
  std::string data_folder;
};

struct Command {
  std::string_view name;       // "timeline", "alerts list"
  std::string_view group;      // heading in --help
  std::string_view summary;
  std::span<const Option> options;
  std::span<const Positional> positionals;
  std::string_view examples;   // lines, for --help and the man page
  int (*run)(const Arguments&, Shell&);
};

// All commands, sorted by name.
[[nodiscard]] std::span<const Command> Commands();

// Parses and runs one call. Never throws.
[[nodiscard]] int Main(int argc, const char* const* argv);

// Prints "dateline: message" with what to do next, and returns the exit code that fits the error.
int Complain(Shell& shell, const Error& error);
int Complain(Shell& shell, std::string_view message, ExitCode code);

}  // namespace dateline::cli
