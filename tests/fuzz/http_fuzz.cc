// Bytes as anybody may send them to the port: answered in HTTP, or the connection ends; the server goes on.
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <cstdlib>
#include <thread>

#include "server/server.h"
#include "tests/journal/folder.h"

namespace acuerdo {
namespace {

// What a wrong join code is held back for is not waited for.
constexpr int kPatienceMilliseconds = 100;

class Fuzzed {
 public:
  Fuzzed() {
    spdlog::set_level(spdlog::level::off);
    ServerOptions options;
    options.data = folder_ / "data";
    options.listen = {net::ip::address_v4::loopback(), 0};
    options.lanes = 1;
    server_ = std::make_unique<Server>(options);
    thread_ = std::thread{[this] { server_->run(); }};
  }
  ~Fuzzed() {
    server_->stop();
    thread_.join();
  }

  std::string exchange(std::string_view bytes) {
    net::io_context context;
    tcp::socket socket{context};
    socket.connect({net::ip::address_v4::loopback(), server_->port()});
    // One that is reset at its end leaves no port behind for a minute.
    socket.set_option(net::socket_base::linger{true, 0});
    boost::system::error_code ignored;
    net::write(socket, net::buffer(bytes), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::string answer;
    std::array<char, 4'096> some{};
    pollfd readable{socket.native_handle(), POLLIN, 0};
    while (::poll(&readable, 1, kPatienceMilliseconds) == 1) {
      const auto size = socket.read_some(net::buffer(some), ignored);
      if (size == 0) break;
      answer.append(some.data(), size);
    }
    return answer;
  }

 private:
  Folder folder_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

void try_it(std::string_view bytes) {
  static Fuzzed server;
  static unsigned given = 0;
  const auto answer = server.exchange(bytes);
  if (!answer.empty() && !answer.starts_with("HTTP/1.1 ")) std::abort();
  if (++given % 1'000 != 0) return;
  const auto health = server.exchange("GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
  if (health.find("\"status\":\"serving\"") == health.npos) std::abort();
}

}  // namespace
}  // namespace acuerdo

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  acuerdo::try_it({reinterpret_cast<const char*>(data), size});
  return 0;
}
