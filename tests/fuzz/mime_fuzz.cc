// Mail: any bytes as a message.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/mail_link.h"
#include "ingest/mbox.h"
#include "ingest/mime.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::ingest;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)DocumentFromMail(bytes);
  (void)DecodeHeaderValue(bytes);
  (void)DecodeQuotedPrintable(bytes);
  (void)WithoutMailFooter(bytes);
  (void)BrowserLink(bytes);
  (void)BrowserLinkInText(bytes);
  (void)WithoutReader(bytes);
  (void)OpensInBrowser(bytes);
  (void)IsMailboxLine(bytes);
  return 0;
}
