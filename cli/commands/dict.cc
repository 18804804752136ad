// dict find, lint, test, stats, candidates: the dictionaries as an asset to look after.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "cli/commands/asking.h"
#include "cli/commands/commands.h"
#include "cli/interrupt.h"
#include "cli/open.h"
#include "cli/progress.h"
#include "extract/candidates.h"
#include "extract/dictionary_lint.h"
#include "extract/explain.h"
#include "extract/tagger.h"
#include "ingest/document_reader.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::cli {
namespace {

constexpr std::size_t kPageItems = 256;       // revisions read from the store at a time
constexpr std::size_t kPageBytes = 8u << 20;

bool InDictionaries(const Where& where) { return where.file.find("dictionaries/") != std::string::npos; }

void PrintFindings(const Problems& problems, Shell& shell) {
  for (const Problem& problem : problems) {
    if (shell.output != Output::kJson) {
      shell.out << problem.Text() << "\n";
      continue;
    }
    JsonWriter json;
    json.BeginObject().Field("file", problem.where.file).Field("line", problem.where.line).Field("column", problem.where.column);
    json.Field("message", problem.message).Field("hint", problem.hint).EndObject();
    shell.out << json.Take() << "\n";
  }
}

// Counts by value, the largest first.
using Counts = std::map<std::string, std::uint64_t>;

void PrintCounts(std::string_view heading, const Counts& counts, Shell& shell) {
  std::vector<std::pair<std::string, std::uint64_t>> rows(counts.begin(), counts.end());
  std::ranges::stable_sort(rows, [](const auto& a, const auto& b) { return a.second > b.second; });
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("count", heading).Key("values").BeginObject();
    for (const auto& [name, count] : rows) json.Field(name, count);
    json.EndObject().EndObject();
    shell.out << json.Take() << "\n";
    return;
  }
  if (shell.output == Output::kHuman) shell.out << heading << "\n";
  for (const auto& [name, count] : rows) {
    if (shell.output == Output::kHuman) shell.out << fmt::format("  {:>7}  {}\n", count, name);
    else shell.out << fmt::format("{}\t{}\t{}\n", heading, name, count);
  }
}

// Every revision of the store, read by the present rules.
Result<std::uint64_t> CountStore(extract::CandidateCount& count, const extract::RuleSet& rules, Shell& shell) {
  auto reader = OpenReader(shell);
  if (!reader) return std::unexpected(reader.error());
  const Interrupt interrupt;
  Progress progress(shell, "reading");
  std::uint64_t done = 0;
  for (std::int64_t after = 0; !interrupt.asked();) {
    const auto page = (*reader)->Past(after, kPageItems, kPageBytes);
    if (!page) return std::unexpected(page.error());
    if (page->empty()) break;
    for (const auto& past : *page) {
      count.Add(past.document.text, extract::Extract(past.document, rules));
      after = past.number;
      progress.Show(++done, 0);
    }
  }
  return done;
}

Result<std::uint64_t> CountFiles(const std::vector<std::string>& files, extract::CandidateCount& count, const extract::RuleSet& rules, Shell& shell) {
  const Interrupt interrupt;
  Progress progress(shell, "reading");
  std::uint64_t done = 0;
  for (const std::string& file : files) {
    auto reader = ingest::DocumentReader::Open(file);
    if (!reader) return std::unexpected(reader.error());
    while (auto document = reader->Next()) {
      if (interrupt.asked()) return done;
      if (!*document) {
        shell.err << document->error().message << "\n";
        continue;
      }
      count.Add((*document)->text, extract::Extract(**document, rules));
      progress.Show(++done, 0);
    }
  }
  return done;
}

void PrintCandidate(const extract::CandidateCount::Name& name, bool toml, Shell& shell) {
  if (toml) {
    shell.out << extract::CandidateToml(name) << "\n";
    return;
  }
  std::string surfaces, rules;
  for (const auto& [surface, times] : name.surfaces) surfaces += (surfaces.empty() ? "" : ", ") + surface;
  for (const auto& [rule, times] : name.rules) rules += (rules.empty() ? "" : ", ") + rule;
  if (shell.output == Output::kJson) {
    JsonWriter json;
    json.BeginObject().Field("entity", name.entity).Field("kind", name.kind).Field("documents", name.documents).Field("times", name.times);
    json.Key("surfaces").BeginObject();
    for (const auto& [surface, times] : name.surfaces) json.Field(surface, times);
    json.EndObject().Key("rules").BeginObject();
    for (const auto& [rule, times] : name.rules) json.Field(rule, times);
    json.EndObject().Strings("contexts", name.contexts).EndObject();
    shell.out << json.Take() << "\n";
  } else if (shell.output == Output::kPlain) {
    shell.out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", name.documents, name.times, name.entity, surfaces, rules,
                             name.contexts.empty() ? "" : name.contexts.front());
  } else {
    shell.out << fmt::format("{:>5} documents {:>5} times  {}  {}  by {}\n", name.documents, name.times, name.entity, surfaces, rules);
    for (const std::string& context : name.contexts) shell.out << "        " << ForTerminal(context, shell.width > 20 ? shell.width - 10 : 80) << "\n";
  }
}

}  // namespace

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

int RunDictLint(const Arguments&, Shell& shell) {
  config::Loaded loaded = config::Load(shell.config_folder);
  Problems compiling;
  const auto rules = extract::RuleSet::Compile(loaded.config, compiling);
  // What loading finds is told first; what compiling finds, lint finds with more words.
  Problems findings;
  std::ranges::copy_if(loaded.problems, std::back_inserter(findings), [](const Problem& p) { return InDictionaries(p.where); });
  const auto today = std::chrono::floor<std::chrono::days>(shell.now);
  for (Problem& problem : extract::LintDictionaries(loaded.config, *rules, today)) findings.push_back(std::move(problem));
  PrintFindings(findings, shell);
  std::size_t aliases = 0;
  for (const auto& entity : loaded.config.entities) aliases += entity.aliases.size();
  shell.err << fmt::format("{} entities, {} names: {} finding{}\n", loaded.config.entities.size(), aliases, findings.size(),
                           findings.size() == 1 ? "" : "s");
  return findings.empty() ? kFound : kFindings;
}

int RunDictTest(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  Document document;
  document.text = Joined(arguments, "SENTENCE");
  extract::Losers losers;
  const Extraction what = extract::Extract(document, *setup->rules, &losers);
  if (shell.output != Output::kJson) {
    shell.out << extract::ExplainMentions(document.text, what, losers, *setup->rules);
    return what.mentions.empty() ? kNothingFound : kFound;
  }
  const auto write = [&](std::string_view state, Span span, std::string_view entity, std::string_view rule, std::string_view why) {
    JsonWriter json;
    json.BeginObject().Field("state", state).Field("start", span.begin).Field("end", span.end).Field("text", span.In(document.text));
    json.Field("entity", entity).Field("rule", rule).Field("why", why).EndObject();
    shell.out << json.Take() << "\n";
  };
  for (const Mention& mention : what.mentions) write("found", mention.span, mention.entity, mention.rule, "");
  for (const auto& name : losers.names) write("lost", name.span, name.entity, name.rule, name.why);
  return what.mentions.empty() ? kNothingFound : kFound;
}

int RunDictStats(const Arguments&, Shell& shell) {
  const config::Config config = LoadRecords(shell);
  Counts kinds, countries, languages, flags, ids, offices, whole;
  for (const auto& entity : config.entities) {
    ++kinds[entity.id.substr(0, entity.id.find('.'))];
    for (const auto& [name, value] : entity.attributes) {
      if (name == "country") ++countries[value];
      if (name == "cik" || name == "ticker" || name == "lei" || name == "wikidata" || name == "rin" || name == "citation") ++ids[name];
    }
    for (const auto& office : entity.offices) ++offices[office.held.lo || office.held.hi ? "dated" : "undated"];
    for (const auto& alias : entity.aliases) {
      ++languages[alias.language.empty() ? "any" : alias.language];
      ++flags[alias.weak ? "weak" : !alias.context.empty() ? "needs context" : "free"];
      if (!alias.not_before.empty() || !alias.not_after.empty()) ++flags["vetoed by neighbours"];
      if (alias.letter_case == config::AliasRecord::Case::kExact) ++flags["case exact"];
      if (alias.letter_case == config::AliasRecord::Case::kFold) ++flags["any case"];
      ++whole["names"];
    }
    ++whole["entities"];
  }
  PrintCounts("entities and names", whole, shell);
  PrintCounts("entities by kind", kinds, shell);
  PrintCounts("names by condition", flags, shell);
  PrintCounts("names by language", languages, shell);
  PrintCounts("external ids", ids, shell);
  PrintCounts("offices", offices, shell);
  PrintCounts("entities by country", countries, shell);
  return kFound;
}

int RunDictCandidates(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  const auto limit = ReadLimit(arguments, 100);
  if (!limit) return Complain(shell, limit.error());
  const std::string least = arguments.Get("least", "1");
  if (least.empty() || least.size() > 9 || least.find_first_not_of("0123456789") != std::string::npos) {
    return Complain(shell, fmt::format("--least: '{}' is not a number", least), kUsage);
  }
  extract::CandidateCount count(setup->config);
  const auto& files = arguments.All("FILE");
  const auto done = files.empty() ? CountStore(count, *setup->rules, shell) : CountFiles(files, count, *setup->rules, shell);
  if (!done) return Complain(shell, done.error());
  const auto names = count.Names(std::stoull(least));
  for (std::size_t i = 0; i < names.size() && (*limit == 0 || i < *limit); ++i) PrintCandidate(names[i], arguments.Has("toml"), shell);
  shell.err << fmt::format("{} documents, {} names that no dictionary holds{}\n", *done, names.size(),
                           *limit != 0 && names.size() > *limit ? fmt::format(", the first {} shown", *limit) : "");
  return names.empty() ? kNothingFound : kFound;
}

}  // namespace dateline::cli
