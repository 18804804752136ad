#include "ingest/main_text_facts.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "ingest/html_tokens.h"

namespace dateline::ingest {
namespace {

// Words in class and id, matched anywhere: sites glue them together with "-", "_" and capitals.
const RE2& Unlikely() {
  static const RE2 words(
      "(?i)-ad-|ai2html|banner|breadcrumb|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr|header|legends|"
      "menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor|supplemental|agegate|pagination|"
      "pager|popup|yom-remote");
  return words;
}
const RE2& MaybeArticle() {
  static const RE2 words("(?i)and|article|body|column|content|main|mathjax|shadow");
  return words;
}
const RE2& Positive() {
  static const RE2 words("(?i)article|body|content|entry|hentry|h-entry|main|page|pagination|post|text|blog|story");
  return words;
}
const RE2& Negative() {
  static const RE2 words(
      "(?i)-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta|"
      "outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|widget");
  return words;
}
const RE2& Byline() {
  static const RE2 words("(?i)byline|author|dateline|writtenby|p-author");
  return words;
}
const RE2& Share() {
  static const RE2 words("(?i)(\\b|_)(share|sharedaddy|sharing|addtoany)(\\b|_)");
  return words;
}
// Names that whole words must match, so that "newsletter-story" or "adaptive" stay.
const RE2& Boilerplate() {
  static const RE2 words(
      "(?i)(^|[\\s_-])(cookie-?(notice|banner|consent|bar|law)|newsletter-?(signup|sign-up|form|box|promo|subscribe)|"
      "(read|see)-?(more|also|next)-?(links?|box|list)?|taboola|outbrain|advert(isement)?s?|ad-(slot|container|unit|"
      "wrapper)|dfp|paywall-?(prompt|message)|screen-reader-text|sr-only|visually-?hidden|visuallyhidden|"
      "skip-(link|to-content)|noprint|no-print|print-hide)($|[\\s_-])");
  return words;
}
const RE2& Comments() {
  static const RE2 words(
      "(?i)^(comments?|disqus_thread|respond|comment-?(list|area|section|thread|wrapper|form)s?|comments-?"
      "(area|list|section|container|wrapper|title|block|template))$");
  return words;
}
const RE2& Caption() {
  static const RE2 words(
      "(?i)(^|[\\s_-])(wp-caption-text|(image|photo|img|picture|media|figure)_*-?-?(caption|credit)s?"
      "|caption(-?text|__text)?|credits?-?(line|text)?)($|[\\s_-])");
  return words;
}

struct NameJudgement {
  bool unlikely = false;
  bool boilerplate = false;
  bool comments = false;
  bool caption = false;
  bool share = false;
  bool byline = false;
};

bool AnyWord(std::string_view names, const RE2& words) {
  while (!names.empty()) {
    const auto space = names.find_first_of(" \t\r\n");
    if (RE2::FullMatch(names.substr(0, space), words)) return true;
    names.remove_prefix(space == std::string_view::npos ? names.size() : space + 1);
  }
  return false;
}

NameJudgement JudgeName(const std::string& name) {
  NameJudgement judged;
  judged.unlikely = RE2::PartialMatch(name, Unlikely()) && !RE2::PartialMatch(name, MaybeArticle());
  judged.boilerplate = RE2::PartialMatch(name, Boilerplate());
  judged.comments = AnyWord(name, Comments());
  judged.caption = RE2::PartialMatch(name, Caption());
  judged.share = RE2::PartialMatch(name, Share());
  judged.byline = RE2::PartialMatch(name, Byline());
  return judged;
}

std::int8_t Weigh(const std::string& name) {
  if (name.empty()) return 0;
  const int weight = (RE2::PartialMatch(name, Positive()) ? 25 : 0) - (RE2::PartialMatch(name, Negative()) ? 25 : 0);
  return static_cast<std::int8_t>(weight);
}

constexpr auto kRolesAround = std::to_array<std::string_view>(
    {"alert", "alertdialog", "complementary", "dialog", "menu", "menubar", "navigation"});
static_assert(std::ranges::is_sorted(kRolesAround));

bool HidesByStyle(std::string_view style) {
  std::string tight;
  for (const char c : style.substr(0, 512)) {
    if (c != ' ' && c != '\t') tight += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return tight.find("display:none") != std::string::npos || tight.find("visibility:hidden") != std::string::npos;
}

// Pages repeat their class names hundreds of times: each is judged once.
class Judge {
 public:
  NodeFacts Of(const PageNode& node) {
    NodeFacts facts;
    std::string_view classes;
    std::string_view id;
    std::string_view modal;
    std::string_view role;
    for (const auto& attribute : ReadAttributes(node.attributes, 32)) {
      const std::string_view name = attribute.name;
      const std::string_view value = attribute.value;
      if (name == "class")
        classes = value.substr(0, 512);
      else if (name == "id")
        id = value.substr(0, 256);
      else if (name == "role")
        role = value;
      else if (name == "hidden")
        facts.hidden = value != "until-found";
      else if (name == "aria-hidden")
        facts.hidden = facts.hidden || value == "true";
      else if (name == "aria-modal")
        modal = value;
      else if (name == "style")
        facts.hidden = facts.hidden || HidesByStyle(value);
      else if (name == "rel")
        facts.byline = facts.byline || value == "author";
      else if (name == "itemprop") {
        facts.byline = facts.byline || value.find("author") != std::string_view::npos;
        facts.body_marked = value == "articleBody";
      } else if (name == "summary")
        facts.data_table = true;
      else if (name == "datatable" && value == "0")
        facts.layout_table = true;
      else if (name == "href")
        facts.to_fragment = value.size() > 1 && value[0] == '#';
      else if (name == "type")
        facts.checkbox = value == "hidden" || value == "checkbox";
    }
    if (classes.find("fallback-image") != std::string_view::npos) facts.hidden = false;
    facts.layout_table = facts.layout_table || role == "presentation";
    if (std::ranges::binary_search(kRolesAround, role)) facts.boilerplate = true;
    if (role == "dialog" && modal == "true") facts.hidden = true;
    if (!classes.empty()) facts.class_hash = std::hash<std::string_view>{}(classes);
    if (classes.empty() && id.empty()) return facts;
    const NameJudgement& judged = Judged(classes, id);
    facts.unlikely = judged.unlikely;
    facts.boilerplate = facts.boilerplate || judged.boilerplate;
    facts.comments = judged.comments;
    facts.caption = judged.caption;
    facts.share = judged.share;
    facts.byline = facts.byline || judged.byline;
    facts.weight = static_cast<std::int8_t>(Weight(classes) + Weight(id));
    return facts;
  }

 private:
  const NameJudgement& Judged(std::string_view classes, std::string_view id) {
    key_.assign(classes);
    key_ += ' ';
    key_ += id;
    const auto found = names_.find(key_);
    if (found != names_.end()) return found->second;
    return names_.emplace(key_, JudgeName(key_)).first->second;
  }
  std::int8_t Weight(std::string_view name) {
    key_.assign(name);
    const auto found = weights_.find(key_);
    if (found != weights_.end()) return found->second;
    return weights_.emplace(key_, Weigh(key_)).first->second;
  }

  std::string key_;
  std::unordered_map<std::string, NameJudgement> names_;
  std::unordered_map<std::string, std::int8_t> weights_;
};

}  // namespace

std::vector<NodeFacts> JudgeAttributes(const PageTree& tree) {
  std::vector<NodeFacts> facts(tree.nodes.size());
  Judge judge;
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (!tree.nodes[i].attributes.empty()) facts[i] = judge.Of(tree.nodes[i]);
  }
  return facts;
}

}  // namespace dateline::ingest
