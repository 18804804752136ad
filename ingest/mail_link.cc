#include "ingest/mail_link.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <vector>

#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "model/document.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kWordsBytesMax = 120;
constexpr std::size_t kLinksMax = 2000;
constexpr std::size_t kTokenBytes = 28;  // so long and without a break, a word is no word

// Parameters by which senders know their readers. Sorted.
constexpr std::array<std::string_view, 26> kReaders{"_bhlid",     "_hsenc",
                                                    "_hsmi",      "ck_subscriber_id",
                                                    "e",          "email",
                                                    "hash",       "jwt",
                                                    "key",        "lid",
                                                    "mid",        "mkt_tok",
                                                    "nid",        "r",
                                                    "recipient",  "s",
                                                    "sid",        "sig",
                                                    "sk",         "subid",
                                                    "subscriber", "subscriber_id",
                                                    "t",          "token",
                                                    "uid",        "user_id"};
static_assert(std::ranges::is_sorted(kReaders));

bool LooksLikeToken(std::string_view word) {
  std::size_t run = 0;
  bool digit = false;
  for (const char c : word) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool number = c >= '0' && c <= '9';
    if (!letter && !number && c != '_' && c != '%' && c != '=') {
      run = 0;
      digit = false;
      continue;
    }
    digit = digit || number;
    if (++run >= kTokenBytes && digit) return true;
  }
  return false;
}

// "https://host/path?query" in its three parts.
struct Parts {
  std::string_view origin, path, query;
};

Parts Split(std::string_view url) {
  Parts parts;
  const auto scheme = url.find("://");
  const auto slash = scheme == std::string_view::npos ? scheme : url.find_first_of("/?", scheme + 3);
  parts.origin = url.substr(0, slash);
  if (slash == std::string_view::npos) return parts;
  const auto question = url.find('?', slash);
  parts.path = url.substr(slash, question == std::string_view::npos ? question : question - slash);
  if (question != std::string_view::npos) parts.query = url.substr(question + 1);
  return parts;
}

// "View it online at: <https://…>" without the address and what leads to it.
std::string_view BeforeAddress(std::string_view line) {
  if (const auto url = line.find("http");
      url != std::string_view::npos && line.find("://", url) != std::string_view::npos) {
    line = line.substr(0, url);
  }
  const auto trim = [&] {
    while (!line.empty() && std::string_view(" \t\r:<([").find(line.back()) != std::string_view::npos)
      line.remove_suffix(1);
  };
  trim();
  for (const std::string_view word : {" at", " here", " under"}) {
    if (line.ends_with(word)) line.remove_suffix(word.size());
  }
  trim();
  return line;
}

// The first address of a line, up to what closes it.
std::string_view AddressIn(std::string_view line) {
  auto begin = line.find("https://");
  if (begin == std::string_view::npos) begin = line.find("http://");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  return line.substr(0, line.find_first_of(" \t\r<>()[]\""));
}

}  // namespace

bool OpensInBrowser(std::string_view line) {
  const std::string_view words = BeforeAddress(line);
  static const RE2 pattern(
      "(?i)(click here (to|if)|(if you )?(can.?t|cannot|can not|unable to)|(if you (have|are having)|having)? ?"
      "(trouble|problems?|difficulty))?.{0,30}?\\b(view|read|open|see)(ing)?( |\\b).{0,40}\\b(browser|online|on the "
      "web|web "
      "?(version|page|site))\\b.{0,20}|"
      "(web ?version|online version|view (it )?online|read (it )?online|permalink)|"
      ".{0,40}im browser (ansehen|anzeigen|öffnen|lesen).{0,20}|.{0,40}online[- ](ansehen|version|lesen).{0,20}|"
      ".{0,40}(voir|lire|afficher|ouvrir|consulter).{0,40}(en ligne|navigateur).{0,20}|"
      ".{0,40}(ver|leer|abrir).{0,40}(en línea|navegador).{0,20}|"
      ".{0,40}在浏览器中.{0,20}|.{0,40}ブラウザ.{0,20}");
  // A sentence that speaks of reading online is no service; services have no subject of their own.
  static const RE2 sentence("(?i)(the|a|an|readers|you can|it|they|we|he|she)\\b.*");
  return words.size() <= kWordsBytesMax && !RE2::FullMatch(words, sentence) && RE2::FullMatch(words, pattern);
}

std::string WithoutReader(std::string_view url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  const std::string canonical = CanonicalUrl(url);
  const Parts parts = Split(canonical);
  if (LooksLikeToken(parts.path)) return {};
  std::string out(parts.origin);
  out += parts.path;
  char mark = '?';
  for (std::string_view rest = parts.query; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    const auto equals = one.find('=');
    if (std::ranges::binary_search(kReaders, std::string_view(FoldCase(one.substr(0, equals))))) continue;
    if (equals != std::string_view::npos && LooksLikeToken(one.substr(equals + 1))) return {};
    out += mark;
    out += one;
    mark = '&';
  }
  // A host alone is the sender's front page, not the letter.
  const bool bare = (parts.path.empty() || parts.path == "/") && mark == '?';
  return bare ? std::string() : out;
}

std::string BrowserLinkInText(std::string_view text) {
  constexpr std::size_t kLinesMax = 2000;
  bool awaited = false;  // the line above ended with the words
  for (std::size_t lines = 0; !text.empty() && lines < kLinesMax; ++lines) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::string_view address = AddressIn(line);
    const bool opens = OpensInBrowser(line.substr(0, line.find_last_not_of(" \t\r") + 1));
    const bool alone = awaited && BeforeAddress(line).empty();
    if (!address.empty() && (opens || alone)) {
      if (std::string url = WithoutReader(address); !url.empty()) return url;
    }
    awaited = opens && address.empty();
  }
  return {};
}

std::string BrowserLink(std::string_view html) {
  HtmlTokens tokens(html);
  HtmlToken token;
  std::string href;
  std::string words;
  bool open = false;
  std::size_t links = 0;
  while (tokens.Next(token) && links < kLinksMax) {
    if (token.kind == HtmlToken::Kind::kStartTag && token.name == "a") {
      href = CollapseSpace(AttributeOf(token, "href"));
      words.clear();
      open = true;
      ++links;
    } else if (token.kind == HtmlToken::Kind::kText && open && !token.raw_text) {
      if (words.size() <= kWordsBytesMax) words += token.raw;
    } else if (token.kind == HtmlToken::Kind::kEndTag && token.name == "a" && open) {
      open = false;
      if (!OpensInBrowser(CollapseSpace(DecodeHtmlEntities(words)))) continue;
      if (std::string url = WithoutReader(href); !url.empty()) return url;
    }
  }
  return {};
}

}  // namespace dateline::ingest
