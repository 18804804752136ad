// Frames as anybody might send them: cut by length bytes, decoded; what decodes must encode to the same frames.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bus/frame.h"
#include "model/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> frames;
  for (std::size_t at = 0; at + 2 <= bytes.size();) {
    const std::size_t wanted = static_cast<unsigned char>(bytes[at]) | (static_cast<unsigned char>(bytes[at + 1]) << 8);
    frames.push_back(bytes.substr(at + 2, wanted));
    at += 2 + frames.back().size();
  }
  const auto message = dateline::bus::DecodeFrames(frames);
  if (!message) return 0;
  const auto again = dateline::bus::EncodeFrames(*message);
  const auto second = dateline::bus::DecodeFrames(std::vector<std::string_view>(again.begin(), again.end()));
  DATELINE_CHECK(second.has_value() && second->body == message->body && second->seq == message->seq);
  return 0;
}
