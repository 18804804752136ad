#include "model/text.h"

#include <array>
#include <cstring>

namespace dateline {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Range {
  char32_t first;
  char32_t last;
};

// Letters and digits outside ASCII that Dateline meets, as ranges (Unicode 15). Punctuation blocks lie between.
constexpr std::array kWordRanges{
    Range{0xAA, 0xAA},     Range{0xB5, 0xB5},     Range{0xBA, 0xBA},     Range{0xC0, 0xD6},     Range{0xD8, 0xF6},
    Range{0xF8, 0x2C1},    Range{0x300, 0x374},   Range{0x376, 0x377},   Range{0x37A, 0x37D},   Range{0x37F, 0x37F},
    Range{0x386, 0x386},   Range{0x388, 0x3FF},   Range{0x400, 0x481},   Range{0x483, 0x559},   Range{0x561, 0x587},
    Range{0x591, 0x5BD},   Range{0x5D0, 0x5F2},   Range{0x610, 0x61A},   Range{0x620, 0x669},   Range{0x66E, 0x6D3},
    Range{0x6D5, 0x6DC},   Range{0x6DF, 0x6FC},   Range{0x710, 0x963},   Range{0x966, 0x96F},   Range{0x971, 0xDF3},
    Range{0xE01, 0xE3A},   Range{0xE40, 0xE4E},   Range{0xE50, 0xE59},   Range{0xE81, 0x109D},  Range{0x10A0, 0x10FA},
    Range{0x10FC, 0x135F}, Range{0x1380, 0x167F}, Range{0x1780, 0x17D3}, Range{0x1E00, 0x1FFC}, Range{0x2071, 0x2071},
    Range{0x207F, 0x207F}, Range{0x2C00, 0x2DFF}, Range{0x3005, 0x3007}, Range{0x3041, 0x3096}, Range{0x3099, 0x309A},
    Range{0x309D, 0x309F}, Range{0x30A1, 0x30FA}, Range{0x30FC, 0x30FF}, Range{0x3105, 0x318E}, Range{0x31A0, 0x31BF},
    Range{0x31F0, 0x31FF}, Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF}, Range{0xA000, 0xA48C}, Range{0xA4D0, 0xA7FF},
    Range{0xA800, 0xABFF}, Range{0xAC00, 0xD7FB}, Range{0xF900, 0xFAFF}, Range{0xFB00, 0xFDFB}, Range{0xFE70, 0xFEFC},
    Range{0xFF10, 0xFF19}, Range{0xFF21, 0xFF3A}, Range{0xFF41, 0xFF5A}, Range{0xFF66, 0xFFDC}, Range{0x10000, 0x1F0FF},
    Range{0x20000, 0x3FFFD},
};

constexpr std::array kCjkRanges{
    Range{0x3005, 0x3007}, Range{0x3041, 0x3096}, Range{0x30A1, 0x30FA}, Range{0x30FC, 0x30FF}, Range{0x3105, 0x312F},
    Range{0x31F0, 0x31FF}, Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF}, Range{0xAC00, 0xD7A3}, Range{0xF900, 0xFAFF},
    Range{0x20000, 0x3FFFD},
};

template <std::size_t kCount>
bool InRanges(const std::array<Range, kCount>& ranges, char32_t c) {
  std::size_t low = 0;
  std::size_t high = kCount;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (c > ranges[middle].last) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < kCount && c >= ranges[low].first;
}

bool IsContinuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// The base letter of a Latin letter with a diacritic (folded), 0 when it has none. Latin-1 and Latin Extended-A.
// '-' keeps the letter: an escaped NUL would end the view. U+00E0…U+00FF, then U+0100…U+017F.
constexpr std::string_view kLatin1Base = "aaaaaa-ceeeeiiii-nooooo-ouuuuy-y";
constexpr std::string_view kExtendedABase =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii--jjkk-llllllllllnnnnnn---oooooo--rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz-";
static_assert(kLatin1Base.size() == 0x20 && kExtendedABase.size() == 0x80);

char32_t StripDiacritic(char32_t c) {
  if (c >= 0xE0 && c <= 0xFF) {
    const char base = kLatin1Base[c - 0xE0];
    return base != '-' ? static_cast<char32_t>(base) : c;
  }
  if (c >= 0x100 && c < 0x100 + kExtendedABase.size()) {
    const char base = kExtendedABase[c - 0x100];
    return base != '-' ? static_cast<char32_t>(base) : c;
  }
  return c;
}

bool IsCombiningMark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

bool IsBidiControl(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x61C;
}

int ColumnsOf(char32_t c) {
  if (IsCombiningMark(c) || c == 0x200B || c == 0xFEFF) return 0;
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
                 (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
                 (c >= 0x1F300 && c <= 0x1F64F) || (c >= 0x1F680 && c <= 0x1F6FF) || (c >= 0x1F900 && c <= 0x1F9FF) ||
                 (c >= 0x20000 && c <= 0x3FFFD)
             ? 2
             : 1;
}

// Calls emit(token text, span) for each search token.
template <typename Emit>
void EachSearchToken(std::string_view text, Emit emit) {
  std::string word;
  std::size_t word_begin = 0;
  std::string previous;  // the CJK character before, as UTF-8
  std::size_t previous_begin = 0;
  bool paired = false;   // `previous` already stands in a bigram
  std::size_t at = 0;
  const auto end_word = [&](std::size_t end) {
    if (!word.empty()) emit(word, word_begin, end);
    word.clear();
  };
  const auto end_run = [&](std::size_t end) {
    if (!previous.empty() && !paired) emit(previous, previous_begin, end);
    previous.clear();
    paired = false;
  };
  while (at < text.size()) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, at);
    if (IsCjk(c)) {
      end_word(begin);
      std::string current;
      AppendUtf8(current, c);
      if (!previous.empty()) {
        emit(previous + current, previous_begin, at);
        paired = true;
      }
      previous = std::move(current);
      previous_begin = begin;
      continue;
    }
    end_run(begin);
    if (!IsWordChar(c)) {
      end_word(begin);
      continue;
    }
    if (word.empty()) word_begin = begin;
    const char32_t folded = StripDiacritic(FoldCase(c));
    if (!IsCombiningMark(folded)) AppendUtf8(word, folded);
  }
  end_word(text.size());
  end_run(text.size());
}

}  // namespace

char32_t DecodeUtf8(std::string_view text, std::size_t& at) {
  const unsigned char first = static_cast<unsigned char>(text[at]);
  ++at;
  if (first < 0x80) return first;
  int more = 0;
  char32_t value = 0;
  unsigned char low = 0x80, high = 0xBF;  // allowed range of the second byte
  if (first >= 0xC2 && first <= 0xDF) {
    more = 1;
    value = first & 0x1F;
  } else if (first >= 0xE0 && first <= 0xEF) {
    more = 2;
    value = first & 0x0F;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    more = 3;
    value = first & 0x07;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return kReplacement;
  }
  for (int i = 0; i < more; ++i) {
    if (!IsContinuation(text, at)) return kReplacement;
    const unsigned char next = static_cast<unsigned char>(text[at]);
    if (i == 0 && (next < low || next > high)) return kReplacement;
    value = value << 6 | (next & 0x3F);
    ++at;
  }
  return value;
}

void AppendUtf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

namespace {

// The first byte from `at` on that is not ASCII, eight at a time.
std::size_t AsciiEnd(std::string_view text, std::size_t at) {
  for (std::uint64_t eight; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080u) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

bool IsUtf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      at = AsciiEnd(text, at);
      continue;
    }
    const std::size_t begin = at;
    // A real U+FFFD is three bytes; the replacement of a broken byte is one to three that are not EF BF BD.
    if (DecodeUtf8(text, at) == kReplacement && text.substr(begin, at - begin) != "\xEF\xBF\xBD") return false;
  }
  return true;
}

std::string RepairUtf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const unsigned char byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      out.push_back(text[at++]);
    } else if (byte < 0x80) {
      out.push_back(byte == '\t' || byte == '\n' ? text[at] : byte == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? '\n' : ' ');
      at += byte == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    } else {
      AppendUtf8(out, DecodeUtf8(text, at));
    }
  }
  return out;
}

bool IsCjk(char32_t c) { return c >= 0x3005 && InRanges(kCjkRanges, c); }

bool IsWordChar(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return InRanges(kWordRanges, c);
}

char32_t FoldCase(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c <= 0x17F) {
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    if (c == 0x17F) return 's';
    const bool odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x138 || c == 0x149) return c;
    return (c % 2 == (odd_upper ? 1 : 0)) ? c + 1 : c;
  }
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x1E00 && c <= 0x1EFF && c % 2 == 0 && !(c >= 0x1E96 && c <= 0x1E9F)) return c + 1;
  if (c >= 0xFF21 && c <= 0xFF3A) return c - 0xFF21 + 'a';
  if (c >= 0xFF01 && c <= 0xFF5E) {
    const char32_t ascii = c - 0xFEE0;
    return ascii >= 'A' && ascii <= 'Z' ? ascii + 32 : ascii;
  }
  return c;
}

std::string FoldCase(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) AppendUtf8(out, FoldCase(DecodeUtf8(text, at)));
  return out;
}

std::string SearchTokens(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  EachSearchToken(text, [&](const std::string& token, std::size_t, std::size_t) {
    if (!out.empty()) out.push_back(' ');
    out += token;
  });
  return out;
}

std::vector<SearchToken> SearchTokenSpans(std::string_view text) {
  std::vector<SearchToken> out;
  EachSearchToken(text, [&](const std::string& token, std::size_t begin, std::size_t end) {
    out.push_back({token, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
  });
  return out;
}

std::string CollapseSpace(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool nbsp = text.substr(at, 2) == "\xC2\xA0";
    if (nbsp || text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r' || text[at] == '\f' || text[at] == '\v') {
      space = true;
      at += nbsp ? 2 : 1;
      continue;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    out.push_back(text[at++]);
  }
  return out;
}

std::string ForTerminal(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t columns = 0;
  std::size_t fits = 0;  // bytes of `out` after which "…" still fits
  std::size_t at = 0;
  while (at < text.size()) {
    char32_t c = DecodeUtf8(text, at);
    if (IsBidiControl(c)) continue;
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) c = ' ';
    const std::size_t needs = static_cast<std::size_t>(ColumnsOf(c));
    if (columns + needs > width) {
      out.resize(fits);
      while (!out.empty() && out.back() == ' ') out.pop_back();
      return width == 0 ? std::string() : out + "…";
    }
    columns += needs;
    AppendUtf8(out, c);
    if (columns + 1 <= width) fits = out.size();
  }
  return out;
}

}  // namespace dateline
