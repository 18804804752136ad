// Markup of feeds, made safe to show: only elements and attributes of an allow-list come through.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// Leaves out every element that is not on the list (script, style and applet with what is inside them), event
// handlers and links of unsafe schemes; keeps harmless styles (SafeStyle); resolves relative links against `base`.
// Attributes come out sorted. Linear in the input.
[[nodiscard]] std::string SanitizeMarkup(std::string_view html, std::string_view base);

// True for elements that SanitizeMarkup lets through; any case.
[[nodiscard]] bool IsAllowedElement(std::string_view name);

}  // namespace dateline::ingest
