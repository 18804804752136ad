#include "alert/secret.h"

#include <algorithm>

#include "config/secret.h"
#include "model/id.h"
#include "model/text.h"

namespace dateline::alert {
namespace {

constexpr std::string_view kPrefix = "whsec_";

Result<std::string> DecodeKey(std::string_view word) {
  if (!word.starts_with(kPrefix)) return Fail(ErrorCode::kInvalidInput, "does not begin with whsec_");
  const auto key = FromBase64(word.substr(kPrefix.size()));
  if (!key) return Fail(ErrorCode::kInvalidInput, "is not Base64 after whsec_");
  if (key->size() < 24 || key->size() > 64) return Fail(ErrorCode::kInvalidInput, "is not a key of 24 to 64 bytes");
  return *key;
}

}  // namespace

Result<std::vector<std::string>> SigningKeys(std::string_view reference, const std::filesystem::path& data) {
  const auto text = config::ReadSecret(reference, data);
  if (!text) return std::unexpected(text.error());
  const std::string words = CollapseSpace(*text);
  std::vector<std::string> keys;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    auto key = DecodeKey(std::string_view(words).substr(begin, end - begin));
    if (!key) return InContext(config::SecretName(reference), key.error());
    keys.push_back(*std::move(key));
    begin = end + 1;
  }
  if (keys.empty()) return Fail(ErrorCode::kInvalidInput, config::SecretName(reference) + ": is empty");
  return keys;
}

}  // namespace dateline::alert
