#include "tests/support/imap_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>
#include <set>

#include "model/check.h"
#include "model/id.h"

namespace dateline::testing {
namespace {

std::string Upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

std::string FromHeader(const std::string& mail) {
  const auto at = mail.find("From: ");
  return at == std::string::npos ? "" : Upper(mail.substr(at, mail.find('\n', at) - at));
}

// "1:3,7,9:*" against one UID.
bool InSet(std::string_view set, std::uint32_t uid, std::uint32_t last) {
  while (!set.empty()) {
    const std::string_view part = set.substr(0, set.find(','));
    set.remove_prefix(std::min(set.size(), part.size() + 1));
    const auto number = [&](std::string_view text) {
      std::uint32_t value = last;
      std::from_chars(text.data(), text.data() + text.size(), value);
      return value;
    };
    const auto colon = part.find(':');
    std::uint32_t low = number(part.substr(0, colon));
    std::uint32_t high = colon == std::string_view::npos ? low : number(part.substr(colon + 1));
    if (low > high) std::swap(low, high);
    if (uid >= low && uid <= high) return true;
  }
  return false;
}

}  // namespace

// One connection, in TLS or not.
class ImapServer::Talk {
 public:
  Talk(int socket, const std::atomic<bool>& stopping)
      : socket_(socket), stopping_(stopping), ssl_(nullptr, &SSL_free) {}
  ~Talk() { ::close(socket_); }
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  bool StartTls(SSL_CTX* context) {
    ssl_.reset(SSL_new(context));
    SSL_set_fd(ssl_.get(), socket_);
    return SSL_accept(ssl_.get()) == 1;
  }

  bool Write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ssl_ ? SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()))
                             : static_cast<int>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  std::optional<std::string> ReadLine() {
    while (true) {
      if (const auto newline = unread_.find('\n'); newline != std::string::npos) {
        std::string line = unread_.substr(0, newline);
        unread_.erase(0, newline + 1);
        if (line.ends_with('\r')) line.pop_back();
        return line;
      }
      if ((!ssl_ || SSL_pending(ssl_.get()) == 0) && !WaitReadable()) return std::nullopt;
      char buffer[4096];
      const auto count = ssl_ ? SSL_read(ssl_.get(), buffer, sizeof buffer)
                              : static_cast<int>(::recv(socket_, buffer, sizeof buffer, 0));
      if (count <= 0) return std::nullopt;
      unread_.append(buffer, static_cast<std::size_t>(count));
    }
  }

  [[nodiscard]] bool secure() const { return ssl_ != nullptr; }

 private:
  bool WaitReadable() const {
    while (!stopping_) {
      pollfd waiting{socket_, POLLIN, 0};
      if (poll(&waiting, 1, 20) > 0) return true;
    }
    return false;
  }

  int socket_;
  const std::atomic<bool>& stopping_;
  std::unique_ptr<SSL, void (*)(SSL*)> ssl_;
  std::string unread_;
};

ImapServer::ImapServer(Tls tls) : tls_(tls), context_(nullptr, &SSL_CTX_free) {
  if (tls != Tls::kNone) MakeCertificate();
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  DATELINE_CHECK(listener_ >= 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr generic;
  std::memcpy(&generic, &address, sizeof generic);
  DATELINE_CHECK(bind(listener_, &generic, sizeof generic) == 0);
  DATELINE_CHECK(listen(listener_, 16) == 0);
  socklen_t size = sizeof generic;
  DATELINE_CHECK(getsockname(listener_, &generic, &size) == 0);
  std::memcpy(&address, &generic, sizeof address);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { Serve(); });
}

ImapServer::~ImapServer() {
  stopping_ = true;
  acceptor_.join();
  talks_.clear();
  ::close(listener_);
}

void ImapServer::Put(std::uint32_t uid, std::string text) {
  const std::lock_guard lock(mutex_);
  mails_.push_back({uid, std::move(text)});
}

void ImapServer::Clear() {
  const std::lock_guard lock(mutex_);
  mails_.clear();
}

void ImapServer::SetValidity(std::uint32_t validity) {
  const std::lock_guard lock(mutex_);
  validity_ = validity;
}

void ImapServer::Instead(std::string command, std::string answer) {
  const std::lock_guard lock(mutex_);
  instead_.emplace_back(std::move(command), std::move(answer));
}

void ImapServer::NoInstead() {
  const std::lock_guard lock(mutex_);
  instead_.clear();
}

void ImapServer::LieAboutSizes(bool lie) {
  const std::lock_guard lock(mutex_);
  lie_ = lie;
}

std::string ImapServer::Url(std::string_view host) const {
  return fmt::format("{}://{}:{}/News", tls_ == Tls::kImplicit ? "imaps" : "imap", host, port_);
}

std::vector<std::string> ImapServer::commands() const {
  const std::lock_guard lock(mutex_);
  return commands_;
}

void ImapServer::Settle() const {
  for (int waited = 0; talking_ > 0 && waited < 500; ++waited)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

void ImapServer::MakeCertificate() {
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
  const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), &X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -86400);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  for (const auto& [id, value] : {std::pair{NID_basic_constraints, "critical,CA:TRUE"},
                                  std::pair{NID_subject_alt_name, "DNS:localhost,IP:0.0.0.0"}}) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, id, value);
    X509_add_ext(certificate.get(), extension, -1);
    X509_EXTENSION_free(extension);
  }
  DATELINE_CHECK(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
  context_.reset(SSL_CTX_new(TLS_server_method()));
  DATELINE_CHECK(SSL_CTX_use_certificate(context_.get(), certificate.get()) == 1);
  DATELINE_CHECK(SSL_CTX_use_PrivateKey(context_.get(), key.get()) == 1);
  const std::unique_ptr<BIO, int (*)(BIO*)> memory(BIO_new(BIO_s_mem()), &BIO_free);
  PEM_write_bio_X509(memory.get(), certificate.get());
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  certificate_.assign(text, static_cast<std::size_t>(size));
}

void ImapServer::Serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, 20) <= 0) continue;
    const int socket = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++talking_;
    talks_.emplace_back([this, socket] {
      Serve(socket);
      --talking_;
    });
  }
}

void ImapServer::Serve(int socket) {
  // A client that hangs up is no end of the test.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  Talk talk(socket, stopping_);
  if (tls_ == Tls::kImplicit && !talk.StartTls(context_.get())) return;
  // True when something else was said; `hang_up` when that was the end.
  bool hang_up = false;
  const auto instead = [&](std::string_view command, const std::string& tag) {
    std::string answer;
    {
      const std::lock_guard lock(mutex_);
      const auto found = std::ranges::find_if(instead_, [&](const auto& row) {
        return row.first.empty() ? command.empty() : command.starts_with(row.first);
      });
      if (found == instead_.end()) return false;
      answer = found->second;
    }
    for (std::size_t at = 0; (at = answer.find("{tag}", at)) != std::string::npos;) answer.replace(at, 5, tag);
    if (answer.ends_with("HANG UP")) {
      hang_up = true;
      answer.resize(answer.size() - 7);
    }
    talk.Write(answer);
    return true;
  };
  if (!instead("", "*")) talk.Write("* OK ready\r\n");
  while (!hang_up) {
    const auto line = talk.ReadLine();
    if (!line) return;
    const auto blank = line->find(' ');
    const std::string tag = line->substr(0, blank);
    const std::string command = blank == std::string::npos ? "" : line->substr(blank + 1);
    std::vector<StoredMail> mails;
    std::uint32_t validity = 0;
    bool lie = false;
    {
      const std::lock_guard lock(mutex_);
      commands_.push_back(command);
      mails = mails_;
      validity = validity_;
      lie = lie_;
    }
    if (instead(command, tag)) continue;
    const std::uint32_t last = mails.empty() ? 0 : mails.back().uid;
    if (command == "CAPABILITY") {
      const bool open = tls_ == Tls::kStartTls && !talk.secure();
      const std::string_view more = open ? " STARTTLS LOGINDISABLED" : talk.secure() ? " AUTH=PLAIN" : "";
      talk.Write(fmt::format("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2{}\r\n{} OK done\r\n", more, tag));
    } else if (command == "AUTHENTICATE PLAIN") {
      talk.Write("+ \r\n");
      const auto words = talk.ReadLine();
      const bool good = words && FromBase64(*words) == std::string("\0ada\0open sesame", 16);
      talk.Write(tag + (good ? " OK welcome\r\n" : " NO [AUTHENTICATIONFAILED] Invalid credentials\r\n"));
    } else if (command == "AUTHENTICATE XOAUTH2") {
      talk.Write("+ \r\n");
      const auto words = talk.ReadLine();
      const bool good = words && FromBase64(*words) == std::string("user=ada\1auth=Bearer fresh.token\1\1");
      talk.Write(tag + (good ? " OK welcome\r\n" : " NO [AUTHENTICATIONFAILED] Invalid token\r\n"));
    } else if (command == "STARTTLS" && tls_ == Tls::kStartTls) {
      talk.Write(tag + " OK begin\r\n");
      if (!talk.StartTls(context_.get())) return;
    } else if (command.starts_with("LOGIN ")) {
      const bool good = command == "LOGIN ada \"open sesame\"";
      talk.Write(tag + (good ? " OK welcome\r\n" : " NO [AUTHENTICATIONFAILED] Invalid credentials\r\n"));
    } else if (command.starts_with("EXAMINE ")) {
      if (command != "EXAMINE \"News\"") {
        talk.Write(tag + " NO [NONEXISTENT] Unknown mailbox\r\n");
        continue;
      }
      talk.Write(
          fmt::format("* FLAGS (\\Seen)\r\n* {} EXISTS\r\n* OK [UIDVALIDITY {}] valid\r\n* OK [UIDNEXT {}] next\r\n{} "
                      "OK [READ-ONLY] done\r\n",
                      mails.size(), validity, last + 1, tag));
    } else if (command.starts_with("UID SEARCH UID ")) {
      const std::string rest = command.substr(15);
      const std::string set = rest.substr(0, rest.find(' '));
      std::vector<std::string> senders;
      for (std::size_t at = 0; (at = rest.find("FROM \"", at)) != std::string::npos; ++at) {
        senders.push_back(Upper(rest.substr(at + 6, rest.find('"', at + 6) - at - 6)));
      }
      std::string found = "* SEARCH";
      for (const StoredMail& mail : mails) {
        const bool from = senders.empty() || std::ranges::any_of(senders, [&](const std::string& sender) {
                            return FromHeader(mail.text).find(sender) != std::string::npos;
                          });
        if (InSet(set, mail.uid, last) && from) found += fmt::format(" {}", mail.uid);
      }
      talk.Write(found + "\r\n" + tag + " OK done\r\n");
    } else if (command.starts_with("UID FETCH ")) {
      const std::string rest = command.substr(10);
      const std::string set = rest.substr(0, rest.find(' '));
      const bool sizes = rest.find("RFC822.SIZE") != std::string::npos;
      std::size_t number = 0;
      for (const StoredMail& mail : mails) {
        ++number;
        if (!InSet(set, mail.uid, last)) continue;
        if (sizes) {
          talk.Write(
              fmt::format("* {} FETCH (UID {} RFC822.SIZE {})\r\n", number, mail.uid, lie ? 1 : mail.text.size()));
        } else {
          talk.Write(fmt::format("* {} FETCH (FLAGS (\\Recent) UID {} BODY[] {{{}}}\r\n{})\r\n", number, mail.uid,
                                 mail.text.size(), mail.text));
        }
      }
      talk.Write(tag + " OK done\r\n");
    } else if (command == "LOGOUT") {
      talk.Write("* BYE bye\r\n" + tag + " OK done\r\n");
      return;
    } else {
      talk.Write(tag + " BAD what?\r\n");
    }
  }
}

}  // namespace dateline::testing
