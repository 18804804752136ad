#include "ingest/classify.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace dateline::ingest {
namespace {

constexpr std::size_t kSniffBytes = 8192;

std::string LowerHead(std::string_view body) {
  std::string head(body.substr(0, kSniffBytes));
  std::ranges::transform(head, head.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return head;
}

// Words of pages that stand in for the answer. First match wins.
struct Signature {
  std::string_view words;  // lower case
  FetchClass fetch_class;
  std::string_view message;
};
constexpr std::array kSignatures{
    Signature{"request rate threshold exceeded", FetchClass::kThrottled, "the server says we ask too often"},
    Signature{"rate limit exceeded", FetchClass::kThrottled, "the server says we ask too often"},
    Signature{"over_rate_limit", FetchClass::kThrottled, "the server says we ask too often"},
    Signature{"too many requests", FetchClass::kThrottled, "the server says we ask too often"},
    Signature{"undeclared automated tool", FetchClass::kBlocked, "the server wants a User-Agent with a contact"},
    Signature{"<title>just a moment", FetchClass::kBlocked, "a challenge page stands before the source"},
    Signature{"cf-challenge", FetchClass::kBlocked, "a challenge page stands before the source"},
    Signature{"challenge-platform", FetchClass::kBlocked, "a challenge page stands before the source"},
    Signature{"attention required! | cloudflare", FetchClass::kBlocked, "a challenge page stands before the source"},
    Signature{"captcha", FetchClass::kBlocked, "a challenge page stands before the source"},
    Signature{"<title>access denied", FetchClass::kBlocked, "the server refuses automated readers"},
    Signature{"<code>accessdenied</code>", FetchClass::kMissing, "nothing is stored under this address"},
    Signature{"<code>nosuchkey</code>", FetchClass::kMissing, "nothing is stored under this address"},
    Signature{"scheduled maintenance", FetchClass::kMaintenance, "the server is under maintenance"},
    Signature{"under maintenance", FetchClass::kMaintenance, "the server is under maintenance"},
    Signature{"temporarily unavailable", FetchClass::kMaintenance, "the server is under maintenance"},
};

const Signature* FindSignature(std::string_view body) {
  const std::string head = LowerHead(body);
  const auto* found =
      std::ranges::find_if(kSignatures, [&](const Signature& s) { return head.find(s.words) != std::string::npos; });
  return found == kSignatures.end() ? nullptr : found;
}

struct StatusClass {
  int status;
  FetchClass fetch_class;
  std::string_view message;
};
// Sorted by status. What is missing here goes by its hundred.
constexpr std::array kStatuses{
    StatusClass{204, FetchClass::kEmpty, "an answer without a body"},
    StatusClass{205, FetchClass::kEmpty, "an answer without a body"},
    StatusClass{206, FetchClass::kShapeChanged, "a part was sent that was not asked for"},
    StatusClass{401, FetchClass::kBlocked, "the server wants a login"},
    StatusClass{402, FetchClass::kBlocked, "the server wants payment"},
    StatusClass{403, FetchClass::kBlocked, "the server refuses us"},
    StatusClass{404, FetchClass::kMissing, "nothing is there"},
    StatusClass{407, FetchClass::kBlocked, "a proxy wants a login"},
    StatusClass{408, FetchClass::kMaintenance, "the server gave up waiting"},
    StatusClass{410, FetchClass::kGone, "the source is gone for good"},
    StatusClass{420, FetchClass::kThrottled, "the server says we ask too often"},
    StatusClass{425, FetchClass::kThrottled, "the server says it is too early"},
    StatusClass{429, FetchClass::kThrottled, "the server says we ask too often"},
    StatusClass{451, FetchClass::kBlocked, "withheld for legal reasons"},
};
static_assert(std::ranges::is_sorted(kStatuses, {}, &StatusClass::status));

StatusClass OfStatus(int status) {
  const auto* found = std::ranges::lower_bound(kStatuses, status, {}, &StatusClass::status);
  if (found != kStatuses.end() && found->status == status) return *found;
  if (status >= 500) return {status, FetchClass::kMaintenance, "the server has trouble of its own"};
  if (status >= 400) return {status, FetchClass::kShapeChanged, "the server no longer understands the request"};
  if (status >= 300) return {status, FetchClass::kShapeChanged, "a redirect that leads nowhere"};
  return {status, FetchClass::kOk, ""};
}

Verdict Say(int status, FetchClass fetch_class, std::string_view message) {
  return {fetch_class, fmt::format("HTTP {}: {}", status, message)};
}

// First byte that is neither white space nor part of a byte order mark.
char FirstMark(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  const auto at = body.find_first_not_of(" \t\r\n\f\0");
  return at == std::string_view::npos ? '\0' : body[at];
}

Verdict JudgeBody(const net::Response& response, Expect expect) {
  const std::string_view body = response.body;
  if (FirstMark(body) == '\0') return Say(response.status, FetchClass::kEmpty, "the body is empty");
  if (expect == Expect::kText) return {};
  if (LooksLikeHtml(body)) {
    const Signature* signature = FindSignature(body);
    if (signature != nullptr) return Say(response.status, signature->fetch_class, signature->message);
    return Say(response.status, FetchClass::kShapeChanged, "an HTML page came where data was due");
  }
  if (expect == Expect::kJson && FirstMark(body) != '{' && FirstMark(body) != '[') {
    return Say(response.status, FetchClass::kShapeChanged, "something came that is not JSON");
  }
  return {};
}

}  // namespace

bool LooksLikeHtml(std::string_view body) {
  std::string head = LowerHead(body.substr(0, 1024));
  // Comments and an XML declaration may stand before the first tag that says what this is.
  std::size_t at = head.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (true) {
    at = head.find('<', at);
    if (at == std::string::npos) return false;
    const std::string_view rest = std::string_view(head).substr(at);
    if (rest.starts_with("<!--")) {
      at = head.find("-->", at);
    } else if (rest.starts_with("<?")) {
      at = head.find("?>", at);
    } else {
      return rest.starts_with("<!doctype html") || rest.starts_with("<html") || rest.starts_with("<head") ||
             rest.starts_with("<body");
    }
    if (at == std::string::npos) return false;
  }
}

Verdict Classify(const net::Response& response, Expect expect) {
  if (!response.ok()) return {response.failure, response.message};
  if (response.status == 304) return {FetchClass::kNotModified, ""};
  const StatusClass known = OfStatus(response.status);
  if (known.fetch_class == FetchClass::kOk) return JudgeBody(response, expect);
  // The body tells four kinds of 403 apart, and a block from real trouble behind a 503. A plain 404 or 410 stays.
  const bool tells = response.status == 403 || response.status == 401 || response.status >= 500;
  const Signature* signature = tells ? FindSignature(response.body) : nullptr;
  if (!response.HeaderValue("cf-mitigated").empty()) {
    return Say(response.status, FetchClass::kBlocked, "a challenge page stands before the source");
  }
  if (signature != nullptr) return Say(response.status, signature->fetch_class, signature->message);
  // Trouble that comes with a time to come back is a request to stay away, as 429 is.
  if (response.status == 503 && !response.HeaderValue("retry-after").empty()) {
    return Say(response.status, FetchClass::kThrottled, "the server says when to come back");
  }
  return Say(response.status, known.fetch_class, known.message);
}

namespace {

// The seconds of max-age; nullopt when absent or when the answer must not be kept.
std::optional<std::chrono::seconds> MaxAge(std::string_view cache_control) {
  const std::string text = LowerHead(cache_control);
  if (text.find("no-cache") != std::string::npos || text.find("no-store") != std::string::npos) return std::nullopt;
  constexpr std::string_view kName = "max-age";
  for (std::size_t at = text.find(kName); at != std::string::npos; at = text.find(kName, at + 1)) {
    if (at > 0 && text[at - 1] == '-') continue;
    std::size_t digits = text.find_first_not_of(" \t", at + kName.size());
    if (digits == std::string::npos || text[digits] != '=') continue;
    digits = text.find_first_not_of(" \t\"", digits + 1);
    if (digits == std::string::npos) continue;
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data() + digits, text.data() + text.size(), seconds);
    if (error == std::errc::result_out_of_range) return std::chrono::hours(24 * 365);
    if (error == std::errc{}) return std::chrono::seconds(seconds);
  }
  return std::nullopt;
}

// The target of the run of permanent redirects that starts at our own URL. What comes after a temporary one
// says nothing about where the source lives.
std::string PermanentTarget(const std::vector<net::Hop>& hops) {
  std::string target;
  for (const net::Hop& hop : hops) {
    if (hop.status != 301 && hop.status != 308) break;
    target = hop.url;
  }
  return target;
}

}  // namespace

Hints ReadHints(const net::Response& response, Instant now) {
  Hints hints;
  hints.retry_after = net::RetryAfter(response, now);
  hints.fresh_for = MaxAge(response.HeaderValue("cache-control"));
  hints.moved_to = PermanentTarget(response.hops);
  return hints;
}

}  // namespace dateline::ingest
