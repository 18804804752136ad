// Compressed bytes for tests.
#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

namespace dateline::testing {

// `window` as zlib takes it: 15 zlib, -15 raw, 31 gzip.
[[nodiscard]] inline std::string Deflate(std::string_view text, int window) {
  z_stream z{};
  deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string in(text);
  std::string out(deflateBound(&z, in.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

[[nodiscard]] inline std::string Gzip(std::string_view text) {
  return Deflate(text, 31);
}

}  // namespace dateline::testing
