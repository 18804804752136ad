// Congress: any bytes as an answer of the API and as a status file.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/congress.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline::ingest;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)ReadBillList(bytes);
  (void)ReadBillSummary(bytes);
  (void)CongressErrorWords(bytes);
  (void)SponsorWords(bytes);
  auto bill = ReadBill(bytes);
  auto actions = ReadBillActions(bytes);
  if (bill && actions) bill->actions = actions->actions;
  if (bill) (void)BillDocument(*bill, "fuzz");
  if (const auto status = ReadBillStatus(bytes)) (void)BillDocument(*status, "fuzz");
  return 0;
}
