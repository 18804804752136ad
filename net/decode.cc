#include "net/decode.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace dateline::net {
namespace {

constexpr int kGzipOrZlib = 15 + 32;
constexpr int kRawDeflate = -15;

std::string Normal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t') out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

}  // namespace

struct BodyDecoder::Stream {
  z_stream z{};
  bool deflate = false;  // may turn out to be raw
  bool ended = false;
  bool any = false;  // some output was made
};

BodyDecoder::BodyDecoder(std::string_view encoding) {
  const std::string name = Normal(encoding);
  if (name.empty() || name == "identity") return;
  const bool gzip = name == "gzip" || name == "x-gzip";
  if (!gzip && name != "deflate") {
    known_ = false;
    return;
  }
  stream_ = std::make_unique<Stream>();
  stream_->deflate = !gzip;
  known_ = inflateInit2(&stream_->z, kGzipOrZlib) == Z_OK;
}

BodyDecoder::~BodyDecoder() {
  if (stream_ != nullptr) inflateEnd(&stream_->z);
}

bool BodyDecoder::AtEnd() const {
  return stream_ == nullptr || stream_->ended;
}

BodyDecoder::Outcome BodyDecoder::Take(std::string_view bytes, std::size_t bytes_max, std::string& out) {
  if (stream_ == nullptr) {
    if (bytes.size() > bytes_max - std::min(bytes_max, out.size())) return Outcome::kTooBig;
    out.append(bytes);
    return Outcome::kMore;
  }
  Stream& s = *stream_;
  if (s.ended) return Outcome::kMore;  // Padding after the end is ignored, as browsers do.
  std::string copy(bytes);             // zlib wants its input writable.
  s.z.next_in = reinterpret_cast<Bytef*>(copy.data());
  s.z.avail_in = static_cast<uInt>(copy.size());
  std::array<char, 32768> piece;
  while (true) {
    s.z.next_out = reinterpret_cast<Bytef*>(piece.data());
    s.z.avail_out = piece.size();
    const int code = inflate(&s.z, Z_NO_FLUSH);
    const std::size_t made = piece.size() - s.z.avail_out;
    if (made > bytes_max - std::min(bytes_max, out.size())) return Outcome::kTooBig;
    out.append(piece.data(), made);
    s.any = s.any || made > 0;
    if (code == Z_STREAM_END) {
      // A gzip file may hold several members one after another.
      const bool another = s.z.avail_in >= 2 && s.z.next_in[0] == 0x1f && s.z.next_in[1] == 0x8b;
      if (another && inflateReset(&s.z) == Z_OK) continue;
      s.ended = true;
      return Outcome::kMore;
    }
    if (code == Z_DATA_ERROR && s.deflate && !s.any) {
      // "deflate" means zlib by the RFC and raw deflate by the habit of some servers.
      s.deflate = false;
      inflateReset2(&s.z, kRawDeflate);
      s.z.next_in = reinterpret_cast<Bytef*>(copy.data());
      s.z.avail_in = static_cast<uInt>(copy.size());
      continue;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) return Outcome::kBroken;
    if (s.z.avail_in == 0 && s.z.avail_out > 0) return Outcome::kMore;
    if (code == Z_BUF_ERROR && s.z.avail_out > 0) return Outcome::kMore;
  }
}

}  // namespace dateline::net
