// Content keys: 128 bits of SHA-256, the identity of documents, revisions, assertions and events across
// machines, replays and engines. (FIPS 180-4; truncation keeps the collision odds below 1e-20 at 1e9 items.)
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

struct Key {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] std::string Hex() const;                        // 32 lower-case digits
  [[nodiscard]] static std::optional<Key> FromHex(std::string_view hex);
  auto operator<=>(const Key&) const = default;
};

// Hashes the parts with their lengths, so that ("ab","c") and ("a","bc") differ.
[[nodiscard]] Key HashKey(std::initializer_list<std::string_view> parts);

// Full SHA-256 in hexadecimal, for evidence that others can check with sha256sum.
[[nodiscard]] std::string Sha256Hex(std::string_view bytes);

// HMAC-SHA-256 (RFC 2104), raw 32 bytes; and Base64 (RFC 4648) both ways, for webhook signatures.
[[nodiscard]] std::string HmacSha256(std::string_view secret, std::string_view message);
[[nodiscard]] std::string Base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> FromBase64(std::string_view text);

}  // namespace dateline
