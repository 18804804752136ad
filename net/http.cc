#include "net/http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <map>

#include "model/check.h"
#include "net/imap_session.h"
#include "net/transfer.h"

namespace dateline::net {
namespace {

constexpr std::string_view kUserAgent = "Dateline/0.1 (+https://dateline.example/about-the-collector)";

bool SameName(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

// Writing TLS to a peer that has gone raises SIGPIPE, which libcurl leaves to us. While one of these lives, none
// reaches this thread; what the process does about the signal elsewhere stays as it is.
class PipeSilence {
 public:
  PipeSilence() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~PipeSilence() {
    const timespec now{};
    while (!was_pending_ && sigtimedwait(&pipe_, nullptr, &now) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  PipeSilence(const PipeSilence&) = delete;
  PipeSilence& operator=(const PipeSilence&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

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
  std::map<CURL*, std::unique_ptr<Transfer>> transfers;    // in flight, by handle
  std::map<CURL*, std::unique_ptr<ImapSession>> sessions;  // in flight, by handle
  std::deque<std::unique_ptr<ImapSession>> waiting;        // for another session with their server to end
  std::vector<Response> ready;                             // finished, not handed over
  std::uint64_t last_id = 0;

  void Begin(CURL* handle) { DATELINE_CHECK(curl_multi_add_handle(multi.get(), handle) == CURLM_OK); }

  void Collect() {
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* handle = message->easy_handle;
      const CURLcode code = message->data.result;
      if (const auto session = sessions.find(handle); session != sessions.end()) {
        if (!session->second->LoggedIn(code, std::chrono::steady_clock::now())) End(session);
        continue;
      }
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

  void End(std::map<CURL*, std::unique_ptr<ImapSession>>::iterator session) {
    ready.push_back(session->second->TakeResponse());
    curl_multi_remove_handle(multi.get(), session->first);
    sessions.erase(session);
    StartWaiting();
  }

  // libcurl takes a connection that it handed over for an idle one, and closes it when the host's limit is reached: so
  // the limit must not be reached.
  void StartWaiting() {
    for (auto next = waiting.begin(); next != waiting.end();) {
      const auto busy = std::ranges::count_if(
          sessions, [&](const auto& other) { return other.second->origin() == (*next)->origin(); });
      if (busy >= static_cast<std::ptrdiff_t>(options.connections_per_host)) {
        ++next;
        continue;
      }
      CURL* handle = (*next)->handle();
      Begin(handle);
      sessions.emplace(handle, std::move(*next));
      next = waiting.erase(next);
    }
  }

  void MoveSessions() {
    const auto now = std::chrono::steady_clock::now();
    for (auto at = sessions.begin(); at != sessions.end();) {
      const auto session = at++;
      if (session->second->live() && !session->second->Move(now)) End(session);
    }
  }

  void Perform() {
    const PipeSilence silence;
    int running = 0;
    curl_multi_perform(multi.get(), &running);
    Collect();
    MoveSessions();
  }

  // libcurl does not watch connections that it handed over.
  void Wait(std::chrono::milliseconds timeout) {
    std::vector<curl_waitfd> watched;
    for (const auto& [handle, session] : sessions) {
      if (!session->live()) continue;
      const short events = static_cast<short>(CURL_WAIT_POLLIN | (session->wants_to_send() ? CURL_WAIT_POLLOUT : 0));
      watched.push_back({session->socket(), events, 0});
    }
    curl_multi_poll(multi.get(), watched.data(), static_cast<unsigned>(watched.size()),
                    static_cast<int>(timeout.count()), nullptr);
  }

  void SubmitSession(std::uint64_t id, Request request) {
    auto session = std::make_unique<ImapSession>(id, std::move(request), options.ca_file);
    if (!session->Prepare()) {
      ready.push_back(session->TakeResponse());
      return;
    }
    waiting.push_back(std::move(session));
    StartWaiting();
  }
};

namespace {

bool IsMailbox(std::string_view url) {
  return url.starts_with("imap://") || url.starts_with("imaps://");
}

}  // namespace

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
  const PipeSilence silence;
  for (const auto& [handle, transfer] : impl_->transfers) curl_multi_remove_handle(impl_->multi.get(), handle);
  for (const auto& [handle, session] : impl_->sessions) curl_multi_remove_handle(impl_->multi.get(), handle);
  impl_.reset();  // closes what is left open
}

std::uint64_t HttpClient::Submit(Request request) {
  const std::uint64_t id = ++impl_->last_id;
  if (IsMailbox(request.url)) {
    impl_->SubmitSession(id, std::move(request));
    return id;
  }
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
    impl_->Wait(timeout);
    impl_->Perform();
  }
  return std::exchange(impl_->ready, {});
}

void HttpClient::Wake() {
  curl_multi_wakeup(impl_->multi.get());
}

std::size_t HttpClient::in_flight() const {
  return impl_->transfers.size() + impl_->sessions.size() + impl_->waiting.size() + impl_->ready.size();
}

}  // namespace dateline::net
