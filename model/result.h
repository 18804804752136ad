// How every fallible step answers.
//
// A code says what the caller does next; the message says where and why, outermost context first:
// "ingest harbor-wire: fetch https://…: timed out after 10 s".
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace dateline {

enum class ErrorCode {
  kInvalidInput,  // The caller's input is wrong: asking again will not help.
  kUnavailable,   // The outside world is not answering: asking later may help.
  kBusy,          // Somebody else holds the store: retry at once or send the request to them.
  kReadOnly,      // The store can be read but not written.
  kTooNew,        // The store was written by a newer program.
  kCorrupt,       // The store breaks its own rules: stop.
};

struct Error {
  ErrorCode code = ErrorCode::kInvalidInput;
  std::string message;
};

template <typename T>
using Result = std::expected<T, Error>;

// The empty answer of a step that only succeeds or fails.
using Status = Result<void>;

[[nodiscard]] inline std::unexpected<Error> Fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

// Puts `where` in front of an error on its way up.
[[nodiscard]] inline std::unexpected<Error> InContext(std::string_view where, Error error) {
  error.message.insert(0, ": ");
  error.message.insert(0, where);
  return std::unexpected(std::move(error));
}

}  // namespace dateline
