// Whatever arrives on a connection, at a real server on loopback: it is answered, or the connection ends, and
// the server goes on. What needs to be true to come far is put in for a word in capitals.
#include <fmt/format.h>
#include <sanitizer/lsan_interface.h>
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <tuple>

#include "server/server.h"
#include "tests/journal/folder.h"

namespace acuerdo {
namespace {

using nlohmann::json;

constexpr const char* kPassword = "una clave larga y segura";

// So many inputs a server takes before the next one starts anew, in a folder of its own: what they leave
// behind stays small, and stopping is tried as well.
constexpr unsigned kInputsEach = 5'000;

// An answer that is held back, as those to wrong passwords are, is not waited for.
constexpr std::chrono::milliseconds kPatienceWithOne{20};
constexpr std::chrono::seconds kPatience{10};

void must(bool holds) {
  if (!holds) std::abort();
}

class Target {
 public:
  Target() {
    const auto body =
        json{{"key", *server_.one_time_key()}, {"name", "Elena"}, {"password", kPassword}}.dump();
    const auto answer = answer_to(
        fmt::format("POST /api/facilitator/password HTTP/1.1\r\nHost: here\r\nContent-Length: {}\r\n\r\n{}",
                    body.size(), body),
        kPatience);
    must(answer.starts_with("HTTP/1.1 200"));
    token_ = json::parse(answer.substr(answer.find("\r\n\r\n"))).at("token");
    code_ = server_.workshops().all().front()->join_code();
  }
  ~Target() {
    server_.stop();
    thread_.join();
  }

  void give(std::string bytes) const {
    put_in(bytes, "TOKEN", token_);
    put_in(bytes, "CODE", code_);
    const auto answer = answer_to(bytes, kPatienceWithOne);
    must(answer.empty() || answer.starts_with("HTTP/1.1 "));
    must(!answer.starts_with("HTTP/1.1 500"));
  }

  bool well() const {
    return answer_to("GET /health HTTP/1.1\r\nHost: here\r\n\r\n", kPatience).starts_with("HTTP/1.1 200");
  }

 private:
  static ServerOptions options(const std::filesystem::path& folder) {
    ServerOptions options;
    options.data = folder / "data";
    options.listen = {net::ip::address_v4::loopback(), 0};
    options.proxy = net::ip::make_address("127.0.0.1");
    options.lanes = 1;
    return options;
  }

  static void put_in(std::string& bytes, std::string_view word, const std::string& truth) {
    for (auto at = bytes.find(word); at != std::string::npos; at = bytes.find(word, at + truth.size()))
      bytes.replace(at, word.size(), truth);
  }

  // Everything at once, and nothing after it. Asynchronous, because libFuzzer's alarm interrupts what waits.
  std::string answer_to(const std::string& bytes, std::chrono::milliseconds patience) const {
    net::io_context context;
    std::string answer;
    net::co_spawn(context, talk(bytes, answer), net::detached);
    context.run_for(patience);
    return answer;
  }

  net::awaitable<void> talk(const std::string& bytes, std::string& answer) const {
    constexpr auto kTold = net::as_tuple(net::use_awaitable);
    tcp::socket socket{co_await net::this_coro::executor};
    co_await socket.async_connect({net::ip::address_v4::loopback(), server_.port()}, net::use_awaitable);
    co_await net::async_write(socket, net::buffer(bytes), kTold);
    boost::system::error_code ended;
    socket.shutdown(tcp::socket::shutdown_send, ended);
    std::array<char, 65'536> part{};
    while (!ended) {
      std::size_t got = 0;
      std::tie(ended, got) = co_await socket.async_read_some(net::buffer(part), kTold);
      answer.append(part.data(), got);
    }
  }

  Folder folder_;
  Server server_{options(folder_.path())};
  std::thread thread_{[this] { server_.run(); }};
  std::string token_;
  std::string code_;
};

std::unique_ptr<Target> target;

}  // namespace
}  // namespace acuerdo

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  spdlog::set_level(spdlog::level::off);
  return 0;
}

// libFuzzer ends the program by exit(), which comes here first: the last server ends before all that it uses.
extern "C" [[noreturn]] void __real_exit(int status);
extern "C" [[noreturn]] void __wrap_exit(int status);
extern "C" void __wrap_exit(int status) {
  acuerdo::target.reset();
  __real_exit(status);
}

// A server at work holds what it does not hold a moment later: that is no leak.
extern "C" int __lsan_is_turned_off() { return 1; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using acuerdo::target;
  static unsigned given = 0;
  if (given++ % acuerdo::kInputsEach == 0) {
    target.reset();
    target = std::make_unique<acuerdo::Target>();
  }
  target->give({reinterpret_cast<const char*>(data), size});
  if (given % 256 == 0) acuerdo::must(target->well());
  return 0;
}
