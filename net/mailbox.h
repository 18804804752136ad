// Mailboxes on a server: how they are addressed, what is asked of them, and what they answer.
//
// A request whose URL is imap or imaps is a look into one mailbox: its messages behind the last one that was read, as
// many as fit. The mailbox is opened with EXAMINE and read with BODY.PEEK: nothing on the server changes, no message is
// marked as seen. The answer comes as the response's body, in the form of ToBody, so that it can be kept and played
// back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/date.h"
#include "model/result.h"

namespace dateline::net {

struct MailboxUrl {
  bool tls = true;         // imaps; plain imap must turn to TLS by STARTTLS before it logs in
  std::string host;        // lower case
  std::uint16_t port = 0;  // 993, 143, or the one that is written
  std::string mailbox;     // UTF-8; "INBOX" when the address names none

  // The host is written as this machine itself: "localhost", 127.0.0.0/8, [::1].
  [[nodiscard]] bool IsLoopback() const;
};

// "imaps://imap.example.org/News/Chips". The error never repeats a password.
[[nodiscard]] Result<MailboxUrl> ParseMailboxUrl(std::string_view text);

struct MailboxQuery {
  std::string user;
  std::string password;
  bool token = false;                // the password is an OAuth 2 access token (XOAUTH2, OAUTHBEARER)
  std::uint32_t validity = 0;        // UIDVALIDITY under which `after` was learnt; 0 = none
  std::uint32_t after = 0;           // UID of the last message that was read; worth nothing under another validity
  std::optional<Day> since;          // only messages that arrived on this day or later
  std::vector<std::string> senders;  // only messages whose From has one of these in it, any case; empty = all
  std::uint64_t message_bytes_max = 8u << 20;  // bigger messages are told of, not read
  std::uint64_t bytes_max = 4u << 20;          // of one answer; one message always fits
  std::size_t messages_max = 200;              // of one answer
};

struct MailMessage {
  std::uint32_t uid = 0;
  std::uint64_t bytes = 0;  // on the server
  std::string text;         // "" when it was too big
};

struct MailboxAnswer {
  std::uint32_t validity = 0;
  std::uint32_t upto = 0;             // every message up to this UID has been looked at
  bool more = false;                  // the rest did not fit; ask again behind `upto`
  std::vector<MailMessage> messages;  // by UID
};

[[nodiscard]] std::string ToBody(const MailboxAnswer& answer);
[[nodiscard]] std::optional<MailboxAnswer> ReadMailboxAnswer(std::string_view body);

// A mailbox's name as it goes over the wire: "&" and all beyond ASCII in modified UTF-7 (RFC 3501, 5.1.3).
[[nodiscard]] std::string EncodeMailboxName(std::string_view utf8);

}  // namespace dateline::net
