#include "model/id.h"

#include <catch2/catch.hpp>
#include <set>

namespace dateline {
namespace {

std::string Hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace

TEST_CASE("SHA-256 agrees with the examples of FIPS 180") {
  CHECK(Sha256Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(Sha256Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(Sha256Hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("HMAC-SHA-256 agrees with the examples of RFC 4231") {
  CHECK(Hex(HmacSha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(Hex(HmacSha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(Hex(HmacSha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("Base64 agrees with the examples of RFC 4648, both ways") {
  const auto [plain, encoded] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {std::string("\xFB\xFF\x00", 3), "+/8A"},
  }));
  CHECK(Base64(plain) == encoded);
  CHECK(FromBase64(encoded) == plain);
}

TEST_CASE("What is not plain Base64 is refused") {
  const std::string text =
      GENERATE(values<std::string>({"Zg", "Zg=", "====", "Z===", "=Zg=", "Zg==Zg==", " Zg=", "Zm9v    ", "    Zm9v",
                                    "Zm9v\n\n\n\n", "Zm-_", "Zm9v!!!!"}));
  INFO('[' << text << ']');
  CHECK_FALSE(FromBase64(text).has_value());
}

TEST_CASE("A key hashes its parts with their lengths") {
  const std::set<Key> keys{HashKey({"ab", "c"}), HashKey({"a", "bc"}), HashKey({"abc"}),
                           HashKey({"abc", ""}), HashKey({}),          HashKey({""})};
  CHECK(keys.size() == 6);
  CHECK(HashKey({"ab", "c"}) == HashKey({"ab", "c"}));
}

TEST_CASE("A key reads back from its hexadecimal form") {
  const Key key = HashKey({"x"});
  CHECK(key.Hex().size() == 32);
  CHECK(Key::FromHex(key.Hex()) == key);
  CHECK_FALSE(Key::FromHex("").has_value());
  CHECK_FALSE(Key::FromHex(key.Hex() + "00").has_value());
  CHECK_FALSE(Key::FromHex(std::string(32, 'g')).has_value());
}

}  // namespace dateline
