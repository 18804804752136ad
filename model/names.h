// Names of enumerations: one table per enumeration, read both ways.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "model/check.h"

namespace dateline {

template <typename Enum, std::size_t kCount>
using NameTable = std::array<std::pair<Enum, std::string_view>, kCount>;

template <typename Enum, std::size_t kCount>
[[nodiscard]] std::string_view NameIn(const NameTable<Enum, kCount>& table, Enum value) {
  for (const auto& [entry, name] : table) {
    if (entry == value) return name;
  }
  DATELINE_CHECK(false);
}

template <typename Enum, std::size_t kCount>
[[nodiscard]] std::optional<Enum> ValueIn(const NameTable<Enum, kCount>& table, std::string_view text) {
  for (const auto& [entry, name] : table) {
    if (name == text) return entry;
  }
  return std::nullopt;
}

}  // namespace dateline
