// sources.toml, rules.toml, channels.toml.
#include <fmt/format.h>

#include <algorithm>

#include "config/reader.h"
#include "config/secret.h"
#include "model/filter.h"
#include "model/text.h"

namespace dateline::config {
namespace {

std::string ReadId(Table& table) {
  std::string id = table.Required("id");
  if (!id.empty() && !IsSlug(id, false)) {
    table.Complain("id", fmt::format("'{}' is not an id", id), "lower-case letters, digits and '-'");
    id.clear();
  }
  return id;
}

bool IsMailboxUrl(std::string_view url) {
  return url.starts_with("imaps://") || url.starts_with("imap://");
}

// The address is not repeated: it may carry a password.
void CheckMailboxUrl(Table& table, const std::string& url) {
  if (url.empty()) return;
  if (!IsMailboxUrl(url)) {
    table.Complain("url", "not the address of a mailbox", "\"imaps://imap.example.org/Newsletters\"");
    return;
  }
  const auto host = url.find("://") + 3;
  if (url.substr(host, url.find('/', host) - host).find('@') != std::string::npos) {
    table.Complain("url", "an address must not carry a user name or password", "they go into 'user' and 'secret'");
  }
}

void CheckUrl(Table& table, std::string_view key, const std::string& url) {
  if (url.empty() || url.starts_with("https://") || url.starts_with("http://")) return;
  table.Complain(key, fmt::format("'{}' is not an http or https address", url));
}

// CIKs are brought to ten digits; companies without an address are asked for at EDGAR itself.
void ReadCompanies(Table& table, SourceRecord& source) {
  if (source.collector != "edgar") {
    if (!source.ciks.empty()) table.Complain("cik", "only an edgar source has companies");
    if (!source.forms.empty()) table.Complain("forms", "only an edgar source has forms");
    return;
  }
  for (std::string& cik : source.ciks) {
    const bool digits = !cik.empty() && cik.size() <= 10 && cik.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) table.Complain("cik", fmt::format("'{}' is not a CIK", cik), "up to ten digits in quotation marks");
    if (digits) cik.insert(0, 10 - cik.size(), '0');
  }
  if (source.url.empty() && !source.ciks.empty()) source.url = "https://data.sec.gov/submissions/";
}

void CheckSecret(Table& table, std::string& secret) {
  if (secret.empty() || IsSecretReference(secret)) return;
  // The text itself is not repeated: it may be the secret.
  table.Complain("secret", "a secret is given by reference", "\"env:NAME\" or \"file:/path\"");
  secret.clear();
}

// An address, or a domain written "@letters.example"; in lower case.
bool IsSender(std::string_view text) {
  const auto at = text.find('@');
  constexpr std::size_t kSenderBytesMax = 254;  // the longest address there is
  return at != std::string_view::npos && text.rfind('@') == at && text.size() <= kSenderBytesMax &&
         text.find('.', at) != std::string_view::npos && !text.ends_with('.') && text[at + 1] != '.' &&
         std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '<' && c != '>'; });
}

// What only a mailbox has.
void ReadMailbox(Table& table, SourceRecord& source, bool remove) {
  const bool imap = source.collector == "imap";
  const bool mail = imap || source.collector == "mbox";
  source.user = table.String("user");
  source.secret = table.String("secret");
  source.login = table.OneOf("login", {"password", "token"}, "password");
  source.senders = table.Strings("senders");
  CheckSecret(table, source.secret);
  if (!imap && table.Has("user")) table.Complain("user", "only an imap source has a user");
  if (!imap && table.Has("secret")) table.Complain("secret", "only an imap source has a secret");
  if (!imap && table.Has("login")) table.Complain("login", "only an imap source logs in");
  if (!mail && table.Has("senders")) table.Complain("senders", "only mail has senders", "collector = \"imap\" or \"mbox\"");
  for (std::string& sender : source.senders) {
    sender = FoldCase(sender);
    if (!IsSender(sender)) {
      table.Complain("senders", fmt::format("'{}' is not a sender", sender), "\"news@letters.example\", or \"@letters.example\" for all of a domain");
    }
  }
  constexpr std::size_t kSendersMax = 50;  // they go into one command
  if (source.senders.size() > kSendersMax) table.Complain("senders", fmt::format("more than {} senders", kSendersMax), "two sources may read one mailbox");
  if (!imap || remove) return;
  if (source.user.empty()) table.Complain("id", fmt::format("source '{}' needs a 'user'", source.id));
  if (!table.Has("secret")) table.Complain("id", fmt::format("source '{}' needs a 'secret'", source.id), "\"env:NAME\" or \"file:PATH\" with mode 0600 holding the password");
}

void FinishFile(const Context& context, const toml::table& root, std::string_view key) {
  Table whole(context, root, context.file);
  [[maybe_unused]] const bool read = whole.Array(key) != nullptr;
  whole.Finish();
}

}  // namespace

void ReadSources(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "source", [&](Table& table) {
    SourceRecord source;
    source.where = table.where();
    source.id = ReadId(table);
    const bool remove = table.Bool("remove", false);
    source.name = table.String("name", source.id);
    source.collector = table.OneOf("collector", {"edgar", "feed", "federal-register", "file", "imap", "mbox", "page", "public-inspection"}, "feed");
    source.url = table.String("url");
    const bool local = source.collector == "file" || source.collector == "mbox";
    if (source.collector == "imap") {
      CheckMailboxUrl(table, source.url);
    } else {
      CheckUrl(table, "url", source.url);
    }
    ReadMailbox(table, source, remove);
    source.paths = table.Strings("paths");
    source.owner = table.String("owner", source.id);
    const std::string source_class = table.OneOf("class", {"official", "company", "press", "analysis", "mine"}, "press");
    source.source_class = ParseSourceClass(source_class).value_or(SourceClass::kPress);
    source.language = table.String("language");
    source.every = std::chrono::duration_cast<std::chrono::seconds>(table.Duration("every", std::chrono::hours(1)));
    source.enabled = table.Bool("enabled", true);
    source.allow_private = table.Bool("allow_private", false);
    source.from = table.String("from");
    if (!source.from.empty() && !ParseIsoDay(source.from)) {
      table.Complain("from", fmt::format("'{}' is not a day", source.from), "as in 2025-01-31");
    }
    source.agencies = table.Strings("agencies");
    source.types = table.Strings("types");
    source.ciks = table.Strings("cik");
    source.forms = table.Strings("forms");
    ReadCompanies(table, source);
    source.published = table.StringMap("published");
    source.links = table.String("links");
    if (!source.links.empty() && source.collector != "page") table.Complain("links", "only a page source follows links");
    if (!remove && local && source.paths.empty()) table.Complain("id", fmt::format("{} {} source needs 'paths'", source.collector == "mbox" ? "an" : "a", source.collector));
    if (!remove && !local && source.url.empty()) table.Complain("id", fmt::format("source '{}' needs a 'url'", source.id));
    if (source.every < std::chrono::seconds(60) && !source.allow_private) {
      table.Complain("every", "a source cannot be asked more often than every minute");
    }
    PutRecord(context, table, config.sources, std::move(source));
  });
  FinishFile(context, root, "source");
}

void ReadRules(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "rule", [&](Table& table) {
    AlertRuleRecord rule;
    rule.where = table.where();
    rule.id = ReadId(table);
    const bool remove = table.Bool("remove", false);
    rule.name = table.String("name", rule.id);
    rule.filter = remove ? table.String("filter") : table.Required("filter");
    rule.filter_where = table.WhereOf("filter");
    if (!rule.filter.empty()) {
      if (const auto filter = ParseFilter(rule.filter); !filter) table.Complain("filter", filter.error().message);
    }
    rule.severity = table.OneOf("severity", {"low", "medium", "high", "critical"}, "medium");
    rule.route = table.OneOf("route", {"immediate", "digest", "both"}, "immediate");
    rule.channels = table.Strings("channel");
    rule.material = table.Strings("material");
    rule.enabled = table.Bool("enabled", true);
    PutRecord(context, table, config.rules, std::move(rule));
  });
  FinishFile(context, root, "rule");
}

void ReadChannels(const Context& context, const toml::table& root, Config& config) {
  EachTable(context, root, "channel", [&](Table& table) {
    ChannelRecord channel;
    channel.where = table.where();
    channel.id = ReadId(table);
    channel.kind = table.OneOf("kind", {"webhook", "file"}, "webhook");
    channel.url = table.String("url");
    CheckUrl(table, "url", channel.url);
    channel.path = table.String("path");
    channel.secret = table.String("secret");
    CheckSecret(table, channel.secret);
    channel.allow_private = table.Bool("allow_private", false);
    channel.timeout = table.Timeout("timeout", std::chrono::seconds(20));
    if (channel.kind == "webhook" && channel.url.empty() && !table.Has("remove")) table.Complain("id", "a webhook channel needs a 'url'");
    if (channel.kind == "file" && channel.path.empty() && !table.Has("remove")) table.Complain("id", "a file channel needs a 'path'");
    PutRecord(context, table, config.channels, std::move(channel));
  });
  FinishFile(context, root, "channel");
}

}  // namespace dateline::config
