// The fields of an event whose change may matter to somebody, and how a change is told in stable words.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/change.h"

namespace dateline::alert {

// One field that a rule may name in `material`.
struct MaterialField {
  std::string_view name;
  std::string (*text)(const Event&);  // its value in the words of filters and JSON; equal text, equal value
};

// nullptr when there is no such field.
[[nodiscard]] const MaterialField* FindMaterialField(std::string_view name);
// "basis, condition, date…", for complaints.
[[nodiscard]] std::string MaterialFieldNames();
// What a rule that names no fields is told of again.
[[nodiscard]] const std::vector<std::string>& DefaultMaterial();

// The first of `fields` that differs; nullptr when none does, or when there was no event before.
[[nodiscard]] const MaterialField* FirstChanged(const std::vector<const MaterialField*>& fields,
                                                const StoreChange& change);

// "rule.end/ease", or the type alone.
[[nodiscard]] std::string TypeText(const Event& event);

}  // namespace dateline::alert
