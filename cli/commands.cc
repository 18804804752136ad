// The table of commands: one row each, sorted by name.
#include <algorithm>
#include <array>

#include "cli/command.h"
#include "cli/commands/adding.h"
#include "cli/commands/commands.h"
#include "cli/open.h"

namespace dateline::cli {
namespace {

constexpr Option kType{"type", "GLOB", "event types, as rule.* or list.add"};
constexpr Option kSource{"source", "ID", "only documents of this source"};
constexpr Option kModality{"modality", "WORD", "actual, planned, possible, unlikely or denied"};

constexpr std::array kEventOptions{kFrom, kTo, kType, kModality, kSource, kAsOf, kOn, kEvidence, kLimit};
constexpr std::array kStatusOptions{kAsOf, kOn, kEvidence};
constexpr std::array kShowOptions{kAsOf, kOn};
constexpr std::array kSearchOptions{kAsOf, kLimit};
constexpr std::array kLimitOption{kLimit};
constexpr std::array kEntityOptions{kAsOf, kOn, kEvidence};
constexpr std::array kSaidOptions{Option{"by", "NAME", "only what this person or body said"}, kFrom, kTo, kSource, kAsOf, kEvidence, kLimit};
constexpr std::array kNextOptions{kType, kFrom, kTo, kSource, kAsOf, kOn, kEvidence, kLimit};
constexpr std::array kDiffOptions{kFrom, kTo, kEvidence, kLimit};
constexpr std::array kTodayOptions{Option{"since", "DATE", "since then, and leave the marker where it is"},
                                   Option{"peek", "", "leave the marker where it is"}, kEvidence, kLimit};
constexpr std::array kFixOptions{
    Option{"date", "EDTF", "the day it is dated, as in 2025-05-13, 2025-05 or ../2025-07-19; 'none' for undated"},
    Option{"type", "TYPE", "another event type, as rule.end/ease"},
    kModality,
    Option{"speaker", "NAME", "whose word it is; 'none' for the document's own"},
    Option{"role", "ROLE=NAME", "all parties anew, as actor=bis target=nvidia", true},
    Option{"reason", "TEXT", "why; kept beside the correction"},
    Option{"by", "NAME", "who corrects (default: $USER)"},
    Option{"undo", "N", "take correction N back"},
};
constexpr std::array kExportOptions{Option{"format", "NAME", "atom, csv, ics or jsonl (default: csv); opml gives out the feeds that are switched on"}, kFrom, kTo, kType, kModality, kSource, kAsOf, kOn, kLimit};
constexpr std::array kExtractOptions{Option{"format", "NAME", "jsonl, the only one"}};
constexpr std::array kDatesOptions{Option{"jsonl", "", "one JSON object a line, in and out"}};
constexpr std::array kImportOptions{
    Option{"source", "ID", "source of records that name none (default: import)"},
    Option{"owner", "NAME", "who stands behind that source"},
    Option{"class", "WORD", "official, company, press, analysis or mine (default: press)"},
    Option{"published", "DATE", "publication date of texts that state none"},
    Option{"notify", "", "send the alerts of imported documents, which are only recorded otherwise"},
    Option{"no-extract", "", "store only; the next run extracts"},
};
constexpr std::array kCollectOptions{
    Option{"record", "DIR", "keep every answer in DIR, for 'dateline replay'"},
    Option{"urls", "FILE", "fetch every address of this file once, one a line"},
};
constexpr std::array kReplayOptions{
    Option{"source", "ID", "only the rounds of this source", true},
    Option{"notify", "", "send the alerts of what is played, which are only recorded otherwise"},
    Option{"no-extract", "", "store only; the next run extracts"},
};
constexpr std::array kAddOptions{
    Option{"yes", "", "write it without asking"},
    Option{"page", "", "read the page itself when it changes, whatever feeds it has"},
    Option{"id", "ID", "its id (default: made of its title)"},
    kClassOption,
    kOwnerOption,
    Option{"every", "TIME", "how often it is asked, as in 30m, 2h, 1d (default: as its entries come)"},
};
constexpr std::array kRunOptions{
    Option{"once", "", "ask each due source once, deliver what is due, and stop"},
    Option{"log", "LEVEL", "debug, info, warn or error"},
};
constexpr std::array kAckOptions{Option{"by", "NAME", "who acknowledges (default: $USER)"}, Option{"note", "TEXT", "a note to keep"}};
constexpr std::array kInitOptions{Option{"force", "", "overwrite files that are there"}};
constexpr std::array kDemoOptions{Option{"keep", "DIR", "keep the demo's data in DIR to ask it more"}};
constexpr std::array kTailOptions{Option{"count", "N", "stop after N lines"}};

constexpr std::array kWhat{Positional{"WHAT", "an entity, or filter terms such as type:rule.* entity:nvidia,amd", false, true}};
constexpr std::array kId{Positional{"ID", "an event (e:…), a document (d12) or an evidence handle (d12:340-482)"}};
constexpr std::array kEventOrAlert{Positional{"ID", "an event (e:…) or an alert (a:…)"}};
constexpr std::array kOptionalEvent{Positional{"ID", "an event (e:…)", false}};
constexpr std::array kEntityName{Positional{"NAME", "an entity, by name or id", true, true}};
constexpr std::array kRule{Positional{"RULE", "a rule, law, list or order, by name or id", true, true}};
constexpr std::array kWords{Positional{"WORDS", "words that must all stand in the text", true, true}};
constexpr std::array kFiles{Positional{"FILE", "JSONL, HTML, mail (.eml, .mbox), text, or a list of feeds (.opml); '-' is standard input", true, true}};
constexpr std::array kOptionalSource{Positional{"SOURCE", "ids of sources; all enabled ones when none is named", false, true}};
constexpr std::array kSourceId{Positional{"ID", "id of a source"}};
constexpr std::array kAddress{Positional{"URL", "a page, a feed, a company's CIK, or the id of a source that ships switched off"}};
constexpr std::array kRecordings{Positional{"DIR", "a folder of recorded answers", true, true}};
constexpr std::array kAlert{Positional{"ALERT", "id of an alert (a:…)"}};
constexpr std::array kOptionalAlert{Positional{"ALERT", "id of an alert (a:…)", false}};
constexpr std::array kDelivery{Positional{"DELIVERY", "id of a delivery (msg_…), or all"}};
constexpr std::array kRuleTest{Positional{"RULE", "id of an alert rule", false}, Positional{"EVENT", "id of one event (e:…)", false}};
constexpr std::array kName{Positional{"NAME", "a word or name", true, true}};
constexpr std::array kShellName{Positional{"SHELL", "bash, zsh or fish"}};

constexpr std::string_view kNoExamples;

constexpr std::array kCommands{
    Command{"alerts ack", "alert", "acknowledge an alert", kAckOptions, kAlert, "  dateline alerts ack a:4f2a90c1d3e7 --note 'told the desk'", RunAlertsAck},
    Command{"alerts list", "alert", "alerts, newest first, with their evidence and deliveries", kLimitOption, kOptionalAlert, "  dateline alerts list\n  dateline alerts list a:4f2a90c1d3e7", RunAlertsList},
    Command{"check", "run", "read the whole configuration and say everything that is wrong", {}, {}, "  dateline check\n  dateline check --config ./config", RunCheck},
    Command{"collect", "bring in", "ask sources once, whatever their interval", kCollectOptions, kOptionalSource, "  dateline collect federal-register-bis\n  dateline collect --urls feeds.txt\n  dateline collect sec-press --record ./recorded", RunCollect},
    Command{"completion", "run", "print shell completion", {}, kShellName, "  dateline completion bash > ~/.local/share/bash-completion/completions/dateline", RunCompletion},
    Command{"dates", "give out", "read dates in texts from standard input", kDatesOptions, {}, "  echo '{\"id\":\"1\",\"text\":\"effective next Friday\",\"ref\":\"2025-07-18\"}' | dateline dates --jsonl", RunDates},
    Command{"deliveries list", "alert", "the outbox: what was sent, waits or is dead", kLimitOption, {}, "  dateline deliveries list", RunDeliveriesList},
    Command{"deliveries retry", "alert", "send dead deliveries again", {}, kDelivery, "  dateline deliveries retry all", RunDeliveriesRetry},
    Command{"demo", "run", "an offline tour with a bundled, invented story; under a minute", kDemoOptions, {}, "  dateline demo\n  dateline demo --keep /tmp/demo", RunDemo},
    Command{"dict find", "bring in", "entities of the dictionaries by name", {}, kName, "  dateline dict find H20", RunDictFind},
    Command{"diff", "ask", "what changed between two moments, as known then and then", kDiffOptions, kWhat, "  dateline diff --from 2025-05-01 --to 2025-07-18\n  dateline diff h20 --from 2025-05-01", RunDiff},
    Command{"doctor", "run", "check everything around the program, and say what to do next", {}, {}, "  dateline doctor", RunDoctor},
    Command{"dump", "keep", "the whole store as sorted text; equal stores print equal text", {}, {}, "  dateline dump | sha256sum", RunDump},
    Command{"entity", "ask", "who or what somebody is and what the store knows of it", kEntityOptions, kEntityName, "  dateline entity nvidia\n  dateline entity AI Diffusion rule --as-of 2025-05", RunEntity},
    Command{"events", "ask", "events that match a filter, oldest first", kEventOptions, kWhat, "  dateline events type:list.add from:2025 origins:'>=2'\n  dateline events --json type:rule.end modality:planned", RunTimeline},
    Command{"export", "give out", "events for other programs: table, calendar, feed, JSON lines", kExportOptions, kWhat, "  dateline export h20 --format ics > h20.ics\n  dateline export type:rule.* --format csv > rules.csv\n  dateline export --format opml > feeds.opml", RunExport},
    Command{"extract", "give out", "read documents from standard input, print what they say", kExtractOptions, {}, "  dateline extract --format jsonl < documents.jsonl", RunExtract},
    Command{"fix", "ask", "correct an event, with a reason; reversible", kFixOptions, kOptionalEvent, "  dateline fix e:4f2a90c1d3e7 --date 2025-05-13 --reason 'the notice says so'\n  dateline fix --undo 3 --reason 'misread'", RunFix},
    Command{"fsck", "keep", "check the invariants of the store", {}, {}, "  dateline fsck", RunFsck},
    Command{"import", "bring in", "bring in documents from files, or the feeds of a list", kImportOptions, kFiles, "  dateline import archive.jsonl\n  dateline import article.txt --published 2025-07-19 --source my-desk\n  dateline import feeds.opml --class press", RunImport},
    Command{"init", "run", "make a configuration folder to edit", kInitOptions, {}, "  dateline init\n  dateline init --config ./config", RunInit},
    Command{"man", "run", "print the manual page", {}, {}, "  dateline man | man -l -", RunMan},
    Command{"next", "ask", "what was promised and has not happened: overdue, due, open", kNextOptions, kWhat, "  dateline next\n  dateline next nvidia --on 2025-07-19", RunNext},
    Command{"parse feed", "give out", "parse feeds named on standard input", kDatesOptions, {}, "  echo '{\"path\":\"feed.xml\",\"url\":null}' | dateline parse feed --jsonl", RunParseFeed},
    Command{"parse page", "give out", "main text of pages named on standard input", kDatesOptions, {}, "  echo '{\"path\":\"page.html\",\"url\":null}' | dateline parse page --jsonl", RunParsePage},
    Command{"rebuild", "keep", "make the projections anew from truth", {}, {}, "  dateline rebuild", RunRebuild},
    Command{"replay", "bring in", "play recorded answers through the collectors, without a network", kReplayOptions, kRecordings, "  dateline collect sec-press --record ./recorded\n  dateline replay ./recorded --data /tmp/again", RunReplay},
    Command{"rules list", "alert", "alert rules and what they match", {}, {}, kNoExamples, RunRulesList},
    Command{"rules test", "alert", "try alert rules on the events of the store; nothing is sent", kLimitOption, kRuleTest, "  dateline rules test lantern-status\n  dateline rules test lantern-status e:4f2a90c1d3e7", RunRulesTest},
    Command{"run", "run", "collect, extract, store and alert until stopped", kRunOptions, {}, "  dateline run\n  dateline run --once", RunDaemon},
    Command{"said", "ask", "who said what on a subject", kSaidOptions, kWhat, "  dateline said h20 --by bessent\n  dateline said nvidia --as-of 2025-05", RunSaid},
    Command{"search", "ask", "documents that hold all words, newest first", kSearchOptions, kWords, "  dateline search 'is informed' letter", RunSearch},
    Command{"show", "ask", "one event or document, whole", kShowOptions, kId, "  dateline show e:4f2a90c1d3e7\n  dateline show d12", RunShow},
    Command{"sources add", "bring in", "find the feed behind an address, show what it would bring, and add it", kAddOptions, kAddress, "  dateline sources add https://www.bis.gov/\n  dateline sources add 1045810 --id nvidia-filings --owner Nvidia\n  dateline sources add whitehouse-actions --yes\n  dateline sources add --page https://example.org/guidance --every 6h", RunSourcesAdd},
    Command{"sources list", "bring in", "sources, when they were last good, when they are next due", {}, {}, kNoExamples, RunSourcesList},
    Command{"sources test", "bring in", "fetch and read a source now, store nothing", kLimitOption, kSourceId, "  dateline sources test federal-register-bis", RunSourcesTest},
    Command{"sources why", "bring in", "when a source is asked next and why then, and how it answered last", {}, kSourceId, "  dateline sources why federal-register-bis", RunSourcesWhy},
    Command{"status", "ask", "where a rule stands: legal text, announced, enforcement, open loops", kStatusOptions, kRule, "  dateline status AI Diffusion rule\n  dateline status entity-list --as-of 2025-07-18", RunStatus},
    Command{"tail", "run", "follow a running daemon: what it stores, as it stores it", kTailOptions, {}, "  dateline tail\n  dateline tail --json", RunTail},
    Command{"timeline", "ask", "what happened, is planned or denied around an entity, oldest first", kEventOptions, kWhat, "  dateline timeline h20\n  dateline timeline nvidia --from 2025-04 --to 2025-07 --evidence\n  dateline timeline h20 --as-of 2025-04-30", RunTimeline},
    Command{"today", "ask", "what changed since you last looked", kTodayOptions, {}, "  dateline today\n  dateline today --since 2025-07-14", RunToday},
    Command{"why", "ask", "why an event or alert is told as it is: claims, rules, what decides", kShowOptions, kEventOrAlert, "  dateline why e:4f2a90c1d3e7\n  dateline why a:4f2a90c1d3e7", RunWhy},
};
static_assert(std::ranges::is_sorted(kCommands, {}, &Command::name));

}  // namespace

std::span<const Command> Commands() { return kCommands; }

}  // namespace dateline::cli
