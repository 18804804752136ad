// How answers look: for people on a terminal, tab-separated when piped, JSON lines for programs.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.h"
#include "config/records.h"
#include "store/store.h"

namespace dateline::cli {

// Names of entities for people: "Nvidia" for firm.nvidia.
class Names {
 public:
  explicit Names(const config::Config& config);
  [[nodiscard]] std::string Of(std::string_view entity) const;  // the slug in words when unknown
  [[nodiscard]] std::string List(const std::vector<std::string>& entities) const;

 private:
  std::map<std::string, std::string, std::less<>> names_;
};

enum class Ink { kNone, kBold, kDim, kGreen, kYellow, kRed, kCyan };
// `text` in colour when the shell has it.
[[nodiscard]] std::string Painted(const Shell& shell, Ink ink, std::string_view text);

// A word, then a symbol, never colour alone: "done ●", "planned ◔", "overdue ◔", "denied ∅".
struct StatusWord {
  std::string_view word;
  std::string_view symbol;
  Ink ink;
};
[[nodiscard]] StatusWord StatusOf(const Event& event);

// "Commerce → Nvidia, H20"; "" when nobody is named.
[[nodiscard]] std::string WhoOf(const Event& event, const Names& names);

void PrintEvents(const std::vector<store::EventRow>& rows, bool evidence, const Names& names, Shell& shell);
void PrintEvent(const store::EventRow& row, const Names& names, Shell& shell);  // all of one, for `show`
void PrintEvidence(const std::vector<Evidence>& evidence, std::string_view indent, const Names& names, Shell& shell);
void PrintDocument(const store::DocumentRow& row, Shell& shell);
[[nodiscard]] std::string EventJson(const store::EventRow& row, bool evidence);

// What was searched, for an empty answer: sources with their last good fetch, and the blind spots.
void PrintCoverage(const store::Coverage& coverage, const config::Config& config, Shell& shell);

// Pads with spaces to `width` terminal columns.
[[nodiscard]] std::string Padded(std::string_view text, std::size_t width);
[[nodiscard]] std::size_t Columns(std::string_view text);

}  // namespace dateline::cli
