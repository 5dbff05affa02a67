#include "server/rehearsal/rehearsal.h"

#include <fmt/format.h>
#include <pthread.h>
#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <fstream>

#include "server/rehearsal/delegate.h"
#include "server/rehearsal/phrases.h"

namespace acuerdo {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;

using Stream = websocket::stream<Socket, false>;

// Between two things one person does: reading, thinking, typing.
constexpr double kMinSeconds = 1.5;
constexpr double kMaxSeconds = 7;

// One simulated person: joins once, comes back when the line or the server is lost, acts now and then.
class Person : public std::enable_shared_from_this<Person> {
 public:
  Person(net::io_context& context, const RehearsalOptions& options, std::string name, std::string institution,
         std::string token, unsigned seed)
      : context_{context},
        options_{options},
        name_{std::move(name)},
        institution_{std::move(institution)},
        token_{std::move(token)},
        random_{seed},
        delegate_{institution_, seed + 1} {}

  const std::string& token() const { return token_; }

  static Task<> live(std::shared_ptr<Person> self, std::function<void()> joined) {
    co_await self->pause();
    for (;;) {
      boost::system::error_code error;
      if (self->token_.empty()) {
        co_await self->join(error);
        if (!error) joined();
      }
      if (!error) co_await self->attend(error);
      co_await self->pause();
    }
  }

 private:
  tcp::endpoint server() const { return {net::ip::address_v4::loopback(), options_.port}; }

  Task<> pause() {
    std::uniform_real_distribution<> between{kMinSeconds, kMaxSeconds};
    const std::chrono::duration<double> wait{between(random_) / options_.pace};
    net::steady_timer timer{context_.get_executor(),
                            std::chrono::duration_cast<std::chrono::milliseconds>(wait)};
    boost::system::error_code ignored;
    co_await timer.async_wait(net::redirect_error(kAwaited, ignored));
  }

  Task<> join(boost::system::error_code& error) {
    Socket socket{context_.get_executor()};
    co_await socket.async_connect(server(), net::redirect_error(kAwaited, error));
    if (error) co_return;
    http::request<http::string_body> request{http::verb::post, "/api/join", 11};
    request.set(http::field::host, "127.0.0.1");
    request.body() = Json{
        {"code", options_.join_code},
        {"name", name_},
        {"institution", institution_},
        {"role", "delegate"},
        {"language",
         "es"}}.dump();
    request.prepare_payload();
    co_await http::async_write(socket, request, net::redirect_error(kAwaited, error));
    beast::flat_buffer buffer;
    http::response<http::string_body> response;
    if (!error) co_await http::async_read(socket, buffer, response, net::redirect_error(kAwaited, error));
    if (error) co_return;
    const auto answer = Json::parse(response.body(), nullptr, false);
    if (response.result() == http::status::ok && answer.is_object()) {
      token_ = answer.at("token").get<std::string>();
    } else {
      spdlog::warn("rehearsal: {} could not join: {}", name_, response.body());
      error = http::error::bad_status;
    }
  }

  // From the handshake until the line is lost.
  Task<> attend(boost::system::error_code& error) {
    const auto stream = std::make_shared<Stream>(Socket{context_.get_executor()});
    co_await stream->next_layer().async_connect(server(), net::redirect_error(kAwaited, error));
    if (error) co_return;
    stream->set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
      request.set(http::field::sec_websocket_protocol, "acuerdo.v1");
    }));
    co_await stream->async_handshake("127.0.0.1", "/ws", net::redirect_error(kAwaited, error));
    const auto hello = Json{{"type", "hello"}, {"token", token_}}.dump();
    if (!error) co_await stream->async_write(net::buffer(hello), net::redirect_error(kAwaited, error));
    if (error) co_return;
    const auto over = std::make_shared<bool>(false);
    net::co_spawn(context_, listen(shared_from_this(), stream, over), log_fault);
    while (!*over && !error) {
      co_await pause();
      auto command = *over ? std::nullopt : delegate_.next();
      if (!command) continue;
      (*command)["id"] = fmt::format("rehearsal-{:08x}-{}", random_(), ++commands_);
      const auto text = command->dump();
      co_await stream->async_write(net::buffer(text), net::redirect_error(kAwaited, error));
    }
    boost::system::error_code ignored;
    stream->next_layer().close(ignored);
    while (!*over) co_await pause();
  }

  static Task<> listen(std::shared_ptr<Person> self, std::shared_ptr<Stream> stream,
                       std::shared_ptr<bool> over) {
    beast::flat_buffer buffer;
    boost::system::error_code error;
    for (;;) {
      co_await stream->async_read(buffer, net::redirect_error(kAwaited, error));
      if (error) break;
      const auto text = beast::buffers_to_string(buffer.data());
      buffer.clear();
      const auto frame = Json::parse(text, nullptr, false);
      if (frame.is_object() && frame.contains("type")) self->delegate_.take(frame);
    }
    // A token of another workshop's file: this person joins anew.
    if (stream->reason().code == 4003) self->token_.clear();
    *over = true;
  }

  net::io_context& context_;
  RehearsalOptions options_;
  std::string name_;
  std::string institution_;
  std::string token_;
  std::mt19937 random_;
  RehearsedDelegate delegate_;
  unsigned commands_ = 0;
};

// {"Lucía Andrade, mdi": "token", ...}
Json kept_tokens(const std::filesystem::path& file) {
  std::ifstream in{file};
  auto kept = Json::parse(in, nullptr, false);
  return kept.is_object() ? kept : Json::object();
}

}  // namespace

Rehearsal::Rehearsal(const Definition& definition, RehearsalOptions options) {
  const auto tokens = std::make_shared<Json>(kept_tokens(options.tokens));
  unsigned seed = options.seed != 0 ? options.seed : std::random_device{}();
  std::size_t n = 0;
  for (unsigned place = 0; place < kDelegatesOfInstitution; ++place) {
    for (const auto& institution : definition.institutions) {
      // With more institutions than names some share one; they are told apart by their institution.
      const std::string name{kNames[n++ % kNames.size()]};
      const auto key = name + ", " + institution.id.value;
      const auto person = std::make_shared<Person>(context_, options, name, institution.id.value,
                                                   tokens->value(key, ""), seed += 7);
      auto joined = [tokens, key, file = options.tokens, known = std::weak_ptr{person}] {
        if (const auto who = known.lock()) (*tokens)[key] = who->token();
        std::ofstream{file} << tokens->dump(1) << "\n";
      };
      net::co_spawn(context_, Person::live(person, std::move(joined)), log_fault);
    }
  }
  thread_ = std::thread{[this] { context_.run(); }};
  pthread_setname_np(thread_.native_handle(), "rehearsal");
}

Rehearsal::~Rehearsal() {
  context_.stop();
  thread_.join();
}

}  // namespace acuerdo
