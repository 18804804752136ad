// A tiny IMAP server on loopback for tests: one account, one mailbox, the commands a reader needs, and ways to
// misbehave.
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace dateline::testing {

struct StoredMail {
  std::uint32_t uid = 0;
  std::string text;
};

class ImapServer {
 public:
  enum class Tls { kNone, kImplicit, kStartTls };

  explicit ImapServer(Tls tls = Tls::kNone);
  ~ImapServer();
  ImapServer(const ImapServer&) = delete;
  ImapServer& operator=(const ImapServer&) = delete;

  // The account is ada, "open sesame" or the token "fresh.token"; the mailbox "News".
  void Put(std::uint32_t uid, std::string text);
  void Clear();
  void SetValidity(std::uint32_t validity);
  // Says this instead of doing the command; {tag} stands for its tag. A text that ends in "HANG UP" (left out) ends the
  // connection. The key is how the command begins, without tag: "UID FETCH", "LOGIN", "" for the greeting.
  void Instead(std::string command, std::string answer);
  void NoInstead();
  // Sizes are told wrong.
  void LieAboutSizes(bool lie);

  // Waits until every client has gone.
  void Settle() const;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string Url(std::string_view host = "127.0.0.1") const;
  [[nodiscard]] std::vector<std::string> commands() const;                // without tags, in order
  [[nodiscard]] std::string certificate() const { return certificate_; }  // PEM, for localhost; also who signed it

 private:
  class Talk;
  void Serve();
  void Serve(int socket);
  void MakeCertificate();

  Tls tls_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> talking_{0};
  mutable std::mutex mutex_;
  std::vector<StoredMail> mails_;
  std::uint32_t validity_ = 17;
  std::vector<std::pair<std::string, std::string>> instead_;
  bool lie_ = false;
  std::vector<std::string> commands_;
  std::string certificate_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_;
  std::vector<std::jthread> talks_;
  std::jthread acceptor_;
};

}  // namespace dateline::testing
