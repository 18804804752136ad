// Undoes Content-Encoding, piece by piece, and knows whether the end was reached.
//
// libcurl decodes too, but takes a gzip stream that stops in the middle for a whole one; half a feed must never
// pass for the feed. So gzip and deflate are decoded here, and they are the only encodings that are asked for.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dateline::net {

class BodyDecoder {
 public:
  enum class Outcome { kMore, kTooBig, kBroken };

  // `encoding` as in the Content-Encoding header; "" and "identity" pass bytes on.
  explicit BodyDecoder(std::string_view encoding);
  ~BodyDecoder();
  BodyDecoder(const BodyDecoder&) = delete;
  BodyDecoder& operator=(const BodyDecoder&) = delete;

  // False when the encoding is one that was never asked for.
  [[nodiscard]] bool known() const { return known_; }
  // Appends what `bytes` decode to; `out` never grows beyond `bytes_max`.
  [[nodiscard]] Outcome Take(std::string_view bytes, std::size_t bytes_max, std::string& out);
  // True when the stream may end here.
  [[nodiscard]] bool AtEnd() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;  // null: identity
  bool known_ = true;
};

// What is asked for: the value of Accept-Encoding.
inline constexpr std::string_view kAcceptEncoding = "gzip, deflate";

}  // namespace dateline::net
