// What quotations and reported speech share: a statement's record, and where reported content begins and ends.
#pragma once

#include <cstdint>
#include <optional>

#include "extract/clauses.h"
#include "extract/speakers.h"
#include "extract/speech_words.h"
#include "model/assertion.h"

namespace dateline::extract {

// A statement of `speaker` with this content, without kind and rule. `range` are the tokens whose sentences are its
// evidence and whose names it is about; the words of `verb` tell the stance.
[[nodiscard]] Statement StatementOf(const Reading& r, const SpeechWords& words, const Speaker& speaker, Span content,
                                    TokenRange range, TokenRange verb);

struct Reported {
  Statement statement;
  std::uint32_t end = 0;        // token behind the content
  std::uint32_t speaks_on = 0;  // token where it ends because the speaker's next verb begins; 0: it does not
};

// What `speaker` says with `verb`: the words of `content` without marks at their ends, up to where another speaker, the
// author or the speaker's next verb goes on. Nothing without a speaker or with fewer than three words.
[[nodiscard]] std::optional<Reported> ReportedBy(const Reading& r, const SpeechWords& words, const Speaker& speaker,
                                                 TokenRange sentence, TokenRange content, std::uint32_t verb,
                                                 const char* rule);

}  // namespace dateline::extract
