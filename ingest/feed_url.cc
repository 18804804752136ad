#include "ingest/feed_url.h"

#include <algorithm>
#include <array>

namespace dateline::ingest {
namespace {

// Schemes that feeds may link to; everything else is left out of markup and links.
constexpr auto kSchemes = std::to_array<std::string_view>({
    "feed", "ftp",  "geo",  "gopher", "http", "https", "im",  "irc", "ircs", "magnet", "mailto", "mms",
    "news", "nntp", "rtsp", "sip",    "sips", "sms",   "svn", "tag", "tel",  "urn",    "webcal", "xmpp",
});
static_assert(std::ranges::is_sorted(kSchemes));

constexpr bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool IsSchemeByte(char c) {
  return IsAlpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

struct Parts {
  std::string_view scheme;     // without the colon
  std::string_view authority;  // without the slashes
  std::string_view path;
  std::string_view query;     // with the question mark
  std::string_view fragment;  // with the hash
  bool has_authority = false;
};

std::size_t SchemeSize(std::string_view url) {
  if (url.empty() || !IsAlpha(url[0])) return 0;
  std::size_t end = 0;
  while (end < url.size() && IsSchemeByte(url[end])) ++end;
  return end < url.size() && url[end] == ':' ? end : 0;
}

Parts Split(std::string_view url) {
  Parts parts;
  if (const auto size = SchemeSize(url); size > 0) {
    parts.scheme = url.substr(0, size);
    url.remove_prefix(size + 1);
  }
  if (const auto hash = url.find('#'); hash != std::string_view::npos) {
    parts.fragment = url.substr(hash);
    url = url.substr(0, hash);
  }
  if (const auto mark = url.find('?'); mark != std::string_view::npos) {
    parts.query = url.substr(mark);
    url = url.substr(0, mark);
  }
  if (url.starts_with("//")) {
    parts.has_authority = true;
    const auto slash = url.find('/', 2);
    parts.authority = url.substr(2, slash == std::string_view::npos ? std::string_view::npos : slash - 2);
    url = slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
  }
  parts.path = url;
  return parts;
}

// RFC 3986 §5.2.4, in one pass: segments are appended and ".." takes the last one back.
std::string RemoveDotSegments(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  while (!path.empty()) {
    const auto slash = path.find('/', 1);
    const auto segment = path.substr(0, slash);
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
    if (segment == "/." || segment == ".") {
      if (path.empty()) out += '/';
    } else if (segment == "/.." || segment == "..") {
      out.resize(std::min(out.size(), out.find_last_of('/')));
      if (path.empty()) out += '/';
    } else {
      out += segment;
    }
  }
  return out;
}

std::string Merge(const Parts& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) return "/" + std::string(path);
  const auto slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) + std::string(path);
}

std::string Join(std::string_view scheme, const Parts& authority, std::string_view path, std::string_view query,
                 std::string_view fragment) {
  std::string out;
  out.reserve(scheme.size() + authority.authority.size() + path.size() + query.size() + fragment.size() + 3);
  if (!scheme.empty()) out.append(scheme).append(":");
  if (authority.has_authority) out.append("//").append(authority.authority);
  return out.append(path).append(query).append(fragment);
}

// "http:///host/path" has a slash too many in no other reading.
std::string WithHost(std::string_view url) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!url.starts_with(scheme)) continue;
    const auto host = url.find_first_not_of('/', scheme.size());
    if (host != std::string_view::npos && host > scheme.size())
      return std::string(scheme) + std::string(url.substr(host));
  }
  return std::string(url);
}

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\f";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// Browsers ignore white space and controls inside a scheme, so they do not hide one from us either.
bool HasUnsafeScheme(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20) continue;
    if (c == ':') return !std::ranges::binary_search(kSchemes, std::string_view(scheme));
    if (!IsSchemeByte(c) || scheme.size() > 64) return false;
    scheme += static_cast<char>(IsAlpha(c) ? c | 0x20 : c);
  }
  return false;
}

}  // namespace

bool HasScheme(std::string_view url) {
  return SchemeSize(url) > 0;
}

std::string ResolveUrl(std::string_view base, std::string_view reference) {
  reference = Trim(reference);
  if (base.empty() || HasScheme(reference)) return WithHost(reference);
  if (reference.empty()) return std::string(base);
  const Parts from = Split(base);
  const Parts to = Split(reference);
  // Opaque bases (mailto:, urn:) have no hierarchy to resolve in.
  if (!from.scheme.empty() && !from.has_authority && !from.path.starts_with('/')) return std::string(reference);
  if (to.has_authority) return Join(from.scheme, to, RemoveDotSegments(to.path), to.query, to.fragment);
  if (to.path.empty()) return Join(from.scheme, from, from.path, to.query.empty() ? from.query : to.query, to.fragment);
  const std::string path = to.path.starts_with('/') ? std::string(to.path) : Merge(from, to.path);
  return Join(from.scheme, from, RemoveDotSegments(path), to.query, to.fragment);
}

std::string ResolveSafeUrl(std::string_view base, std::string_view reference) {
  if (HasUnsafeScheme(reference)) return {};
  std::string url = ResolveUrl(base, reference);
  return HasUnsafeScheme(url) ? std::string() : url;
}

}  // namespace dateline::ingest
