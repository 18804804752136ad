// HTML as a stream of tags and texts: the one reader under text extraction, head reading and sanitising.
//
// Linear in the input and without recursion whatever the input is. Views point into the input.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::ingest {

struct HtmlToken {
  enum class Kind { kText, kStartTag, kEndTag, kOther };  // kOther: comments, declarations, instructions

  Kind kind = Kind::kText;
  std::string_view raw;         // the whole token as written
  std::string name;             // of tags, lower case, at most 64 bytes
  std::string_view attributes;  // of start tags, as written
  bool self_closing = false;
  bool raw_text = false;  // text of script, style and the like: no markup, no references in it
};

class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}
  // False at the end of the input; `token` is overwritten.
  bool Next(HtmlToken& token);
  [[nodiscard]] std::size_t position() const { return at_; }
  // Only to a place inside or at the end of a token already read.
  void Rewind(std::size_t position);

 private:
  // A find() that remembers: between `from` and `found` there is no `what`, so nothing is searched twice.
  struct Search {
    std::string_view what;
    std::size_t from = 1;
    std::size_t found = 0;
  };

  std::size_t Find(Search& search, std::size_t from) const;
  void ReadText(HtmlToken& token, std::size_t end);
  void ReadTag(HtmlToken& token, bool end_tag);
  void ReadOther(HtmlToken& token);
  void ReadRawText(HtmlToken& token);
  std::size_t TagEnd(std::size_t from);

  std::string_view html_;
  std::size_t at_ = 0;
  std::string raw_element_;  // the element whose raw text comes next, "" mostly
  // From here on there is no such quotation mark: a missing one is searched for only once.
  std::size_t no_double_quote_from_ = std::string_view::npos;
  std::size_t no_single_quote_from_ = std::string_view::npos;
  Search comment_end_{"-->"};
  Search section_end_{"]]>"};
};

struct HtmlAttribute {
  std::string name;        // lower case
  std::string_view value;  // as written, references not decoded
};

// At most `most` attributes; the rest is left out.
[[nodiscard]] std::vector<HtmlAttribute> ReadAttributes(std::string_view attributes, std::size_t most = 64);
// The decoded value of one attribute, "" when it is absent. `name` is lower case.
[[nodiscard]] std::string AttributeOf(const HtmlToken& token, std::string_view name);

// br, img, hr…: elements that never have an end tag.
[[nodiscard]] bool IsVoidElement(std::string_view name);

}  // namespace dateline::ingest
