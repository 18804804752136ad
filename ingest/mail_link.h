// Where a letter can be read on the web.
#pragma once

#include <string>
#include <string_view>

namespace dateline::ingest {

// The address behind "View in browser", "Read online" and the like, canonical, without what says who reads; "" when
// there is none, or when nothing but the reader's own link would be left. `html` is UTF-8.
[[nodiscard]] std::string BrowserLink(std::string_view html);

// The same for plain text: "View this post on the web at https://…", on one line or two.
[[nodiscard]] std::string BrowserLinkInText(std::string_view text);

// The address without parameters that name a reader; "" when it still carries what looks like a token. Such a link is
// not for others: it can unsubscribe, log in, or tell who passed it on.
[[nodiscard]] std::string WithoutReader(std::string_view url);

// True for the words of such a link; an address may stand behind them.
[[nodiscard]] bool OpensInBrowser(std::string_view words);

}  // namespace dateline::ingest
