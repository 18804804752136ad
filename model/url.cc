// CanonicalUrl: RFC 3986 §6.2.2 normalisation of the parts that never change what is fetched, and the removal of
// tracking parameters that never change what is read.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 6> kTracking{"fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src"};

char LowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = LowerAscii(c);
  return out;
}

bool IsTracking(std::string_view parameter) {
  const std::string name = Lower(parameter.substr(0, parameter.find('=')));
  if (name.starts_with("utm_")) return true;
  for (std::string_view tracking : kTracking) {
    if (name == tracking) return true;
  }
  return false;
}

std::string WithoutTracking(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || IsTracking(parameter)) continue;
    if (!out.empty()) out.push_back('&');
    out += parameter;
  }
  return out;
}

// RFC 3986 §5.2.4 on an absolute path.
std::string WithoutDotSegments(std::string_view path) {
  if (path.find("/.") == std::string_view::npos) return std::string(path);
  std::vector<std::string_view> kept;
  bool trailing = false;
  std::size_t at = 1;
  while (at <= path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    trailing = end == path.size() && (segment == "." || segment == "..");
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != ".") {
      kept.push_back(segment);
    }
    at = end + 1;
  }
  std::string out;
  for (std::string_view segment : kept) {
    out.push_back('/');
    out += segment;
  }
  if (out.empty() || trailing) out.push_back('/');
  return out;
}

}  // namespace

std::string CanonicalUrl(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos) return std::string(url);
  const std::string scheme = Lower(url.substr(0, colon));
  if (scheme != "http" && scheme != "https") return std::string(url);
  std::string_view rest = url.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t host_end = std::min(rest.find_first_of("/?"), rest.size());
  const std::string_view authority = rest.substr(0, host_end);
  // A user's name and password keep their case.
  const std::size_t user_end = authority.rfind('@') == std::string_view::npos ? 0 : authority.rfind('@') + 1;
  std::string host = std::string(authority.substr(0, user_end)) + Lower(authority.substr(user_end));
  const std::string_view default_port = scheme == "http" ? ":80" : ":443";
  if (host.ends_with(default_port)) host.resize(host.size() - default_port.size());
  rest = rest.substr(host_end);
  const std::size_t mark = std::min(rest.find('?'), rest.size());
  std::string path(rest.substr(0, mark));
  if (path.empty()) path = "/";
  std::string out = scheme + "://" + host + WithoutDotSegments(path);
  if (mark < rest.size()) {
    const std::string query = WithoutTracking(rest.substr(mark + 1));
    if (!query.empty()) out += "?" + query;
  }
  return out;
}

}  // namespace dateline
