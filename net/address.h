// Which network addresses a fetch may reach.
//
// A public address is one that the open internet routes: not loopback, private, link-local, shared (CGNAT),
// multicast, documentation, benchmarking or reserved, and not an IPv6 form that carries such an IPv4 address.
// (IANA special-purpose address registries, RFC 6890.)
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

struct sockaddr;

namespace dateline::net {

[[nodiscard]] bool IsPublicIpv4(std::uint32_t address);  // host byte order
[[nodiscard]] bool IsPublicIpv6(const std::array<std::uint8_t, 16>& address);
// False for every family but IPv4 and IPv6.
[[nodiscard]] bool IsPublicAddress(const sockaddr& address, std::size_t size);
// Reads the numeric form, "192.0.2.1" or "2001:db8::1"; false for anything else.
[[nodiscard]] bool IsPublicAddress(std::string_view numeric);

}  // namespace dateline::net
