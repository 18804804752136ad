// Text: any bytes through repair, folding, search tokens and the terminal.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/check.h"
#include "model/text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string text = RepairUtf8(bytes);
  DATELINE_CHECK(IsUtf8(text) && RepairUtf8(text) == text);
  DATELINE_CHECK(IsUtf8(FoldCase(bytes)));
  std::string joined;
  for (const SearchToken& token : SearchTokenSpans(bytes)) {
    DATELINE_CHECK(token.span.begin < token.span.end && token.span.end <= size);
    joined += (joined.empty() ? "" : " ") + token.text;
  }
  DATELINE_CHECK(joined == SearchTokens(bytes));
  DATELINE_CHECK(IsUtf8(ForTerminal(bytes, 20)));
  (void)CollapseSpace(bytes);
  return 0;
}
