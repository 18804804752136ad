#include "net/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace dateline::net {
namespace {

struct Ipv4Block {
  std::uint32_t base;
  int bits;
};

constexpr std::uint32_t Ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// Sorted by base.
constexpr std::array kClosedIpv4{
    Ipv4Block{Ipv4(0, 0, 0, 0), 8},        // this network
    Ipv4Block{Ipv4(10, 0, 0, 0), 8},       // private
    Ipv4Block{Ipv4(100, 64, 0, 0), 10},    // shared between carriers and customers
    Ipv4Block{Ipv4(127, 0, 0, 0), 8},      // loopback
    Ipv4Block{Ipv4(169, 254, 0, 0), 16},   // link-local, cloud metadata
    Ipv4Block{Ipv4(172, 16, 0, 0), 12},    // private
    Ipv4Block{Ipv4(192, 0, 0, 0), 24},     // protocol assignments
    Ipv4Block{Ipv4(192, 0, 2, 0), 24},     // documentation
    Ipv4Block{Ipv4(192, 88, 99, 0), 24},   // 6to4 relay
    Ipv4Block{Ipv4(192, 168, 0, 0), 16},   // private
    Ipv4Block{Ipv4(198, 18, 0, 0), 15},    // benchmarking
    Ipv4Block{Ipv4(198, 51, 100, 0), 24},  // documentation
    Ipv4Block{Ipv4(203, 0, 113, 0), 24},   // documentation
    Ipv4Block{Ipv4(224, 0, 0, 0), 4},      // multicast
    Ipv4Block{Ipv4(240, 0, 0, 0), 4},      // reserved, broadcast
};
static_assert(std::ranges::is_sorted(kClosedIpv4, {}, &Ipv4Block::base));

struct Ipv6Block {
  std::array<std::uint8_t, 4> base;
  int bits;
};

// Inside 2000::/3, the only part of IPv6 that is routed at all.
constexpr std::array kClosedIpv6{
    Ipv6Block{{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo
    Ipv6Block{{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    Ipv6Block{{0x20, 0x02, 0x00, 0x00}, 16},  // 6to4
    Ipv6Block{{0x3f, 0xff, 0x00, 0x00}, 20},  // documentation
};

std::uint32_t Word(const std::uint8_t* bytes) {
  return Ipv4(bytes[0], bytes[1], bytes[2], bytes[3]);
}

bool InBlock(std::uint32_t address, std::uint32_t base, int bits) {
  return (address ^ base) >> (32 - bits) == 0;
}

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};  // ::ffff:0:0/96
constexpr std::array<std::uint8_t, 12> kNat64{0, 0x64, 0xff, 0x9b};                        // 64:ff9b::/96

}  // namespace

bool IsPublicIpv4(std::uint32_t address) {
  return std::ranges::none_of(kClosedIpv4,
                              [&](const Ipv4Block& block) { return InBlock(address, block.base, block.bits); });
}

bool IsPublicIpv6(const std::array<std::uint8_t, 16>& address) {
  const auto starts_with = [&](const std::array<std::uint8_t, 12>& prefix) {
    return std::equal(prefix.begin(), prefix.end(), address.begin());
  };
  if (starts_with(kMapped) || starts_with(kNat64)) return IsPublicIpv4(Word(address.data() + 12));
  if ((address[0] & 0xe0) != 0x20) return false;
  const std::uint32_t head = Word(address.data());
  return std::ranges::none_of(
      kClosedIpv6, [&](const Ipv6Block& block) { return InBlock(head, Word(block.base.data()), block.bits); });
}

bool IsPublicAddress(const sockaddr& address, std::size_t size) {
  if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in in;
    std::memcpy(&in, &address, sizeof in);
    return IsPublicIpv4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in;
    std::memcpy(&in, &address, sizeof in);
    std::array<std::uint8_t, 16> bytes;
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return IsPublicIpv6(bytes);
  }
  return false;
}

bool IsPublicAddress(std::string_view numeric) {
  const std::string text(numeric);
  in_addr v4;
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return IsPublicIpv4(ntohl(v4.s_addr));
  std::array<std::uint8_t, 16> v6;
  return inet_pton(AF_INET6, text.c_str(), v6.data()) == 1 && IsPublicIpv6(v6);
}

}  // namespace dateline::net
