#include "ingest/mime.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "ingest/charset.h"
#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr bool IsBlank(char c) {
  return c == ' ' || c == '\t';
}

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (IsBlank(text.front()) || text.front() == '\r' || text.front() == '\n'))
    text.remove_prefix(1);
  while (!text.empty() && (IsBlank(text.back()) || text.back() == '\r' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Bytes of any charset; what is no Base64 is passed over.
std::string DecodeBase64Bytes(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 4 * 3);
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
    else if (c == '+')
      value = 62;
    else if (c == '/')
      value = 63;
    if (c == '=') bits = 0, held = 0;  // words encoded apart and joined
    if (value < 0) continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>((bits >> held) & 0xFF);
  }
  return out;
}

// One line without its end; `text` moves behind it.
std::string_view TakeLine(std::string_view& text) {
  const auto newline = text.find('\n');
  std::string_view line = text.substr(0, newline);
  text.remove_prefix(newline == std::string_view::npos ? text.size() : newline + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string ToUtf8(std::string_view bytes, std::string_view charset) {
  const std::string type = "text/plain; charset=" + std::string(charset);
  return DecodeBody(bytes, charset.empty() ? "text/plain" : std::string_view(type), CharsetRules::kHtml).text;
}

// ---- headers ----

struct HeaderBlock {
  std::vector<std::pair<std::string, std::string>> raw;  // name in lower case, value unfolded
  std::string_view body;
  bool truncated = false;

  [[nodiscard]] std::string_view Find(std::string_view name) const {
    const auto found = std::ranges::find(raw, name, [](const auto& header) { return std::string_view(header.first); });
    return found == raw.end() ? std::string_view() : std::string_view(found->second);
  }
};

HeaderBlock ReadHeaders(std::string_view part) {
  HeaderBlock block;
  std::size_t bytes = 0;
  bool kept = false;  // the header that a folded line belongs to was kept
  while (!part.empty()) {
    const std::string_view before = part;
    const std::string_view line = TakeLine(part);
    if (line.empty()) break;
    bytes += line.size();
    const bool fits = bytes <= MimeLimits::kHeaderBytes;
    if (IsBlank(line.front())) {
      if (kept && fits) block.raw.back().second.append(" ").append(Trim(line));
      block.truncated = block.truncated || !fits;
      continue;
    }
    const auto colon = line.find(':');
    const bool is_header = colon != std::string_view::npos && line.substr(0, colon).find(' ') == std::string_view::npos;
    if (!is_header) {
      // "From " and ">From " lines stand before headers; anything else means that the body has begun.
      if (line.starts_with("From ") || line.starts_with(">From ")) continue;
      part = before;
      break;
    }
    kept = fits && block.raw.size() < MimeLimits::kHeaders;
    if (kept) block.raw.emplace_back(Lower(line.substr(0, colon)), std::string(Trim(line.substr(colon + 1))));
    block.truncated = block.truncated || !kept;
  }
  block.body = part;
  return block;
}

// A parameter of a structured header: boundary="…", charset=utf-8.
std::string Parameter(std::string_view value, std::string_view name) {
  const std::string lower = Lower(value);
  for (std::size_t at = lower.find(name); at != std::string::npos; at = lower.find(name, at + 1)) {
    const bool starts = at > 0 && (IsBlank(lower[at - 1]) || lower[at - 1] == ';');
    std::size_t equals = at + name.size();
    while (equals < lower.size() && (IsBlank(lower[equals]) || lower[equals] == '*')) ++equals;
    if (!starts || equals >= lower.size() || lower[equals] != '=') continue;
    std::string_view rest = Trim(value.substr(equals + 1));
    if (rest.starts_with('"')) {
      rest.remove_prefix(1);
      return std::string(rest.substr(0, rest.find('"')));
    }
    return std::string(rest.substr(0, rest.find_first_of("; \t")));
  }
  return {};
}

// ---- encoded words ----

struct EncodedWord {
  std::string charset;
  std::string bytes;
  std::size_t size = 0;  // as written
};

std::optional<EncodedWord> ReadEncodedWord(std::string_view text) {
  constexpr std::size_t kWordBytesMax = 2048;
  text = text.substr(0, kWordBytesMax);
  if (!text.starts_with("=?")) return std::nullopt;
  const auto charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const auto end = text.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view coded = text.substr(charset_end + 3, end - charset_end - 3);
  EncodedWord word;
  word.charset = Lower(text.substr(2, charset_end - 2));
  if (const auto language = word.charset.find('*'); language != std::string::npos) word.charset.resize(language);
  word.size = end + 2;
  const char encoding = static_cast<char>(text[charset_end + 1] | 0x20);
  if (encoding == 'b') {
    word.bytes = DecodeBase64Bytes(coded);
  } else if (encoding == 'q') {
    std::string spaced(coded);
    std::ranges::replace(spaced, '_', ' ');
    word.bytes = DecodeQuotedPrintable(spaced);
  } else {
    return std::nullopt;
  }
  return word;
}

// ---- parts ----

std::string DecodeTransfer(std::string_view body, std::string_view encoding) {
  const std::string name = Lower(Trim(encoding));
  if (name == "base64") return DecodeBase64Bytes(body);
  if (name == "quoted-printable") return DecodeQuotedPrintable(body);
  return std::string(body);
}

// The parts between "--boundary" lines, in order.
std::vector<std::string_view> SplitParts(std::string_view body, std::string_view boundary, std::size_t most) {
  std::vector<std::string_view> parts;
  std::string_view rest = body;
  const char* begin = nullptr;  // of the part that is open
  while (!rest.empty() && parts.size() < most) {
    const char* line_begin = rest.data();
    const std::string_view line = TakeLine(rest);
    if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) continue;
    const std::string_view after = Trim(line.substr(2 + boundary.size()));
    if (!after.empty() && after != "--") continue;
    if (begin != nullptr) parts.emplace_back(begin, static_cast<std::size_t>(line_begin - begin));
    begin = after == "--" ? nullptr : line_begin + (rest.data() - line_begin);
    if (after == "--") return parts;
  }
  // A message cut short has no closing line.
  if (begin != nullptr && parts.size() < most) {
    parts.emplace_back(begin, static_cast<std::size_t>(body.data() + body.size() - begin));
  }
  return parts;
}

struct Pending {
  std::string_view part;
  std::size_t depth = 0;
  bool digest = false;  // parts of a digest are messages unless they say otherwise
};

class MailReader {
 public:
  explicit MailReader(Mail& mail) : mail_(mail) {}

  void Run(std::string_view message) {
    pending_.push_back({message, 0, false});
    std::size_t taken = 0;
    while (!pending_.empty()) {
      if (++taken > MimeLimits::kParts) {
        mail_.truncated = true;
        return;
      }
      const Pending next = pending_.back();
      pending_.pop_back();
      Take(next, taken == 1);
    }
  }

 private:
  void Take(const Pending& next, bool outermost) {
    const HeaderBlock block = ReadHeaders(next.part);
    mail_.truncated = mail_.truncated || block.truncated;
    if (outermost) {
      for (const auto& [name, value] : block.raw) mail_.headers.emplace_back(name, DecodeHeaderValue(value));
    }
    const std::string_view content_type = block.Find("content-type");
    std::string type = MediaTypeOf(content_type);
    if (type.empty()) type = next.digest ? "message/rfc822" : "text/plain";
    if (type.starts_with("multipart/")) return Multipart(block, content_type, type, next.depth);
    if (Lower(block.Find("content-disposition")).starts_with("attachment")) return;
    if (type == "message/rfc822") return Descend(block.body, next.depth, false);
    if (type == "text/html") return Append(block, content_type, mail_.html);
    if (type == "text/plain" || type == "text") return Append(block, content_type, mail_.plain);
  }

  void Multipart(const HeaderBlock& block, std::string_view content_type, const std::string& type, std::size_t depth) {
    const std::string boundary = Parameter(content_type, "boundary");
    if (boundary.empty()) return;
    const auto parts = SplitParts(block.body, boundary, MimeLimits::kParts);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) Descend(*part, depth, type == "multipart/digest");
  }

  void Descend(std::string_view part, std::size_t depth, bool digest) {
    if (depth + 1 > MimeLimits::kDepth || pending_.size() >= MimeLimits::kParts) {
      mail_.truncated = true;
      return;
    }
    pending_.push_back({part, depth + 1, digest});
  }

  void Append(const HeaderBlock& block, std::string_view content_type, std::string& out) {
    if (block.body.size() > MimeLimits::kDecodedBytes - decoded_) {
      mail_.truncated = true;
      return;
    }
    decoded_ += block.body.size();
    const std::string bytes = DecodeTransfer(block.body, block.Find("content-transfer-encoding"));
    if (!out.empty()) out += "\n";
    out += ToUtf8(bytes, CharsetOf(content_type));
  }

  Mail& mail_;
  std::vector<Pending> pending_;
  std::size_t decoded_ = 0;
};

}  // namespace

std::string_view Mail::Header(std::string_view name) const {
  const auto found =
      std::ranges::find(headers, name, [](const auto& header) { return std::string_view(header.first); });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Mail ReadMail(std::string_view message) {
  Mail mail;
  MailReader(mail).Run(message);
  return mail;
}

std::string DecodeHeaderValue(std::string_view value) {
  std::string out;
  std::string bytes;  // of encoded words in one charset that follow each other: characters may be cut between them
  std::string charset;
  const auto flush = [&] {
    if (!bytes.empty()) out += ToUtf8(bytes, charset);
    bytes.clear();
  };
  std::size_t at = 0;
  bool after_word = false;
  while (at < value.size()) {
    const auto word = value[at] == '=' ? ReadEncodedWord(value.substr(at)) : std::nullopt;
    if (word) {
      if (word->charset != charset) flush();
      charset = word->charset;
      bytes += word->bytes;
      at += word->size;
      after_word = true;
      continue;
    }
    std::size_t end = value.find("=?", at + 1);
    end = std::min(end, value.size());
    const std::string_view plain = value.substr(at, end - at);
    at = end;
    // White space between two encoded words is none.
    const bool between = after_word && Trim(plain).empty() && at < value.size() && ReadEncodedWord(value.substr(at));
    if (between) continue;
    flush();
    out += IsUtf8(plain) ? std::string(plain) : ToUtf8(plain, "windows-1252");
    after_word = false;
  }
  flush();
  return CollapseSpace(RepairUtf8(out));
}

std::string DecodeQuotedPrintable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '=') {
      out += text[at];
      continue;
    }
    const int high = at + 1 < text.size() ? HexValue(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? HexValue(text[at + 2]) : -1;
    if (high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      at += 2;
      continue;
    }
    // A soft line end may have blanks before the line break.
    std::size_t end = at + 1;
    while (end < text.size() && IsBlank(text[end])) ++end;
    if (end < text.size() && text[end] == '\r') ++end;
    if (end >= text.size()) break;
    if (text[end] == '\n')
      at = end;
    else
      out += '=';
  }
  return out;
}

}  // namespace dateline::ingest
