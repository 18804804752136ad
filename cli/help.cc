#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace dateline::cli {
namespace {

constexpr std::array kGlobalOptions{
    Option{"config", "DIR", "configuration folder layered over the defaults ($DATELINE_CONFIG, ~/.config/dateline)"},
    Option{"data", "DIR", "data folder ($DATELINE_DATA, ~/.local/share/dateline)"},
    Option{"json", "", "one JSON object a line"},
    Option{"now", "TIME", "take this as the present, for answers that can be repeated"},
    Option{"plain", "", "tab-separated lines, no colour (the default when piped)"},
};

constexpr std::array<std::string_view, 6> kGroups{"run", "bring in", "ask", "alert", "give out", "keep"};

std::string Usage(const Command& command) {
  std::string out = "dateline " + std::string(command.name);
  if (!command.options.empty()) out += " [OPTIONS]";
  for (const Positional& positional : command.positionals) {
    const std::string word = std::string(positional.name) + (positional.repeat ? "…" : "");
    out += positional.required ? " " + word : " [" + word + "]";
  }
  return out;
}

void PrintRows(std::ostream& out, const std::vector<std::pair<std::string, std::string_view>>& rows) {
  std::size_t width = 0;
  for (const auto& [left, right] : rows) width = std::max(width, left.size());
  for (const auto& [left, right] : rows) out << fmt::format("  {:<{}}  {}\n", left, width, right);
}

std::vector<std::pair<std::string, std::string_view>> OptionRows(std::span<const Option> options) {
  std::vector<std::pair<std::string, std::string_view>> rows;
  for (const Option& option : options) {
    rows.emplace_back("--" + std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value)), option.help);
  }
  return rows;
}

// Optimal string alignment distance, for "did you mean".
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

std::string_view FirstWord(std::string_view text) { return text.substr(0, text.find(' ')); }

std::string CommandWords() {
  std::string out;
  std::string_view last;
  for (const Command& command : Commands()) {
    if (FirstWord(command.name) == last) continue;
    last = FirstWord(command.name);
    out += (out.empty() ? "" : " ") + std::string(last);
  }
  return out;
}

std::string OptionWords(const Command& command) {
  std::string out;
  for (const Option& option : command.options) out += " --" + std::string(option.name);
  for (const Option& option : kGlobalOptions) out += " --" + std::string(option.name);
  return out + " --help";
}

// The second words of "alerts": "ack list".
std::string SecondWords(std::string_view first) {
  std::string out;
  for (const Command& command : Commands()) {
    if (FirstWord(command.name) == first && command.name.size() > first.size()) {
      out += " " + std::string(command.name.substr(first.size() + 1));
    }
  }
  return out;
}

void PrintBash(std::ostream& out) {
  out << "# bash completion for dateline: dateline completion bash > /etc/bash_completion.d/dateline\n"
         "_dateline() {\n  local words cur=${COMP_WORDS[COMP_CWORD]}\n"
         "  if [[ $COMP_CWORD -eq 1 ]]; then\n    COMPREPLY=($(compgen -W \"" << CommandWords()
      << " --help --version\" -- \"$cur\")); return\n  fi\n  case \"${COMP_WORDS[1]} ${COMP_WORDS[2]}\" in\n";
  for (const Command& command : Commands()) {
    if (command.name.find(' ') == std::string_view::npos) continue;
    out << fmt::format("    \"{}\") words=\"{}\" ;;\n", command.name, OptionWords(command).substr(1));
  }
  out << "  esac\n  [[ -z $words ]] && case \"${COMP_WORDS[1]}\" in\n";
  std::string_view last;
  for (const Command& command : Commands()) {
    const std::string_view first = FirstWord(command.name);
    if (first == last) continue;
    last = first;
    const std::string words = command.name == first ? OptionWords(command) + SecondWords(first) : SecondWords(first);
    out << fmt::format("    {}) words=\"{}\" ;;\n", first, words.empty() ? words : words.substr(1));
  }
  out << "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
         "  [[ $cur != -* ]] && COMPREPLY+=($(compgen -f -- \"$cur\"))\n}\ncomplete -F _dateline dateline\n";
}

void PrintZsh(std::ostream& out) {
  out << "#compdef dateline\n# zsh completion for dateline: dateline completion zsh > ~/.zfunc/_dateline\n"
         "_dateline() {\n  local -a commands\n  commands=(\n";
  for (const Command& command : Commands()) {
    if (command.name.find(' ') == std::string_view::npos) out << fmt::format("    '{}:{}'\n", command.name, command.summary);
  }
  out << "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case \"$words[2]\" in\n";
  std::string_view last;
  for (const Command& command : Commands()) {
    const std::string_view first = FirstWord(command.name);
    if (first == last) continue;
    last = first;
    out << fmt::format("    {}) compadd --{}{} ;;\n", first, SecondWords(first), command.name == first ? OptionWords(command) : "");
  }
  out << "  esac\n  _files\n}\n_dateline \"$@\"\n";
}

void PrintFish(std::ostream& out) {
  out << "# fish completion for dateline: dateline completion fish > ~/.config/fish/completions/dateline.fish\n";
  for (const Command& command : Commands()) {
    const std::string_view first = FirstWord(command.name);
    if (command.name == first) {
      out << fmt::format("complete -c dateline -n __fish_use_subcommand -a {} -d \"{}\"\n", first, command.summary);
      for (const Option& option : command.options) {
        out << fmt::format("complete -c dateline -n '__fish_seen_subcommand_from {}' -l {} -d \"{}\"\n", first, option.name, option.help);
      }
    } else {
      out << fmt::format("complete -c dateline -n '__fish_seen_subcommand_from {}' -a {} -d \"{}\"\n", first,
                         command.name.substr(first.size() + 1), command.summary);
    }
  }
}

std::string Roff(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '-') out += "\\-";
    else if (c == '\\') out += "\\e";
    else out.push_back(c);
  }
  return out;
}

}  // namespace

std::span<const Option> GlobalOptions() { return kGlobalOptions; }

void PrintHelp(std::ostream& out) {
  out << "dateline: a dated policy event graph from news and filings\n\n"
         "usage: dateline COMMAND [OPTIONS]\n\nstart here: dateline demo\n";
  for (std::string_view group : kGroups) {
    std::vector<std::pair<std::string, std::string_view>> rows;
    for (const Command& command : Commands()) {
      if (command.group == group) rows.emplace_back(std::string(command.name), command.summary);
    }
    if (rows.empty()) continue;
    out << "\n" << group << "\n";
    PrintRows(out, rows);
  }
  out << "\noptions of every command\n";
  PrintRows(out, OptionRows(kGlobalOptions));
  out << "\nexit status: 0 found, 1 nothing found, 2 usage, configuration or input, 3 store, 4 findings\n"
         "'dateline COMMAND --help' shows options and examples.\n";
}

void PrintHelp(const Command& command, std::ostream& out) {
  out << command.summary << "\n\nusage: " << Usage(command) << "\n";
  if (!command.positionals.empty()) {
    out << "\n";
    std::vector<std::pair<std::string, std::string_view>> rows;
    for (const Positional& positional : command.positionals) rows.emplace_back(std::string(positional.name), positional.help);
    PrintRows(out, rows);
  }
  if (!command.options.empty()) {
    out << "\noptions\n";
    PrintRows(out, OptionRows(command.options));
  }
  out << "\noptions of every command\n";
  PrintRows(out, OptionRows(kGlobalOptions));
  if (!command.examples.empty()) out << "\nexamples\n" << command.examples << "\n";
}

void PrintGroupHelp(std::string_view group, std::ostream& out) {
  std::vector<std::pair<std::string, std::string_view>> rows;
  for (const Command& command : Commands()) {
    if (FirstWord(command.name) == group) rows.emplace_back(std::string(command.name), command.summary);
  }
  if (rows.empty()) {
    out << "there is no command '" << group << "'\n" << HintFor(group) << "\n";
  } else {
    PrintRows(out, rows);
  }
}

std::string HintFor(std::string_view word) {
  std::string_view nearest;
  std::size_t best = 3;
  for (const Command& command : Commands()) {
    const std::string_view first = FirstWord(command.name);
    if (first == word) return fmt::format("see 'dateline {} --help'", word);
    if (const std::size_t distance = Distance(word, first); distance < best) {
      best = distance;
      nearest = first;
    }
  }
  if (!nearest.empty()) return fmt::format("did you mean '{}'? 'dateline --help' lists all commands", nearest);
  return "'dateline --help' lists all commands";
}

void PrintCompletion(std::string_view shell_name, std::ostream& out) {
  if (shell_name == "zsh") return PrintZsh(out);
  if (shell_name == "fish") return PrintFish(out);
  PrintBash(out);
}

void PrintManPage(std::ostream& out) {
  out << ".TH DATELINE 1 \"\" \"dateline " << kVersion << "\" \"User Commands\"\n.SH NAME\ndateline \\- a dated policy event graph from news and filings\n"
         ".SH SYNOPSIS\n.B dateline\n.I COMMAND\n[OPTIONS]\n.SH COMMANDS\n";
  for (const Command& command : Commands()) {
    out << ".SS " << Roff(Usage(command)) << "\n" << Roff(command.summary) << "\n";
    for (const Positional& positional : command.positionals) {
      out << ".TP\n.I " << Roff(positional.name) << "\n" << Roff(positional.help) << "\n";
    }
    for (const Option& option : command.options) {
      out << ".TP\n.B \\-\\-" << Roff(option.name) << (option.value.empty() ? "" : " \\fI" + Roff(option.value) + "\\fR") << "\n" << Roff(option.help) << "\n";
    }
    if (!command.examples.empty()) out << ".PP\nExamples:\n.nf\n" << Roff(command.examples) << "\n.fi\n";
  }
  out << ".SH OPTIONS OF EVERY COMMAND\n";
  for (const Option& option : kGlobalOptions) {
    out << ".TP\n.B \\-\\-" << Roff(option.name) << (option.value.empty() ? "" : " \\fI" + Roff(option.value) + "\\fR") << "\n" << Roff(option.help) << "\n";
  }
  out << ".SH EXIT STATUS\n0 found, 1 nothing found, 2 usage, configuration or input line, 3 store, 4 findings.\n";
}

}  // namespace dateline::cli
