// What the asking commands share: opening everything a question needs, and honest empty answers.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/open.h"
#include "cli/print.h"

namespace dateline::cli {

struct Question {
  config::Config config;
  store::When when;
  std::unique_ptr<store::Reader> reader;
};
// Reads the configuration and the moment, opens the store.
[[nodiscard]] Result<Question> OpenQuestion(const Arguments& arguments, Shell& shell);

// Says what was asked and what was searched on stderr; kNothingFound.
int NothingFound(const store::Reader& reader, const config::Config& config, std::string_view what, Shell& shell);

// The words of a repeated positional, a space between.
[[nodiscard]] std::string Joined(const Arguments& arguments, std::string_view positional);
// The event's type with its subtype: "rule.end/ease".
[[nodiscard]] std::string TypeWords(const Event& event);
// One line for people about an event: date, status, type, who.
[[nodiscard]] std::string OneLine(const Event& event, const Names& names);
// Notes on stderr that an assumed time decided, when one did.
void NoteReconstructed(bool reconstructed, Shell& shell);
// A moment given on the command line: a bare date means its end.
[[nodiscard]] Result<Instant> ReadMoment(std::string_view option, const std::string& text);

}  // namespace dateline::cli
