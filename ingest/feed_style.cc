#include "ingest/feed_style.h"

#include <algorithm>
#include <array>

#include <re2/re2.h>

namespace dateline::ingest {
namespace {

constexpr std::size_t kStyleMax = 4096;  // bytes; longer ones are left out

constexpr auto kProperties = std::to_array<std::string_view>({
    "azimuth",
    "background-color",
    "border-bottom-color",
    "border-collapse",
    "border-color",
    "border-left-color",
    "border-right-color",
    "border-top-color",
    "clear",
    "color",
    "cursor",
    "direction",
    "display",
    "elevation",
    "float",
    "font",
    "font-family",
    "font-size",
    "font-style",
    "font-variant",
    "font-weight",
    "height",
    "letter-spacing",
    "line-height",
    "overflow",
    "pause",
    "pause-after",
    "pause-before",
    "pitch",
    "pitch-range",
    "richness",
    "speak",
    "speak-header",
    "speak-numeral",
    "speak-punctuation",
    "speech-rate",
    "stress",
    "text-align",
    "text-decoration",
    "text-indent",
    "unicode-bidi",
    "vertical-align",
    "voice-family",
    "volume",
    "white-space",
    "width",
});
static_assert(std::ranges::is_sorted(kProperties));

// Families of properties whose values are looked at word by word.
constexpr std::array<std::string_view, 4> kFamilies{"background", "border", "margin", "padding"};

constexpr auto kKeywords = std::to_array<std::string_view>({
    "!important", "aqua",     "auto",   "black",  "block",   "blue",        "bold",      "both",    "bottom", "brown",
    "center",     "collapse", "dashed", "dotted", "fuchsia", "gray",        "green",     "italic",  "left",   "lime",
    "maroon",     "medium",   "navy",   "none",   "normal",  "nowrap",      "olive",     "pointer", "purple", "red",
    "right",      "silver",   "solid",  "teal",   "top",     "transparent", "underline", "white",   "yellow",
});
static_assert(std::ranges::is_sorted(kKeywords));

struct Patterns {
  RE2 address{R"(url\s*\(\s*[^\s)]+?\s*\)\s*)"};
  RE2 harmless{R"(([:,;#%.\sa-zA-Z0-9!]|\w-\w|'[\s\w]+'|"[\s\w]+"|\([\d,\s]+\))*)"};
  RE2 declarations{R"((\s*[-\w]+\s*:\s*[^:;]*;?)*\s*)"};
  RE2 declaration{R"(([-\w]+)\s*:\s*([^:;]*))"};
  RE2 word{R"(\s*(\S+))"};
  RE2 value{R"(#[0-9a-f]+|rgb\(\d+%?,\d*%?,?\d*%?\)?|\d{0,2}\.?\d{0,2}(cm|em|ex|in|mm|pc|pt|px|%|,|\))?)"};
};

const Patterns& Compiled() {
  static const Patterns kPatterns;
  return kPatterns;
}

bool IsInFamily(std::string_view property) {
  return std::ranges::find(kFamilies, property.substr(0, property.find('-'))) != kFamilies.end();
}

bool HasOnlyPlainWords(std::string_view value) {
  re2::StringPiece rest(value.data(), value.size());
  std::string word;
  while (RE2::Consume(&rest, Compiled().word, &word)) {
    if (!std::ranges::binary_search(kKeywords, std::string_view(word)) && !RE2::FullMatch(word, Compiled().value))
      return false;
  }
  return true;
}

}  // namespace

std::string SafeStyle(std::string_view style) {
  if (style.size() > kStyleMax) return {};
  std::string text(style);
  RE2::GlobalReplace(&text, Compiled().address, " ");
  if (!RE2::FullMatch(text, Compiled().harmless) || !RE2::FullMatch(text, Compiled().declarations)) return {};
  std::string out;
  re2::StringPiece rest(text);
  std::string property;
  std::string value;
  while (RE2::FindAndConsume(&rest, Compiled().declaration, &property, &value)) {
    std::string lower = property;
    std::ranges::transform(lower, lower.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    const bool kept = std::ranges::binary_search(kProperties, std::string_view(lower)) ||
                      (IsInFamily(lower) && HasOnlyPlainWords(value));
    if (value.empty() || !kept) continue;
    if (!out.empty()) out += ' ';
    out.append(property).append(": ").append(value).append(";");
  }
  return out;
}

}  // namespace dateline::ingest
