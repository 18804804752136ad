// Web addresses, taken apart and put together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/result.h"

namespace dateline::net {

struct Url {
  std::string text;        // as it is sent: normalised host, spaces encoded, fragment dropped
  std::string scheme;      // "http" or "https"
  std::string host;        // lower case; odd spellings of IPv4 ("0x7f.1") come out dotted
  std::uint16_t port = 0;  // the scheme's own when none is written

  [[nodiscard]] std::string Origin() const;  // "https://example.org:443"
};

// Accepts http and https without user name or password. The error says what is wrong, and never repeats
// a password.
[[nodiscard]] Result<Url> ParseUrl(std::string_view text);

// `reference` as seen from `base` (RFC 3986, section 5); nullopt when either is not an address.
[[nodiscard]] std::optional<std::string> ResolveUrl(std::string_view base, std::string_view reference);

// True when both are addresses of one scheme, host and port.
[[nodiscard]] bool SameOrigin(std::string_view a, std::string_view b);

// One value inside a query: everything but letters, digits and -._~ percent-encoded, once.
[[nodiscard]] std::string EncodeQueryValue(std::string_view value);

}  // namespace dateline::net
