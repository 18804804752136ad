#include "ingest/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "model/text.h"

namespace dateline::ingest {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view Trim(std::string_view text, std::string_view what = kSpace) {
  const auto first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(what) - first + 1);
}

struct Signature {
  std::string_view bytes;
  std::string_view encoding;
  bool is_mark;  // a byte order mark, not just the shape of "<?"
};

using namespace std::string_view_literals;
// Longer signatures first: a UTF-32 mark starts with a UTF-16 one.
constexpr std::array kSignatures{
    Signature{"\0\0\xFE\xFF"sv, "utf-32be", true}, Signature{"\xFF\xFE\0\0"sv, "utf-32le", true},
    Signature{"\xFE\xFF"sv, "utf-16be", true},     Signature{"\xFF\xFE"sv, "utf-16le", true},
    Signature{"\xEF\xBB\xBF"sv, "utf-8", true},    Signature{"\0\0\0<"sv, "utf-32be", false},
    Signature{"<\0\0\0"sv, "utf-32le", false},     Signature{"\0<\0?"sv, "utf-16be", false},
    Signature{"<\0?\0"sv, "utf-16le", false},      Signature{"\0<\0r"sv, "utf-16be", false},
    Signature{"<\0r\0"sv, "utf-16le", false},
};

const Signature* FindSignature(std::string_view bytes) {
  for (const auto& signature : kSignatures) {
    if (bytes.starts_with(signature.bytes)) return &signature;
  }
  return nullptr;
}

bool IsWide(std::string_view encoding) {
  return encoding.starts_with("utf-16") || encoding.starts_with("utf-32");
}

// Names that iconv does not know, and names that in practice mean a superset.
std::string Canonical(std::string_view encoding) {
  struct Row {
    std::string_view name;
    std::string_view meaning;
  };
  static constexpr std::array kRows{
      Row{"gb2312", "gb18030"},  Row{"gb_2312-80", "gb18030"}, Row{"gbk", "gb18030"},    Row{"ks_c_5601-1987", "cp949"},
      Row{"utf8", "utf-8"},      Row{"x-sjis", "cp932"},       Row{"utf_8", "utf-8"},    Row{"x-gbk", "gb18030"},
      Row{"x-euc-jp", "euc-jp"}, Row{"unicode", "utf-16"},     Row{"ascii", "us-ascii"},
  };
  const std::string lower = Lower(encoding);
  for (const auto& row : kRows) {
    if (row.name == lower) return std::string(row.meaning);
  }
  return lower;
}

bool IsNameOfEncoding(std::string_view name) {
  return !name.empty() && name.size() <= 40 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ':';
  });
}

// One iconv conversion to UTF-8; lets go of the handle.
class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Converter() {
    if (ok()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool ok() const {
    return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT: iconv's own idiom
  }

  // Strict: nullopt on the first ill-formed sequence. Lenient: each bad byte becomes U+FFFD.
  std::optional<std::string> Convert(std::string_view bytes, bool lenient) {
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 2);
    std::array<char, 16 * 1024> buffer;
    char* from = const_cast<char*>(bytes.data());  // iconv's signature predates const
    std::size_t left = bytes.size();
    while (left > 0) {
      char* to = buffer.data();
      std::size_t room = buffer.size();
      const std::size_t before = left;
      const std::size_t answer = iconv(handle_, &from, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      const bool stuck = answer == static_cast<std::size_t>(-1) && (left == before || room > 16);
      if (!stuck) continue;
      if (!lenient) return std::nullopt;
      out += "\xEF\xBF\xBD";
      ++from;
      --left;
    }
    return out;
  }

 private:
  iconv_t handle_;
};

bool IsAscii(std::string_view bytes) {
  std::uint8_t all = 0;
  for (const char c : bytes) all = static_cast<std::uint8_t>(all | static_cast<std::uint8_t>(c));
  return all < 0x80;
}

std::optional<std::string> DecodeAs(std::string_view bytes, const std::string& encoding, bool lenient = false) {
  if (encoding == "utf-8") {
    if (IsUtf8(bytes)) return std::string(bytes);
    return std::nullopt;
  }
  if (encoding == "us-ascii") {
    if (IsAscii(bytes)) return std::string(bytes);
    return std::nullopt;
  }
  if (!IsNameOfEncoding(encoding)) return std::nullopt;
  Converter converter(encoding);
  if (!converter.ok()) return std::nullopt;
  return converter.Convert(bytes, lenient);
}

// encoding="…" of an XML declaration in an ASCII-compatible text.
std::string XmlDeclaredEncoding(std::string_view head) {
  const auto start = head.find_first_not_of(kSpace);
  if (start == std::string_view::npos || !head.substr(start).starts_with("<?")) return {};
  head = head.substr(start, head.find("?>", start) - start);
  const auto at = head.find("encoding");
  if (at == std::string_view::npos) return {};
  auto value = Trim(head.substr(at + 8));
  if (!value.starts_with('=')) return {};
  value = Trim(value.substr(1));
  if (value.empty() || (value[0] != '"' && value[0] != '\'')) return {};
  const auto end = value.find(value[0], 1);
  return end == std::string_view::npos ? std::string() : Lower(Trim(value.substr(1, end - 1)));
}

// <meta charset=…> and <meta http-equiv=… content="…; charset=…">, as browsers look for them: in the first 1 KiB.
std::string MetaDeclaredEncoding(std::string_view head) {
  const std::string lower = Lower(head.substr(0, 4096));
  for (std::size_t at = lower.find("<meta"); at != std::string::npos; at = lower.find("<meta", at + 5)) {
    const std::string_view tag = std::string_view(lower).substr(at, lower.find('>', at) - at);
    const auto charset = tag.find("charset");
    if (charset == std::string_view::npos) continue;
    auto value = Trim(tag.substr(charset + 7));
    if (!value.starts_with('=')) continue;
    value = Trim(value.substr(1), " \t\r\n\"'");
    const std::string name(value.substr(0, value.find_first_of(" \t\r\n\"'/;>")));
    if (!name.empty()) return name;
  }
  return {};
}

bool EndsWithXml(std::string_view type) {
  return type.ends_with("+xml");
}

struct XmlChoice {
  std::string encoding;
  bool acceptable = false;  // the media type is one for XML
};

// RFC 3023's table; feeds without any header get the kinder defaults that readers agree on.
XmlChoice ChooseForXml(std::string_view type, const std::string& http, const std::string& declared) {
  const auto first_of = [](const std::string& a, const std::string& b) { return a.empty() ? b : a; };
  if (type.empty()) return {first_of(declared, "utf-8"), true};
  if (type == "application/xml" || type == "application/xml-dtd" || type == "application/xml-external-parsed-entity" ||
      (type.starts_with("application/") && EndsWithXml(type))) {
    return {first_of(http, first_of(declared, "utf-8")), true};
  }
  if (type == "text/xml" || type == "text/xml-external-parsed-entity" ||
      (type.starts_with("text/") && EndsWithXml(type))) {
    return {first_of(http, "us-ascii"), true};
  }
  if (type.starts_with("text/")) return {first_of(http, "us-ascii"), false};
  return {first_of(http, first_of(declared, "utf-8")), type.ends_with("json")};
}

Decoded LastResort(std::string_view bytes) {
  // windows-1252 leaves five bytes undefined; they become U+FFFD.
  return {.text = DecodeAs(bytes, "windows-1252", true).value_or(RepairUtf8(bytes)),
          .encoding = "windows-1252",
          .mislabelled = true,
          .problem = {}};
}

Decoded DecodeXml(std::string_view bytes, std::string_view content_type) {
  const Signature* signature = FindSignature(bytes);
  const std::string seen = signature != nullptr ? std::string(signature->encoding) : std::string();
  std::string_view body = bytes;
  if (signature != nullptr && signature->is_mark) body.remove_prefix(signature->bytes.size());

  std::string declared;
  if (IsWide(seen)) {
    declared = XmlDeclaredEncoding(DecodeAs(body.substr(0, 1024), seen, true).value_or(""));
    // "utf-16" says nothing about the byte order, which the first bytes do.
    if (declared.empty() || !declared.ends_with('e')) declared = seen;
  } else {
    declared = Canonical(XmlDeclaredEncoding(body.substr(0, 1024)));
  }
  const std::string http = Canonical(CharsetOf(content_type));
  XmlChoice choice = ChooseForXml(MediaTypeOf(content_type), http, declared.empty() ? seen : declared);
  if (signature != nullptr && signature->is_mark && MediaTypeOf(content_type).empty()) choice.encoding = seen;

  for (const std::string& encoding : {choice.encoding, declared, seen, std::string("utf-8")}) {
    if (encoding.empty() || (IsWide(seen) && !IsWide(encoding))) continue;
    auto text = DecodeAs(body, encoding);
    if (!text) continue;
    const bool overridden = encoding != choice.encoding;
    return {.text = std::move(*text),
            .encoding = encoding,
            .mislabelled = overridden,
            .bad_media_type = !choice.acceptable,
            .problem = overridden ? "declared " + choice.encoding + ", read as " + encoding : std::string()};
  }
  // One bad byte must not cost the rest: a stated multi-byte encoding is kept and its errors marked.
  if (IsWide(seen) || (choice.encoding != "us-ascii" && choice.encoding != "utf-8")) {
    const std::string encoding = IsWide(seen) ? seen : choice.encoding;
    if (auto text = DecodeAs(body, encoding, true)) {
      return {.text = std::move(*text),
              .encoding = encoding,
              .mislabelled = true,
              .bad_media_type = !choice.acceptable,
              .problem = "ill-formed " + encoding};
    }
  }
  Decoded last = LastResort(body);
  last.bad_media_type = !choice.acceptable;
  last.problem = "declared " + choice.encoding + ", read as " + last.encoding;
  return last;
}

Decoded DecodeHtml(std::string_view bytes, std::string_view content_type) {
  const Signature* signature = FindSignature(bytes);
  if (signature != nullptr) {
    const std::string encoding(signature->encoding);
    const auto body = bytes.substr(signature->is_mark ? signature->bytes.size() : 0);
    return {.text = encoding == "utf-8" ? RepairUtf8(body) : DecodeAs(body, encoding, true).value_or(RepairUtf8(body)),
            .encoding = encoding,
            .problem = {}};
  }
  std::string declared = Canonical(CharsetOf(content_type));
  if (declared.empty()) declared = Canonical(MetaDeclaredEncoding(bytes));
  // Most pages that say Latin-1 and hold UTF-8 were converted and not relabelled: well-formed UTF-8 is no accident.
  if (IsUtf8(bytes)) {
    const bool other = !declared.empty() && declared != "utf-8" && !IsAscii(bytes);
    if (!other || declared == "iso-8859-1" || declared == "windows-1252" || declared == "us-ascii") {
      return {.text = std::string(bytes), .encoding = "utf-8", .mislabelled = other, .problem = {}};
    }
  }
  if (!declared.empty() && declared != "utf-8" && !IsWide(declared)) {
    const std::string encoding = declared == "iso-8859-1" || declared == "us-ascii" ? "windows-1252" : declared;
    if (auto text = DecodeAs(bytes, encoding, true))
      return {.text = std::move(*text), .encoding = encoding, .problem = {}};
  }
  if (declared == "utf-8")
    return {.text = RepairUtf8(bytes), .encoding = "utf-8", .mislabelled = true, .problem = "ill-formed utf-8"};
  return LastResort(bytes);
}

}  // namespace

std::string MediaTypeOf(std::string_view content_type) {
  return Lower(Trim(content_type.substr(0, content_type.find(';'))));
}

std::string CharsetOf(std::string_view content_type) {
  for (auto at = content_type.find(';'); at != std::string_view::npos; at = content_type.find(';', at + 1)) {
    const auto part = content_type.substr(at + 1, content_type.find(';', at + 1) - at - 1);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos || Lower(Trim(part.substr(0, equals))) != "charset") continue;
    const std::string name = Lower(Trim(part.substr(equals + 1), " \t\r\n\"'"));
    return IsNameOfEncoding(name) ? name : std::string();
  }
  return {};
}

Decoded DecodeBody(std::string_view bytes, std::string_view content_type, CharsetRules rules) {
  return rules == CharsetRules::kXml ? DecodeXml(bytes, content_type) : DecodeHtml(bytes, content_type);
}

}  // namespace dateline::ingest
