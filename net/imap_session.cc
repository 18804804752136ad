#include "net/imap_session.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "model/check.h"
#include "model/text.h"
#include "net/address.h"

namespace dateline::net {
namespace {

constexpr std::uint32_t kWindow = 20'000;           // UIDs of one search: what it can answer fits a line
constexpr std::uint64_t kOverheadBytes = 4u << 20;  // what a server may say besides messages
constexpr std::size_t kLoginBytesMax = 64u << 10;
constexpr std::size_t kWordsMax = 200;

template <typename Value>
void SetOption(CURL* handle, CURLoption option, Value value) {
  // Only options of the installed libcurl are used, with values of our own: a failure here is our mistake.
  DATELINE_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

bool HasControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

bool IsLoopbackAddress(const sockaddr& address, std::size_t size) {
  if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in in;
    std::memcpy(&in, &address, sizeof in);
    return ntohl(in.sin_addr.s_addr) >> 24 == 127;
  }
  if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in;
    std::memcpy(&in, &address, sizeof in);
    return IN6_IS_ADDR_LOOPBACK(&in.sin6_addr);
  }
  return false;
}

// "18-Jul-2025"
std::string ImapDay(Day day) {
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day date(day);
  return fmt::format("{}-{}-{:04}", static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()));
}

bool Says(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return folded.find(word) != std::string_view::npos; });
}

// Why a server turns away, by its code or its words (RFC 5530); `otherwise` when they do not tell.
FetchClass ClassOfWords(std::string_view words, FetchClass otherwise) {
  const std::string folded = FoldCase(words);
  if (Says(folded, {"[limit]", "[overquota]", "too many", "rate limit", "throttl", "bandwidth"})) {
    return FetchClass::kThrottled;
  }
  if (Says(folded,
           {"[unavailable]", "[inuse]", "[serverbug]", "temporar", "try again", "maintenance", "shutting down"})) {
    return FetchClass::kMaintenance;
  }
  return otherwise;
}

}  // namespace

ImapSession::ImapSession(std::uint64_t id, Request request, std::string ca_file)
    : request_(std::move(request)),
      query_(request_.mailbox.value_or(MailboxQuery{})),
      ca_file_(std::move(ca_file)),
      easy_(curl_easy_init()),
      reader_(query_.message_bytes_max) {
  DATELINE_CHECK(easy_ != nullptr);
  response_.id = id;
  response_.url = request_.url;
  received_max_ = query_.bytes_max + 2 * query_.message_bytes_max + kOverheadBytes;
}

bool ImapSession::Prepare() {
  auto url = ParseMailboxUrl(request_.url);
  if (!url) return Refuse(std::move(url.error().message));
  url_ = *std::move(url);
  if (query_.user.empty() || query_.password.empty()) return Refuse("a mailbox needs a user and a password");
  if (HasControl(query_.user) || HasControl(query_.password)) {
    return Refuse("the user or the password carries a control character");
  }
  if (std::ranges::any_of(query_.senders, HasControl)) return Refuse("a sender carries a control character");
  plain_ = !url_.tls && url_.IsLoopback() && request_.allow_private;
  SetOptions();
  return true;
}

bool ImapSession::Refuse(std::string message) {
  Fail(FetchClass::kRefused, std::move(message));
  return false;
}

void ImapSession::Fail(FetchClass failure, std::string message) {
  response_.failure = failure;
  response_.message = std::move(message);
  response_.body.clear();
  answer_ = {};
  step_ = Step::kDone;
}

void ImapSession::SetOptions() {
  CURL* h = handle();
  const Limits& limits = request_.limits;
  // Without the mailbox: libcurl would open it for writing.
  curl_url_ = fmt::format("{}://{}:{}/", url_.tls ? "imaps" : "imap", url_.host, url_.port);
  SetOption(h, CURLOPT_URL, curl_url_.c_str());
  SetOption(h, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  SetOption(h, CURLOPT_CONNECT_ONLY, 1L);
  SetOption(h, CURLOPT_FRESH_CONNECT, 1L);
  SetOption(h, CURLOPT_USERNAME, query_.user.c_str());
  if (query_.token) {
    SetOption(h, CURLOPT_XOAUTH2_BEARER, query_.password.c_str());
    // Otherwise a server that takes no tokens would be offered an empty password.
    SetOption(h, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
  } else {
    SetOption(h, CURLOPT_PASSWORD, query_.password.c_str());
  }
  SetOption(h, CURLOPT_USE_SSL, static_cast<long>(plain_ ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  SetOption(h, CURLOPT_PROXY, "");
  SetOption(h, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  SetOption(h, CURLOPT_SSL_VERIFYPEER, 1L);
  SetOption(h, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!ca_file_.empty()) SetOption(h, CURLOPT_CAINFO, ca_file_.c_str());
  SetOption(h, CURLOPT_NOSIGNAL, 1L);
  SetOption(h, CURLOPT_NOPROGRESS, 1L);
  SetOption(h, CURLOPT_TCP_KEEPALIVE, 1L);
  // For libcurl all of it, login included, is connecting.
  const auto login_timeout =
      limits.connect_timeout + std::chrono::duration_cast<std::chrono::milliseconds>(limits.stall_timeout);
  SetOption(h, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(login_timeout, limits.total_timeout).count()));
  SetOption(h, CURLOPT_HEADERFUNCTION, &ImapSession::OnLoginLine);
  SetOption(h, CURLOPT_HEADERDATA, this);
  SetOption(h, CURLOPT_OPENSOCKETFUNCTION, &ImapSession::OnSocket);
  SetOption(h, CURLOPT_OPENSOCKETDATA, this);
}

bool ImapSession::AddressAllowed(bool public_address, bool loopback, std::uint16_t port) const {
  if (plain_) return loopback;
  if (request_.allow_private) return true;
  return public_address && (port == 143 || port == 993);
}

curl_socket_t ImapSession::OnSocket(void* self, curlsocktype, curl_sockaddr* address) {
  auto& session = *static_cast<ImapSession*>(self);
  const bool is_public = IsPublicAddress(address->addr, address->addrlen);
  const bool loopback = IsLoopbackAddress(address->addr, address->addrlen);
  if (!session.AddressAllowed(is_public, loopback, session.url_.port)) {
    session.stopped_ = fmt::format("{} leads to an address or port that is not allowed", session.curl_url_);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t ImapSession::OnLoginLine(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& session = *static_cast<ImapSession*>(self);
  const std::size_t length = size * count;
  session.login_bytes_ += length;
  if (session.login_bytes_ > kLoginBytesMax) {
    session.stopped_ = "the server talks without end before the login";
    return 0;
  }
  std::string_view line(bytes, length);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  const ImapWord word = ReadImapHead(line).word;
  const auto blank = line.find(' ');
  if ((word == ImapWord::kNo || word == ImapWord::kBad || word == ImapWord::kBye) && blank != std::string_view::npos) {
    // Behind the tag and the word.
    const auto words = line.find(' ', blank + 1);
    session.complaint_ = words == std::string_view::npos ? "" : line.substr(words + 1);
  }
  return length;
}

std::string ImapSession::Words(std::string_view words) const {
  std::string text = CollapseSpace(RepairUtf8(words.substr(0, kWordsMax)));
  constexpr std::size_t kShortestSecret = 4;
  for (std::size_t at = 0;
       query_.password.size() >= kShortestSecret && (at = text.find(query_.password, at)) != std::string::npos;) {
    text.replace(at, query_.password.size(), "…");
  }
  return text;
}

bool ImapSession::LoggedIn(CURLcode code, Time now) {
  curl_off_t micros = 0;
  curl_easy_getinfo(handle(), CURLINFO_TOTAL_TIME_T, &micros);
  response_.took = std::chrono::microseconds(micros);
  char* ip = nullptr;
  curl_easy_getinfo(handle(), CURLINFO_PRIMARY_IP, &ip);
  response_.remote_ip = ip != nullptr ? ip : "";
  if (code != CURLE_OK || !stopped_.empty()) {
    FailLogin(code);
    return false;
  }
  curl_easy_getinfo(handle(), CURLINFO_ACTIVESOCKET, &socket_);
  if (socket_ == CURL_SOCKET_BAD) {
    Fail(FetchClass::kNetwork, "the connection was lost after the login");
    return false;
  }
  begun_ = heard_ = now;
  step_ = Step::kExamine;
  Command("EXAMINE " + ImapQuoted(EncodeMailboxName(url_.mailbox)));
  return Move(now);
}

void ImapSession::FailLogin(CURLcode code) {
  const std::string words = Words(complaint_);
  const auto told = [&](std::string_view message) {
    return words.empty() ? std::string(message) : fmt::format("{}: {}", message, words);
  };
  if (!stopped_.empty()) {
    const bool endless = login_bytes_ > kLoginBytesMax;
    return Fail(endless ? FetchClass::kTooBig : FetchClass::kRefused, stopped_);
  }
  switch (code) {
    case CURLE_LOGIN_DENIED:
      return Fail(ClassOfWords(complaint_, FetchClass::kBlocked),
                  told(fmt::format("the server refuses the login of '{}'", query_.user)));
    case CURLE_USE_SSL_FAILED:
      return Fail(FetchClass::kRefused, "the server offers no encryption (STARTTLS); no password was sent");
    case CURLE_WEIRD_SERVER_REPLY:
      if (words.empty()) return Fail(FetchClass::kShapeChanged, "what answers is no IMAP server");
      return Fail(ClassOfWords(complaint_, FetchClass::kMaintenance), told("the server sends us away"));
    default:
      return Fail(FetchClass::kNetwork, curl_easy_strerror(code));
  }
}

// ---- the conversation ----

void ImapSession::Command(std::string_view command) {
  tag_ = fmt::format("d{}", ++command_);
  output_.erase(0, sent_);
  sent_ = 0;
  output_.append(tag_).append(" ").append(command).append("\r\n");
}

bool ImapSession::Move(Time now) {
  const auto over = [&] {
    response_.took += std::chrono::duration_cast<std::chrono::microseconds>(now - begun_);
    return false;
  };
  while (step_ != Step::kDone && Send() && Receive(now)) {
  }
  if (step_ == Step::kDone) return over();
  if (now - heard_ > request_.limits.stall_timeout || now - begun_ > request_.limits.total_timeout) {
    Fail(FetchClass::kNetwork, "the server stopped answering");
    return over();
  }
  return true;
}

// False only when the connection is lost.
bool ImapSession::Send() {
  while (wants_to_send()) {
    std::size_t count = 0;
    const CURLcode code = curl_easy_send(handle(), output_.data() + sent_, output_.size() - sent_, &count);
    if (code == CURLE_AGAIN) return true;
    if (code != CURLE_OK) {
      Fail(FetchClass::kNetwork, curl_easy_strerror(code));
      return false;
    }
    sent_ += count;
  }
  return true;
}

// False when nothing more can be had now.
bool ImapSession::Receive(Time now) {
  std::array<char, 32768> buffer;
  std::size_t count = 0;
  const CURLcode code = curl_easy_recv(handle(), buffer.data(), buffer.size(), &count);
  if (code == CURLE_AGAIN) return false;
  if (code != CURLE_OK || count == 0) {
    Fail(FetchClass::kNetwork, code != CURLE_OK ? curl_easy_strerror(code) : "the server hung up in the middle");
    return false;
  }
  heard_ = now;
  received_ += count;
  if (received_ > received_max_) {
    Fail(FetchClass::kTooBig, fmt::format("the server sent more than {} bytes", received_max_));
    return false;
  }
  reader_.Feed({buffer.data(), count});
  while (step_ != Step::kDone) {
    auto line = reader_.Next();
    if (!line) break;
    TakeAnswer(*std::move(line));
  }
  if (reader_.broken() && step_ != Step::kDone) Fail(FetchClass::kTooBig, "an answer of the server is too long");
  return step_ != Step::kDone;
}

void ImapSession::TakeAnswer(ImapLine line) {
  const std::string text = line.literals.empty() ? line.text : line.text.substr(0, line.text.find('{'));
  const ImapHead head = ReadImapHead(text);
  if (head.tag == "*") return TakeUntagged(head, std::move(line));
  if (head.tag == tag_) return TakeStatus(head);
  Fail(FetchClass::kShapeChanged, "the server says what no IMAP server says");
}

void ImapSession::TakeUntagged(const ImapHead& head, ImapLine line) {
  switch (head.word) {
    case ImapWord::kBye:
      return Fail(ClassOfWords(fmt::format("[{}] {}", head.code, head.rest), FetchClass::kMaintenance),
                  fmt::format("the server sends us away: {}", Words(head.rest)));
    case ImapWord::kOk:
      if (step_ != Step::kExamine) return;
      if (const auto value = CodeNumber(head.code, "UIDVALIDITY"); value != 0) answer_.validity = value;
      if (const auto value = CodeNumber(head.code, "UIDNEXT"); value != 0) next_uid_ = value;
      return;
    case ImapWord::kSearch: {
      if (step_ != Step::kSearch) return;
      const auto numbers = ReadSearch(head.rest);
      found_.insert(found_.end(), numbers.begin(), numbers.end());
      return;
    }
    case ImapWord::kFetch: {
      if (step_ != Step::kSizes && step_ != Step::kBodies) return;
      ImapFetched fetched = ReadFetch(std::move(line));
      const auto at = std::ranges::lower_bound(answer_.messages, fetched.uid, {}, &MailMessage::uid);
      if (at == answer_.messages.end() || at->uid != fetched.uid) return;
      if (step_ == Step::kSizes && fetched.size) at->bytes = *fetched.size;
      if (step_ == Step::kBodies && fetched.body) {
        at->bytes = std::max(at->bytes, fetched.body->bytes);
        at->text = std::move(fetched.body->text);
      }
      return;
    }
    default:
      return;
  }
}

void ImapSession::TakeStatus(const ImapHead& head) {
  if (head.word == ImapWord::kOk) {
    switch (step_) {
      case Step::kExamine:
        return AfterExamine();
      case Step::kSearch:
        return AfterSearch();
      case Step::kSizes:
        return AfterSizes();
      default:
        return Conclude();
    }
  }
  const std::string words = Words(head.rest);
  if (step_ == Step::kExamine && head.word == ImapWord::kNo) {
    return Fail(ClassOfWords(fmt::format("[{}] {}", head.code, head.rest), FetchClass::kMissing),
                fmt::format("the server does not open the mailbox '{}': {}", url_.mailbox, words));
  }
  const FetchClass otherwise = head.word == ImapWord::kNo ? FetchClass::kMaintenance : FetchClass::kShapeChanged;
  Fail(ClassOfWords(fmt::format("[{}] {}", head.code, head.rest), otherwise),
       fmt::format("the server does not do as asked: {}", words));
}

void ImapSession::AfterExamine() {
  if (answer_.validity == 0)
    return Fail(FetchClass::kShapeChanged, "the server gives its messages no lasting numbers (UIDVALIDITY)");
  answer_.upto = answer_.validity == query_.validity ? query_.after : 0;
  window_ = kWindow;
  AskSearch();
}

// The next UIDs that nobody has looked at; without UIDNEXT all there are.
void ImapSession::AskSearch() {
  if (next_uid_ != 0 && answer_.upto >= next_uid_ - 1) return Conclude();
  step_ = Step::kSearch;
  const std::uint32_t begin = answer_.upto + 1;
  window_end_ = next_uid_ == 0 ? UINT32_MAX : next_uid_ - 1;
  if (next_uid_ != 0 && window_end_ - begin >= window_) window_end_ = begin + window_ - 1;
  std::string command = fmt::format("UID SEARCH UID {}:{}", begin, next_uid_ == 0 ? "*" : fmt::to_string(window_end_));
  if (query_.since) command += " SINCE " + ImapDay(*query_.since);
  for (std::size_t i = 0; i < query_.senders.size(); ++i) {
    if (i + 1 < query_.senders.size()) command += " OR";
    command += " FROM " + ImapQuoted(query_.senders[i]);
  }
  Command(command);
}

void ImapSession::AfterSearch() {
  // "n:*" means the last message even when it lies before n.
  std::erase_if(found_, [&](std::uint32_t uid) { return uid <= answer_.upto || uid > window_end_; });
  std::ranges::sort(found_);
  const auto repeated = std::ranges::unique(found_);
  found_.erase(repeated.begin(), repeated.end());
  if (found_.empty()) {
    if (next_uid_ == 0) return Conclude();
    answer_.upto = window_end_;
    window_ = window_ > UINT32_MAX / 2 ? window_ : window_ * 2;
    return AskSearch();
  }
  taken_ = std::min(found_.size(), query_.messages_max);
  for (std::size_t i = 0; i < taken_; ++i) answer_.messages.push_back({found_[i], 0, {}});
  step_ = Step::kSizes;
  Command(fmt::format("UID FETCH {} (UID RFC822.SIZE)",
                      ToImapSet({found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(taken_)})));
}

void ImapSession::AfterSizes() {
  std::vector<std::uint32_t> wanted;
  std::uint64_t bytes = 0;
  std::size_t fit = 0;
  for (const MailMessage& message : answer_.messages) {
    const bool small = message.bytes <= query_.message_bytes_max;
    if (small && !wanted.empty() && bytes + message.bytes > query_.bytes_max) break;
    ++fit;
    if (!small) continue;
    bytes += message.bytes;
    wanted.push_back(message.uid);
  }
  answer_.messages.resize(fit);
  const bool all = fit == found_.size();
  answer_.more = !all || (next_uid_ != 0 && window_end_ < next_uid_ - 1);
  answer_.upto = all && next_uid_ != 0 ? window_end_ : found_[fit - 1];
  if (wanted.empty()) return Conclude();
  step_ = Step::kBodies;
  Command(fmt::format("UID FETCH {} (UID BODY.PEEK[])", ToImapSet(wanted)));
}

void ImapSession::Conclude() {
  // A message that is gone by now has neither size nor text.
  std::erase_if(answer_.messages, [&](const MailMessage& message) {
    return message.text.empty() && message.bytes <= query_.message_bytes_max;
  });
  response_.body = ToBody(answer_);
  response_.status = 0;
  answer_ = {};
  step_ = Step::kDone;
  Command("LOGOUT");
  Send();
}

}  // namespace dateline::net
