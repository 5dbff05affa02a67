#include "server/live/live_connection.h"

#include <boost/asio/redirect_error.hpp>

#include "server/identity/token.h"
#include "server/room/frames.h"
#include "sessions/json/read.h"

namespace acuerdo {
namespace {

namespace websocket = boost::beast::websocket;

// What one read asks for: a ballot with a reason fits.
constexpr std::size_t kReadSize = 1'024;

// A buffer that held a long text gives its memory back.
constexpr std::size_t kKeptBuffer = 4 * 1'024;

// Of hello (schemas/frames/hello.json); exactly one of token and screen.
struct HelloFields {
  std::string token;
  std::string screen;
  std::string pass;
  std::optional<Sequence> since;
  std::string boot;

  static constexpr auto fields() {
    return fields_of(field("token", &HelloFields::token).up_to(200).optional(),
                     field("screen", &HelloFields::screen).up_to(40).optional(),
                     field("pass", &HelloFields::pass).up_to(64).optional(),
                     field("since", &HelloFields::since).optional(),
                     field("boot", &HelloFields::boot).up_to(40).optional());
  }
};

struct SignalFields {
  LiveSessionId live_session;
  bool following = false;

  static constexpr auto fields() {
    return fields_of(field("liveSession", &SignalFields::live_session),
                     field("following", &SignalFields::following));
  }
};

std::optional<CommandId> id_in(const Json& message) {
  const auto id = message.find("id");
  if (id == message.end() || !id->is_string() || id->get_ref<const std::string&>().size() > kMaxCodeLength)
    return {};
  return CommandId{id->get<std::string>()};
}

}  // namespace

LiveConnection::LiveConnection(Socket socket, Lane& lane, const Workshops& workshops, Visitors& visitors,
                               std::string address, Visitors::Connection charged)
    : lane_{lane},
      workshops_{workshops},
      visitors_{visitors},
      address_{std::move(address)},
      charged_{std::move(charged)},
      outlet_{std::move(socket)} {
  stream_.read_message_max(0);  // we bound it ourselves, to close with our own code
  stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& answer) {
    answer.set(boost::beast::http::field::sec_websocket_protocol, "acuerdo.v1");
    answer.set(boost::beast::http::field::server, "Acuerdo");
  }));
  outlet_.when_used_up([this] { hand_over(); });
  stream_.control_callback([this](websocket::frame_type kind, boost::beast::string_view) {
    heard();
    if (kind == websocket::frame_type::ping) take_ping();
  });
}

Task<> LiveConnection::serve(std::shared_ptr<LiveConnection> self, UpgradeRequest upgrade) {
  boost::system::error_code error;
  self->lane_.watch().add(*self);
  co_await self->stream_.async_accept(upgrade, net::redirect_error(kAwaited, error));
  upgrade = {};
  if (!error) {
    while (co_await self->read_message()) {
    }
  }
  self->hand_over();
  // Others may hold the connection a moment longer, on their threads; nothing of it is touched there.
  self->ended_ = true;
  self->unlink();
  self->outlet_.cut();
  self->report_owed(0);
  if (self->room_) self->room_->bye(self->guest());
}

Task<bool> LiveConnection::read_message() {
  do {
    boost::system::error_code error;
    co_await stream_.async_read_some(buffer_, kReadSize, net::redirect_error(kAwaited, error));
    if (error) co_return false;
    heard();
    if (buffer_.size() > kMaxClientFrame) {
      workshops_.metrics().turned_away(Limit::frame);
      refuse({}, {RefusalCode::too_large, "", "A frame has at most 64 KiB."});
      turn_away(CloseCode::abuse, "abuse", "A frame was larger than 64 KiB.");
      buffer_.clear();
    }
  } while (!stream_.is_message_done());
  if (!closing_since_) {
    if (stream_.got_text()) {
      const auto bytes = buffer_.data();
      take_message({static_cast<const char*>(bytes.data()), bytes.size()});
    } else {
      refuse({}, {RefusalCode::malformed, "", "Messages are JSON in text frames; this was a binary one."});
    }
  }
  buffer_.clear();
  if (buffer_.capacity() > kKeptBuffer) buffer_.shrink_to_fit();
  co_return true;
}

// Each is answered: whoever sends them without end, and reads nothing, would fill our memory.
void LiveConnection::take_ping() {
  if (pace_.take(std::chrono::steady_clock::now()) == Pace::Answer::abuse)
    turn_away(CloseCode::abuse, "abuse", "Far too many pings came on this connection.");
}

void LiveConnection::heard() {
  if (greeted_) heard_ = std::chrono::steady_clock::now();
}

void LiveConnection::take_message(std::string_view text) {
  const auto pace = pace_.take(heard_, text.size());
  if (pace == Pace::Answer::abuse)
    return turn_away(CloseCode::abuse, "abuse", "Far too much came at once on this connection.");
  const auto parsed = parse_json(text);
  const auto* message = std::get_if<Json>(&parsed);
  const bool typed =
      message && message->is_object() && message->contains("type") && message->at("type").is_string();
  if (!greeted_) {
    if (typed && message->at("type") == "hello") return take_hello(*message);
    refuse({}, {RefusalCode::hello_expected, "",
                "The first frame is hello, with a token or a screen's join code."});
    return turn_away(CloseCode::no_hello, "idle", "This connection did not begin with hello.");
  }
  if (!message) return refuse({}, std::get<Refusal>(parsed));
  if (!typed) return refuse({}, {RefusalCode::malformed, "type", "A message is an object with a type."});
  if (message->at("type") == "ping") return say(frames::pong(clock_now()));
  if (message->at("type") == "signal") return take_signal(*message, pace);
  take_command(*message, pace);
}

void LiveConnection::take_hello(const Json& message) {
  HelloFields hello;
  auto fields = message;
  fields.erase("type");
  auto refused = read(fields, hello, Source::people);
  if (!refused && hello.token.empty() == hello.screen.empty()) {
    refused =
        Refusal{RefusalCode::hello_expected, "token", "hello has either a token or a screen's join code."};
  }
  if (refused) {
    refuse({}, *refused);
    return turn_away(CloseCode::no_hello, "idle", "This was not a hello we understand.");
  }
  std::string credential;
  if (const auto token = parse_token(hello.token)) {
    room_ = workshops_.find(token->workshop);
    participant_ = token->participant;
    credential = credential_of(token->secret);
    credential_ = std::make_shared<const std::string>(credential);
  } else if (!hello.screen.empty()) {
    const auto now = std::chrono::steady_clock::now();
    if (visitors_.is_guessing(address_, now))
      return turn_away(CloseCode::abuse, "abuse", "Too many wrong codes came from here; wait a minute.");
    room_ = workshops_.invited_by(hello.screen);
    if (!room_) visitors_.was_wrong(address_, now);
    credential = forgiving(hello.screen);
  }
  if (!room_)
    return turn_away(CloseCode::token, "token", "This token or join code is not known here; join again.");
  greeted_ = true;
  heard();
  room_->hello({guest(), participant_, std::move(credential), hello.since, std::move(hello.boot),
                std::move(hello.pass)});
}

// Answered by nothing: facilitators see the number change.
void LiveConnection::take_signal(const Json& message, Pace::Answer pace) {
  SignalFields signal;
  auto fields = message;
  fields.erase("type");
  if (const auto refused = read(fields, signal, Source::people)) return refuse({}, *refused);
  if (pace == Pace::Answer::go && participant_)
    room_->signal({{*participant_, credential_}, signal.live_session, signal.following});
}

void LiveConnection::take_command(const Json& message, Pace::Answer pace) {
  if (pace == Pace::Answer::too_fast || in_hand_ >= kMaxInHand) {
    workshops_.metrics().turned_away(Limit::commands);
    return refuse(id_in(message),
                  {RefusalCode::rate, "", "Too many commands at once; wait a second and send it again."});
  }
  if (!participant_) {
    return refuse(id_in(message), {RefusalCode::role, "", "A screen only looks; it has no commands."});
  }
  auto parsed = parse_command(message);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) return refuse(id_in(message), *refusal);
  ++in_hand_;
  taken_.push_back(
      {guest(), {*participant_, credential_}, std::move(std::get<CommandMessage>(parsed)), heard_});
}

// What came in one piece is given to the room in one piece: it is decided and answered together.
void LiveConnection::hand_over() {
  if (!taken_.empty()) room_->commands(std::exchange(taken_, {}));
}

void LiveConnection::refuse(const std::optional<CommandId>& id, const Refusal& refusal) {
  workshops_.metrics().refused(nullptr, refusal.code);
  say(frames::refused(id, refusal));
}

void LiveConnection::say(const Frame& frame) {
  send(frame);
  flush();
}

void LiveConnection::send(const Frame& frame) {
  if (closing_since_) return;
  outlet_.queue(frame);
  if (outlet_.backlog() <= kMaxBacklogBytes) owed_first_ = 0;
  if (outlet_.backlog() <= kMaxBacklogBytes + owed_first_) return;
  outlet_.drop_queued();
  workshops_.metrics().dropped_reader();
  workshops_.metrics().turned_away(Limit::backlog);
  turn_away(CloseCode::backlog, "backlog", "This connection is too slow; come back and resume.");
}

void LiveConnection::send_first(const std::vector<Frame>& frames) {
  if (closing_since_) return;
  for (const auto& frame : frames) {
    outlet_.queue(frame);
    owed_first_ += frame->size();
  }
}

void LiveConnection::turn_away(CloseCode code, const char* reason, const std::string& sentence) {
  close(code, frames::closing(reason, sentence));
}

void LiveConnection::close(CloseCode code, const Frame& last) {
  if (closing_since_) return;
  closing_since_ = std::chrono::steady_clock::now();
  outlet_.queue(last);
  outlet_.queue(close_frame(static_cast<std::uint16_t>(code), {}));
  outlet_.finish();
}

void LiveConnection::report_owed(std::size_t owed) {
  if (owed == reported_owed_) return;
  workshops_.metrics().owed(static_cast<double>(owed) - static_cast<double>(reported_owed_));
  reported_owed_ = owed;
}

void LiveConnection::look(SteadyTime now) {
  report_owed(outlet_.backlog());
  if (closing_since_) {
    if (now - *closing_since_ > kParting) outlet_.cut();
  } else if (!greeted_) {
    if (now - heard_ > kHelloWithin) turn_away(CloseCode::no_hello, "idle", "No hello came within 10 s.");
  } else if (now - heard_ > 2 * kQuiet) {
    outlet_.cut();
  } else if (now - heard_ > kQuiet) {
    if (!pinged_) say(ping_frame());
    pinged_ = true;
  } else {
    pinged_ = false;
  }
}

void LiveConnection::stop() {
  turn_away(CloseCode::stopping, "restart", "The server is stopping; it will be back.");
}

}  // namespace acuerdo
