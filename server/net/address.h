// Where people can reach this server.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <string>

namespace acuerdo {

// An IPv4 address is itself also where the system wraps it in an IPv6 one (::ffff:127.0.0.1).
boost::asio::ip::address plain(const boost::asio::ip::address& address);

// Can anybody on the Internet send to the address?
bool is_public(const boost::asio::ip::address& address);

// "http://192.168.1.20:8080": the address given by the operator, or else, when the server listens on all
// addresses, the one of this machine that others on the network most likely reach, or else the one it listens
// on. Looks at the network interfaces each time, because a laptop changes networks.
std::string reachable_at(const std::string& given, const boost::asio::ip::tcp::endpoint& listening);

// The address in it, when the operator gave none.
boost::asio::ip::address own_address(const boost::asio::ip::tcp::endpoint& listening);

}  // namespace acuerdo
