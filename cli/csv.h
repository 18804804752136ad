// Comma-separated values as RFC 4180 has them: CRLF, fields quoted where they must be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace dateline::cli {

[[nodiscard]] std::string CsvField(std::string_view value);
[[nodiscard]] std::string CsvRow(const std::vector<std::string>& fields);  // with its CRLF
[[nodiscard]] std::string CsvHeader();
[[nodiscard]] std::string CsvOf(const store::EventRow& row);

}  // namespace dateline::cli
