// Secrets by reference: the configuration names where one lies, never what it is.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace dateline::alert {

// The signing keys behind "env:NAME" or "file:PATH" (relative to `data`): "whsec_" and Base64 of 24 to 64 bytes each;
// several, separated by blanks, while one is being replaced by another. A file must be a plain one of ours that
// nobody else can read (mode 0600). Errors name the reference, never what was found there.
[[nodiscard]] Result<std::vector<std::string>> SigningKeys(std::string_view reference,
                                                           const std::filesystem::path& data);

}  // namespace dateline::alert
