// Mail as documents: newsletters and alerts that come as messages, alone (.eml) or in mailboxes (.mbox).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace dateline::ingest {

// The title is the subject, the guid the Message-ID, the date that of the message with its zone, the source the list's
// id or else the sender's domain, the URL where the letter stands on the web (ingest/mail_link.h). The text is the HTML
// body as it shows, else the plain one, without the lines that unsubscribe, that lead to a browser, and that only
// track, without the head that forwarding puts before it and without what it quotes at its end. Fields: "author",
// "list", "sender" (an address in lower case). Never fails.
[[nodiscard]] Document DocumentFromMail(std::string_view message);

// True when the letter's sender is one of these: an address, or a domain written "@letters.example", its subdomains
// included. No senders: everybody.
[[nodiscard]] bool IsFrom(const Document& letter, const std::vector<std::string>& senders);

// What a newsletter's text is without its service lines; `text` has one paragraph a line.
[[nodiscard]] std::string WithoutMailFooter(std::string_view text);

// True for the line that begins a message in a mailbox: "From ada@example.org Fri Jul 18 09:30:00 2025".
[[nodiscard]] bool IsMailboxLine(std::string_view line);

// A body line as it was before the mailbox quoted it: ">From here" was "From here".
[[nodiscard]] std::string_view UnquoteMailboxLine(std::string_view line);

}  // namespace dateline::ingest
