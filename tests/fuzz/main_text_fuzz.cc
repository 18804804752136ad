// Pages: any bytes through main text and word diffs.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/main_text.h"
#include "ingest/page_contract.h"
#include "ingest/page_diff.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::ingest;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const MainText page = ReadMainText(DecodePage(bytes, ""));
  (void)ReadMainText(bytes);
  (void)PageToContractJson(page);
  (void)ShownText(bytes);
  (void)ShowChanges(DiffWords(bytes.substr(0, size / 2), bytes.substr(size / 2)));
  return 0;
}
