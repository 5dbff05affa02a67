#include "server/net/address.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>

#include <boost/asio/ip/address.hpp>
#include <memory>
#include <optional>
#include <string_view>

namespace acuerdo {
namespace {

namespace ip = boost::asio::ip;

// Bridges and tunnels of this machine's own; nobody in the room is behind them.
bool of_this_machine_alone(std::string_view interface) {
  for (const auto* prefix : {"lo", "docker", "br-", "veth", "virbr", "tun", "tap", "wg", "tailscale", "zt"}) {
    if (interface.starts_with(prefix)) return true;
  }
  return false;
}

// Private networks are what a venue's router gives out (RFC 1918); a link-local address is what a machine
// gives itself in need.
int likelihood(const ip::address_v4& address) {
  const auto value = address.to_uint();
  if ((value >> 16) == 0xA9FE) return 1;                                              // 169.254/16
  if ((value >> 16) == 0xC0A8) return 4;                                              // 192.168/16
  if ((value >> 24) == 10 || (value >= 0xAC100000 && value <= 0xAC1FFFFF)) return 3;  // 10/8, 172.16/12
  return 2;
}

std::optional<ip::address_v4> on_the_network() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> owner{list, freeifaddrs};
  std::optional<ip::address_v4> best;
  for (const auto* entry = list; entry; entry = entry->ifa_next) {
    if (!entry->ifa_addr || entry->ifa_addr->sa_family != AF_INET || !(entry->ifa_flags & IFF_RUNNING))
      continue;
    if (of_this_machine_alone(entry->ifa_name)) continue;
    const auto* in = reinterpret_cast<const sockaddr_in*>(entry->ifa_addr);
    const ip::address_v4 address{ntohl(in->sin_addr.s_addr)};
    if (!best || likelihood(address) > likelihood(*best)) best = address;
  }
  return best;
}

}  // namespace

boost::asio::ip::address plain(const boost::asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
}

// Neither a private network (RFC 1918, 4193), nor the machine itself, nor what it gives itself in need, nor
// what a provider shares among customers (RFC 6598).
bool is_public(const ip::address& address) {
  if (address.is_loopback() || address.is_unspecified() || address.is_multicast()) return false;
  if (address.is_v4()) {
    const auto value = address.to_v4().to_uint();
    return likelihood(address.to_v4()) == 2 && (value >> 22) != (0x64400000 >> 22);  // 100.64/10
  }
  const auto bytes = address.to_v6().to_bytes();
  return !address.to_v6().is_link_local() && (bytes[0] & 0xFE) != 0xFC;  // fc00::/7
}

ip::address own_address(const ip::tcp::endpoint& listening) {
  if (!listening.address().is_unspecified()) return listening.address();
  const auto found = on_the_network();
  return found ? ip::address{*found} : ip::address{ip::address_v4::loopback()};
}

std::string reachable_at(const std::string& given, const ip::tcp::endpoint& listening) {
  if (!given.empty()) return given;
  const auto address = own_address(listening);
  const auto host = address.is_v6() ? fmt::format("[{}]", address.to_string()) : address.to_string();
  return listening.port() == 80 ? fmt::format("http://{}", host)
                                : fmt::format("http://{}:{}", host, listening.port());
}

}  // namespace acuerdo
