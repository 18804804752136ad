// Addresses: any bytes. Making one canonical twice changes nothing the second time.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/check.h"
#include "model/document.h"
#include "net/url.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dateline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string once = CanonicalUrl(text);
  DATELINE_CHECK(CanonicalUrl(once) == once);
  (void)net::ParseUrl(std::string(text));
  (void)net::ResolveUrl("https://example.org/a/b?c", std::string(text));
  return 0;
}
