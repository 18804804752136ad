#include "net/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "model/check.h"
#include "net/transfer.h"

namespace dateline::net {
namespace {

constexpr std::string_view kUserAgent = "Dateline/0.1 (+https://dateline.example/about-the-collector)";

bool SameName(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

struct MultiCleanup {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

// libcurl wants this once a process, before any thread uses it; a static's initialisation is just that.
void InitialiseOnce() {
  static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
  DATELINE_CHECK(code == CURLE_OK);
}

}  // namespace

std::string_view Response::HeaderValue(std::string_view name) const {
  const auto found = std::ranges::find_if(headers, [&](const Header& header) { return SameName(header.name, name); });
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

std::optional<Instant> ParseHttpDate(std::string_view text) {
  if (text.size() > 64) return std::nullopt;
  const std::string copy(text);
  const time_t seconds = curl_getdate(copy.c_str(), nullptr);
  if (seconds == -1) return std::nullopt;
  return Instant(std::chrono::seconds(seconds));
}

std::optional<std::chrono::seconds> RetryAfter(const Response& response, Instant now) {
  const std::string_view text = response.HeaderValue("retry-after");
  if (text.empty()) return std::nullopt;
  if (std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
    // Ten digits are three centuries: more than that is "very long", and must not overflow.
    std::uint64_t seconds = 9'999'999'999;
    if (text.size() <= 10) std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::chrono::seconds(seconds);
  }
  const auto date = ParseHttpDate(text);
  if (!date) return std::nullopt;
  return std::max(std::chrono::seconds(0), std::chrono::ceil<std::chrono::seconds>(*date - now));
}

struct HttpClient::Impl {
  Options options;
  std::unique_ptr<CURLM, MultiCleanup> multi;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers;  // in flight, by handle
  std::vector<Response> ready;                           // finished, not handed over
  std::uint64_t last_id = 0;

  void Begin(CURL* handle) { DATELINE_CHECK(curl_multi_add_handle(multi.get(), handle) == CURLM_OK); }

  void Collect() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* handle = message->easy_handle;
      const CURLcode code = message->data.result;
      curl_multi_remove_handle(multi.get(), handle);
      const auto found = transfers.find(handle);
      DATELINE_CHECK(found != transfers.end());
      if (found->second->Finish(code)) {
        Begin(handle);
      } else {
        ready.push_back(found->second->TakeResponse());
        transfers.erase(found);
      }
    }
  }

  void Perform() {
    int running = 0;
    curl_multi_perform(multi.get(), &running);
    Collect();
  }
};

HttpClient::HttpClient(Options options) : impl_(std::make_unique<Impl>()) {
  InitialiseOnce();
  impl_->options = std::move(options);
  if (impl_->options.user_agent.empty()) impl_->options.user_agent = kUserAgent;
  impl_->multi.reset(curl_multi_init());
  DATELINE_CHECK(impl_->multi != nullptr);
  curl_multi_setopt(impl_->multi.get(), CURLMOPT_MAX_HOST_CONNECTIONS,
                    static_cast<long>(impl_->options.connections_per_host));
  curl_multi_setopt(impl_->multi.get(), CURLMOPT_MAXCONNECTS, 64L);
}

HttpClient::~HttpClient() {
  for (const auto& [handle, transfer] : impl_->transfers) curl_multi_remove_handle(impl_->multi.get(), handle);
}

std::uint64_t HttpClient::Submit(Request request) {
  const std::uint64_t id = ++impl_->last_id;
  auto transfer = std::make_unique<Transfer>(id, std::move(request), impl_->options.user_agent, impl_->options.ca_file);
  if (!transfer->Prepare()) {
    impl_->ready.push_back(transfer->TakeResponse());
    return id;
  }
  CURL* handle = transfer->handle();
  impl_->Begin(handle);
  impl_->transfers.emplace(handle, std::move(transfer));
  return id;
}

std::vector<Response> HttpClient::Poll(std::chrono::milliseconds timeout) {
  impl_->Perform();
  if (impl_->ready.empty()) {
    curl_multi_poll(impl_->multi.get(), nullptr, 0, static_cast<int>(timeout.count()), nullptr);
    impl_->Perform();
  }
  return std::exchange(impl_->ready, {});
}

void HttpClient::Wake() {
  curl_multi_wakeup(impl_->multi.get());
}

std::size_t HttpClient::in_flight() const {
  return impl_->transfers.size() + impl_->ready.size();
}

}  // namespace dateline::net
