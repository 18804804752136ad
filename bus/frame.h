// A message of the bus and its bytes on the wire.
//
// A message is one header frame of 64 bytes and up to eight body frames. docs/messages.md draws the layout.
// Inside one process bodies stay where they are: a message carries a claim check (`claim`, `bytes`), a number that
// the two ends exchange for the thing itself.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::bus {

inline constexpr std::size_t kHeaderBytes = 64;               // of version 1; the contract allows 4 KiB
inline constexpr std::size_t kBodyFrameBytesMax = 1u << 20;
inline constexpr std::size_t kBodyFramesMax = 8;
inline constexpr std::uint8_t kFrameVersion = 1;

enum class MessageType : std::uint8_t {
  kHello = 1,   // client → server: here I am; `number` is the credit in items, `bytes` in bytes, `kind` the role
  kOrder = 2,   // server → client: work; answered by a post with the same `number`
  kPost = 3,    // client → server: something to keep; sent again until acknowledged
  kAck = 4,     // server → client: `number` is the seq of a post that is safe on disk now
  kRefuse = 5,  // server → client: `number` is the seq of a post that never will be; the body says why
  kNote = 6,    // either way: a hint that may be lost (nudges)
  kStop = 7,    // server → client: finish what you hold and go
  kRequest = 8, // control: a JSON object in the body
  kReply = 9,
  kTail = 10,   // live tail: a JSON object in the body
};

struct Message {
  MessageType type = MessageType::kNote;
  std::uint8_t kind = 0;       // of a post, an order or a note; a meaning between the two ends
  std::uint16_t attempt = 0;   // 0 = sent for the first time
  std::uint64_t sender = 0;
  std::uint64_t seq = 0;       // per sender, from 1
  std::int64_t number = 0;
  std::uint64_t claim = 0;
  std::uint64_t bytes = 0;     // what the claim stands for
  std::string body;            // at most kBodyFramesMax * kBodyFrameBytesMax
};

// Why frames are not a message.
enum class FrameFault : std::uint8_t { kCount, kSize, kMagic, kVersion, kType, kHeaderSum, kBodySum, kSender, kLast };
[[nodiscard]] std::string_view ToString(FrameFault fault);

// What was thrown away, by reason. Any thread.
struct FrameCounters {
  std::array<std::atomic<std::uint64_t>, static_cast<std::size_t>(FrameFault::kLast)> rejected{};
  void Count(FrameFault fault) { ++rejected[static_cast<std::size_t>(fault)]; }
  [[nodiscard]] std::uint64_t Total() const;
};

// Header first. A body longer than the limit is our own mistake and is CHECKed.
[[nodiscard]] std::vector<std::string> EncodeFrames(const Message& message);
// Reads what EncodeFrames wrote, and refuses everything else. Never reads outside `frames`.
[[nodiscard]] std::expected<Message, FrameFault> DecodeFrames(std::span<const std::string_view> frames);

// CRC-32C (Castagnoli), as in RFC 3720.
[[nodiscard]] std::uint32_t Crc32c(std::string_view bytes, std::uint32_t start = 0);

}  // namespace dateline::bus
