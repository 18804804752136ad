// JSON in and out, over RapidJSON. The only place that includes it.
//
// Parsing is iterative (a million '[' is an error, not a crash), validates UTF-8, reads numbers as text until
// they are asked for (RapidJSON 1.1.0 overflows on hostile exponents) and refuses nesting deeper than 64, NUL bytes
// and numbers that no double can hold.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace dateline {

// A borrowed view of one value inside a Json document; must not outlive it. A missing member is a null view,
// so look-ups chain: root["feed"]["title"].String().
class JsonView {
 public:
  enum class Kind : std::uint8_t { kMissing, kNull, kBool, kNumber, kString, kArray, kObject };

  JsonView() = default;
  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool IsMissing() const { return kind() == Kind::kMissing; }
  [[nodiscard]] bool IsNull() const { return kind() == Kind::kNull || kind() == Kind::kMissing; }
  [[nodiscard]] bool IsString() const { return kind() == Kind::kString; }
  [[nodiscard]] bool IsNumber() const { return kind() == Kind::kNumber; }
  [[nodiscard]] bool IsArray() const { return kind() == Kind::kArray; }
  [[nodiscard]] bool IsObject() const { return kind() == Kind::kObject; }

  [[nodiscard]] JsonView operator[](std::string_view key) const;  // object member
  [[nodiscard]] JsonView operator[](std::size_t index) const;     // array element
  [[nodiscard]] std::size_t size() const;                         // of an array or object, else 0
  [[nodiscard]] std::string_view Key(std::size_t index) const;    // name of the object's member at `index`
  [[nodiscard]] JsonView Member(std::size_t index) const;         // its value

  [[nodiscard]] std::string_view String(std::string_view otherwise = {}) const;  // strings only
  [[nodiscard]] std::string_view NumberText() const;                             // numbers only, as written
  [[nodiscard]] std::optional<std::int64_t> Int() const;                         // integral numbers in range
  [[nodiscard]] std::optional<double> Double() const;
  [[nodiscard]] bool Bool(bool otherwise = false) const;
  [[nodiscard]] std::string ScalarText() const;  // a string, number, true/false as text; "" for the rest

 private:
  friend class Json;
  explicit JsonView(const void* value) : value_(value) {}
  const void* value_ = nullptr;
};

class Json {
 public:
  // `what` names the text in the error: "line 3". Copies nothing of `text` after return.
  [[nodiscard]] static Result<Json> Parse(std::string_view text, std::string_view what = "JSON");
  Json(Json&&) noexcept;
  Json& operator=(Json&&) noexcept;
  ~Json();
  [[nodiscard]] JsonView root() const;

 private:
  struct Impl;
  explicit Json(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Writes one JSON value; calls chain. Ill-formed UTF-8 in strings is repaired. Unbalanced use is our own
// mistake and is CHECKed.
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view key);
  JsonWriter& String(std::string_view value);
  JsonWriter& Int(std::int64_t value);
  JsonWriter& Double(double value);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  JsonWriter& Raw(std::string_view json);                // a value that is already JSON
  // Key and value in one.
  JsonWriter& Field(std::string_view key, std::string_view value);
  JsonWriter& Field(std::string_view key, const char* value) { return Field(key, std::string_view(value)); }
  JsonWriter& Field(std::string_view key, const std::string& value) { return Field(key, std::string_view(value)); }
  JsonWriter& Field(std::string_view key, std::int64_t value);
  JsonWriter& Field(std::string_view key, std::uint32_t value) { return Field(key, static_cast<std::int64_t>(value)); }
  JsonWriter& Field(std::string_view key, int value) { return Field(key, static_cast<std::int64_t>(value)); }
  JsonWriter& Field(std::string_view key, std::size_t value) { return Field(key, static_cast<std::int64_t>(value)); }
  JsonWriter& Field(std::string_view key, bool value);
  JsonWriter& NullableField(std::string_view key, const std::optional<std::string>& value);
  JsonWriter& Strings(std::string_view key, const std::vector<std::string>& values);

  [[nodiscard]] std::string Take();                      // the finished text; the writer starts anew

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dateline
