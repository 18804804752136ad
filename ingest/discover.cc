#include "ingest/discover.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <set>

#include "ingest/feed_documents.h"
#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "model/id.h"
#include "model/text.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 7> kFeedTypes{"application/rss+xml",
                                                     "application/atom+xml",
                                                     "application/feed+json",
                                                     "application/rdf+xml",
                                                     "application/json",
                                                     "application/xml",
                                                     "text/xml"};
// How the paths of feeds end, for links that do not say what they lead to.
constexpr std::array<std::string_view, 11> kFeedEndings{".atom",     ".rdf",   ".rss", "/atom",    "/atom.xml", "/feed",
                                                        "/feed.xml", "/feed/", "/rss", "/rss.xml", "/index.rss"};
// What a directory of a server may hold.
constexpr std::array<std::string_view, 4> kPlacesBelow{"feed", "rss.xml", "atom.xml", "index.xml"};
constexpr std::array<std::string_view, 11> kPlaces{"/feed",      "/feed/",     "/rss.xml",     "/atom.xml",
                                                   "/feed.xml",  "/index.xml", "/feed.atom",   "/index.rdf",
                                                   "/index.rss", "/rss/",      "/rss/feed.xml"};
// Hosts on which many publish, told apart by the path only; their subdomains too.
constexpr std::array<std::string_view, 8> kSharedHosts{"feedburner.com",  "feedpress.me", "github.com",
                                                       "govdelivery.com", "medium.com",   "reddit.com",
                                                       "x.com",           "youtube.com"};
// What stands before a publisher's name in the names of his servers.
constexpr std::array<std::string_view, 8> kServerWords{"blog.", "feed.", "feeds.",    "m.",
                                                       "news.", "rss.",  "rssfeeds.", "www."};
constexpr std::size_t kAnchorsMax = 5;
constexpr std::size_t kTitlesMax = 3;
constexpr std::size_t kCandidatesMax = 20;
constexpr std::size_t kIdBytesMax = 48;

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

bool HasWord(const std::string& list, std::string_view word) {
  const std::string folded = " " + FoldCase(CollapseSpace(list)) + " ";
  return folded.find(" " + std::string(word) + " ") != std::string::npos;
}

bool IsFeedType(std::string type) {
  type = FoldCase(type.substr(0, type.find(';')));
  return std::ranges::find(kFeedTypes, CollapseSpace(type)) != kFeedTypes.end();
}

// `reference` as a page has it.
bool EndsLikeFeed(std::string_view reference) {
  std::string path = FoldCase(reference.substr(0, reference.find_first_of("?#")));
  // "rss.xml" in a page's own folder.
  if (path.find('/') == std::string::npos) path.insert(0, "/");
  return std::ranges::any_of(kFeedEndings, [&](std::string_view ending) { return path.ends_with(ending); });
}

bool OfComments(const FeedCandidate& candidate) {
  return FoldCase(candidate.title).find("comment") != std::string::npos ||
         candidate.url.find("/comments/") != std::string::npos;
}

config::SourceRecord Official(std::string name, std::string collector, std::string url, std::chrono::seconds every) {
  config::SourceRecord source;
  source.name = std::move(name);
  source.collector = std::move(collector);
  source.url = std::move(url);
  source.owner = "U.S. government";
  source.source_class = SourceClass::kOfficial;
  source.every = every;
  return source;
}

// "industry-and-security-bureau" → "Industry And Security Bureau"; good enough for a name that can be edited.
std::string NameOfSlug(std::string_view slug) {
  std::string name;
  bool begin = true;
  for (const char c : slug) {
    const bool lower = c >= 'a' && c <= 'z';
    name += c == '-' ? ' ' : (begin && lower ? static_cast<char>(c - 32) : c);
    begin = c == '-';
  }
  return name;
}

std::string Unescaped(std::string text) {
  for (const auto& [from, to] : {std::pair{"%5B", "["}, {"%5b", "["}, {"%5D", "]"}, {"%5d", "]"}}) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) text.replace(at, 3, to);
  }
  return text;
}

std::optional<config::SourceRecord> RecogniseEdgar(const std::string& text) {
  static const RE2 kCik(
      R"((?i)(?:[?&]CIK=|/CIK|/cgi-bin/browse-edgar/|/edgar/browse/\?CIK=|/edgar/data/)0*(\d{1,10})(?:\D|$))");
  if (text.find("action=getcurrent") != std::string::npos) {
    std::string form;
    RE2::PartialMatch(text, R"([?&]type=([A-Za-z0-9\-]+))", &form);
    auto source = Official("SEC: newest filings" + (form.empty() ? "" : " " + form), "edgar",
                           "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=" + form +
                               "&company=&dateb=&owner=include&count=100&output=atom",
                           std::chrono::minutes(10));
    if (!form.empty()) source.forms = {form};
    return source;
  }
  std::string digits;
  if (!RE2::PartialMatch(text, kCik, &digits)) return std::nullopt;
  digits.insert(0, 10 - digits.size(), '0');
  auto source = Official("SEC filings of CIK " + digits, "edgar",
                         "https://data.sec.gov/submissions/CIK" + digits + ".json", std::chrono::hours(1));
  source.forms = {"8-K", "10-Q", "10-K", "20-F", "6-K"};
  source.source_class = SourceClass::kCompany;
  source.owner = "CIK " + digits;
  return source;
}

// Conditions that a source of ours cannot keep; without them it would bring far more than was asked for.
bool AsksForMore(const std::string& plain) {
  re2::StringPiece rest(plain);
  std::string name;
  static const RE2 kCondition(R"([?&]conditions\[(\w+)\][^=&]*=[^&#])");
  while (RE2::FindAndConsume(&rest, kCondition, &name)) {
    if (name != "agencies" && name != "type") return true;
  }
  return false;
}

// The register's own feed of a search.
std::optional<config::SourceRecord> RecogniseSearch(const std::string& text) {
  const auto question = text.find('?');
  const std::string path = text.substr(0, question);
  if (path.ends_with(".rss") || path.find("/documents") == std::string::npos) return std::nullopt;
  std::string query;
  for (std::string_view rest = std::string_view(text).substr(question + 1); !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find_first_of("&#"));
    const std::string_view name = part.substr(0, part.find('='));
    if (name.starts_with("conditions")) query += (query.empty() ? "" : "&") + std::string(part);
    if (part.size() == rest.size() || rest[part.size()] == '#') break;
    rest.remove_prefix(part.size() + 1);
  }
  return Official("Federal Register, a search", "feed", "https://www.federalregister.gov/api/v1/documents.rss?" + query,
                  std::chrono::hours(2));
}

std::optional<config::SourceRecord> RecogniseFederalRegister(const std::string& text) {
  static const RE2 kAgencyPage(R"(federalregister\.gov/(?:api/v1/)?agencies/([a-z0-9\-]+))");
  static const RE2 kAgency(R"(conditions\[agencies\]\[\]=([a-z0-9\-]+))");
  static const RE2 kType(R"(conditions\[type\]\[\]=(RULE|PRORULE|NOTICE|PRESDOCU))");
  const std::string plain = Unescaped(text);
  if (AsksForMore(plain)) return RecogniseSearch(text);
  std::vector<std::string> agencies;
  std::vector<std::string> types;
  std::string value;
  re2::StringPiece rest(plain);
  if (RE2::PartialMatch(rest, kAgencyPage, &value)) agencies.push_back(value);
  while (RE2::FindAndConsume(&rest, kAgency, &value)) agencies.push_back(value);
  rest = plain;
  while (RE2::FindAndConsume(&rest, kType, &value)) types.push_back(value);
  const bool inspection = plain.find("/public-inspection") != std::string::npos;
  const bool documents =
      plain.find("/documents") != std::string::npos || plain.find("/presidential-documents") != std::string::npos;
  if (plain.find("/presidential-documents") != std::string::npos && types.empty()) types = {"PRESDOCU"};
  if (agencies.empty() && types.empty() && !inspection) {
    // One document's page is nothing to come back to.
    if (!documents || RE2::PartialMatch(plain, R"(/documents/\d{4}/)")) return std::nullopt;
  }
  const std::string of = agencies.empty() ? "" : ": " + NameOfSlug(agencies.front());
  auto source = inspection ? Official("Federal Register, public inspection" + of, "public-inspection",
                                      "https://www.federalregister.gov/api/v1/public-inspection-documents/current.json",
                                      std::chrono::minutes(30))
                           : Official("Federal Register" + of, "federal-register",
                                      "https://www.federalregister.gov/api/v1/documents.json", std::chrono::hours(2));
  source.agencies = std::move(agencies);
  source.types = std::move(types);
  return source;
}

// Half of the usual distance between entries, rounded to something a person would write.
seconds GuessInterval(std::vector<Instant> dates) {
  constexpr std::array kSteps{seconds(900),   seconds(1800),  seconds(3600), seconds(7200),
                              seconds(14400), seconds(43200), seconds(86400)};
  if (dates.size() < 3) return seconds(3600 * 4);
  std::ranges::sort(dates);
  std::vector<seconds> gaps;
  for (std::size_t i = 1; i < dates.size(); ++i) gaps.push_back(std::chrono::floor<seconds>(dates[i] - dates[i - 1]));
  std::ranges::nth_element(gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2));
  const seconds half = gaps[gaps.size() / 2] / 2;
  seconds guess = kSteps.front();
  for (const seconds step : kSteps) {
    if (step <= half) guess = step;
  }
  return guess;
}

}  // namespace

std::vector<FeedCandidate> FindFeedLinks(std::string_view html, std::string_view base) {
  std::vector<FeedCandidate> found;
  std::vector<FeedCandidate> anchors;
  std::set<std::string> seen;
  std::string from(base);
  HtmlTokens tokens(html);
  HtmlToken token;
  while (tokens.Next(token) && found.size() < kCandidatesMax) {
    if (token.kind != HtmlToken::Kind::kStartTag) continue;
    if (token.name == "base") {
      if (const auto resolved = net::ResolveUrl(base, AttributeOf(token, "href"))) from = *resolved;
      continue;
    }
    const bool link = token.name == "link" && HasWord(AttributeOf(token, "rel"), "alternate");
    const bool anchor = token.name == "a" && found.empty() && anchors.size() < kAnchorsMax;
    if (!link && !anchor) continue;
    FeedCandidate candidate;
    candidate.type = FoldCase(AttributeOf(token, "type"));
    candidate.title = CollapseSpace(AttributeOf(token, "title"));
    const std::string reference = CollapseSpace(AttributeOf(token, "href"));
    // WordPress names its JSON API the same way; it is no feed.
    if (link && (!IsFeedType(candidate.type) || reference.find("/wp-json/") != std::string::npos)) continue;
    if (anchor && !EndsLikeFeed(reference)) continue;
    const auto resolved = net::ResolveUrl(from, reference);
    if (!resolved) continue;
    const auto parsed = net::ParseUrl(*resolved);
    if (!parsed || !seen.insert((link ? "link " : "a ") + parsed->text).second) continue;
    candidate.url = parsed->text;
    (link ? found : anchors).push_back(std::move(candidate));
  }
  if (found.empty()) found = std::move(anchors);
  std::ranges::stable_partition(found, [](const FeedCandidate& candidate) { return !OfComments(candidate); });
  return found;
}

std::vector<FeedCandidate> UsualFeedPlaces(std::string_view url) {
  std::vector<FeedCandidate> out;
  const auto add = [&](const std::optional<std::string>& place) {
    if (place && std::ranges::find(out, *place, &FeedCandidate::url) == out.end()) out.push_back({*place, {}, {}});
  };
  const auto parsed = net::ParseUrl(url);
  if (!parsed) return out;
  // "https://example.org/blog" may be a directory as well as a page.
  std::string below = parsed->text.substr(0, parsed->text.find('?'));
  if (!below.ends_with('/')) below += '/';
  if (below != net::ResolveUrl(url, "/")) {
    for (const std::string_view place : kPlacesBelow) add(net::ResolveUrl(below, place));
  }
  for (const std::string_view place : kPlaces) add(net::ResolveUrl(url, place));
  return out;
}

std::optional<config::SourceRecord> RecogniseSite(std::string_view url) {
  static const RE2 kBareCik(R"((?i)(?:CIK\s*)?0*(\d{1,10}))");
  const std::string text(url);
  const auto parsed = net::ParseUrl(url);
  if (!parsed) {
    // "CIK1045810" or "1045810" as people copy it from the SEC.
    std::string digits;
    if (!RE2::FullMatch(Piece(url), kBareCik, &digits)) return std::nullopt;
    return RecogniseEdgar("https://www.sec.gov/edgar/data/" + digits);
  }
  const auto is = [&](std::string_view domain) {
    return parsed->host == domain || parsed->host.ends_with("." + std::string(domain));
  };
  if (is("sec.gov")) return RecogniseEdgar(text);
  if (is("federalregister.gov")) return RecogniseFederalRegister(text);
  return std::nullopt;
}

std::optional<FeedPreview> PreviewFeed(std::string_view body, const FeedContext& context, Instant now) {
  if (!LooksLikeFeed(body)) return std::nullopt;
  const FeedResult feed = ParseFeed(body, context);
  if (feed.version.empty() && feed.entries.empty()) return std::nullopt;
  FeedPreview preview;
  if (feed.feed.title) preview.title = HtmlToLine(feed.feed.title->value);
  preview.entries = feed.entries.size();
  preview.language = PrimaryLanguage(feed.feed.language);
  std::vector<Instant> dates;
  for (const FeedEntry& entry : feed.entries) {
    if (entry.title && preview.titles.size() < kTitlesMax) preview.titles.push_back(HtmlToLine(entry.title->value));
    const Published& date = entry.published.span.known() ? entry.published : entry.updated;
    std::optional<Instant> at = date.at;
    if (!at && date.span.lo) at = Instant(*date.span.lo);
    // Dates in the future announce events, they do not tell how often something comes.
    if (at && *at <= now + std::chrono::days(1)) dates.push_back(*at);
  }
  if (!dates.empty()) {
    preview.newest = *std::ranges::max_element(dates);
    preview.oldest = *std::ranges::min_element(dates);
  }
  preview.every = GuessInterval(std::move(dates));
  if (feed.feed.ttl_minutes)
    preview.every =
        std::max(preview.every, std::min(seconds(86400), seconds(std::chrono::minutes(*feed.feed.ttl_minutes))));
  return preview;
}

std::string OwnerOfAddress(std::string_view url) {
  const auto parsed = net::ParseUrl(url);
  if (!parsed) return {};
  std::string host = parsed->host;
  for (const std::string_view shared : kSharedHosts) {
    if (host == shared || host.ends_with("." + std::string(shared))) return {};
  }
  for (const std::string_view word : kServerWords) {
    if (host.starts_with(word) && host.find('.', word.size()) != std::string::npos) {
      host.erase(0, word.size());
      break;
    }
  }
  return host;
}

SourceClass ClassOfAddress(std::string_view url) {
  // "bis.gov", "meti.go.jp", "mofcom.gov.cn". A guess: parliaments and ministries under other names are missed.
  static const RE2 kOffice(
      R"((?:^|\.)(?:(?:gov|mil)(?:\.[a-z]{2})?|(?:go|gob|gouv|gv|admin|gc|govt)\.[a-z]{2}|europa\.eu|un\.org)$)");
  const auto parsed = net::ParseUrl(url);
  return parsed && RE2::PartialMatch(parsed->host, kOffice) ? SourceClass::kOfficial : SourceClass::kPress;
}

std::string SourceId(std::string_view title, std::string_view url, const std::set<std::string>& taken) {
  std::string words(title);
  std::string id;
  for (int turn = 0; turn < 2 && id.size() < 3; ++turn) {
    id.clear();
    for (const char c : FoldCase(words)) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain) id += c;
      if (!plain && !id.empty() && id.back() != '-') id += '-';
      if (id.size() >= kIdBytesMax) break;
    }
    while (id.ends_with('-')) id.pop_back();
    // A title in another script leaves nothing; then the server's name stands.
    if (const auto parsed = net::ParseUrl(url); parsed && id.size() < 3) words = parsed->host;
  }
  if (id.empty()) id = "source";
  if (!taken.contains(id)) return id;
  // A long list may name all its feeds alike; then the address tells them apart without counting to ten thousand.
  for (int number = 2; number < 100; ++number) {
    if (auto numbered = fmt::format("{}-{}", id, number); !taken.contains(numbered)) return numbered;
  }
  std::string marked = fmt::format("{}-{}", id, HashKey({"source", url}).Hex().substr(0, 10));
  while (taken.contains(marked)) marked += 'x';
  return marked;
}

}  // namespace dateline::ingest
