// sources add: from an address that a person has to a record in sources.toml. Shows first, asks, then writes.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <istream>

#include "cli/commands/adding.h"
#include "cli/commands/commands.h"
#include "cli/commands/trying.h"
#include "config/duration.h"
#include "config/source_file.h"
#include "ingest/discover.h"
#include "ingest/feed_search.h"
#include "model/document.h"
#include "model/json.h"
#include "net/url.h"

namespace dateline::cli {
namespace {

// One way to watch what is behind the address.
struct Choice {
  config::SourceRecord record;
  std::optional<ingest::FeedPreview> preview;  // of a feed
  std::vector<std::string> titles;             // of what it would bring
};

struct Proposal {
  std::vector<Choice> choices;     // the most promising first
  std::vector<std::string> notes;  // what was seen on the way
};

// "example.org/news" is an address too, as people type it.
Result<std::string> AddressOf(const std::string& words) {
  const std::string text =
      words.find("://") == std::string::npos && words.find('.') != std::string::npos ? "https://" + words : words;
  const auto parsed = net::ParseUrl(text);
  if (!parsed) {
    // What may hold a password is not repeated.
    const std::string told = words.find('@') == std::string::npos ? fmt::format("'{}': ", words) : "";
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("{}{}; give an address, a CIK, or the id of a source that ships switched off", told,
                            parsed.error().message));
  }
  return parsed->text;
}

config::SourceRecord RecordAt(const std::string& url, const std::string& title, const config::Config& config) {
  config::SourceRecord record;
  record.id = ingest::SourceId(title, url, IdsOf(config));
  record.name = title.empty() ? record.id : title;
  record.url = url;
  record.owner = ingest::OwnerOfAddress(url);
  if (record.owner.empty()) record.owner = record.id;
  record.source_class = ingest::ClassOfAddress(url);
  record.allow_private = ingest::SourceOfUrl(url).allow_private;
  return record;
}

Choice FeedChoice(const ingest::FoundFeed& feed, const config::Config& config) {
  Choice choice;
  choice.record = RecordAt(feed.url, feed.title, config);
  choice.record.collector = "feed";
  choice.record.every = feed.preview.every;
  choice.record.language = feed.preview.language;
  choice.preview = feed.preview;
  choice.titles = feed.preview.titles;
  return choice;
}

Result<Proposal> ProposeFeeds(const std::string& url, const config::Config& config, Shell& shell) {
  if (shell.progress) shell.err << "looking for feeds at " << url << "\n";
  const Interrupt interrupt;
  const ingest::FeedSearch found = daemon::FindFeeds(url, TryOptionsOf(config.settings, interrupt));
  if (interrupt.asked()) return Fail(ErrorCode::kUnavailable, "stopped; nothing was written");
  if (found.fetch_class != FetchClass::kOk) {
    return Fail(ErrorCode::kUnavailable, fmt::format("{}: {}: {}", url, ToString(found.fetch_class), found.message));
  }
  Proposal proposal;
  for (const auto& feed : found.feeds) proposal.choices.push_back(FeedChoice(feed, config));
  proposal.notes = found.notes;
  return proposal;
}

// The page itself, read when it changes.
Result<Proposal> ProposePage(const std::string& url, const config::Config& config, Shell& shell) {
  const Interrupt interrupt;
  config::SourceRecord record = RecordAt(url, "", config);
  record.collector = "page";
  const daemon::Tried tried = Try(record, {}, config.settings, interrupt, shell);
  if (interrupt.asked()) return Fail(ErrorCode::kUnavailable, "stopped; nothing was written");
  if (tried.state.last_class != FetchClass::kOk) {
    return Fail(ErrorCode::kUnavailable,
                fmt::format("{}: {}: {}", url, ToString(tried.state.last_class), tried.state.last_message));
  }
  Choice choice;
  if (!tried.documents.empty()) {
    const Document& page = tried.documents.front();
    record = RecordAt(url, page.title, config);
    record.collector = "page";
    record.language = page.language;
    choice.titles.push_back(fmt::format("{} ({} bytes of text)", page.title, page.text.size()));
  }
  record.every = std::chrono::hours(4);
  choice.record = std::move(record);
  Proposal proposal;
  proposal.choices.push_back(std::move(choice));
  for (const Problem& problem : tried.problems) proposal.notes.push_back(problem.Text());
  return proposal;
}

// A company is named as the dictionaries name it, so that its filings and what others call it are one owner.
void NameCompany(config::SourceRecord& site, const config::Config& config) {
  constexpr std::string_view kMark = "/CIK";
  const auto at = site.url.rfind(kMark);
  if (site.collector != "edgar" || at == std::string::npos) return;
  const std::string cik = site.url.substr(at + kMark.size(), 10);
  for (const auto& entity : config.entities) {
    const auto known = entity.attributes.find("cik");
    if (known == entity.attributes.end() || known->second.size() > cik.size() || !cik.ends_with(known->second))
      continue;
    if (cik.find_first_not_of('0') < cik.size() - known->second.size()) continue;  // only the end is alike
    site.name = entity.name + ": SEC filings";
    site.owner = entity.name;
    return;
  }
}

// A site whose addresses stand for one of our collectors.
std::optional<Proposal> ProposeSite(const std::string& address, const config::Config& config) {
  auto site = ingest::RecogniseSite(address);
  if (!site) return std::nullopt;
  NameCompany(*site, config);
  site->id = ingest::SourceId(site->name, site->url, IdsOf(config));
  Proposal proposal;
  proposal.choices.push_back({*std::move(site), {}, {}});
  return proposal;
}

Result<Proposal> Propose(const Arguments& arguments, const config::Config& config, Shell& shell) {
  const std::string words = arguments.Get("URL");
  Proposal proposal;
  if (const auto known = std::ranges::find(config.sources, words, &config::SourceRecord::id);
      known != config.sources.end()) {
    proposal.choices.push_back({*known, {}, {}});
    return proposal;
  }
  if (arguments.Has("page")) {
    const auto url = AddressOf(words);
    if (!url) return std::unexpected(url.error());
    return ProposePage(*url, config, shell);
  }
  if (auto site = ProposeSite(words, config)) return *std::move(site);
  const auto url = AddressOf(words);
  if (!url) return std::unexpected(url.error());
  // Without its scheme an address of a site that we know was none yet.
  if (auto site = ProposeSite(*url, config)) return *std::move(site);
  return ProposeFeeds(*url, config, shell);
}

std::string DayOf(const std::optional<Instant>& at) {
  return at ? ToIso(*at).substr(0, 10) : "undated";
}

std::string PreviewWords(const ingest::FeedPreview& preview) {
  if (preview.entries == 0) return "no entries yet";
  return fmt::format("{} entr{}, newest {}, oldest {}", preview.entries, preview.entries == 1 ? "y" : "ies",
                     DayOf(preview.newest), DayOf(preview.oldest));
}

void Show(const Proposal& proposal, Shell& shell) {
  for (const std::string& note : proposal.notes) shell.err << note << "\n";
  const bool several = proposal.choices.size() > 1;
  for (std::size_t i = 0; i < proposal.choices.size(); ++i) {
    const config::SourceRecord& record = proposal.choices[i].record;
    shell.err << fmt::format("{}{}  {}\n", several ? fmt::format("{}. ", i + 1) : "", record.name, record.url);
    if (const auto& preview = proposal.choices[i].preview) shell.err << "   " << PreviewWords(*preview) << "\n";
    shell.err << fmt::format("   as {}: {}, {}, of {}, asked every {}\n", record.id, record.collector,
                             ToString(record.source_class), record.owner, config::DurationText(record.every));
    if (i > 0) continue;
    for (const std::string& title : proposal.choices[i].titles) shell.err << "   - " << title << "\n";
  }
}

// What the person says; nullopt for no. Enter alone is no: nothing is written by accident.
std::optional<std::size_t> AskWhich(std::size_t count, const std::string& path, Shell& shell) {
  shell.out.flush();
  shell.err << (count > 1 ? fmt::format("add one to {}? [1-{}, N] ", path, count)
                          : fmt::format("add it to {}? [y/N] ", path))
            << std::flush;
  std::string answer;
  if (!std::getline(shell.in, answer)) return std::nullopt;
  if (answer == "y" || answer == "Y" || answer == "yes") return 0;
  if (answer.size() != 1 || answer[0] < '1' || static_cast<std::size_t>(answer[0] - '1') >= count) return std::nullopt;
  return static_cast<std::size_t>(answer[0] - '1');
}

// --id, --class, --owner, --every over what was found.
Status ReadOptions(const Arguments& arguments, const config::Config& config, config::SourceRecord& record) {
  if (const std::string id = arguments.Get("id", record.id); id != record.id && IdsOf(config).contains(id)) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("--id: there is a source '{}' already", id));
  }
  if (record.owner == record.id) record.owner = arguments.Get("id", record.owner);
  if (record.name == record.id) record.name = arguments.Get("id", record.name);
  record.id = arguments.Get("id", record.id);
  if (arguments.Has("every")) {
    const auto every = config::ParseDuration(arguments.Get("every"));
    if (!every)
      return Fail(ErrorCode::kInvalidInput,
                  fmt::format("--every: '{}' is not a duration; as in 30m, 2h, 1d", arguments.Get("every")));
    record.every = std::chrono::duration_cast<std::chrono::seconds>(*every);
  }
  return ReadIdentity(arguments, record);
}

// Leaves a record that is not there yet, or was switched off as it shipped. Fails when the user's own files have it.
Result<bool> Reconcile(config::SourceRecord& record, const config::Config& config, Shell& shell) {
  const auto by_id = std::ranges::find(config.sources, record.id, &config::SourceRecord::id);
  const config::SourceRecord* known = by_id != config.sources.end() ? &*by_id : FindSame(record, config);
  if (known == nullptr) return true;
  if (known->enabled) {
    shell.err << fmt::format("{} is a source already ({})\n", known->id, known->where.Text());
    return false;
  }
  if (!IsShipped(*known)) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("{}: source '{}' is there, switched off: take out its 'enabled = false'",
                            known->where.Text(), known->id));
  }
  record = *known;
  record.enabled = true;
  return true;
}

// Leaves the choices that can be added, with the options of the command line.
Status Sift(const Arguments& arguments, const config::Config& config, Proposal& proposal, Shell& shell) {
  std::vector<Choice> fresh;
  for (Choice& choice : proposal.choices) {
    const auto is_fresh = Reconcile(choice.record, config, shell);
    if (!is_fresh) return std::unexpected(is_fresh.error());
    if (!*is_fresh) continue;
    if (const auto read = ReadOptions(arguments, config, choice.record); !read) return read;
    fresh.push_back(std::move(choice));
  }
  proposal.choices = std::move(fresh);
  return {};
}

std::string PathToWrite(const Shell& shell) {
  return FolderToWrite(shell) + "/" + std::string(config::kSourceFile);
}

// A program that reads JSON is no person.
bool MayAsk(const Shell& shell) {
  return shell.asks && shell.output != Output::kJson;
}

// What is to be written; nullopt for nothing.
std::optional<std::size_t> Choose(const Arguments& arguments, const Proposal& proposal, Shell& shell) {
  if (arguments.Has("yes")) return 0;
  return MayAsk(shell) ? AskWhich(proposal.choices.size(), PathToWrite(shell), shell) : std::nullopt;
}

int NoFeed(const std::string& address, const Proposal& proposal, Shell& shell) {
  for (const std::string& note : proposal.notes) shell.err << note << "\n";
  return Complain(
      shell,
      fmt::format(
          "no feed was found at {}; to read the page itself whenever it changes: dateline sources add --page {}",
          address, address),
      kNothingFound);
}

void PrintJson(const Proposal& proposal, const Choice& choice, const std::string& toml, const std::string& written,
               Shell& shell) {
  const config::SourceRecord& record = choice.record;
  JsonWriter json;
  json.BeginObject()
      .Field("id", record.id)
      .Field("name", record.name)
      .Field("collector", record.collector)
      .Field("url", record.url)
      .Field("owner", record.owner)
      .Field("class", ToString(record.source_class))
      .Field("language", record.language)
      .Field("every", static_cast<std::int64_t>(record.every.count()));
  if (choice.preview) {
    json.Field("entries", choice.preview->entries);
    if (choice.preview->newest) json.Field("newest", ToIso(*choice.preview->newest));
  }
  json.Strings("titles", choice.titles).Key("others").BeginArray();
  for (const Choice& other : proposal.choices) {
    if (&other != &choice) json.String(other.record.url);
  }
  json.EndArray().Field("toml", toml).Field("written", !written.empty());
  if (!written.empty()) json.Field("path", written);
  json.EndObject();
  shell.out << json.Take() << "\n";
}

}  // namespace

int RunSourcesAdd(const Arguments& arguments, Shell& shell) {
  const auto setup = LoadSetup(shell);
  if (!setup) return Complain(shell, setup.error());
  auto proposal = Propose(arguments, setup->config, shell);
  if (!proposal) {
    const bool wrong = proposal.error().code == ErrorCode::kInvalidInput;
    return Complain(shell, proposal.error().message, wrong ? kUsage : kNothingFound);
  }
  if (proposal->choices.empty()) return NoFeed(arguments.Get("URL"), *proposal, shell);
  if (const auto sifted = Sift(arguments, setup->config, *proposal, shell); !sifted)
    return Complain(shell, sifted.error());
  if (proposal->choices.empty()) return kFound;
  Show(*proposal, shell);
  const auto chosen = Choose(arguments, *proposal, shell);
  const Choice& choice = proposal->choices[chosen.value_or(0)];
  const std::string toml = config::SourceToml(choice.record);
  std::string written;
  if (chosen) {
    const auto added = AddSources(toml, shell);
    if (!added) return Complain(shell, added.error());
    written = *added;
  }
  if (shell.output == Output::kJson) {
    PrintJson(*proposal, choice, toml, written, shell);
  } else if (chosen || !MayAsk(shell)) {
    shell.out << toml;
  }
  shell.out.flush();
  if (written.empty()) {
    shell.err << fmt::format("nothing was written; --yes adds it to {}\n", PathToWrite(shell));
    return kFound;
  }
  shell.err << fmt::format("added {} to {}\n'dateline sources test {}' shows what it brings\n", choice.record.id,
                           written, choice.record.id);
  TellWhenAsked(shell);
  return kFound;
}

}  // namespace dateline::cli
