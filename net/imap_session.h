// One look into one mailbox over one connection: libcurl connects, checks addresses and TLS, and logs in; from there on
// the session speaks itself, over libcurl's connection (net/imap_answer.h says why). Private to net/.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.h"
#include "net/imap_answer.h"
#include "net/mailbox.h"
#include "net/transfer.h"

namespace dateline::net {

// The handle must stay with its multi handle until the session is over: libcurl closes the connection with it.
class ImapSession {
 public:
  using Time = std::chrono::steady_clock::time_point;

  ImapSession(std::uint64_t id, Request request, std::string ca_file);

  // False when the request breaks our rules before anything is sent; the answer is ready then.
  [[nodiscard]] bool Prepare();
  // Takes the end of libcurl's part. False when the session is over with it.
  [[nodiscard]] bool LoggedIn(CURLcode code, Time now);
  // Sends and takes what can be without waiting. False when the session is over.
  [[nodiscard]] bool Move(Time now);

  [[nodiscard]] bool live() const { return step_ != Step::kLogin; }  // past the login: moved by Move
  [[nodiscard]] curl_socket_t socket() const { return socket_; }
  [[nodiscard]] bool wants_to_send() const { return sent_ < output_.size(); }
  [[nodiscard]] const std::string& origin() const { return curl_url_; }  // scheme, host and port; once prepared
  [[nodiscard]] CURL* handle() const { return easy_.get(); }
  [[nodiscard]] Response TakeResponse() { return std::move(response_); }

 private:
  enum class Step : std::uint8_t { kLogin, kExamine, kSearch, kSizes, kBodies, kDone };

  void SetOptions();
  bool Refuse(std::string message);
  // Ends the session without its answer.
  void Fail(FetchClass failure, std::string message);
  [[nodiscard]] bool AddressAllowed(bool public_address, bool loopback, std::uint16_t port) const;
  void FailLogin(CURLcode code);
  // What the server said last against us, without what only we should know.
  [[nodiscard]] std::string Words(std::string_view words) const;

  void Command(std::string_view command);
  bool Send();
  bool Receive(Time now);
  void TakeAnswer(ImapLine line);
  void TakeStatus(const ImapHead& head);
  void TakeUntagged(const ImapHead& head, ImapLine line);

  void AfterExamine();
  void AskSearch();
  void AfterSearch();
  void AfterSizes();
  void Conclude();

  static std::size_t OnLoginLine(char* bytes, std::size_t size, std::size_t count, void* self);
  static curl_socket_t OnSocket(void* self, curlsocktype purpose, curl_sockaddr* address);

  Request request_;
  MailboxQuery query_;
  std::string ca_file_;
  MailboxUrl url_;
  std::string curl_url_;
  bool plain_ = false;  // no TLS at all: only to this machine
  EasyHandle easy_;
  Response response_;
  std::string stopped_;    // why a callback ended it
  std::string complaint_;  // the last NO, BAD or BYE of the login
  std::size_t login_bytes_ = 0;

  Step step_ = Step::kLogin;
  curl_socket_t socket_ = CURL_SOCKET_BAD;
  Time begun_{};
  Time heard_{};
  std::string output_;
  std::size_t sent_ = 0;
  std::uint64_t received_ = 0;
  std::uint64_t received_max_ = 0;
  ImapReader reader_;
  std::uint32_t command_ = 0;
  std::string tag_;

  MailboxAnswer answer_;
  std::uint32_t next_uid_ = 0;    // UIDNEXT, 0 when the server does not say
  std::uint32_t window_end_ = 0;  // of the search under way
  std::uint32_t window_ = 0;      // how many UIDs one search covers
  std::vector<std::uint32_t> found_;
  std::size_t taken_ = 0;  // of found_: asked about in this answer
};

}  // namespace dateline::net
