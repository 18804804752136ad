#include "model/id.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstring>
#include <memory>

#include "model/check.h"

namespace dateline {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr std::string_view kBase64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string HexOf(const std::uint8_t* bytes, std::size_t count) {
  std::string out(count * 2, '0');
  for (std::size_t i = 0; i < count; ++i) {
    out[2 * i] = kHexDigits[bytes[i] >> 4];
    out[2 * i + 1] = kHexDigits[bytes[i] & 15];
  }
  return out;
}

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    DATELINE_CHECK(context_ != nullptr);
    DATELINE_CHECK(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
  }
  void Add(const void* bytes, std::size_t count) {
    DATELINE_CHECK(EVP_DigestUpdate(context_.get(), bytes, count) == 1);
  }
  std::array<std::uint8_t, 32> Finish() {
    std::array<std::uint8_t, 32> out{};
    unsigned int size = 0;
    DATELINE_CHECK(EVP_DigestFinal_ex(context_.get(), out.data(), &size) == 1 && size == out.size());
    return out;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

const unsigned char* AsBytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string Key::Hex() const { return HexOf(bytes.data(), bytes.size()); }

std::optional<Key> Key::FromHex(std::string_view hex) {
  Key key;
  if (hex.size() != key.bytes.size() * 2) return std::nullopt;
  for (std::size_t i = 0; i < key.bytes.size(); ++i) {
    const int high = HexValue(hex[2 * i]);
    const int low = HexValue(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    key.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return key;
}

Key HashKey(std::initializer_list<std::string_view> parts) {
  Sha256 hash;
  for (std::string_view part : parts) {
    std::uint8_t size[8];
    for (int i = 0; i < 8; ++i) size[i] = static_cast<std::uint8_t>(std::uint64_t{part.size()} >> (8 * i));
    hash.Add(size, sizeof size);
    hash.Add(part.data(), part.size());
  }
  const auto digest = hash.Finish();
  Key key;
  std::memcpy(key.bytes.data(), digest.data(), key.bytes.size());
  return key;
}

std::string Sha256Hex(std::string_view bytes) {
  Sha256 hash;
  hash.Add(bytes.data(), bytes.size());
  const auto digest = hash.Finish();
  return HexOf(digest.data(), digest.size());
}

std::string HmacSha256(std::string_view secret, std::string_view message) {
  std::uint8_t out[32];
  unsigned int size = 0;
  DATELINE_CHECK(HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), AsBytes(message), message.size(),
                      out, &size) != nullptr);
  DATELINE_CHECK(size == sizeof out);
  return std::string(reinterpret_cast<const char*>(out), sizeof out);
}

std::string Base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), AsBytes(bytes),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::optional<std::string> FromBase64(std::string_view text) {
  // OpenSSL's decoder skips blanks and takes '=' for a digit anywhere: only the plain form is let through to it.
  const std::size_t digits = text.find_last_not_of('=') + 1;
  const bool plain = text.find_first_not_of(kBase64Digits) >= digits;
  if (text.size() % 4 != 0 || text.size() - digits > 2 || !plain) return std::nullopt;
  std::string out(text.size() / 4 * 3 + 1, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), AsBytes(text),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  // EVP_DecodeBlock counts the padding as bytes.
  out.resize(static_cast<std::size_t>(size) - (text.size() - digits));
  return out;
}

}  // namespace dateline
