#include "ingest/html_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "ingest/html_entities.h"
#include "ingest/html_tokens.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

// What a tag does to the lines around it.
enum class Layout : std::uint8_t { kInline, kCell, kItem, kLine, kBlock, kSkip };

struct ElementLayout {
  std::string_view name;
  Layout layout;
};

constexpr auto kLayouts = std::to_array<ElementLayout>({
    {"address", Layout::kBlock},   {"article", Layout::kBlock},    {"aside", Layout::kBlock},
    {"audio", Layout::kSkip},      {"blockquote", Layout::kBlock}, {"body", Layout::kBlock},
    {"br", Layout::kLine},         {"button", Layout::kSkip},      {"canvas", Layout::kSkip},
    {"caption", Layout::kLine},    {"center", Layout::kBlock},     {"dd", Layout::kLine},
    {"details", Layout::kBlock},   {"dialog", Layout::kSkip},      {"div", Layout::kLine},
    {"dl", Layout::kBlock},        {"dt", Layout::kLine},          {"fieldset", Layout::kBlock},
    {"figcaption", Layout::kLine}, {"figure", Layout::kBlock},     {"footer", Layout::kBlock},
    {"form", Layout::kBlock},      {"h1", Layout::kBlock},         {"h2", Layout::kBlock},
    {"h3", Layout::kBlock},        {"h4", Layout::kBlock},         {"h5", Layout::kBlock},
    {"h6", Layout::kBlock},        {"header", Layout::kBlock},     {"hr", Layout::kBlock},
    {"iframe", Layout::kSkip},     {"legend", Layout::kLine},      {"li", Layout::kItem},
    {"main", Layout::kBlock},      {"nav", Layout::kSkip},         {"noscript", Layout::kSkip},
    {"object", Layout::kSkip},     {"ol", Layout::kBlock},         {"option", Layout::kSkip},
    {"p", Layout::kBlock},         {"pre", Layout::kBlock},        {"script", Layout::kSkip},
    {"section", Layout::kBlock},   {"select", Layout::kSkip},      {"style", Layout::kSkip},
    {"summary", Layout::kLine},    {"svg", Layout::kSkip},         {"table", Layout::kBlock},
    {"tbody", Layout::kLine},      {"td", Layout::kCell},          {"template", Layout::kSkip},
    {"textarea", Layout::kSkip},   {"tfoot", Layout::kLine},       {"th", Layout::kCell},
    {"thead", Layout::kLine},      {"title", Layout::kSkip},       {"tr", Layout::kLine},
    {"ul", Layout::kBlock},        {"video", Layout::kSkip},
});
static_assert(std::ranges::is_sorted(kLayouts, {}, &ElementLayout::name));

Layout LayoutOf(std::string_view name) {
  const auto row = std::ranges::lower_bound(kLayouts, name, {}, &ElementLayout::name);
  return row != kLayouts.end() && row->name == name ? row->layout : Layout::kInline;
}

constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool IsBlank(char32_t c) {
  return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}
// Soft hyphens, zero-width spaces and direction marks split words that readers see whole.
bool IsInvisible(char32_t c) {
  return c == 0xAD || c == 0x200B || c == 0x200E || c == 0x200F || c == 0xFEFF || c == 0x2060 ||
         (c >= 0x202A && c <= 0x202E) || c < 0x20 || c == 0x7F;
}

// Collects words into lines. Spaces and line breaks are owed until the next word, so none pile up.
class LineWriter {
 public:
  LineWriter(std::size_t size, bool one_line) : one_line_(one_line) { out_.reserve(size); }

  void Space() { space_ = true; }
  void Break(int lines) {
    if (one_line_) return Space();
    breaks_ = std::max(breaks_, lines);
    cell_ = false;
  }
  void Item() {
    Break(1);
    item_ = !one_line_;
  }
  // A cell that follows text in its row is parted from it; the mark is owed like a space.
  void Cell() {
    if (one_line_ || breaks_ > 0 || out_.empty()) return Space();
    cell_ = true;
  }
  void Word(std::string_view bytes) {
    Settle();
    out_ += bytes;
  }
  void Character(char32_t c) {
    Settle();
    AppendUtf8(out_, c);
  }
  void Newline() {
    if (one_line_) return Space();
    if (!out_.empty() && breaks_ == 0 && !item_) out_ += '\n';
    space_ = false;
  }
  [[nodiscard]] std::string Take() { return std::move(out_); }

 private:
  void Settle() {
    if (breaks_ > 0) {
      if (!out_.empty()) out_.append(static_cast<std::size_t>(breaks_), '\n');
    } else if (cell_) {
      out_ += " | ";
    } else if (space_ && !out_.empty() && out_.back() != '\n') {
      out_ += ' ';
    }
    if (item_) out_ += "- ";
    breaks_ = 0;
    space_ = cell_ = item_ = false;
  }

  std::string out_;
  int breaks_ = 0;
  bool space_ = false;
  bool cell_ = false;
  bool item_ = false;
  bool one_line_;
};

class TextReader {
 public:
  TextReader(std::string_view html, bool one_line) : html_(html), tokens_(html), lines_(html.size() / 2, one_line) {}

  std::string Run() {
    HtmlToken token;
    while (true) {
      while (tokens_.Next(token)) Take(token);
      if (!GiveUpSkipping()) break;
    }
    return lines_.Take();
  }

 private:
  void Take(const HtmlToken& token) {
    using Kind = HtmlToken::Kind;
    if (!skipped_.empty()) return Skip(token);
    switch (token.kind) {
      case Kind::kText:
        if (!token.raw_text) Text(token.raw);
        return;
      case Kind::kStartTag:
        return Start(token);
      case Kind::kEndTag:
        return End(token.name);
      case Kind::kOther:
        if (token.raw.starts_with("<![CDATA["))
          Text(token.raw.substr(9, token.raw.size() - 9 - (token.raw.ends_with("]]>") ? 3 : 0)));
        return;
    }
  }

  void Start(const HtmlToken& token) {
    switch (LayoutOf(token.name)) {
      case Layout::kInline:
        break;
      case Layout::kCell:
        lines_.Cell();
        break;
      case Layout::kItem:
        lines_.Item();
        break;
      case Layout::kLine:
        lines_.Break(1);
        break;
      case Layout::kBlock:
        lines_.Break(2);
        break;
      case Layout::kSkip:
        if (!token.self_closing && !WasGivenUp(token.name)) {
          skipped_ = token.name;
          skip_depth_ = 1;
          skip_from_ = tokens_.position();
        }
        break;
    }
    if (token.name == "pre") ++pre_depth_;
  }

  void End(std::string_view name) {
    switch (LayoutOf(name)) {
      case Layout::kInline:
      case Layout::kCell:
      case Layout::kSkip:
        break;
      case Layout::kItem:
      case Layout::kLine:
        if (name != "br") lines_.Break(1);
        break;
      case Layout::kBlock:
        lines_.Break(2);
        break;
    }
    if (name == "pre" && pre_depth_ > 0) --pre_depth_;
  }

  void Skip(const HtmlToken& token) {
    if (token.name != skipped_) return;
    if (token.kind == HtmlToken::Kind::kStartTag && !token.self_closing) ++skip_depth_;
    if (token.kind == HtmlToken::Kind::kEndTag && --skip_depth_ == 0) skipped_.clear();
  }

  // An element that is left out and never ends would swallow the page: read on after its start tag instead. Each
  // name gets this once, so the page is read a bounded number of times.
  bool GiveUpSkipping() {
    if (skipped_.empty() || skipped_ == "script" || skipped_ == "style") return false;
    for (std::size_t i = 0; i < kLayouts.size(); ++i) {
      if (kLayouts[i].name == skipped_) given_up_[i] = true;
    }
    skipped_.clear();
    tokens_.Rewind(skip_from_);
    return true;
  }
  [[nodiscard]] bool WasGivenUp(std::string_view name) const {
    for (std::size_t i = 0; i < kLayouts.size(); ++i) {
      if (given_up_[i] && kLayouts[i].name == name) return true;
    }
    return false;
  }

  void Text(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t begin = at;
      while (at < text.size() && static_cast<unsigned char>(text[at]) > 0x20 &&
             static_cast<unsigned char>(text[at]) < 0x7F && text[at] != '&') {
        ++at;
      }
      if (at > begin) lines_.Word(text.substr(begin, at - begin));
      if (at < text.size()) at += One(text.substr(at));
    }
  }

  // One character that needs thought; returns its size.
  std::size_t One(std::string_view text) {
    if (IsSpace(text[0])) {
      if (pre_depth_ > 0 && text[0] == '\n')
        lines_.Newline();
      else
        lines_.Space();
      return 1;
    }
    char32_t c = 0;
    std::size_t size = 0;
    if (text[0] == '&') {
      const CharacterReference reference = ReadCharacterReference(text);
      c = reference.size > 0 ? reference.code_point : U'&';
      size = reference.size > 0 ? reference.size : 1;
    } else {
      c = FromWindows1252(DecodeUtf8(text, size));
    }
    if (IsBlank(c) || c == '\n' || c == '\t' || c == ' ')
      lines_.Space();
    else if (!IsInvisible(c))
      lines_.Character(c);
    return size;
  }

  std::string_view html_;
  HtmlTokens tokens_;
  LineWriter lines_;
  std::string skipped_;  // name of the element being left out
  std::size_t skip_depth_ = 0;
  std::size_t skip_from_ = 0;
  std::size_t pre_depth_ = 0;
  std::array<bool, kLayouts.size()> given_up_{};
};

}  // namespace

std::string HtmlToText(std::string_view html) {
  return TextReader(html, false).Run();
}

std::string HtmlToLine(std::string_view html) {
  return TextReader(html, true).Run();
}

std::string DecodeHtmlEntities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const auto mark = text.find('&', at);
    out += text.substr(at, mark == std::string_view::npos ? mark : mark - at);
    if (mark == std::string_view::npos) break;
    const CharacterReference reference = ReadCharacterReference(text.substr(mark));
    // "&copy=1" in an address is no reference: names must be closed, numbers need not.
    if (reference.size > 0 && (reference.closed || reference.numeric)) {
      AppendUtf8(out, reference.code_point);
      at = mark + reference.size;
    } else {
      out += '&';
      at = mark + 1;
    }
  }
  return out;
}

}  // namespace dateline::ingest
