#include "ingest/main_text_meta.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "ingest/html_text.h"
#include "ingest/main_text_choice.h"
#include "model/json.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kLineBytesMax = 600;  // of a title or byline
constexpr std::size_t kBylineCharsMax = 100;

std::string Line(std::string_view text) {
  return CollapseSpace(DecodeHtmlEntities(text.substr(0, kLineBytesMax)));
}

std::size_t CountWords(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (c == ' ')
      inside = false;
    else if (!inside) {
      inside = true;
      ++words;
    }
  }
  return words;
}

// One separator inside a title: " | ", " - ", " » "…
struct Separator {
  std::size_t at;
  std::size_t size;
  bool hierarchical;  // "Section > Page"
};

std::vector<Separator> Separators(std::string_view title) {
  struct Mark {
    std::string_view words;
    bool hierarchical;
  };
  static constexpr std::array kMarks{Mark{" | ", false}, Mark{" - ", false}, Mark{" – ", false},
                                     Mark{" — ", false}, Mark{" \\ ", true}, Mark{" / ", true},
                                     Mark{" > ", true},  Mark{" » ", true},  Mark{"_", false}};
  std::vector<Separator> found;
  for (std::size_t at = 0; at < title.size(); ++at) {
    for (const Mark& mark : kMarks) {
      // Chinese sites write "标题_频道_网站": there it parts only what is not ASCII.
      if (mark.words == "_" && (at == 0 || static_cast<unsigned char>(title[at - 1]) < 0x80)) continue;
      if (title.substr(at).starts_with(mark.words)) found.push_back({at, mark.words.size(), mark.hierarchical});
    }
  }
  return found;
}

bool IsHeadingOfPage(const PageTree& tree, const std::string& words) {
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    const Tag tag = tree.nodes[i].tag;
    if ((tag == Tag::kH1 || tag == Tag::kH2) && WordsOf(tree, i, kLineBytesMax) == words) return true;
  }
  return false;
}

std::string OnlyHeading(const PageTree& tree) {
  std::string only;
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    if (tree.nodes[i].tag != Tag::kH1) continue;
    if (!only.empty()) return {};
    only = WordsOf(tree, i, kLineBytesMax);
  }
  return only;
}

std::string AfterColon(const PageTree& tree, const std::string& title) {
  if (IsHeadingOfPage(tree, title)) return title;
  std::string rest = title.substr(title.rfind(':') + 1);
  if (CountWords(rest) < 3) {
    rest = title.substr(title.find(':') + 1);
  } else if (CountWords(title.substr(0, title.find(':'))) > 5) {
    rest = title;
  }
  return rest;
}

// ---- JSON-LD ----

bool IsArticleType(JsonView type) {
  static const RE2 words(
      "(Article|AdvertiserContentArticle|NewsArticle|AnalysisNewsArticle|AskPublicNewsArticle|BackgroundNewsArticle|"
      "OpinionNewsArticle|ReportageNewsArticle|ReviewNewsArticle|Report|SatiricalArticle|ScholarlyArticle|"
      "MedicalScholarlyArticle|SocialMediaPosting|BlogPosting|LiveBlogPosting|DiscussionForumPosting|TechArticle|"
      "APIReference)");
  if (type.IsString()) return RE2::FullMatch(type.String(), words);
  for (std::size_t i = 0; type.IsArray() && i < type.size(); ++i) {
    if (type[i].IsString() && RE2::FullMatch(type[i].String(), words)) return true;
  }
  return false;
}

// The article among what a script lists; a missing view when there is none.
JsonView FindArticle(JsonView root) {
  constexpr std::size_t kLookMax = 200;
  if (root.IsObject() && IsArticleType(root["@type"])) return root;
  if (root.IsObject() && root["@graph"].IsArray()) root = root["@graph"];
  for (std::size_t i = 0; root.IsArray() && i < std::min(root.size(), kLookMax); ++i) {
    if (root[i].IsObject() && IsArticleType(root[i]["@type"])) return root[i];
  }
  return {};
}

std::string Names(JsonView author) {
  if (author.IsString()) return Line(author.String());
  if (author.IsObject()) return Line(author["name"].String());
  constexpr std::size_t kAuthorsMax = 20;
  std::string names;
  for (std::size_t i = 0; author.IsArray() && i < std::min(author.size(), kAuthorsMax); ++i) {
    const std::string name = Line(author[i].IsString() ? author[i].String() : author[i]["name"].String());
    if (name.empty()) continue;
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

// Scripts wrap their JSON in comments and leave line ends inside strings.
std::string Mend(std::string_view script) {
  constexpr std::size_t kScriptBytesMax = 1u << 20;
  std::string out;
  script = script.substr(0, kScriptBytesMax);
  constexpr std::string_view kSection = "<![CDATA[";
  if (const auto section = script.find(kSection); section != std::string_view::npos && section < 64) {
    script.remove_prefix(section + kSection.size());
    script = script.substr(0, script.rfind("]]>"));
  }
  const auto begin = script.find_first_of("{[");
  const auto end = script.find_last_of("}]");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return out;
  script = script.substr(begin, end + 1 - begin);
  out.reserve(script.size());
  for (const char c : script) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return out;
}

void ReadLinkedData(const PageTree& tree, const std::string& title, PageClaims& claims) {
  for (const std::string_view script : tree.linked_data) {
    const auto json = Json::Parse(Mend(script), "JSON-LD");
    if (!json) continue;
    const JsonView article = FindArticle(json->root());
    if (article.IsMissing()) continue;
    const std::string name = Line(article["name"].String());
    const std::string headline = Line(article["headline"].String());
    claims.meta.title = name.empty() ? headline : name;
    if (!name.empty() && !headline.empty() && SameTitle(headline, title) && !SameTitle(name, title)) {
      claims.meta.title = headline;
    }
    claims.meta.byline = Names(article["author"]);
    claims.meta.site_name = Line(article["publisher"]["name"].String());
    claims.meta.published = Line(article["datePublished"].String());
    claims.body = article["articleBody"].String();
    return;
  }
}

// ---- meta ----

template <std::size_t N>
std::string FirstMeta(const PageTree& tree, const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names) {
    // The last of a name wins, as browsers' reader views have it.
    for (auto meta = tree.metas.rbegin(); meta != tree.metas.rend(); ++meta) {
      std::string_view rest = meta->name;
      while (!rest.empty()) {
        const auto space = rest.find(' ');
        if (rest.substr(0, space) == name) return Line(meta->content);
        rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
      }
    }
  }
  return {};
}

constexpr std::array<std::string_view, 12> kTitles{"dc:title",
                                                   "dc.title",
                                                   "dcterm:title",
                                                   "dcterms.title",
                                                   "og:title",
                                                   "weibo:article:title",
                                                   "weibo:webpage:title",
                                                   "title",
                                                   "twitter:title",
                                                   "parsely-title",
                                                   "citation_title",
                                                   "headline"};
constexpr std::array<std::string_view, 9> kAuthors{"dc:creator",      "dc.creator",      "dcterm:creator",
                                                   "dcterms.creator", "author",          "parsely-author",
                                                   "article:author",  "citation_author", "sailthru.author"};
constexpr std::array<std::string_view, 1> kSites{"og:site_name"};
constexpr std::array<std::string_view, 2> kDates{"article:published_time", "parsely-pub-date"};

std::size_t CountChars(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Names stand alone in elements of their own; what follows them in the line is mostly a date.
std::string NameWithin(const PageTree& tree, std::uint32_t node) {
  for (std::uint32_t i = node + 1; i < tree.nodes[node].end && i < node + 100; ++i) {
    static const RE2 name("(?i)itemprop\\s*=\\s*[\"']?name\\b");
    if (RE2::PartialMatch(tree.nodes[i].attributes, name)) return WordsOf(tree, i, 4 * kBylineCharsMax);
  }
  return WordsOf(tree, node, 8 * kBylineCharsMax);
}

std::string BylineOf(const PageTree& tree, const std::vector<NodeFacts>& facts) {
  for (std::uint32_t i = 1; i < tree.nodes.size(); ++i) {
    if (!facts[i].byline || facts[i].hidden) continue;
    std::string words = NameWithin(tree, i);
    if (!words.empty() && CountChars(words) < kBylineCharsMax) return words;
  }
  return {};
}

void TakeMissing(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}

}  // namespace

std::string ArticleTitle(const PageTree& tree) {
  const std::string whole = Line(tree.title);
  std::string title = whole;
  const std::vector<Separator> separators = Separators(whole);
  const bool hierarchical = std::ranges::any_of(separators, &Separator::hierarchical);
  if (!separators.empty()) {
    const bool chinese = std::ranges::all_of(separators, [&](const Separator& s) { return s.size == 1; });
    title = whole.substr(0, chinese ? separators.front().at : separators.back().at);
    if (CountWords(title) < 3 && title.size() < 24)
      title = whole.substr(separators.front().at + separators.front().size);
  } else if (whole.find(": ") != std::string::npos) {
    title = AfterColon(tree, whole);
  } else if (whole.size() > 150 || whole.size() < 15) {
    std::string heading = OnlyHeading(tree);
    if (!heading.empty()) title = std::move(heading);
  }
  title = CollapseSpace(title);
  const std::size_t words = CountWords(title);
  // A title of a few words is as likely the site's name: better the whole.
  if (words <= 4 && title.size() < 24 && (!hierarchical || words + 1 + separators.size() != CountWords(whole)))
    return whole;
  return title;
}

PageClaims ReadClaims(const PageTree& tree, const std::vector<NodeFacts>& facts) {
  PageClaims claims;
  const std::string title = ArticleTitle(tree);
  ReadLinkedData(tree, title, claims);
  MainText& meta = claims.meta;
  TakeMissing(meta.title, FirstMeta(tree, kTitles));
  TakeMissing(meta.title, title);
  TakeMissing(meta.title, OnlyHeading(tree));
  std::string author = FirstMeta(tree, kAuthors);
  if (author.starts_with("http")) author.clear();
  TakeMissing(meta.byline, std::move(author));
  TakeMissing(meta.byline, BylineOf(tree, facts));
  TakeMissing(meta.site_name, FirstMeta(tree, kSites));
  TakeMissing(meta.published, FirstMeta(tree, kDates));
  meta.language = CollapseSpace(tree.language);
  return claims;
}

}  // namespace dateline::ingest
