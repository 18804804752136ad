#include "net/url.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace dateline::net {
namespace {

constexpr std::size_t kUrlBytesMax = 8192;

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string Part(const Handle& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, flags) != CURLUE_OK || text == nullptr) return {};
  std::string copy(text);
  curl_free(text);
  return copy;
}

bool Set(const Handle& url, std::string_view text) {
  if (text.size() > kUrlBytesMax || text.find('\0') != std::string_view::npos) return false;
  const std::string copy(text);
  return curl_url_set(url.get(), CURLUPART_URL, copy.c_str(), CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE) == CURLUE_OK;
}

Handle NewUrl() {
  return Handle(curl_url(), &curl_url_cleanup);
}

std::string Lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

}  // namespace

std::string Url::Origin() const {
  return fmt::format("{}://{}:{}", scheme, host, port);
}

Result<Url> ParseUrl(std::string_view text) {
  const Handle url = NewUrl();
  if (url == nullptr || !Set(url, text)) return Fail(ErrorCode::kInvalidInput, "not a web address");
  Url parsed;
  parsed.scheme = Lower(Part(url, CURLUPART_SCHEME));
  if (parsed.scheme != "http" && parsed.scheme != "https") {
    return Fail(ErrorCode::kInvalidInput, fmt::format("scheme '{}' is not http or https", parsed.scheme));
  }
  if (!Part(url, CURLUPART_USER).empty() || !Part(url, CURLUPART_PASSWORD).empty()) {
    return Fail(ErrorCode::kInvalidInput, "an address must not carry a user name or password");
  }
  parsed.host = Lower(Part(url, CURLUPART_HOST));
  if (parsed.host.empty()) return Fail(ErrorCode::kInvalidInput, "an address needs a host");
  const std::string port = Part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), parsed.port);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  parsed.text = Part(url, CURLUPART_URL);
  return parsed;
}

std::optional<std::string> ResolveUrl(std::string_view base, std::string_view reference) {
  const Handle url = NewUrl();
  if (url == nullptr || !Set(url, base) || !Set(url, reference)) return std::nullopt;
  std::string resolved = Part(url, CURLUPART_URL);
  if (resolved.empty()) return std::nullopt;
  return resolved;
}

bool SameOrigin(std::string_view a, std::string_view b) {
  const auto first = ParseUrl(a);
  const auto second = ParseUrl(b);
  return first && second && first->Origin() == second->Origin();
}

std::string EncodeQueryValue(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace dateline::net
