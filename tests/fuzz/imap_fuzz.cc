// What mail servers say: any bytes, in pieces of any size.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "net/imap_answer.h"
#include "net/mailbox.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::net;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ImapReader reader(4096);
  const std::size_t piece = size == 0 ? 1 : 1 + data[0] % 64;
  for (std::size_t at = 0; at < size; at += piece) {
    reader.Feed(bytes.substr(at, piece));
    while (auto line = reader.Next()) {
      const ImapHead head = ReadImapHead(line->text);
      (void)CodeNumber(head.code, "UIDVALIDITY");
      (void)ToImapSet(ReadSearch(head.rest));
      (void)ReadFetch(*std::move(line));
    }
  }
  if (const auto answer = ReadMailboxAnswer(bytes)) (void)ToBody(*answer);
  if (const auto url = ParseMailboxUrl(bytes)) (void)EncodeMailboxName(url->mailbox);
  (void)EncodeMailboxName(bytes);
  (void)ImapQuoted(bytes);
  return 0;
}
