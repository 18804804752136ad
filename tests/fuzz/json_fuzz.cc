// JSON: any bytes. What can be read is walked to its last value, written out again and read back the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/check.h"
#include "model/json.h"

namespace {

using dateline::Json;
using dateline::JsonView;
using dateline::JsonWriter;

void Write(JsonView view, JsonWriter& json) {
  switch (view.kind()) {
    case JsonView::Kind::kMissing:
    case JsonView::Kind::kNull:
      json.Null();
      return;
    case JsonView::Kind::kBool:
      json.Bool(view.Bool());
      return;
    case JsonView::Kind::kNumber:
      (void)view.Int();
      (void)view.Double();
      json.Raw(view.NumberText());
      return;
    case JsonView::Kind::kString:
      json.String(view.String());
      return;
    case JsonView::Kind::kArray:
      json.BeginArray();
      for (std::size_t i = 0; i < view.size(); ++i) Write(view[i], json);
      json.EndArray();
      return;
    case JsonView::Kind::kObject:
      json.BeginObject();
      for (std::size_t i = 0; i < view.size(); ++i) {
        (void)view[view.Key(i)].ScalarText();
        json.Key(view.Key(i));
        Write(view.Member(i), json);
      }
      json.EndObject();
      return;
  }
}

std::string Written(const Json& document) {
  JsonWriter json;
  Write(document.root(), json);
  return json.Take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto first = Json::Parse(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!first) return 0;
  const std::string once = Written(*first);
  const auto second = Json::Parse(once);
  DATELINE_CHECK(second.has_value());
  DATELINE_CHECK(Written(*second) == once);
  return 0;
}
