// Mail as documents: newsletters and alerts that come as messages, alone (.eml) or in mailboxes (.mbox).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/document.h"

namespace dateline::ingest {

// The title is the subject, the guid the Message-ID, the date that of the message with its zone, the source the list's
// id or else the sender's domain. The text is the HTML body as it shows, else the plain one, without the lines that
// unsubscribe, that lead to a browser, and that only track. Fields: "author", "list". Never fails.
[[nodiscard]] Document DocumentFromMail(std::string_view message);

// What a newsletter's text is without its service lines; `text` has one paragraph a line.
[[nodiscard]] std::string WithoutMailFooter(std::string_view text);

// True for the line that begins a message in a mailbox: "From ada@example.org Fri Jul 18 09:30:00 2025".
[[nodiscard]] bool IsMailboxLine(std::string_view line);

// A body line as it was before the mailbox quoted it: ">From here" was "From here".
[[nodiscard]] std::string_view UnquoteMailboxLine(std::string_view line);

}  // namespace dateline::ingest
