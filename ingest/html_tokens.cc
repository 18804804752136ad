#include "ingest/html_tokens.h"

#include <algorithm>
#include <array>

#include "ingest/html_text.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kNameMax = 64;

constexpr bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
constexpr char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

constexpr std::array<std::string_view, 7> kRawElements{"iframe",   "noembed", "script", "style",
                                                       "textarea", "title",   "xmp"};

std::string LowerName(std::string_view text) {
  std::string out(text.substr(0, kNameMax));
  for (char& c : out) c = Lower(c);
  return out;
}

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::ranges::equal(text.substr(0, lower.size()), lower, {}, [](char c) { return Lower(c); });
}

}  // namespace

bool IsVoidElement(std::string_view name) {
  static constexpr auto kVoid = std::to_array<std::string_view>(
      {"area", "base", "basefont", "br", "col", "command", "embed", "frame", "hr", "img", "input", "isindex", "keygen",
       "link", "meta", "param", "source", "track", "wbr"});
  static_assert(std::ranges::is_sorted(kVoid));
  return std::ranges::binary_search(kVoid, name);
}

void HtmlTokens::Rewind(std::size_t position) {
  at_ = position;
  raw_element_.clear();
}

bool HtmlTokens::Next(HtmlToken& token) {
  if (at_ >= html_.size()) return false;
  token.name.clear();
  token.attributes = {};
  token.self_closing = false;
  token.raw_text = false;
  if (!raw_element_.empty()) {
    ReadRawText(token);
    if (!token.raw.empty()) return true;
    if (at_ >= html_.size()) return false;
  }
  if (html_[at_] != '<') {
    const auto open = html_.find('<', at_);
    ReadText(token, open == std::string_view::npos ? html_.size() : open);
    return true;
  }
  const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
  if (IsAlpha(next)) {
    ReadTag(token, false);
  } else if (next == '/' && at_ + 2 < html_.size() && IsAlpha(html_[at_ + 2])) {
    ReadTag(token, true);
  } else if (next == '!' || next == '?' || next == '/') {
    ReadOther(token);
  } else {
    // A lone "<" is text: it runs to the next one.
    const auto open = html_.find('<', at_ + 1);
    ReadText(token, open == std::string_view::npos ? html_.size() : open);
  }
  return true;
}

void HtmlTokens::ReadText(HtmlToken& token, std::size_t end) {
  token.kind = HtmlToken::Kind::kText;
  token.raw = html_.substr(at_, end - at_);
  at_ = end;
}

void HtmlTokens::ReadTag(HtmlToken& token, bool end_tag) {
  const std::size_t begin = at_;
  const std::size_t name_begin = begin + (end_tag ? 2 : 1);
  std::size_t name_end = name_begin;
  while (name_end < html_.size() && !IsSpace(html_[name_end]) && html_[name_end] != '>' && html_[name_end] != '/' &&
         html_[name_end] != '<') {
    ++name_end;
  }
  token.name = LowerName(html_.substr(name_begin, name_end - name_begin));
  const std::size_t end = TagEnd(name_end);
  const bool closed = end < html_.size() && html_[end] == '>';
  token.kind = end_tag ? HtmlToken::Kind::kEndTag : HtmlToken::Kind::kStartTag;
  token.attributes = html_.substr(name_end, end - name_end);
  if (token.attributes.ends_with('/')) {
    token.self_closing = true;
    token.attributes.remove_suffix(1);
  }
  at_ = closed ? end + 1 : end;
  token.raw = html_.substr(begin, at_ - begin);
  if (!end_tag && !token.self_closing && std::ranges::binary_search(kRawElements, std::string_view(token.name))) {
    raw_element_ = token.name;
  }
}

// The ">" that ends the tag, or the "<" that starts the next one where somebody forgot it.
std::size_t HtmlTokens::TagEnd(std::size_t from) {
  bool value_expected = false;
  for (std::size_t at = from; at < html_.size(); ++at) {
    const char c = html_[at];
    if (c == '>' || c == '<') return at;
    if (value_expected && (c == '"' || c == '\'')) {
      std::size_t& none_from = c == '"' ? no_double_quote_from_ : no_single_quote_from_;
      const auto close = at + 1 >= none_from ? std::string_view::npos : html_.find(c, at + 1);
      if (close == std::string_view::npos) {
        none_from = std::min(none_from, at + 1);
      } else {
        at = close;
      }
    }
    if (!IsSpace(c)) value_expected = c == '=';
  }
  return html_.size();
}

std::size_t HtmlTokens::Find(Search& search, std::size_t from) const {
  if (from < search.from || from > search.found) search = {search.what, from, html_.find(search.what, from)};
  return search.found;
}

void HtmlTokens::ReadOther(HtmlToken& token) {
  token.kind = HtmlToken::Kind::kOther;
  const std::string_view rest = html_.substr(at_);
  std::size_t end = std::string_view::npos;
  if (rest.starts_with("<!--")) end = Find(comment_end_, at_ + 2);
  // HTML has no CDATA, but feeds nest it.
  if (rest.starts_with("<![CDATA[")) end = Find(section_end_, at_ + 9);
  if (end != std::string_view::npos) {
    end += 3;
  } else {
    // What never ends properly ends with its first ">", so that it cannot swallow the rest.
    end = html_.find('>', at_);
    end = end == std::string_view::npos ? html_.size() : end + 1;
  }
  token.raw = html_.substr(at_, end - at_);
  at_ = end;
}

void HtmlTokens::ReadRawText(HtmlToken& token) {
  std::size_t end = at_;
  for (;; ++end) {
    end = html_.find("</", end);
    if (end == std::string_view::npos) {
      end = html_.size();
      break;
    }
    if (StartsWithIgnoringCase(html_.substr(end + 2), raw_element_)) break;
  }
  token.raw_text = raw_element_ != "title" && raw_element_ != "textarea";
  raw_element_.clear();
  ReadText(token, end);
}

std::vector<HtmlAttribute> ReadAttributes(std::string_view text, std::size_t most) {
  std::vector<HtmlAttribute> out;
  std::size_t at = 0;
  while (at < text.size() && out.size() < most) {
    while (at < text.size() && (IsSpace(text[at]) || text[at] == '/')) ++at;
    const std::size_t name_begin = at;
    while (at < text.size() && !IsSpace(text[at]) && text[at] != '=' && text[at] != '/') ++at;
    const std::string_view name = text.substr(name_begin, at - name_begin);
    while (at < text.size() && IsSpace(text[at])) ++at;
    std::string_view value;
    if (at < text.size() && text[at] == '=') {
      ++at;
      while (at < text.size() && IsSpace(text[at])) ++at;
      if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
        const auto close = text.find(text[at], at + 1);
        value = text.substr(at + 1, close == std::string_view::npos ? std::string_view::npos : close - at - 1);
        at = close == std::string_view::npos ? text.size() : close + 1;
      } else {
        const std::size_t begin = at;
        while (at < text.size() && !IsSpace(text[at])) ++at;
        value = text.substr(begin, at - begin);
      }
    }
    if (!name.empty()) out.push_back({LowerName(name), value});
  }
  return out;
}

std::string AttributeOf(const HtmlToken& token, std::string_view name) {
  for (const auto& attribute : ReadAttributes(token.attributes)) {
    if (attribute.name == name) return DecodeHtmlEntities(attribute.value);
  }
  return {};
}

}  // namespace dateline::ingest
