#include "ingest/feed_values.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "ingest/feed_markup.h"
#include "ingest/html_entities.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::string_view kBlank = " \t\r\n\f\v";

std::string_view Trim(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

constexpr bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsAscii(std::string_view text) {
  std::uint8_t all = 0;
  for (const char c : text) all = static_cast<std::uint8_t>(all | static_cast<std::uint8_t>(c));
  return all < 0x80;
}

// The bytes that `text` would have in Latin-1; "" when it has other characters.
std::string ToLatin1(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      out += text[i];
    } else if ((byte == 0xC2 || byte == 0xC3) && i + 1 < text.size()) {
      out += static_cast<char>(((byte & 0x03) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3F));
    } else {
      return {};
    }
  }
  return out;
}

bool HasC1Controls(std::string_view text) {
  for (auto at = text.find('\xC2'); at != std::string_view::npos; at = text.find('\xC2', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

std::string MapC1Controls(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\xC2' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      AppendUtf8(out, FromWindows1252(static_cast<unsigned char>(text[++i])));
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::string CleanValue(std::string_view text) {
  text = Trim(text);
  if (IsAscii(text)) return std::string(text);
  const std::string latin1 = ToLatin1(text);
  if (!latin1.empty() && !IsAscii(latin1) && IsUtf8(latin1)) return latin1;
  return HasC1Controls(text) ? MapC1Controls(text) : std::string(text);
}

FeedPerson ReadPerson(std::string_view words) {
  FeedPerson person;
  const auto at = words.substr(0, 1024).find('@');
  const auto is_local = [](char c) { return IsAlnum(c) || c == '_' || c == '-' || c == '.' || c == '+'; };
  const auto is_domain = [](char c) { return IsAlnum(c) || c == '-' || c == '.'; };
  std::size_t begin = at;
  std::size_t end = at;
  if (at != std::string_view::npos) {
    while (begin > 0 && is_local(words[begin - 1])) --begin;
    end = at + 1;
    while (end < words.size() && is_domain(words[end])) ++end;
    while (end > at + 1 && words[end - 1] == '.') --end;
  }
  const bool found =
      at != std::string_view::npos && begin < at && words.substr(at, end - at).find('.') != std::string_view::npos;
  if (!found) {
    person.name = Trim(words);
    return person;
  }
  person.email = words.substr(begin, end - begin);
  std::string name = std::string(words.substr(0, begin)) + std::string(words.substr(end));
  for (const std::string_view shell : {"()", "<>", "&lt;&gt;", "mailto:"}) {
    if (const auto hit = name.find(shell); hit != std::string::npos) name.erase(hit, shell.size());
  }
  std::string_view trimmed = Trim(name);
  if (trimmed.starts_with('(')) trimmed.remove_prefix(1);
  if (trimmed.ends_with(')')) trimmed.remove_suffix(1);
  person.name = Trim(trimmed);
  return person;
}

std::string MimeOfType(std::string_view type) {
  std::string lower(Trim(type));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  if (lower == "text" || lower.empty()) return "text/plain";
  if (lower == "html") return "text/html";
  if (lower == "xhtml") return "application/xhtml+xml";
  return lower;
}

FeedTextType TextTypeOf(std::string_view mime) {
  if (mime == "text/plain") return FeedTextType::kPlain;
  if (mime == "text/html") return FeedTextType::kHtml;
  if (mime == "application/xhtml+xml") return FeedTextType::kXhtml;
  return FeedTextType::kOther;
}

bool LooksLikeMarkup(std::string_view text) {
  bool evidence = false;
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == '&') {
      std::size_t end = rest.starts_with("&#") ? 2 : 1;
      const std::size_t name = end;
      while (end < rest.size() && end < 32 && IsAlnum(rest[end])) ++end;
      if (end == name || end >= rest.size() || rest[end] != ';') continue;
      if (name == 1 && NamedEntity(rest.substr(1, end - 1)) == 0) return false;
      evidence = true;
      continue;
    }
    const bool closing = rest.size() > 1 && rest[1] == '/';
    std::size_t end = closing ? 2 : 1;
    const std::size_t name = end;
    while (end < rest.size() && end < 64 && (IsAlnum(rest[end]) || rest[end] == '_')) ++end;
    if (end == name) continue;
    if (!IsAllowedElement(rest.substr(name, end - name))) return false;
    evidence |= closing && end < rest.size() && rest[end] == '>';
  }
  return evidence;
}

std::string DecodeBase64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z')
      value = c - 'A';
    else if (c >= 'a' && c <= 'z')
      value = c - 'a' + 26;
    else if (c >= '0' && c <= '9')
      value = c - '0' + 52;
    else if (c == '+' || c == '-')
      value = 62;
    else if (c == '/' || c == '_')
      value = 63;
    else if (c == '=')
      break;
    else
      continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>((bits >> held) & 0xFF);
  }
  return RepairUtf8(out);
}

}  // namespace dateline::ingest
