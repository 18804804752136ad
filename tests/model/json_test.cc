#include "model/json.h"

#include <catch2/catch.hpp>
#include <limits>

namespace dateline {
namespace {

Json Read(std::string_view text) {
  auto json = Json::Parse(text);
  INFO(text.substr(0, 80));
  if (!json) FAIL(json.error().message);
  return *std::move(json);
}

std::string ErrorOf(std::string_view text) {
  const auto json = Json::Parse(text, "line 3");
  return json ? "" : json.error().message;
}

}  // namespace

TEST_CASE("A missing member is a null view, so look-ups chain") {
  const Json json = Read(R"({"feed":{"title":"Wire","count":3}})");
  CHECK(json.root()["feed"]["title"].String() == "Wire");
  CHECK(json.root()["feed"]["absent"]["deeper"][std::size_t{7}].String("otherwise") == "otherwise");
  CHECK(json.root()["feed"]["title"]["x"].IsMissing());
  CHECK_FALSE(json.root()["feed"]["title"].Int().has_value());
  CHECK(json.root()["feed"]["count"].String().empty());
  CHECK(JsonView().size() == 0);
}

TEST_CASE("Numbers stay as written until they are asked for") {
  const Json json = Read("[3, -0, 9223372036854775807, 9223372036854775808, 1.5e3, 1e308, 1e-2147483649, 0.1]");
  const JsonView list = json.root();
  CHECK(list[std::size_t{0}].Int() == 3);
  CHECK(list[std::size_t{1}].Int() == 0);
  CHECK(list[std::size_t{2}].Int() == std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(list[std::size_t{3}].Int().has_value());
  CHECK(list[std::size_t{3}].Double() == 9223372036854775808.0);
  CHECK_FALSE(list[std::size_t{4}].Int().has_value());
  CHECK(list[std::size_t{4}].Double() == 1500.0);
  CHECK(list[std::size_t{5}].Double() == 1e308);
  CHECK(list[std::size_t{5}].NumberText() == "1e308");
  CHECK(list[std::size_t{6}].NumberText() == "1e-2147483649");
  CHECK(list[std::size_t{7}].Double() == 0.1);
}

TEST_CASE("Strings that look like marked numbers stay strings") {
  const Json json = Read(R"(["\u0001","\u0001\u0001","\u00015","\u0001true",5])");
  using namespace std::string_view_literals;
  CHECK(json.root()[std::size_t{0}].String() == "\x01"sv);
  CHECK(json.root()[std::size_t{1}].String() == "\x01\x01"sv);
  CHECK(json.root()[std::size_t{2}].String() ==
        "\x01"
        "5"sv);
  for (std::size_t i = 0; i < 4; ++i) CHECK(json.root()[i].IsString());
  CHECK(json.root()[std::size_t{4}].IsNumber());
}

TEST_CASE("Escapes and NULs in strings survive") {
  const Json json = Read(R"({"a":"x\u0000y\ud83d\ude00\n","a\u0000b":1})");
  CHECK(json.root()["a"].String() == std::string_view("x\0y\xF0\x9F\x98\x80\n", 8));
  CHECK(json.root()[std::string_view("a\0b", 3)].Int() == 1);
}

TEST_CASE("Hostile JSON is an error with a place, never a crash") {
  const std::string deep_lists(1'000'000, '[');
  std::string deep_objects;
  for (int i = 0; i < 200'000; ++i) deep_objects += "{\"a\":";
  CHECK(ErrorOf(deep_lists) == "line 3: nested deeper than 64");
  CHECK(ErrorOf(deep_objects) == "line 3: nested deeper than 64");
  CHECK(ErrorOf("[1,\n2,,3]").starts_with("line 3: line 2, column 3: "));
  CHECK(ErrorOf("{}\n{}").starts_with("line 3: line 2, column 1: "));
  CHECK(ErrorOf(std::string_view("{}\0{}", 5)) == "line 3: line 1, column 3: a NUL byte");
  const std::string text = GENERATE(values<std::string>({
      "",
      " ",
      "{",
      "[",
      "\"",
      "{\"a\"}",
      "[1",
      "nul",
      "tru",
      "NaN",
      "Infinity",
      "-",
      "1.",
      ".5",
      "01",
      "1e",
      "+1",
      "'a'",
      "{a:1}",
      "[1,]",
      "{\"a\":1,}",
      "// c\n1",
      "\"\\u12\"",
      "\"\\ud800\"",
      "\"\\x\"",
      "\"a\nb\"",
      "\"\xFF\"",
      "\"\xED\xA0\x80\"",
      "[\"\xC0\xAF\"]",
      "\x01",
      "\"\x01\"",
      "1 2",
  }));
  INFO(text);
  CHECK_FALSE(Json::Parse(text).has_value());
}

TEST_CASE("Numbers that no double can hold are an error with a place") {
  const auto text =
      GENERATE(values<std::string>({"1e400", "1E+2147483648", "-1e99999999999999999999", std::string(100'000, '9')}));
  CHECK(ErrorOf("[1,\n" + text + "]") == "line 3: line 2, column 1: Number too big to be stored in double.");
}

TEST_CASE("Numbers too small for a double are read as text") {
  const auto text = GENERATE(values<std::string>({"1e-2147483648", "0e-0", "1e-99999999999999999999"}));
  CHECK(Read(text).root().NumberText() == text);
}

TEST_CASE("Sixty-four levels are deep enough, and allowed") {
  const std::string text = std::string(64, '[') + std::string(64, ']');
  CHECK(Json::Parse(text).has_value());
  CHECK_FALSE(Json::Parse("[" + text + "]").has_value());
}

TEST_CASE("The writer escapes, repairs and reads back") {
  JsonWriter json;
  json.BeginObject()
      .Field("quote", "a\"b\\c\n")
      .Field("broken", "x\xFFy")
      .Field("n", 7)
      .Key("d")
      .Double(0.1)
      .Key("inf")
      .Double(std::numeric_limits<double>::infinity())
      .NullableField("none", std::nullopt)
      .Field("yes", true)
      .Strings("list", {"a", "商"})
      .EndObject();
  const std::string text = json.Take();
  CHECK(text ==
        "{\"quote\":\"a\\\"b\\\\c\\n\",\"broken\":\"x\uFFFDy\",\"n\":7,\"d\":0.1,\"inf\":null,\"none\":null,"
        "\"yes\":true,\"list\":[\"a\",\"商\"]}");
  CHECK(Read(text).root()["quote"].String() == "a\"b\\c\n");
  json.BeginArray().EndArray();
  CHECK(json.Take() == "[]");
}

TEST_CASE("A byte that needs an escape is found wherever it stands in a string") {
  for (std::size_t size = 1; size < 20; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 1; byte < 0x80; ++byte) {
        std::string value(size, 'x');
        value[at] = static_cast<char>(byte);
        JsonWriter json;
        const std::string text = json.BeginObject().Field("v", value).EndObject().Take();
        const bool plain = byte >= 0x20 && byte != '"' && byte != '\\';
        REQUIRE((text == "{\"v\":\"" + value + "\"}") == plain);
        REQUIRE(Read(text).root()["v"].String() == value);
        if (byte < 0x20) REQUIRE_FALSE(Json::Parse("{\"v\":\"" + value + "\"}").has_value());
      }
    }
  }
  CHECK(Read("\xEF\xBB\xBF{\"v\":\"商人 of the seven seas\"}").root()["v"].String() == "商人 of the seven seas");
}

}  // namespace dateline
