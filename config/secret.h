// Secrets by reference: the configuration names where one lies, never what it is.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "model/result.h"

namespace dateline::config {

// The text behind "env:NAME" or "file:PATH" (relative to `data`), byte for byte, at most 4 KiB. A file must be a plain
// one of ours that nobody else can read (mode 0600). Errors begin with SecretName and never tell what was found there.
[[nodiscard]] Result<std::string> ReadSecret(std::string_view reference, const std::filesystem::path& data);

[[nodiscard]] bool IsSecretReference(std::string_view text);

// What stands for the reference in an error: "secret env:NAME". A text that is no reference may be the secret itself,
// and is not repeated.
[[nodiscard]] std::string SecretName(std::string_view reference);

}  // namespace dateline::config
