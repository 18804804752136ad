// Asks web servers and mailboxes (net/mailbox.h), many at once, from one thread.
//
// What the caller can rely on:
//  - Only http and https; TLS always verified; no cookies, no .netrc, no proxy from the environment, no Referer.
//  - The address that a connection really reaches is checked, on every hop and for reused connections too:
//    public addresses at ports 80 and 443 only, unless the request allows private ones, and then only
//    the host and port of its own URL.
//  - Redirects of a GET are followed by hand, at most five, never from https to http.
//  - A body arrives whole and decoded, or not at all: one that was cut short, stalled or grew beyond its
//    limit is an error and carries no bytes.
//  - Of mailboxes the same holds, at ports 143 and 993. Without TLS only this very machine is asked, and only when the
//    request allows private addresses.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/date.h"
#include "model/source.h"
#include "net/mailbox.h"

namespace dateline::net {

struct Header {
  std::string name;   // as written
  std::string value;  // byte for byte, outer blanks dropped
};

struct Limits {
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{60'000};  // of one hop
  std::chrono::seconds stall_timeout{20};           // less than 64 bytes a second for this long
  std::size_t body_bytes_max = 16u << 20;           // after decoding
  std::size_t header_bytes_max = 64u << 10;         // of one hop, interim answers included
};

enum class Method : std::uint8_t { kGet, kPost };

struct Request {
  std::string url;
  Method method = Method::kGet;
  std::vector<Header> headers;          // sent to the origin of `url` only
  std::string body;                     // POST only
  std::string etag;                     // sent back as If-None-Match, byte for byte; "" for none
  std::string last_modified;            // sent back as If-Modified-Since, byte for byte; "" for none
  std::optional<MailboxQuery> mailbox;  // what is asked of an imap or imaps URL
  bool allow_private = false;
  Limits limits;
};

struct Hop {
  int status = 0;
  std::string url;  // the target, resolved
};

struct Response {
  std::uint64_t id = 0;         // what Submit answered
  int status = 0;               // 0 when no answer was had
  std::vector<Header> headers;  // of the last hop, in order
  std::string body;
  std::string url;                       // of the last hop
  std::vector<Hop> hops;                 // redirects that were followed, in order
  FetchClass failure = FetchClass::kOk;  // kOk: an HTTP answer of any status was read whole; else kNetwork, kTooBig or
                                         // kRefused. Mailboxes have no status: any class that says why
  std::string message;                   // why it failed
  std::chrono::microseconds took{0};
  std::string remote_ip;

  // The first header of this name (any case), "" when absent.
  [[nodiscard]] std::string_view HeaderValue(std::string_view name) const;
  [[nodiscard]] bool ok() const { return failure == FetchClass::kOk; }
};

// How long the server asks to be left alone: Retry-After in seconds or as a date; nullopt when absent or
// unreadable; never negative.
[[nodiscard]] std::optional<std::chrono::seconds> RetryAfter(const Response& response, Instant now);
// Any of the three date forms of HTTP (RFC 9110, section 5.6.7) and common misspellings.
[[nodiscard]] std::optional<Instant> ParseHttpDate(std::string_view text);

// Not thread-safe, except for Wake. Destruction drops what is in flight.
class HttpClient {
 public:
  struct Options {
    std::string user_agent;  // "" = the program's own
    std::string ca_file;     // "" = the system's
    std::uint32_t connections_per_host = 2;
  };

  explicit HttpClient(Options options);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Begins; never waits. A request that cannot be sent at all comes back from Poll as kRefused.
  std::uint64_t Submit(Request request);
  // Moves every transfer on, waiting at most `timeout` for something to happen, and hands over what is finished.
  // May come back early and empty.
  [[nodiscard]] std::vector<Response> Poll(std::chrono::milliseconds timeout);
  // Ends a Poll that waits, now or next. Any thread.
  void Wake();
  [[nodiscard]] std::size_t in_flight() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline::net
