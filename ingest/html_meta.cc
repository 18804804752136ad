// What a page says about itself: ReadHtmlMeta and HtmlTitle of html_text.h.
#include <algorithm>
#include <array>

#include "ingest/html_text.h"
#include "ingest/html_tokens.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return text;
}

// Names of <meta name|property|itemprop|http-equiv> and the value they give. A lower rank is more trustworthy.
struct MetaName {
  std::string_view name;
  std::string HtmlMeta::*field;
  int rank;
};

constexpr auto kMetaNames = std::to_array<MetaName>({
    {"article:published_time", &HtmlMeta::published, 1},
    {"author", &HtmlMeta::byline, 1},
    {"citation_publication_date", &HtmlMeta::published, 4},
    {"content-language", &HtmlMeta::language, 2},
    {"date", &HtmlMeta::published, 6},
    {"datepublished", &HtmlMeta::published, 2},
    {"dc.creator", &HtmlMeta::byline, 3},
    {"dc.date", &HtmlMeta::published, 5},
    {"dc.date.issued", &HtmlMeta::published, 3},
    {"dc.language", &HtmlMeta::language, 3},
    {"dc.title", &HtmlMeta::title, 3},
    {"dcterms.created", &HtmlMeta::published, 5},
    {"dcterms.date", &HtmlMeta::published, 5},
    {"dcterms.issued", &HtmlMeta::published, 3},
    {"language", &HtmlMeta::language, 4},
    {"og:locale", &HtmlMeta::language, 5},
    {"og:site_name", &HtmlMeta::site_name, 1},
    {"og:title", &HtmlMeta::title, 1},
    {"og:url", &HtmlMeta::canonical_url, 2},
    {"parsely-pub-date", &HtmlMeta::published, 3},
    {"pubdate", &HtmlMeta::published, 3},  // also what Chinese government sites use
    {"publish-date", &HtmlMeta::published, 4},
    {"publishdate", &HtmlMeta::published, 3},
    {"sailthru.date", &HtmlMeta::published, 4},
    {"twitter:title", &HtmlMeta::title, 4},
});
static_assert(std::ranges::is_sorted(kMetaNames, {}, &MetaName::name));

// Fields with the rank of what filled them; a better source replaces a worse one.
class Ranked {
 public:
  explicit Ranked(HtmlMeta& meta) : meta_(meta) {}
  void Offer(std::string HtmlMeta::*field, int rank, std::string value) {
    value = CollapseSpace(value);
    if (value.empty()) return;
    int& held = Rank(field);
    if (held != 0 && held <= rank) return;
    held = rank;
    meta_.*field = std::move(value);
  }

 private:
  struct Row {
    std::string HtmlMeta::*field;
    int rank;
  };
  int& Rank(std::string HtmlMeta::*field) {
    for (auto& row : rows_) {
      if (row.field == field) return row.rank;
    }
    return rows_[0].rank;
  }
  HtmlMeta& meta_;
  std::array<Row, 6> rows_{{{&HtmlMeta::title, 0},
                            {&HtmlMeta::published, 0},
                            {&HtmlMeta::language, 0},
                            {&HtmlMeta::canonical_url, 0},
                            {&HtmlMeta::site_name, 0},
                            {&HtmlMeta::byline, 0}}};
};

void ReadMetaTag(const HtmlToken& token, HtmlMeta& meta, Ranked& ranked) {
  std::string name;
  std::string content;
  for (const auto& attribute : ReadAttributes(token.attributes)) {
    if (attribute.name == "content")
      content = DecodeHtmlEntities(attribute.value);
    else if (attribute.name == "charset" && meta.charset.empty())
      meta.charset = Lower(std::string(attribute.value));
    else if (attribute.name == "name" || attribute.name == "property" || attribute.name == "itemprop" ||
             attribute.name == "http-equiv") {
      name = Lower(std::string(attribute.value));
    }
  }
  if (name == "content-type" && meta.charset.empty()) {
    const std::string lower = Lower(content);
    const auto at = lower.find("charset=");
    if (at != std::string::npos) meta.charset = CollapseSpace(lower.substr(at + 8));
  }
  const auto row = std::ranges::lower_bound(kMetaNames, std::string_view(name), {}, &MetaName::name);
  if (row != kMetaNames.end() && row->name == name) ranked.Offer(row->field, row->rank, content);
}

// "datePublished":"…" inside a JSON-LD block; read by eye, not as JSON: half of these blocks are broken.
std::string LinkedDataDate(std::string_view script) {
  auto at = script.find("\"datePublished\"");
  if (at == std::string_view::npos) return {};
  at = script.find_first_not_of(" \t\r\n:", at + 15);
  if (at == std::string_view::npos || script[at] != '"') return {};
  const auto end = script.find('"', at + 1);
  if (end == std::string_view::npos || end - at > 64) return {};
  return std::string(script.substr(at + 1, end - at - 1));
}

class HeadReader {
 public:
  explicit HeadReader(std::string_view html) : tokens_(html), ranked_(meta_) {}

  HtmlMeta Run() {
    HtmlToken token;
    while (tokens_.Next(token)) {
      if (token.kind == HtmlToken::Kind::kStartTag)
        Start(token);
      else if (token.kind == HtmlToken::Kind::kEndTag)
        End(token.name);
      else if (token.kind == HtmlToken::Kind::kText)
        Text(token);
    }
    return std::move(meta_);
  }

  [[nodiscard]] const std::string& title_element() const { return title_element_; }
  [[nodiscard]] const std::string& first_heading() const { return first_heading_; }

 private:
  void Start(const HtmlToken& token) {
    in_linked_data_ = false;
    if (token.name == "meta")
      ReadMetaTag(token, meta_, ranked_);
    else if (token.name == "html")
      ranked_.Offer(&HtmlMeta::language, 1, AttributeOf(token, "lang"));
    else if (token.name == "link")
      Link(token);
    else if (token.name == "time")
      Time(token);
    else if (token.name == "title")
      in_title_ = title_element_.empty();
    else if (token.name == "h1" && first_heading_.empty())
      in_heading_ = true;
    else if (token.name == "script")
      in_linked_data_ = AttributeOf(token, "type") == "application/ld+json";
  }

  void End(std::string_view name) {
    if (name == "title") in_title_ = false;
    if (name == "h1" && in_heading_) {
      in_heading_ = false;
      first_heading_ = HtmlToLine(heading_markup_);
      heading_markup_.clear();
      ranked_.Offer(&HtmlMeta::title, 6, first_heading_);
    }
  }

  void Text(const HtmlToken& token) {
    if (in_title_) {
      title_element_ = CollapseSpace(DecodeHtmlEntities(token.raw));
      ranked_.Offer(&HtmlMeta::title, 2, title_element_);
    } else if (in_linked_data_) {
      ranked_.Offer(&HtmlMeta::published, 2, LinkedDataDate(token.raw));
    } else if (in_heading_ && !token.raw_text && heading_markup_.size() < kHeadingBytesMax) {
      heading_markup_.append(token.raw.substr(0, kHeadingBytesMax));
    }
  }

  void Link(const HtmlToken& token) {
    if (Lower(AttributeOf(token, "rel")) == "canonical")
      ranked_.Offer(&HtmlMeta::canonical_url, 1, AttributeOf(token, "href"));
  }

  // The first <time> of a page is mostly the article's own; one marked pubdate or datePublished surely.
  void Time(const HtmlToken& token) {
    bool marked = false;
    std::string when;
    for (const auto& attribute : ReadAttributes(token.attributes)) {
      if (attribute.name == "datetime") when = DecodeHtmlEntities(attribute.value);
      if (attribute.name == "pubdate" ||
          (attribute.name == "itemprop" && Lower(std::string(attribute.value)) == "datepublished")) {
        marked = true;
      }
    }
    ranked_.Offer(&HtmlMeta::published, marked ? 2 : 7, when);
  }

  static constexpr std::size_t kHeadingBytesMax = 4096;

  HtmlTokens tokens_;
  HtmlMeta meta_;
  Ranked ranked_;
  std::string title_element_;
  std::string first_heading_;
  std::string heading_markup_;
  bool in_title_ = false;
  bool in_heading_ = false;
  bool in_linked_data_ = false;
};

}  // namespace

HtmlMeta ReadHtmlMeta(std::string_view html) {
  return HeadReader(html).Run();
}

std::string HtmlTitle(std::string_view html) {
  HeadReader reader(html);
  const HtmlMeta meta = reader.Run();
  if (!reader.title_element().empty()) return reader.title_element();
  return meta.title;
}

}  // namespace dateline::ingest
