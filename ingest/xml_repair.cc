#include "ingest/xml_repair.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "ingest/html_entities.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::size_t kDepthMax = 4096;  // deeper elements are left out: their text stays

constexpr bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool IsNameStart(char c) {
  return IsNameByte(c) && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}
constexpr bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
constexpr bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

bool HasControls(std::string_view text) {
  bool found = false;
  for (const char c : text) found |= IsControl(c);  // no early exit: vectorises
  return found;
}

bool IsXmlEntity(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kNames{"amp", "apos", "gt", "lt", "quot"};
  return std::ranges::find(kNames, name) != kNames.end();
}

// What stands in place of the reference at text[at]; its size, and whether XML would have refused it.
struct Replacement {
  std::string_view as_is;  // copied from the input when not empty
  std::string written;
  std::size_t size = 1;
  bool ill_formed = false;
};

Replacement Replace(std::string_view text) {
  const CharacterReference reference = ReadCharacterReference(text);
  if (reference.size > 0 && reference.closed) {
    const auto name = text.substr(1, reference.size - 2);
    if (!reference.numeric && IsXmlEntity(name)) return {text.substr(0, reference.size), {}, reference.size, false};
    const char32_t c = reference.code_point;
    // As characters they would be normalised away in attributes.
    if (reference.numeric && (c == 9 || c == 10 || c == 13)) {
      return {text.substr(0, reference.size), {}, reference.size, false};
    }
    Replacement out{{}, {}, reference.size, !reference.numeric};
    AppendUtf8(out.written, c < 0x20 ? U' ' : c);
    return out;
  }
  return {{}, "&amp;", 1, true};
}

// Keeps `next` at the first "<" + `tail` at or after `at`; each is searched over the text once. The search goes for
// the "!" behind the "<", which is a hundred times rarer.
class NextSection {
 public:
  NextSection(std::string_view text, std::string_view tail) : text_(text), tail_(tail), next_(Find(0)) {}
  std::size_t AtOrAfter(std::size_t at) {
    if (next_ < at) next_ = Find(at);
    return next_;
  }

 private:
  std::size_t Find(std::size_t at) const {
    for (auto found = text_.find(tail_, at + 1); found != std::string_view::npos;
         found = text_.find(tail_, found + 1)) {
      if (text_[found - 1] == '<') return found - 1;
    }
    return std::string_view::npos;
  }

  std::string_view text_;
  std::string_view tail_;
  std::size_t next_;
};

// True for references that the parser reads just as we would.
bool NeedsNothing(std::string_view text) {
  const CharacterReference reference = ReadCharacterReference(text);
  if (!reference.closed) return false;
  if (!reference.numeric) return IsXmlEntity(text.substr(1, reference.size - 2));
  const char32_t c = reference.code_point;
  return c >= 0x20 && c != 0xFFFD;
}

}  // namespace

std::optional<XmlRepair> RepairReferences(std::string_view xml) {
  const bool controls = HasControls(xml);
  NextSection cdata(xml, "![CDATA[");
  NextSection comment(xml, "!--");
  XmlRepair out;
  std::size_t copied = 0;
  std::size_t at = 0;
  while ((at = xml.find('&', at)) != std::string_view::npos) {
    // Sections that open before this ampersand hide it.
    const std::size_t hidden = std::min(cdata.AtOrAfter(copied), comment.AtOrAfter(copied));
    if (hidden < at) {
      const bool is_cdata = xml[hidden + 2] == '[';
      const auto end = xml.find(is_cdata ? "]]>" : "-->", hidden + (is_cdata ? 9 : 4));
      const std::size_t resume = end == std::string_view::npos ? xml.size() : end + 3;
      out.text.append(xml.substr(copied, resume - copied));
      copied = resume;
      at = std::max(at, resume);
      if (resume == xml.size()) break;
      continue;
    }
    if (NeedsNothing(xml.substr(at, 16))) {
      ++at;
      continue;
    }
    const Replacement replacement = Replace(xml.substr(at));
    out.text.append(xml.substr(copied, at - copied));
    out.text.append(replacement.as_is);
    out.text.append(replacement.written);
    out.changed |= replacement.as_is.empty();
    out.ill_formed |= replacement.ill_formed;
    at += replacement.size;
    copied = at;
  }
  if (!out.changed && !controls) return std::nullopt;
  out.text.append(xml.substr(copied));
  if (controls) {
    for (char& c : out.text) {
      if (IsControl(c)) c = ' ';
    }
    out.changed = true;
    out.ill_formed = true;
  }
  return out;
}

namespace {

// The tolerant reader behind RepairTags: one cursor over the text, one stack of open elements.
class TagRepair {
 public:
  explicit TagRepair(std::string_view xml) : xml_(xml) { out_.reserve(xml.size() + xml.size() / 16); }

  std::string Run() {
    SkipJunk();
    while (at_ < xml_.size()) {
      const auto open = xml_.find('<', at_);
      Text(xml_.substr(at_, (open == std::string_view::npos ? xml_.size() : open) - at_));
      if (open == std::string_view::npos) break;
      at_ = open;
      Markup();
    }
    while (!open_.empty()) CloseTop();
    return std::move(out_);
  }

 private:
  // Servers put warnings and blank lines in front of feeds: start at the first thing that looks like markup.
  void SkipJunk() {
    const auto first = xml_.find('<');
    at_ = first == std::string_view::npos ? xml_.size() : first;
  }

  void Text(std::string_view text) {
    if (!open_.empty()) out_ += text;
  }

  void Markup() {
    const std::string_view rest = xml_.substr(at_);
    if (rest.starts_with("<!--")) return SkipTo("-->", 4);
    if (rest.starts_with("<![CDATA[")) return Cdata();
    if (rest.starts_with("<?")) return SkipTo("?>", 2);
    if (rest.starts_with("<!")) return Declaration();
    if (rest.starts_with("</")) return EndTag();
    if (rest.size() > 1 && IsNameStart(rest[1])) return StartTag();
    if (!open_.empty()) out_ += "&lt;";
    ++at_;
  }

  void SkipTo(std::string_view end, std::size_t from) {
    const auto found = xml_.find(end, at_ + from);
    at_ = found == std::string_view::npos ? xml_.size() : found + end.size();
  }

  void Cdata() {
    const auto begin = at_ + 9;
    const auto end = xml_.find("]]>", begin);
    const auto inside = xml_.substr(begin, end == std::string_view::npos ? std::string_view::npos : end - begin);
    if (!open_.empty()) out_.append("<![CDATA[").append(inside).append("]]>");
    at_ = end == std::string_view::npos ? xml_.size() : end + 3;
  }

  // DOCTYPE and its internal subset: left out, never read.
  void Declaration() {
    int brackets = 0;
    for (; at_ < xml_.size(); ++at_) {
      const char c = xml_[at_];
      if (c == '[') ++brackets;
      if (c == ']') --brackets;
      if (c == '>' && brackets <= 0) {
        ++at_;
        return;
      }
    }
  }

  std::string_view Name(std::size_t from) const {
    std::size_t end = from;
    while (end < xml_.size() && IsNameByte(xml_[end])) ++end;
    return xml_.substr(from, end - from);
  }

  void EndTag() {
    const std::string_view name = Name(at_ + 2);
    const auto end = xml_.find_first_of("<>", at_ + 2);
    at_ = end == std::string_view::npos ? xml_.size() : (xml_[end] == '>' ? end + 1 : end);
    if (skipped_ > 0 && !name.empty()) {
      --skipped_;
      return;
    }
    // A look-up bounded to the nearest open elements keeps a flood of stray end tags linear.
    const std::size_t look = std::min<std::size_t>(open_.size(), 32);
    for (std::size_t up = 1; up <= look; ++up) {
      if (open_[open_.size() - up] != name) continue;
      for (std::size_t closed = 0; closed < up; ++closed) CloseTop();
      return;
    }
  }

  void CloseTop() {
    out_.append("</").append(open_.back()).append(">");
    open_.pop_back();
  }

  void StartTag() {
    const std::string_view name = Name(at_ + 1);
    at_ += 1 + name.size();
    const bool kept = open_.size() < kDepthMax;
    const std::size_t start = out_.size();
    out_.append("<").append(name);
    const bool empty = Attributes();
    if (!kept) {
      out_.resize(start);
      if (!empty) ++skipped_;
      return;
    }
    out_ += empty ? "/>" : ">";
    if (!empty) open_.push_back(name);
  }

  // True when the tag ends itself.
  bool Attributes() {
    while (at_ < xml_.size()) {
      const char c = xml_[at_];
      if (c == '>') {
        ++at_;
        return false;
      }
      if (c == '<') return false;
      if (c == '/' && at_ + 1 < xml_.size() && xml_[at_ + 1] == '>') {
        at_ += 2;
        return true;
      }
      if (IsNameStart(c)) {
        Attribute();
      } else {
        ++at_;
      }
    }
    return false;
  }

  void Attribute() {
    const std::string_view name = Name(at_);
    at_ += name.size();
    std::size_t value = at_;
    while (value < xml_.size() && IsSpace(xml_[value])) ++value;
    out_.append(" ").append(name).append("=\"");
    if (value < xml_.size() && xml_[value] == '=') {
      ++value;
      while (value < xml_.size() && IsSpace(xml_[value])) ++value;
      Value(value);
    }
    out_ += '"';
  }

  void Value(std::size_t from) {
    std::size_t end;
    if (from < xml_.size() && (xml_[from] == '"' || xml_[from] == '\'')) {
      end = xml_.find_first_of(xml_[from] == '"' ? "\"<" : "'<", from + 1);
      ++from;
    } else {
      end = xml_.find_first_of(" \t\r\n>", from);
    }
    if (end == std::string_view::npos) end = xml_.size();
    for (const char c : xml_.substr(from, end - from)) {
      if (c == '"')
        out_ += "&quot;";
      else if (c == '<')
        out_ += "&lt;";
      else
        out_ += c;
    }
    at_ = end < xml_.size() && (xml_[end] == '"' || xml_[end] == '\'') ? end + 1 : end;
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<std::string_view> open_;
  std::size_t skipped_ = 0;  // open elements beyond the depth cap
};

}  // namespace

std::string RepairTags(std::string_view xml) {
  return TagRepair(xml).Run();
}

}  // namespace dateline::ingest
