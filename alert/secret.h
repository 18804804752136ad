// The keys that webhooks are signed with.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace dateline::alert {

// The signing keys behind "env:NAME" or "file:PATH" (relative to `data`): "whsec_" and Base64 of 24 to 64 bytes each;
// several, separated by blanks, while one is being replaced by another. See config/secret.h for what a file must be.
// Errors name the reference, never what was found there.
[[nodiscard]] Result<std::vector<std::string>> SigningKeys(std::string_view reference,
                                                           const std::filesystem::path& data);

}  // namespace dateline::alert
