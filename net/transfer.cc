#include "net/transfer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "model/check.h"
#include "net/address.h"

namespace dateline::net {
namespace {

constexpr std::size_t kHeadersMax = 256;
constexpr std::array kRedirects{301, 302, 303, 307, 308};

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

bool HasControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

template <typename Value>
void SetOption(CURL* handle, CURLoption option, Value value) {
  // Only options of the installed libcurl are used, with values of our own: a failure here is our mistake.
  DATELINE_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

}  // namespace

Transfer::Transfer(std::uint64_t id, Request request, std::string user_agent, std::string ca_file)
    : request_(std::move(request)),
      user_agent_(std::move(user_agent)),
      ca_file_(std::move(ca_file)),
      easy_(curl_easy_init()) {
  DATELINE_CHECK(easy_ != nullptr);
  response_.id = id;
  response_.url = request_.url;
}

bool Transfer::Prepare() {
  auto url = ParseUrl(request_.url);
  if (!url) return Refuse(std::move(url.error().message));
  if (!CheckHeaders()) return Refuse("a header carries a control character");
  origin_ = *url;
  current_ = *std::move(url);
  SetOptions();
  return true;
}

bool Transfer::CheckHeaders() {
  if (HasControl(request_.etag) || HasControl(request_.last_modified)) return false;
  return std::ranges::none_of(request_.headers, [](const Header& header) {
    return header.name.empty() || HasControl(header.name) || HasControl(header.value);
  });
}

bool Transfer::Refuse(std::string message) {
  Fail(FetchClass::kRefused, std::move(message));
  return false;
}

void Transfer::Fail(FetchClass failure, std::string message) {
  response_.failure = failure;
  response_.message = std::move(message);
  response_.body.clear();
  response_.body.shrink_to_fit();
}

void Transfer::SetOptions() {
  CURL* h = handle();
  const Limits& limits = request_.limits;
  curl_easy_reset(h);
  header_bytes_ = 0;
  SetOption(h, CURLOPT_PRIVATE, this);
  SetOption(h, CURLOPT_URL, current_.text.c_str());
  SetOption(h, CURLOPT_PROTOCOLS_STR, "http,https");
  SetOption(h, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  SetOption(h, CURLOPT_FOLLOWLOCATION, 0L);
  SetOption(h, CURLOPT_PROXY, "");  // An empty text also switches off the environment's proxies.
  SetOption(h, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  SetOption(h, CURLOPT_SSL_VERIFYPEER, 1L);
  SetOption(h, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!ca_file_.empty()) SetOption(h, CURLOPT_CAINFO, ca_file_.c_str());
  SetOption(h, CURLOPT_NOSIGNAL, 1L);
  SetOption(h, CURLOPT_NOPROGRESS, 1L);
  SetOption(h, CURLOPT_TCP_KEEPALIVE, 1L);
  SetOption(h, CURLOPT_MAXLIFETIME_CONN, 300L);
  SetOption(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_timeout.count()));
  SetOption(h, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total_timeout.count()));
  SetOption(h, CURLOPT_LOW_SPEED_LIMIT, 64L);
  SetOption(h, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stall_timeout.count()));
  SetOption(h, CURLOPT_USERAGENT, user_agent_.c_str());
  SetOption(h, CURLOPT_HEADERFUNCTION, &Transfer::OnHeader);
  SetOption(h, CURLOPT_HEADERDATA, this);
  SetOption(h, CURLOPT_WRITEFUNCTION, &Transfer::OnBody);
  SetOption(h, CURLOPT_WRITEDATA, this);
  SetOption(h, CURLOPT_OPENSOCKETFUNCTION, &Transfer::OnSocket);
  SetOption(h, CURLOPT_OPENSOCKETDATA, this);
  SetOption(h, CURLOPT_PREREQFUNCTION, &Transfer::OnConnected);
  SetOption(h, CURLOPT_PREREQDATA, this);
  if (request_.method == Method::kPost) {
    SetOption(h, CURLOPT_POST, 1L);
    SetOption(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    SetOption(h, CURLOPT_POSTFIELDS, request_.body.c_str());
  }
  BuildHeaders();
}

void Transfer::BuildHeaders() {
  curl_slist* list = nullptr;
  const auto add = [&](std::string_view name, std::string_view value) {
    curl_slist* longer = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
    DATELINE_CHECK(longer != nullptr);
    list = longer;
  };
  // As a plain header, not CURLOPT_ACCEPT_ENCODING: see decode.h.
  add("Accept-Encoding", kAcceptEncoding);
  if (!request_.etag.empty()) add("If-None-Match", request_.etag);
  if (!request_.last_modified.empty()) add("If-Modified-Since", request_.last_modified);
  if (current_.Origin() == origin_.Origin()) {
    for (const Header& header : request_.headers) add(header.name, header.value);
  }
  if (request_.method == Method::kPost) list = curl_slist_append(list, "Expect:");  // No waiting for 100-continue.
  list_.reset(list);
  SetOption(handle(), CURLOPT_HTTPHEADER, list);
}

bool Transfer::AddressAllowed(bool public_address, std::uint16_t port) const {
  const bool own = current_.host == origin_.host && current_.port == origin_.port;
  if (request_.allow_private && own) return true;
  return public_address && (port == 80 || port == 443);
}

curl_socket_t Transfer::OnSocket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  // One closed address among several is enough to refuse the host: honest names do not mix them.
  const bool is_public = IsPublicAddress(address->addr, address->addrlen);
  if (!transfer.AddressAllowed(is_public, transfer.current_.port)) {
    transfer.stopped_ = fmt::format("{} leads to an address or port that is not allowed", transfer.current_.Origin());
    transfer.stopped_as_ = FetchClass::kRefused;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// A connection that another request opened is reused without OnSocket, so the peer is checked here as well.
int Transfer::OnConnected(void* self, char* remote_ip, char*, int remote_port, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.response_.remote_ip = remote_ip != nullptr ? remote_ip : "";
  const std::string_view ip = transfer.response_.remote_ip;
  if (transfer.AddressAllowed(IsPublicAddress(ip), static_cast<std::uint16_t>(remote_port))) return CURL_PREREQFUNC_OK;
  transfer.stopped_ = fmt::format("{} leads to an address or port that is not allowed", transfer.current_.Origin());
  transfer.stopped_as_ = FetchClass::kRefused;
  return CURL_PREREQFUNC_ABORT;
}

std::size_t Transfer::OnHeader(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::size_t length = size * count;
  transfer.header_bytes_ += length;
  if (transfer.header_bytes_ > transfer.request_.limits.header_bytes_max ||
      transfer.response_.headers.size() >= kHeadersMax) {
    transfer.stopped_ = "the answer's headers are too big";
    transfer.stopped_as_ = FetchClass::kTooBig;
    return 0;
  }
  transfer.TakeHeaderLine({bytes, length});
  return length;
}

void Transfer::TakeHeaderLine(std::string_view line) {
  if (line.starts_with("HTTP/")) {  // A new answer: an interim one (1xx) came before.
    response_.headers.clear();
    decoder_.reset();
    return;
  }
  // Trailers arrive after the body and are not headers of the answer.
  if (decoder_ != nullptr) return;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  response_.headers.push_back({std::string(Trim(line.substr(0, colon))), std::string(Trim(line.substr(colon + 1)))});
}

std::size_t Transfer::OnBody(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::size_t length = size * count;
  if (transfer.decoder_ == nullptr) {
    transfer.decoder_ = std::make_unique<BodyDecoder>(transfer.response_.HeaderValue("content-encoding"));
  }
  const auto stop = [&](FetchClass failure, std::string why) {
    transfer.stopped_ = std::move(why);
    transfer.stopped_as_ = failure;
    return static_cast<std::size_t>(CURL_WRITEFUNC_ERROR);
  };
  if (!transfer.decoder_->known()) {
    return stop(FetchClass::kNetwork, fmt::format("the body is encoded as '{}', which was not asked for",
                                                  transfer.response_.HeaderValue("content-encoding")));
  }
  const std::size_t most = transfer.request_.limits.body_bytes_max;
  switch (transfer.decoder_->Take({bytes, length}, most, transfer.response_.body)) {
    case BodyDecoder::Outcome::kMore:
      return length;
    case BodyDecoder::Outcome::kTooBig:
      return stop(FetchClass::kTooBig, fmt::format("the body is bigger than {} bytes", most));
    case BodyDecoder::Outcome::kBroken:
      break;
  }
  return stop(FetchClass::kNetwork, "the compressed body is broken");
}

bool Transfer::Finish(CURLcode code) {
  Conclude(code);
  if (!response_.ok()) return false;
  const auto target = RedirectTarget();
  return target && Follow(*target);
}

void Transfer::Conclude(CURLcode code) {
  long status = 0;
  curl_off_t micros = 0;
  curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle(), CURLINFO_TOTAL_TIME_T, &micros);
  response_.status = static_cast<int>(status);
  response_.took += std::chrono::microseconds(micros);
  response_.url = current_.text;
  if (!stopped_.empty()) return Fail(stopped_as_, std::exchange(stopped_, {}));
  if (code != CURLE_OK) return Fail(FetchClass::kNetwork, curl_easy_strerror(code));
  if (decoder_ != nullptr && !decoder_->AtEnd()) return Fail(FetchClass::kNetwork, "the compressed body was cut short");
}

std::optional<std::string> Transfer::RedirectTarget() const {
  if (std::ranges::find(kRedirects, response_.status) == kRedirects.end()) return std::nullopt;
  // Sending a body on to where a server points is the caller's decision.
  if (request_.method != Method::kGet) return std::nullopt;
  const std::string_view location = response_.HeaderValue("location");
  if (location.empty()) return std::nullopt;
  return std::string(location);
}

bool Transfer::Follow(const std::string& location) {
  if (response_.hops.size() >= kHopsMax) return Refuse(fmt::format("more than {} redirects", kHopsMax));
  const auto resolved = ResolveUrl(current_.text, location);
  if (!resolved) return Refuse("redirect to something that is not a web address");
  auto next = ParseUrl(*resolved);
  if (!next) return Refuse("redirect: " + next.error().message);
  if (current_.scheme == "https" && next->scheme != "https") return Refuse("redirect from https to http");
  response_.hops.push_back({response_.status, next->text});
  current_ = *std::move(next);
  response_.headers.clear();
  response_.body.clear();
  decoder_.reset();
  SetOptions();
  return true;
}

}  // namespace dateline::net
