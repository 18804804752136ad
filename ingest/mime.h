// Mail messages (RFC 5322, 2045–2047) as headers and readable bodies.
//
// Hostile input is the rule in mail: headers, parts, nesting and decoded bytes are bounded, nothing recurses, nothing
// fails; what is beyond a bound is left out and `truncated` says so.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dateline::ingest {

struct MimeLimits {
  static constexpr std::size_t kHeaders = 500;             // of one message or part
  static constexpr std::size_t kHeaderBytes = 256u << 10;  // of one message or part
  static constexpr std::size_t kParts = 200;
  static constexpr std::size_t kDepth = 10;                // of multiparts and forwarded messages
  static constexpr std::size_t kDecodedBytes = 16u << 20;  // over all readable parts
};

struct Mail {
  // Of the message itself: name in lower case, value unfolded and decoded to UTF-8.
  std::vector<std::pair<std::string, std::string>> headers;
  std::string html;   // text/html parts in order, UTF-8; "" when there is none
  std::string plain;  // text/plain parts in order, UTF-8
  bool truncated = false;

  // The first of this name (lower case), "" when absent.
  [[nodiscard]] std::string_view Header(std::string_view name) const;
};

// Attachments are passed over.
[[nodiscard]] Mail ReadMail(std::string_view message);

// "=?utf-8?B?…?=" and "=?gb2312?Q?…?=" to UTF-8; raw bytes that are no UTF-8 are read as windows-1252.
[[nodiscard]] std::string DecodeHeaderValue(std::string_view value);

// "=C3=A9" and soft line ends. Anything else that follows "=" stays.
[[nodiscard]] std::string DecodeQuotedPrintable(std::string_view text);

}  // namespace dateline::ingest
