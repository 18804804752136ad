#include "net/mailbox.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "model/text.h"

namespace dateline::net {
namespace {

constexpr std::size_t kUrlBytesMax = 2048;
constexpr std::uint16_t kImapPort = 143;
constexpr std::uint16_t kImapsPort = 993;
constexpr std::string_view kBodyHead = "mailbox";

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string Part(const Handle& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, flags) != CURLUE_OK || text == nullptr) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool HasControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

// One number behind blanks; `text` moves behind it.
template <typename Number>
bool TakeNumber(std::string_view& text, Number& out) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

std::string_view TakeLine(std::string_view& text) {
  const auto newline = text.find('\n');
  const std::string_view line = text.substr(0, newline);
  text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  return line;
}

// Base64 with "," for "/", without "=", over UTF-16.
void AppendShifted(const std::u16string& units, std::string& out) {
  static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
  out += '&';
  std::uint32_t bits = 0;
  int held = 0;
  for (const char16_t unit : units) {
    bits = bits << 16 | unit;
    held += 16;
    while (held >= 6) {
      held -= 6;
      out += kAlphabet[bits >> held & 63];
    }
    bits &= (1u << held) - 1;
  }
  if (held > 0) out += kAlphabet[bits << (6 - held) & 63];
  out += '-';
}

// The next character of well-formed UTF-8; `at` moves behind it.
char32_t TakeCharacter(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  char32_t value = first & (0x3fu >> more);
  for (int i = 0; i < more; ++i) value = value << 6 | (byte(at++) & 0x3f);
  return value;
}

}  // namespace

bool MailboxUrl::IsLoopback() const {
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

Result<MailboxUrl> ParseMailboxUrl(std::string_view text) {
  const auto wrong = [](std::string why) { return Fail(ErrorCode::kInvalidInput, std::move(why)); };
  const Handle url(curl_url(), &curl_url_cleanup);
  const std::string copy(text.substr(0, kUrlBytesMax + 1));
  if (url == nullptr || text.size() > kUrlBytesMax || text.find('\0') != std::string_view::npos ||
      curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE) != CURLUE_OK) {
    return wrong("not a mailbox address");
  }
  MailboxUrl parsed;
  const std::string scheme = FoldCase(Part(url, CURLUPART_SCHEME));
  if (scheme != "imap" && scheme != "imaps") return wrong(fmt::format("scheme '{}' is not imap or imaps", scheme));
  parsed.tls = scheme == "imaps";
  if (!Part(url, CURLUPART_USER).empty() || !Part(url, CURLUPART_PASSWORD).empty()) {
    return wrong("an address must not carry a user name or password");
  }
  parsed.host = FoldCase(Part(url, CURLUPART_HOST));
  if (parsed.host.empty()) return wrong("an address needs a host");
  parsed.port = parsed.tls ? kImapsPort : kImapPort;
  if (const std::string port = Part(url, CURLUPART_PORT); !port.empty()) {
    std::from_chars(port.data(), port.data() + port.size(), parsed.port);
  }
  if (!Part(url, CURLUPART_QUERY).empty() || !Part(url, CURLUPART_FRAGMENT).empty()) {
    return wrong("a mailbox address has neither query nor fragment");
  }
  parsed.mailbox = Part(url, CURLUPART_PATH, CURLU_URLDECODE);
  // libcurl decodes no control characters.
  if (parsed.mailbox.empty() && Part(url, CURLUPART_PATH).size() > 1) return wrong("the mailbox's name is not a text");
  if (parsed.mailbox.starts_with('/')) parsed.mailbox.erase(0, 1);
  while (parsed.mailbox.ends_with('/')) parsed.mailbox.pop_back();
  if (parsed.mailbox.empty()) parsed.mailbox = "INBOX";
  if (!IsUtf8(parsed.mailbox) || HasControl(parsed.mailbox)) return wrong("the mailbox's name is not a text");
  return parsed;
}

std::string ToBody(const MailboxAnswer& answer) {
  std::string body = fmt::format("{} {} {} {}\n", kBodyHead, answer.validity, answer.upto, answer.more ? 1 : 0);
  for (const MailMessage& message : answer.messages) {
    fmt::format_to(std::back_inserter(body), "{} {} {}\n", message.uid, message.bytes, message.text.size());
    body.append(message.text).push_back('\n');
  }
  return body;
}

std::optional<MailboxAnswer> ReadMailboxAnswer(std::string_view body) {
  MailboxAnswer answer;
  std::string_view head = TakeLine(body);
  if (!head.starts_with(kBodyHead)) return std::nullopt;
  head.remove_prefix(kBodyHead.size());
  int more = 0;
  if (!TakeNumber(head, answer.validity) || !TakeNumber(head, answer.upto) || !TakeNumber(head, more))
    return std::nullopt;
  answer.more = more != 0;
  while (!body.empty()) {
    std::string_view line = TakeLine(body);
    MailMessage message;
    std::size_t size = 0;
    const bool read = TakeNumber(line, message.uid) && TakeNumber(line, message.bytes) && TakeNumber(line, size);
    if (!read || size >= body.size() || body[size] != '\n') return std::nullopt;
    message.text = body.substr(0, size);
    body.remove_prefix(size + 1);
    answer.messages.push_back(std::move(message));
  }
  return answer;
}

std::string EncodeMailboxName(std::string_view utf8) {
  const std::string text = RepairUtf8(utf8);
  std::string out;
  std::u16string beyond;
  const auto flush = [&] {
    if (!beyond.empty()) AppendShifted(beyond, out);
    beyond.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = TakeCharacter(text, at);
    if (c >= 0x20 && c < 0x7f) {
      flush();
      out += static_cast<char>(c);
      if (c == '&') out += '-';
    } else if (c > 0xffff) {
      beyond += static_cast<char16_t>(0xd800 + ((c - 0x10000) >> 10));
      beyond += static_cast<char16_t>(0xdc00 + ((c - 0x10000) & 0x3ff));
    } else {
      beyond += static_cast<char16_t>(c);
    }
  }
  flush();
  return out;
}

}  // namespace dateline::net
