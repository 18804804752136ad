#include "extract/token.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "model/text.h"

namespace dateline::extract {
namespace {

// What a code point does to the token being read.
enum class Class : std::uint8_t { kSpace, kNewline, kUpper, kLower, kDigit, kApostrophe, kPunct, kCjk, kBeyondAscii };

constexpr std::array<Class, 256> MakeClasses() {
  std::array<Class, 256> table{};
  for (int c = 0; c < 256; ++c) {
    auto& entry = table[static_cast<std::size_t>(c)];
    if (c >= 0x80)
      entry = Class::kBeyondAscii;
    else if (c >= 'a' && c <= 'z')
      entry = Class::kLower;
    else if (c >= 'A' && c <= 'Z')
      entry = Class::kUpper;
    else if (c >= '0' && c <= '9')
      entry = Class::kDigit;
    else if (c == '\n' || c == '\r')
      entry = Class::kNewline;
    else if (c <= ' ' || c == 0x7F)
      entry = Class::kSpace;
    else if (c == '\'')
      entry = Class::kApostrophe;
    else
      entry = Class::kPunct;
  }
  return table;
}
constexpr std::array<Class, 256> kClasses = MakeClasses();

constexpr std::uint32_t kHashOfAnd = HashOf("and");

constexpr bool IsApostrophe(char32_t c) {
  return c == U'\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07;
}
constexpr bool IsInvisible(char32_t c) {
  return c == 0x00AD || c == 0x200C || c == 0x200D;
}

constexpr bool IsWideSpace(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF ||
         c == 0x1680;
}

// Marks that texts use for one another.
constexpr char32_t FoldMark(char32_t c) {
  if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x00AD || c == 0xFE63) return U'-';
  if (c == 0x2018 || c == 0x2019 || c == 0x201B) return U'\'';
  if (c == 0x201C || c == 0x201D || c == 0x201F) return U'"';
  if (c == 0x00B7 || c == 0x2022 || c == 0x30FB) return 0x00B7;
  return c;
}

// One code point with what the tokeniser must know of it.
struct Char {
  char32_t folded;
  Class type;
  std::uint32_t end;  // first byte after it
};

[[gnu::noinline]] Char ReadBeyondAscii(std::string_view text, std::size_t at) {
  std::size_t next = at;
  const char32_t c = DecodeUtf8(text, next);
  const auto end = static_cast<std::uint32_t>(next);
  if (IsWideSpace(c)) return {U' ', Class::kSpace, end};
  if (c == 0x85 || c == 0x2028) return {U'\n', Class::kNewline, end};
  if (c == 0x2029) return {0x2029, Class::kNewline, end};
  if (IsApostrophe(c)) return {U'\'', Class::kApostrophe, end};
  if (c >= 0xFF01 && c <= 0xFF5E) {  // full-width ASCII reads as ASCII
    const auto narrow = static_cast<char32_t>(c - 0xFF01 + 0x21);
    const Class type = kClasses[narrow];
    return {type == Class::kUpper ? narrow + 0x20 : narrow, type, end};
  }
  if (IsCjk(c)) return {c, Class::kCjk, end};
  if (IsInvisible(c)) return {0, Class::kLower, end};
  if (c != 0xFFFD && IsWordChar(c)) {
    const char32_t folded = FoldCase(c);
    return {folded, folded != c ? Class::kUpper : Class::kLower, end};
  }
  return {FoldMark(c), Class::kPunct, end};
}

// Inlined by force: a call for every byte would be a third of the tokeniser's time.
[[gnu::always_inline]] inline Char ReadChar(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  const Class type = kClasses[byte];
  if (type == Class::kBeyondAscii) return ReadBeyondAscii(text, at);
  return {static_cast<char32_t>(type == Class::kUpper ? byte + 0x20 : byte), type, static_cast<std::uint32_t>(at + 1)};
}

constexpr bool IsWord(Class type) {
  return type == Class::kUpper || type == Class::kLower || type == Class::kDigit;
}

constexpr bool IsDigitAt(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// At a comma: do exactly three digits follow? The number before it is known to be digits only.
bool GroupsThousands(std::string_view text, std::size_t comma) {
  return IsDigitAt(text, comma + 1) && IsDigitAt(text, comma + 2) && IsDigitAt(text, comma + 3) &&
         !IsDigitAt(text, comma + 4);
}

// What the loop over a word remembers of the characters that it has passed.
struct Passed {
  TokenHasher hash;
  std::uint32_t upper = 0;
  bool lower = false;
  bool digits = false;   // ASCII
  bool letters = false;  // ASCII
  bool others = false;
  [[nodiscard]] bool digits_only() const { return !letters && !others; }
};

constexpr void AddFolded(TokenHasher& hash, char32_t c) {
  if (c < 0x80) return hash.AddByte(static_cast<std::uint8_t>(c));
  if (c >= 0x10000)
    hash.AddByte(static_cast<std::uint8_t>(0xF0 | c >> 18)),
        hash.AddByte(static_cast<std::uint8_t>(0x80 | (c >> 12 & 0x3F)));
  else if (c >= 0x800)
    hash.AddByte(static_cast<std::uint8_t>(0xE0 | c >> 12));
  if (c >= 0x800)
    hash.AddByte(static_cast<std::uint8_t>(0x80 | (c >> 6 & 0x3F)));
  else
    hash.AddByte(static_cast<std::uint8_t>(0xC0 | c >> 6));
  hash.AddByte(static_cast<std::uint8_t>(0x80 | (c & 0x3F)));
}

// Is [begin, end) one "s" in any width or case?
bool IsSingleS(std::string_view text, std::size_t begin, std::size_t end) {
  const Char c = ReadChar(text, begin);
  return c.end == end && c.folded == U's';
}

// Reads the word that starts at `at` with `first`, one character after the other.
[[gnu::noinline]] Token ReadAnyWord(std::string_view text, std::size_t at, const Char& first) {
  Token token;
  token.span.begin = static_cast<std::uint32_t>(at);
  token.kind = first.type == Class::kDigit ? TokenKind::kNumber : TokenKind::kWord;
  token.capital = first.type == Class::kUpper;
  Passed passed;
  Passed stem;                 // before the last apostrophe
  std::size_t apostrophe = 0;  // where that stands; 0 when there is none (a word never starts with one)
  std::size_t after = 0;       // the byte after it
  while (at < text.size()) {
    const Char c = ReadChar(text, at);
    if (IsWord(c.type)) {
      const bool ascii = c.end == at + 1;
      passed.upper += c.type == Class::kUpper;
      passed.lower = passed.lower || c.type == Class::kLower;
      passed.digits = passed.digits || (ascii && c.type == Class::kDigit);
      passed.letters = passed.letters || (ascii && c.type != Class::kDigit);
      passed.others = passed.others || (!ascii && c.type != Class::kDigit);
      if (c.folded != 0) AddFolded(passed.hash, c.folded);
      at = c.end;
    } else if (c.type == Class::kApostrophe && c.end < text.size() && IsWord(ReadChar(text, c.end).type)) {
      stem = passed;
      apostrophe = at;
      at = after = c.end;
      passed.others = true;
      AddFolded(passed.hash, U'\'');
    } else if (text[at] == ',' && passed.digits_only() && GroupsThousands(text, at)) {
      ++at;
    } else {
      break;
    }
  }
  token.span.end = static_cast<std::uint32_t>(at);
  if (apostrophe != 0 && IsSingleS(text, after, at)) {
    token.possessive = static_cast<std::uint8_t>(at - apostrophe) & 7u;
    passed.hash = stem.hash;
    passed.lower = stem.lower;
  }
  token.hash = passed.hash.Finish();
  token.all_caps = passed.upper >= 2 && !passed.lower;
  token.mixed = passed.letters && passed.digits;
  return token;
}

// Sixteen bytes of text told apart: a bit for each, the first lowest.
struct Sixteen {
  std::uint32_t letters = 0, digits = 0;  // of ASCII
  std::uint32_t small = 0;                // of letters: no capitals
  std::uint64_t first = 0, second = 0;    // folded, the first byte lowest; right for letters and digits only
};

// Eight bytes, the first lowest.
std::uint64_t LoadBlock(const char* bytes) {
  std::uint64_t block = 0;
  std::memcpy(&block, bytes, 8);
  if constexpr (std::endian::native == std::endian::big) block = __builtin_bswap64(block);
  return block;
}

#ifdef __SSE2__
[[gnu::always_inline]] inline Sixteen TellApart(const char* text) {
  __m128i bytes;
  std::memcpy(&bytes, text, 16);
  const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));  // a digit has that bit already
  const auto between = [](__m128i of, char low, char high) {
    const __m128i above = _mm_sub_epi8(of, _mm_set1_epi8(low));
    const __m128i capped = _mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(high - low)));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(above, capped)));
  };
  Sixteen told;
  told.letters = between(folded, 'a', 'z');
  told.digits = between(bytes, '0', '9');
  told.small = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_slli_epi16(bytes, 2)));  // bit 5 tells
  told.first = static_cast<std::uint64_t>(_mm_cvtsi128_si64(folded));
  told.second = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(folded, folded)));
  return told;
}
#else
Sixteen TellApart(const char* text) {
  Sixteen told;
  for (unsigned i = 0; i < 16; ++i) {
    const Class type = kClasses[static_cast<unsigned char>(text[i])];
    told.letters |= static_cast<std::uint32_t>(type == Class::kUpper || type == Class::kLower) << i;
    told.digits |= static_cast<std::uint32_t>(type == Class::kDigit) << i;
    told.small |= static_cast<std::uint32_t>(type == Class::kLower) << i;
  }
  constexpr std::uint64_t kFold = 0x2020202020202020u;  // a digit has that bit already
  told.first = LoadBlock(text) | kFold;
  told.second = LoadBlock(text + 8) | kFold;
  return told;
}
#endif

constexpr std::array<bool, 256> MakeGoingOn() {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c < 256; ++c)
    table[c] = kClasses[c] == Class::kBeyondAscii || kClasses[c] == Class::kApostrophe;
  return table;
}
constexpr std::array<bool, 256> kMayGoOn = MakeGoingOn();  // behind these a word of ASCII may go on

// Ones for the first `size` of sixteen bytes begin at 16 - size.
alignas(32) constexpr std::array<char, 32> kOnes{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};

// Reads a word of ASCII letters and digits, the bulk of all text, in one go and with few branches, since nobody can
// guess where a word ends. The token is that of ReadAnyWord, written in place: a copy of fields just written would
// wait for them. Answers the byte behind the word, a space where the text ends.
[[gnu::always_inline]] inline unsigned char ReadWord(std::string_view text, std::size_t begin, Class first,
                                                     Token& token) {
  Sixteen told;
  if (begin + 16 <= text.size()) [[likely]] {
    told = TellApart(text.data() + begin);
  } else {
    std::array<char, 16> padded{};
    std::memcpy(padded.data(), text.data() + begin, text.size() - begin);
    told = TellApart(padded.data());
  }
  const auto size = static_cast<unsigned>(std::countr_one(told.letters | told.digits));
  const std::uint32_t in_word = (1u << size) - 1;
  const std::uint32_t letters = told.letters & in_word;
  const std::size_t end = begin + size;
  const auto next = static_cast<unsigned char>(end < text.size() ? text[end] : ' ');
  if ((size == 16) | kMayGoOn[next] | ((next == ',') & (letters == 0))) [[unlikely]] {
    token = ReadAnyWord(text, begin, ReadChar(text, begin));
    return static_cast<unsigned char>(token.span.end < text.size() ? text[token.span.end] : ' ');
  }
  TokenHasher hash;
  hash.AddBlock(told.first & LoadBlock(kOnes.data() + 16 - size));
  hash.AddBlockIf(size > 8, told.second & LoadBlock(kOnes.data() + 24 - size));
  token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  token.kind = first == Class::kDigit ? TokenKind::kNumber : TokenKind::kWord;
  token.capital = first == Class::kUpper;
  token.hash = hash.Finish();
  const std::uint32_t capitals = letters & ~told.small;
  token.all_caps = (capitals == letters) & ((capitals & (capitals - 1)) != 0);
  token.mixed = (letters != 0) & ((told.digits & in_word) != 0);
  return next;
}

constexpr std::uint32_t HashOfMark(char32_t folded) {
  if (folded == U'&') return kHashOfAnd;
  TokenHasher hash;
  AddFolded(hash, folded);
  return hash.Finish();
}

constexpr std::array<std::uint32_t, 0x80> MakeAsciiMarks() {
  std::array<std::uint32_t, 0x80> table{};
  for (char32_t c = 0; c < 0x80; ++c) table[c] = HashOfMark(c);
  return table;
}
constexpr std::array<std::uint32_t, 0x80> kAsciiMarks = MakeAsciiMarks();

}  // namespace

std::vector<Token> Tokenise(std::string_view text) {
  std::vector<Token> tokens;
  Tokenise(text, tokens);
  return tokens;
}

[[gnu::flatten]] void Tokenise(std::string_view text, std::vector<Token>& tokens) {
  text = text.substr(0, std::numeric_limits<std::uint32_t>::max() - 1);
  tokens.clear();
  tokens.reserve(text.size() / 5 + 8);
  Gap gap = Gap::kNone;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const Class type = kClasses[byte];
    if (IsWord(type)) {
      Token& token = tokens.emplace_back();
      const bool space = ReadWord(text, at, type, token) == ' ';  // as most words are followed by one
      token.gap = gap;
      gap = space ? Gap::kSpace : Gap::kNone;
      at = token.span.end + space;
      continue;
    }
    if (type == Class::kSpace) {
      gap = std::max(gap, Gap::kSpace);
      ++at;
      continue;
    }
    const Char c = ReadChar(text, at);
    if (c.type == Class::kSpace) {
      gap = std::max(gap, Gap::kSpace);
      at = c.end;
    } else if (c.type == Class::kNewline) {
      gap = gap >= Gap::kLine || c.folded == 0x2029 ? Gap::kParagraph : Gap::kLine;
      at = c.end;
      if (text[at - 1] == '\r' && at < text.size() && text[at] == '\n') ++at;
    } else {
      Token& token = tokens.emplace_back();
      if (IsWord(c.type)) {
        token = ReadAnyWord(text, at, c);
      } else {
        token.span = {static_cast<std::uint32_t>(at), c.end};
        token.kind = c.type == Class::kCjk ? TokenKind::kCjk : TokenKind::kPunct;
        token.hash = c.folded < 0x80 ? kAsciiMarks[c.folded] : HashOfMark(c.folded);
      }
      token.gap = gap;
      gap = Gap::kNone;
      at = token.span.end;
    }
  }
}

std::string FoldToken(std::string_view surface) {
  std::string out;
  out.reserve(surface.size());
  // Plain letters and digits at once, what is left one by one.
  std::size_t plain = 0;
  while (plain < surface.size() && IsWord(kClasses[static_cast<unsigned char>(surface[plain])])) ++plain;
  out.assign(surface.substr(0, plain));
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
  for (std::size_t at = plain; at < surface.size();) {
    const Char c = ReadChar(surface, at);
    if (c.folded != 0) AppendUtf8(out, c.folded);
    at = c.end;
  }
  if (out.size() > 2 && out.ends_with("'s")) out.resize(out.size() - 2);
  return out;
}

std::uint32_t TokenHash(std::string_view surface) {
  if (surface.empty()) return 0;
  const Char c = ReadChar(surface, 0);
  return IsWord(c.type) ? ReadAnyWord(surface, 0, c).hash : HashOfMark(c.folded);
}

}  // namespace dateline::extract
