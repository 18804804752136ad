#include "cli/open.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "model/text.h"

namespace dateline::cli {
namespace {

void PrintProblems(Shell& shell, const Problems& problems) {
  for (const Problem& problem : problems) shell.err << problem.Text() << "\n";
}

// The last microsecond of `span` in `zone`: "as of 18 July" includes the whole of it.
Result<Instant> EndOf(const DateSpan& span, const std::string& zone) {
  if (!span.hi) return Fail(ErrorCode::kInvalidInput, "the date has no end");
  Instant midnight = *span.hi;
  if (zone != "UTC") {
    try {
      const date::local_days local(std::chrono::duration_cast<date::days>(span.hi->time_since_epoch()));
      const auto system = date::locate_zone(zone)->to_sys(local, date::choose::earliest);
      midnight = Instant(std::chrono::duration_cast<std::chrono::microseconds>(system.time_since_epoch()));
    } catch (const std::exception& error) {
      return Fail(ErrorCode::kInvalidInput, error.what());
    }
  }
  return midnight - std::chrono::microseconds(1);
}

std::string Quoted(std::string_view field, std::string_view value) {
  const bool spaces = value.find(' ') != std::string_view::npos;
  return fmt::format("{}:{}{}{}", field, spaces ? "\"" : "", value, spaces ? "\"" : "");
}

bool LooksLikeTerm(std::string_view word) {
  if (word.starts_with('-')) word.remove_prefix(1);
  const std::size_t colon = word.find(':');
  return word.starts_with('"') || (colon != std::string_view::npos && colon > 0);
}

}  // namespace

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string UsualConfigFolder() {
  const std::string base = Environment("XDG_CONFIG_HOME");
  const std::string home = Environment("HOME");
  return (!base.empty() ? base : (home.empty() ? "." : home) + "/.config") + "/dateline";
}

Result<Setup> LoadSetup(Shell& shell) {
  config::Loaded loaded = config::Load(shell.config_folder);
  Setup setup;
  setup.rules = extract::RuleSet::Compile(loaded.config, loaded.problems);
  setup.config = std::move(loaded.config);
  if (!loaded.problems.empty()) {
    PrintProblems(shell, loaded.problems);
    return Fail(ErrorCode::kInvalidInput, fmt::format("{} problem{} in the configuration; nothing was changed",
                                                      loaded.problems.size(), loaded.problems.size() == 1 ? "" : "s"));
  }
  return setup;
}

config::Config LoadRecords(Shell& shell) {
  config::Loaded loaded = config::Load(shell.config_folder);
  PrintProblems(shell, loaded.problems);
  return std::move(loaded.config);
}

Result<std::unique_ptr<store::Reader>> OpenReader(const Shell& shell) {
  auto reader = store::Reader::Open(shell.data_folder);
  if (!reader && reader.error().code == ErrorCode::kUnavailable) {
    return Fail(ErrorCode::kUnavailable,
                fmt::format("{}\nbring something in first: dateline import FILE, dateline run --once, or try dateline demo",
                            reader.error().message));
  }
  return reader;
}

Result<store::When> ReadWhen(const Arguments& arguments, const Shell& shell, const config::Config& config) {
  store::When when;
  when.now = shell.now;
  if (arguments.Has("as-of")) {
    const std::string text = arguments.Get("as-of");
    if (const auto span = ParseEdtf(text)) {
      auto end = EndOf(*span, config.settings.zone);
      if (!end) return InContext("--as-of " + text, end.error());
      when.as_of = *end;
    } else if (const auto instant = ParseInstant(text)) {
      when.as_of = *instant;
    } else {
      return Fail(ErrorCode::kInvalidInput, fmt::format("--as-of: '{}' is not a date; as in 2025-07-18 or 2025-07-18T09:30:00Z", text));
    }
  }
  if (arguments.Has("on")) {
    const auto span = ParseEdtf(arguments.Get("on"));
    if (!span || !span->hi) return Fail(ErrorCode::kInvalidInput, fmt::format("--on: '{}' is not a date", arguments.Get("on")));
    when.on = *span->hi - std::chrono::days(1);
  }
  return when;
}

Result<Filter> ReadFilter(const Arguments& arguments, const config::Config& config) {
  std::string words;
  const auto add = [&](const std::string& term) { words += (words.empty() ? "" : " ") + term; };
  // Words that are no terms name one entity: `timeline AI Diffusion rule`.
  std::string name;
  for (const std::string& word : arguments.All("WHAT")) {
    if (LooksLikeTerm(word)) {
      add(word);
    } else {
      name += (name.empty() ? "" : " ") + word;
    }
  }
  if (!name.empty()) {
    auto entity = FindEntity(name, config);
    if (!entity) return std::unexpected(entity.error());
    add("entity:" + *entity);
  }
  for (std::string_view field : {"type", "source", "modality", "from", "to"}) {
    for (const std::string& value : arguments.All(field)) add(Quoted(field, value));
  }
  return ParseFilter(words);
}

Result<std::string> FindEntity(std::string_view words, const config::Config& config) {
  const std::string folded = FoldCase(CollapseSpace(words));
  const auto bare = [](std::string text) {  // "ai diffusion rule" also finds what is named "AI Diffusion"
    std::erase_if(text, [](char c) { return c == '-' || c == ' ' || c == '.'; });
    return text;
  };
  std::vector<std::string> near;
  for (const auto& entity : config.entities) {
    if (entity.id == folded) return entity.id;
  }
  for (const auto& entity : config.entities) {
    if (entity.id.substr(entity.id.find('.') + 1) == folded) return entity.id;
  }
  for (const auto& entity : config.entities) {
    for (const auto& alias : entity.aliases) {
      if (FoldCase(alias.text) == folded) return entity.id;
    }
  }
  const std::string wanted = bare(folded);
  for (const auto& entity : config.entities) {
    for (const auto& alias : entity.aliases) {
      const std::string candidate = bare(FoldCase(alias.text));
      if (candidate == wanted) return entity.id;
      if (near.size() < 5 && wanted.size() >= 3 && candidate.find(wanted) != std::string::npos) {
        near.push_back(entity.id);
        break;
      }
    }
  }
  // Entities that extraction found by shape ("official.jane-doe") are not in the dictionaries; ids pass as they are.
  if (folded.find('.') != std::string::npos && folded.find(' ') == std::string::npos) return folded;
  std::string hint = near.empty() ? "name it as in 'dateline dict find WORD', or search the texts: dateline search"
                                  : "near it: ";
  for (std::size_t i = 0; i < near.size(); ++i) hint += (i > 0 ? ", " : "") + near[i];
  return Fail(ErrorCode::kInvalidInput, fmt::format("no entity is named '{}' ({})", words, hint));
}

Result<std::size_t> ReadLimit(const Arguments& arguments, std::size_t otherwise) {
  if (!arguments.Has("limit")) return otherwise;
  const std::string text = arguments.Get("limit");
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("--limit: '{}' is not a number", text));
  }
  return out;
}

}  // namespace dateline::cli
