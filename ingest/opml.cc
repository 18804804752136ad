#include "ingest/opml.h"

#include <fmt/format.h>

#include <set>

#include "ingest/charset.h"
#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "model/document.h"
#include "model/text.h"
#include "net/url.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kProblemsMax = 20;

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : RepairUtf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
      case '\r':
      case '\t':
        out += ' ';
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
  }
  return out;
}

// feed:// and feed:https:// are what old browsers made of addresses.
std::string PlainScheme(std::string url) {
  if (url.starts_with("feed://")) return "http://" + url.substr(7);
  if (url.starts_with("feed:http")) return url.substr(5);
  return url;
}

std::string FolderName(const std::vector<std::string>& folders) {
  std::string out;
  for (const std::string& name : folders) {
    if (name.empty()) continue;
    if (!out.empty()) out += " / ";
    out += name;
  }
  return out;
}

class Reader {
 public:
  Opml Read(std::string_view text) {
    HtmlTokens tokens(text);
    HtmlToken token;
    bool in_title = false;
    while (tokens.Next(token)) {
      if (token.kind == HtmlToken::Kind::kText && in_title) opml_.title = HtmlToLine(token.raw);
      in_title = token.kind == HtmlToken::Kind::kStartTag && token.name == "title" && opml_.title.empty();
      if (token.kind == HtmlToken::Kind::kStartTag && token.name == "opml") opml_.recognised = true;
      if (token.name != "outline") continue;
      if (token.kind == HtmlToken::Kind::kStartTag) Begin(token);
      if (token.kind == HtmlToken::Kind::kEndTag) End();
    }
    return std::move(opml_);
  }

 private:
  void Begin(const HtmlToken& token) {
    std::string name = CollapseSpace(AttributeOf(token, "title"));
    if (name.empty()) name = CollapseSpace(AttributeOf(token, "text"));
    const std::string url = PlainScheme(CollapseSpace(AttributeOf(token, "xmlurl")));
    if (!url.empty()) Add(url, name, CollapseSpace(AttributeOf(token, "htmlurl")));
    const bool closed = token.self_closing || token.raw.ends_with("/>");
    if (closed) return;
    if (folders_.size() < Opml::kDepthMax) {
      folders_.push_back(url.empty() ? name : std::string());
    } else {
      ++deeper_;
    }
  }

  void End() {
    if (deeper_ > 0) {
      --deeper_;
    } else if (!folders_.empty()) {
      folders_.pop_back();
    }
  }

  void Add(const std::string& url, const std::string& name, std::string site) {
    const auto parsed = net::ParseUrl(url);
    if (!parsed) return Complain(fmt::format("{}: {}", Named(url, name), parsed.error().message));
    if (!seen_.insert(CanonicalUrl(url)).second) {
      ++opml_.duplicates;
      return;
    }
    if (opml_.feeds.size() >= Opml::kFeedsMax) return Complain("the list is too long; its rest is left out");
    opml_.feeds.push_back({url, name.empty() ? parsed->host : name, std::move(site), FolderName(folders_)});
  }

  // An address that may hold a password is not repeated.
  static std::string Named(const std::string& url, const std::string& name) {
    if (url.find('@') == std::string::npos) return "'" + url.substr(0, 120) + "'";
    return name.empty() ? "an address" : "the address of '" + name + "'";
  }

  void Complain(std::string problem) {
    if (opml_.problems.size() < kProblemsMax) opml_.problems.push_back(std::move(problem));
  }

  Opml opml_;
  std::vector<std::string> folders_;  // of the outlines that are open
  std::size_t deeper_ = 0;            // open outlines beyond kDepthMax
  std::set<std::string> seen_;
};

}  // namespace

Opml ReadOpml(std::string_view bytes) {
  return Reader().Read(DecodeBody(bytes, "", CharsetRules::kXml).text);
}

bool LooksLikeOpml(std::string_view bytes) {
  const std::string text = DecodeBody(bytes.substr(0, 4096), "", CharsetRules::kXml).text;
  HtmlTokens tokens(text);
  HtmlToken token;
  while (tokens.Next(token)) {
    if (token.kind == HtmlToken::Kind::kStartTag) return token.name == "opml";
    // Words before the first element: no XML.
    if (token.kind == HtmlToken::Kind::kText && !CollapseSpace(token.raw).empty()) return false;
  }
  return false;
}

std::string WriteOpml(std::span<const config::SourceRecord> sources, std::string_view title) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>{}</title>\n  "
      "</head>\n  <body>\n",
      Escaped(title));
  for (const config::SourceRecord& source : sources) {
    if (source.collector != "feed" || source.url.empty()) continue;
    const std::string name = Escaped(source.name);
    out += fmt::format("    <outline type=\"rss\" text=\"{}\" title=\"{}\" xmlUrl=\"{}\"/>\n", name, name,
                       Escaped(source.url));
  }
  return out + "  </body>\n</opml>\n";
}

}  // namespace dateline::ingest
