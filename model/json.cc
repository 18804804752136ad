#include "model/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

// RapidJSON 1.1.0 (2016) is quiet under these switches only with its own asserts routed to ours.
#include "model/check.h"
#define RAPIDJSON_ASSERT(x) DATELINE_CHECK(x)
#define RAPIDJSON_HAS_STDSTRING 1
#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "model/text.h"

namespace dateline {
namespace {

constexpr unsigned kParseFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag;
constexpr int kDepthMax = 64;

// Numbers come as strings; they are told from real strings by this prefix character, which the handler below
// puts in front. U+0001 cannot stand unescaped in JSON, but "\u0001" can: strings that begin with it get it doubled.
constexpr char kNumberMark = '\x01';

// Builds the DOM, refusing deep nesting and marking numbers.
class Handler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler> {
 public:
  explicit Handler(rapidjson::Document& document) : document_(document) {}

  bool Null() { return document_.Null(); }
  bool Bool(bool value) { return document_.Bool(value); }
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    marked_.assign(1, kNumberMark);
    marked_.append(text, size);
    return document_.String(marked_.data(), static_cast<rapidjson::SizeType>(marked_.size()), true);
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    if (size > 0 && text[0] == kNumberMark) {
      marked_.assign(2, kNumberMark);
      marked_.append(text + 1, size - 1);
      return document_.String(marked_.data(), static_cast<rapidjson::SizeType>(marked_.size()), true);
    }
    return document_.String(text, size, true);
  }
  bool StartObject() { return Deeper() && document_.StartObject(); }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return document_.Key(text, size, true); }
  bool EndObject(rapidjson::SizeType count) { return Shallower() && document_.EndObject(count); }
  bool StartArray() { return Deeper() && document_.StartArray(); }
  bool EndArray(rapidjson::SizeType count) { return Shallower() && document_.EndArray(count); }

  [[nodiscard]] bool too_deep() const { return too_deep_; }

 private:
  bool Deeper() {
    if (++depth_ > kDepthMax) too_deep_ = true;
    return !too_deep_;
  }
  bool Shallower() {
    --depth_;
    return true;
  }
  rapidjson::Document& document_;
  std::string marked_;
  int depth_ = 0;
  bool too_deep_ = false;
};

// Lets Document::Populate run a reader of our own.
struct Generator {
  std::string_view text;
  rapidjson::ParseErrorCode error = rapidjson::kParseErrorNone;
  std::size_t offset = 0;
  bool too_deep = false;

  bool operator()(rapidjson::Document& document) {
    rapidjson::Reader reader;
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> input(stream);
    Handler handler(document);
    // Validating within RapidJSON takes twice as long as parsing: only texts that are known to be bad go there, to
    // learn where.
    const rapidjson::ParseResult result =
        IsUtf8(text) ? reader.Parse<kParseFlags>(input, handler)
                     : reader.Parse<kParseFlags | rapidjson::kParseValidateEncodingFlag>(input, handler);
    too_deep = handler.too_deep();
    error = result.Code();
    offset = result.Offset();
    return !result.IsError();
  }
};

const rapidjson::Value* AsValue(const void* value) { return static_cast<const rapidjson::Value*>(value); }

std::string_view TextOf(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

bool IsMarkedNumber(const rapidjson::Value& value) {
  const std::string_view text = TextOf(value);
  return text.size() > 1 && text[0] == kNumberMark && text[1] != kNumberMark;
}

std::string PlaceOf(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  const std::size_t line_begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1;
  return fmt::format("line {}, column {}", line, offset - line_begin + 1);
}

}  // namespace

struct Json::Impl {
  // A chunk of RapidJSON's own 64 KiB makes the heap tidy up whenever one is let go: once a document.
  static constexpr std::size_t kChunk = 16 * 1024;
  rapidjson::MemoryPoolAllocator<> pool{kChunk};
  rapidjson::Document document{&pool};
};

Json::Json(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

Result<Json> Json::Parse(std::string_view text, std::string_view what) {
  // RapidJSON takes NUL for the end: what stands behind one would be ignored.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return Fail(ErrorCode::kInvalidInput, fmt::format("{}: {}: a NUL byte", what, PlaceOf(text, nul)));
  }
  auto impl = std::make_unique<Impl>();
  Generator generator{text};
  impl->document.Populate(generator);
  if (generator.too_deep) return Fail(ErrorCode::kInvalidInput, fmt::format("{}: nested deeper than {}", what, kDepthMax));
  if (generator.error != rapidjson::kParseErrorNone) {
    return Fail(ErrorCode::kInvalidInput,
                fmt::format("{}: {}: {}", what, PlaceOf(text, generator.offset), rapidjson::GetParseError_En(generator.error)));
  }
  return Json(std::move(impl));
}

JsonView Json::root() const { return JsonView(&impl_->document); }

JsonView::Kind JsonView::kind() const {
  if (value_ == nullptr) return Kind::kMissing;
  const rapidjson::Value& value = *AsValue(value_);
  if (value.IsNull()) return Kind::kNull;
  if (value.IsBool()) return Kind::kBool;
  if (value.IsArray()) return Kind::kArray;
  if (value.IsObject()) return Kind::kObject;
  return IsMarkedNumber(value) ? Kind::kNumber : Kind::kString;
}

JsonView JsonView::operator[](std::string_view key) const {
  if (!IsObject()) return {};
  const rapidjson::Value name(rapidjson::StringRef(key.data(), static_cast<rapidjson::SizeType>(key.size())));
  const auto member = AsValue(value_)->FindMember(name);
  return member == AsValue(value_)->MemberEnd() ? JsonView() : JsonView(&member->value);
}

JsonView JsonView::operator[](std::size_t index) const {
  if (!IsArray() || index >= AsValue(value_)->Size()) return {};
  return JsonView(&(*AsValue(value_))[static_cast<rapidjson::SizeType>(index)]);
}

std::size_t JsonView::size() const {
  if (IsArray()) return AsValue(value_)->Size();
  return IsObject() ? AsValue(value_)->MemberCount() : 0;
}

std::string_view JsonView::Key(std::size_t index) const {
  if (!IsObject() || index >= size()) return {};
  return TextOf((AsValue(value_)->MemberBegin() + static_cast<std::ptrdiff_t>(index))->name);
}

JsonView JsonView::Member(std::size_t index) const {
  if (!IsObject() || index >= size()) return {};
  return JsonView(&(AsValue(value_)->MemberBegin() + static_cast<std::ptrdiff_t>(index))->value);
}

std::string_view JsonView::String(std::string_view otherwise) const {
  if (!IsString()) return otherwise;
  const std::string_view text = TextOf(*AsValue(value_));
  return !text.empty() && text[0] == kNumberMark ? text.substr(1) : text;
}

std::string_view JsonView::NumberText() const { return IsNumber() ? TextOf(*AsValue(value_)).substr(1) : std::string_view{}; }

std::optional<std::int64_t> JsonView::Int() const {
  const std::string_view text = NumberText();
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::optional<double> JsonView::Double() const {
  const std::string_view text = NumberText();
  double out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
  return out;
}

bool JsonView::Bool(bool otherwise) const { return kind() == Kind::kBool ? AsValue(value_)->GetBool() : otherwise; }

std::string JsonView::ScalarText() const {
  switch (kind()) {
    case Kind::kString: return std::string(String());
    case Kind::kNumber: return std::string(NumberText());
    case Kind::kBool: return Bool() ? "true" : "false";
    default: return {};
  }
}

struct JsonWriter::Impl {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::BeginObject() { impl_->writer.StartObject(); return *this; }
JsonWriter& JsonWriter::EndObject() { impl_->writer.EndObject(); return *this; }
JsonWriter& JsonWriter::BeginArray() { impl_->writer.StartArray(); return *this; }
JsonWriter& JsonWriter::EndArray() { impl_->writer.EndArray(); return *this; }
JsonWriter& JsonWriter::Key(std::string_view key) {
  impl_->writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
  return *this;
}
JsonWriter& JsonWriter::String(std::string_view value) {
  if (IsUtf8(value)) {
    impl_->writer.String(value.data() == nullptr ? "" : value.data(), static_cast<rapidjson::SizeType>(value.size()));
  } else {
    const std::string repaired = RepairUtf8(value);
    impl_->writer.String(repaired.data(), static_cast<rapidjson::SizeType>(repaired.size()));
  }
  return *this;
}
JsonWriter& JsonWriter::Int(std::int64_t value) { impl_->writer.Int64(value); return *this; }
JsonWriter& JsonWriter::Double(double value) {
  // Shortest text that reads back the same; RapidJSON's own is as short but refuses infinities silently.
  if (!std::isfinite(value)) return Null();
  const std::string text = fmt::format("{}", value);
  impl_->writer.RawValue(text.data(), text.size(), rapidjson::kNumberType);
  return *this;
}
JsonWriter& JsonWriter::Bool(bool value) { impl_->writer.Bool(value); return *this; }
JsonWriter& JsonWriter::Null() { impl_->writer.Null(); return *this; }
JsonWriter& JsonWriter::Raw(std::string_view json) {
  impl_->writer.RawValue(json.data(), json.size(), rapidjson::kObjectType);
  return *this;
}
JsonWriter& JsonWriter::Field(std::string_view key, std::string_view value) { return Key(key).String(value); }
JsonWriter& JsonWriter::Field(std::string_view key, std::int64_t value) { return Key(key).Int(value); }
JsonWriter& JsonWriter::Field(std::string_view key, bool value) { return Key(key).Bool(value); }
JsonWriter& JsonWriter::NullableField(std::string_view key, const std::optional<std::string>& value) {
  return value ? Key(key).String(*value) : Key(key).Null();
}
JsonWriter& JsonWriter::Strings(std::string_view key, const std::vector<std::string>& values) {
  Key(key).BeginArray();
  for (const std::string& value : values) String(value);
  return EndArray();
}

std::string JsonWriter::Take() {
  DATELINE_CHECK(impl_->writer.IsComplete());
  std::string out(impl_->buffer.GetString(), impl_->buffer.GetSize());
  impl_->buffer.Clear();
  impl_->writer.Reset(impl_->buffer);
  return out;
}

}  // namespace dateline
