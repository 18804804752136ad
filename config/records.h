// What the configuration says, as plain records. Each keeps where it came from; the folder that owns a thing
// compiles it (a regex, a cue, an alert rule) and adds its problems to those of reading.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/date.h"
#include "model/problem.h"
#include "model/source.h"

namespace dateline::config {

// One way a text names an entity.
struct AliasRecord {
  enum class Case : std::uint8_t {
    kWritten,  // as written or in ALL CAPS; aliases without lower-case letters only as written
    kExact,    // only as written
    kFold,     // any case
  };
  std::string text;
  std::string language;                  // "" = any
  Case letter_case = Case::kWritten;
  bool weak = false;                     // accepted only when a strong alias of the entity stands in the document
  std::vector<std::string> context;      // accepted only near one of these words (same paragraph), or as `weak` is
  std::vector<std::string> not_before;   // words that, standing immediately before, veto the alias
  std::vector<std::string> not_after;    // words that, standing immediately after, veto the alias
  Where where;
};

// A dated office of an official.
struct OfficeRecord {
  std::string title;
  std::string agency;                    // entity id, "" when none
  DateSpan held;                         // lo from `from`, hi after `to`; open where not given
};

struct EntityRecord {
  std::string id;                        // "firm.nvidia"
  std::string name;
  std::vector<AliasRecord> aliases;      // the name included, first
  std::map<std::string, std::string> attributes;  // country, maker, issuer, parent, cik, ticker, citation, subtype, demonym…
  std::vector<OfficeRecord> offices;
  Where where;
};

// A word or phrase that tells of an event of a type. See config/default/events/*.toml.
struct TriggerRecord {
  std::string id;                        // unique within the type
  std::string frame;                     // verb | noun | phrase
  std::vector<std::string> words;        // lemmas or phrases; alternatives
  std::map<std::string, std::string> attributes;  // subtype, direction, modality, requires, object…
  std::vector<std::string> needs;        // words or kinds, one of which must stand in the clause
  std::vector<std::string> without;      // words that veto in the clause
  Where where;
};

struct RoleRecord {
  std::string name;                      // actor, target, instrument, place, authority
  std::vector<std::string> kinds;        // mention kinds it accepts
};

struct ExampleRecord {
  std::string text;
  bool match = true;                     // false: the text must not yield this type
  std::map<std::string, std::string> expect;  // modality, subtype, date…
  Where where;
};

struct EventTypeRecord {
  std::string id;                        // "rule.issue"
  std::string name;
  std::string description;
  std::string direction;                 // tighten | ease | neutral
  std::vector<RoleRecord> roles;
  std::vector<TriggerRecord> triggers;
  std::vector<ExampleRecord> examples;
  Where where;
};

// A word or phrase that sets modality, hedge, basis or denial of a clause. See config/default/cues.toml.
struct CueRecord {
  std::string id;                        // unique
  std::string sets;                      // plan, possible, unlikely, negate, deny, condition, demand, threat, not-yet, pseudo…
  std::vector<std::string> words;
  std::map<std::string, std::string> attributes;  // scope = right|left|clause, hedge, basis, position…
  Where where;
};

// A family of identifiers or amounts found by a regular expression. See config/default/patterns.toml.
struct PatternRecord {
  std::string id;                        // "cfr"
  std::string kind;                      // mention kind
  std::string regex;                     // RE2 syntax; named groups feed `canonical`
  std::string canonical;                 // "CFR:{title}:{section}"
  std::string entity;                    // entity id with the same placeholders, slugged: "rule.cfr-{title}-{section}"
  std::vector<std::string> context;      // one of these must stand in the paragraph
  std::vector<ExampleRecord> examples;
  std::map<std::string, std::string> attributes;
  Where where;
};

struct SourceRecord {
  std::string id;
  std::string name;
  std::string collector;                 // edgar | feed | federal-register | file | imap | mbox | page | public-inspection
  std::string url;
  std::vector<std::string> paths;        // file, mbox
  std::string user;                      // imap
  std::string secret;                    // imap: reference to the password, "env:NAME" or "file:PATH"; never itself
  std::string login = "password";        // imap: what the secret is: password | token (OAuth 2 access token)
  std::vector<std::string> senders;      // imap, mbox: "news@letters.example", "@letters.example"; empty = all
  std::string owner;                     // who stands behind it; equal owners are one origin
  SourceClass source_class = SourceClass::kPress;
  std::string language;
  std::chrono::seconds every{3600};
  bool enabled = true;
  bool allow_private = false;            // loopback and private addresses may be asked
  std::string from;                      // ISO day: how far back to begin (edgar, federal-register, imap, mbox)
  std::vector<std::string> agencies;     // federal-register, public-inspection: slugs
  std::vector<std::string> types;        // federal-register types
  std::vector<std::string> ciks;         // edgar: companies, ten digits each
  std::vector<std::string> forms;        // edgar: "8-K" stands for "8-K/A" too; empty = all
  std::map<std::string, std::string> published;  // file name → day (file collector)
  std::string links;                     // page: regular expression over addresses; the page is then a list of them
  Where where;
};

struct AlertRuleRecord {
  std::string id;
  std::string name;
  std::string filter;
  Where filter_where;
  std::string severity = "medium";       // low | medium | high | critical
  std::string route = "immediate";       // immediate | digest | both
  std::vector<std::string> channels;     // channel ids
  std::vector<std::string> material;     // fields whose change re-alerts; default modality, date, type
  bool enabled = true;
  Where where;
};

struct ChannelRecord {
  std::string id;
  std::string kind;                      // webhook | file
  std::string url;                       // webhook
  std::string path;                      // file; relative to the data folder; "-" is standard output
  std::string secret;                    // reference: "env:NAME" or "file:PATH"; never the secret itself
  bool allow_private = false;
  std::chrono::seconds timeout{20};
  Where where;
};

struct Settings {
  std::string zone = "UTC";              // IANA zone in which bare dates end
  std::string user_agent;                // "" = the program's default with its address
  std::chrono::milliseconds host_spacing{2000};
  std::chrono::seconds connect_timeout{10};
  std::chrono::seconds total_timeout{60};
  std::uint64_t body_bytes_max = 16u << 20;  // after decompression
  bool alert_backlog = false;            // send alerts of what a source had before we knew it, or published days ago
  std::uint32_t workers = 0;             // 0 = one a core
  std::string http_listen = "127.0.0.1:9464";  // health and metrics; "off" to close
  std::string record;                    // folder that keeps every answer of a server as it came; "" = none
  std::string log_level = "info";
  std::string log_format = "text";       // text | json
};

struct Config {
  Settings settings;
  std::vector<SourceRecord> sources;
  std::vector<EntityRecord> entities;
  std::vector<EventTypeRecord> event_types;
  std::vector<CueRecord> cues;
  std::vector<PatternRecord> patterns;
  std::vector<AlertRuleRecord> rules;
  std::vector<ChannelRecord> channels;
  std::map<std::string, std::vector<std::string>> words;  // named word lists for extraction: "reporting-verbs", "titles"…
};

}  // namespace dateline::config
