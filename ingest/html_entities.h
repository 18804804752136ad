// Character references of HTML: &nbsp; &#8217; &#x2019;.
#pragma once

#include <cstddef>
#include <string_view>

namespace dateline::ingest {

inline constexpr std::size_t kEntityNameMax = 12;  // bytes of the longest name we know, and a little more

// Zero when there is no such name; names are case-sensitive and come without & and ;.
[[nodiscard]] char32_t NamedEntity(std::string_view name);

// Pages written on Windows say U+0092 and mean U+2019: maps the C1 controls that windows-1252 uses.
[[nodiscard]] char32_t FromWindows1252(char32_t code_point);

struct CharacterReference {
  char32_t code_point = 0;  // U+FFFD for a number that is no character
  std::size_t size = 0;     // bytes, & and ; included; zero when the text does not start with a reference we know
  bool closed = false;      // ended by ;
  bool numeric = false;
};
// Reads the reference that `text` starts with, looking at a bounded number of bytes for names.
[[nodiscard]] CharacterReference ReadCharacterReference(std::string_view text);

}  // namespace dateline::ingest
