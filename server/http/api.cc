#include "server/http/api.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

#include "server/http/qr_code.h"
#include "server/identity/password_strength.h"
#include "server/identity/token.h"
#include "server/net/elsewhere.h"
#include "server/room/seen_in.h"
#include "sessions/core/permissions.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/json/parse.h"
#include "sessions/json/read.h"
#include "sessions/minutes/minutes.h"
#include "sessions/opinion/opinions.h"
#include "sessions/values/name.h"
#include "sessions/values/number.h"
#include "sessions/views/participation.h"

namespace acuerdo {
namespace {

const Refusal kGuessing{RefusalCode::rate, "", "Too many wrong ones came from here; wait a minute."};
const Refusal kBusy{RefusalCode::rate, "", "Too many ask for this at once; wait a moment and try again."};
const Refusal kManyJoined{RefusalCode::rate, "",
                          "Many have joined from here within a minute; wait a moment and try again."};
const Refusal kUnknownCode{RefusalCode::code, "code", "No workshop has this join code."};
const Refusal kWrongPassword{RefusalCode::credentials, "password",
                             "This name and password do not open anything here."};
const Refusal kInvitationUsed{RefusalCode::key, "key",
                              "This link is not good any more; ask a facilitator for another."};
const Refusal kKeyUsed{RefusalCode::key, "key",
                       "This one-time link is not good any more; log in with the password."};

template <class Body>
std::variant<Body, Refusal> body_of(const Request& request) {
  const auto json = parse_json(request.body());
  if (const auto* refusal = std::get_if<Refusal>(&json)) return *refusal;
  Body body;
  if (auto refused = read(std::get<Json>(json), body, Source::people)) return *refused;
  return body;
}

Reply method_not_allowed(const std::string& allowed) {
  auto reply = refused({RefusalCode::unknown_type, "method", fmt::format("Here one may {}.", allowed)});
  reply.status = http::status::method_not_allowed;
  reply.fields.emplace_back("Allow", allowed);
  return reply;
}

// Whose token it is; or null.
const Participant* known_by(const Workshop& workshop, const Token& token) {
  return known(workshop, token.participant, credential_of(token.secret), clock_now());
}

// What everybody in the workshops reads, and would try first.
std::vector<std::string> words_shown(const Workshops& workshops) {
  std::vector<std::string> words;
  const auto add = [&](const Text& text) {
    for (const auto& [_, said] : text) words.push_back(said);
  };
  for (const auto& room : workshops.all()) {
    const auto& definition = room->definition();
    add(definition.workshop.title);
    words.push_back(definition.workshop.venue);
    for (const auto& institution : definition.institutions) {
      words.push_back(institution.acronym);
      add(institution.name);
    }
  }
  return words;
}

Reply attachment(std::string body, std::string type, const std::string& name) {
  auto reply = json_reply(std::move(body));
  reply.type = std::move(type);
  reply.fields.emplace_back("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  return reply;
}

}  // namespace

Api::Api(Workshops& workshops, FacilitatorPassword& password, Visitors& visitors, Workers& strangers_work,
         Workers& workers, std::function<std::string()> address, MetricsReaders metrics_readers)
    : workshops_{workshops},
      password_{password},
      visitors_{visitors},
      strangers_work_{strangers_work},
      workers_{workers},
      address_{std::move(address)},
      metrics_readers_{metrics_readers} {}

// Who may ask for what. A path that ends with a slash stands for all below it.
struct Api::Route {
  std::string_view path;
  http::verb method;
  Task<Reply> (Api::*handler)(const Request&, const Visitor&, const Known&);
  Roles who = {};                  // by their token; none: nobody shows one
  std::string_view else_who = {};  // who may, where it is not by a token
};

constexpr std::array<Api::Route, 20> Api::kRoutes{{
    Route{"/health", http::verb::get, &Api::health, {}, "anyone; the workshops' names, on this machine"},
    Route{"/metrics", http::verb::get, &Api::metrics, {}, "programs on this machine, or as --metrics says"},
    Route{"/api/state", http::verb::get, &Api::state, {}, "anyone"},
    Route{"/api/qr", http::verb::get, &Api::qr, {}, "anyone"},
    Route{"/api/join/", http::verb::get, &Api::invitation, {}, "anyone with the join code"},
    Route{"/api/join", http::verb::post, &Api::join, {}, "anyone with the join code"},
    Route{"/api/facilitator/password", http::verb::post, &Api::set_password, {}, "the one-time key"},
    Route{"/api/facilitator/login", http::verb::post, &Api::log_in, {}, "the facilitators' password"},
    Route{"/api/facilitator/join", http::verb::post, &Api::accept_invitation, {}, "an invitation's key"},
    Route{"/api/facilitator/invite", http::verb::post, &Api::invite_facilitator, kFacilitators},
    Route{"/api/code", http::verb::post, &Api::renew_code, kFacilitators},
    Route{"/api/screen", http::verb::get, &Api::screen, kFacilitators},
    Route{"/api/workshops", http::verb::get, &Api::list_workshops, kFacilitators},
    Route{"/api/workshops", http::verb::post, &Api::import_workshop, kFacilitators},
    Route{"/api/definition", http::verb::get, &Api::definition, kFacilitators},
    Route{"/api/participation", http::verb::get, &Api::participation, kFacilitators},
    Route{"/api/opinions", http::verb::get, &Api::opinions, kFacilitators},
    Route{"/api/minutes", http::verb::get, &Api::minutes, kWriters},
    Route{"/api/list", http::verb::get, &Api::list, kLetIn},
    Route{"/api/similar", http::verb::post, &Api::similar, kLetIn},
}};

Task<std::size_t> Api::body_limit(const Request& header) {
  if (path_of(header) != "/api/workshops") co_return kMaxBodyBytes;
  const auto who = co_await who_asks(header, kFacilitators);
  co_return std::holds_alternative<Known>(who) ? kMaxDefinitionBytes : kMaxBodyBytes;
}

// HEAD is a GET whose body stays here.
Task<Reply> Api::answer(const Request& request, const Visitor& visitor) {
  try {
    co_return co_await routed(request, visitor);
  } catch (const NotSeen& fault) {
    co_return refused({RefusalCode::unavailable, "", fault.what()});
  }
}

Task<Reply> Api::routed(const Request& request, const Visitor& visitor) {
  const auto path = path_of(request);
  const auto method = request.method() == http::verb::head ? http::verb::get : request.method();
  std::string allowed;
  for (const auto& route : kRoutes) {
    const bool below = route.path.ends_with('/') && path.starts_with(route.path);
    if (!below && path != route.path) continue;
    if (method == route.method) {
      Known known;
      if (route.who != Roles{}) {
        auto who = co_await who_asks(request, route.who);
        if (const auto* refusal = std::get_if<Refusal>(&who)) co_return refused(*refusal);
        known = std::get<Known>(std::move(who));
      }
      co_return co_await (this->*route.handler)(request, visitor, known);
    }
    allowed +=
        (allowed.empty() ? "" : ", ") + std::string{route.method == http::verb::get ? "GET, HEAD" : "POST"};
  }
  if (!allowed.empty()) co_return method_not_allowed(allowed);
  co_return refused({RefusalCode::not_found, "", "There is nothing at this address."});
}

std::vector<HttpPermission> Api::permissions() {
  std::vector<HttpPermission> all;
  for (const auto& route : kRoutes) all.push_back({route.method, route.path, route.who, route.else_who});
  return all;
}

Task<Api::KnownOrNot> Api::who_asks(const Request& request, Roles allowed) {
  const Refusal unknown{RefusalCode::token, "Authorization",
                        "Say who you are: Authorization: Bearer TOKEN, with a token that is known here."};
  const auto token = parse_token(bearer_of(request));
  if (!token) co_return unknown;
  auto room = workshops_.find(token->workshop);
  if (!room) co_return unknown;
  using Bearer = std::pair<ParticipantId, Role>;
  const auto known = [token](const Workshop& workshop) -> std::optional<Bearer> {
    const auto* participant = known_by(workshop, *token);
    if (!participant) return {};
    return Bearer{participant->id, participant->role};
  };
  const auto person = co_await seen_in<std::optional<Bearer>>(room, known);
  if (!person) co_return unknown;
  const auto& [participant, role] = *person;
  if (!allowed.has(role)) {
    co_return Refusal{RefusalCode::role, "", "This is not for your role; ask a facilitator."};
  }
  co_return Known{std::move(room), participant, role};
}

bool Api::is_guessing(const Visitor& visitor) {
  return visitors_.is_guessing(visitor.address, std::chrono::steady_clock::now());
}

Reply Api::busy() const {
  workshops_.metrics().turned_away(Limit::jobs);
  return refused(kBusy);
}

Task<Reply> Api::wrong(const Visitor& visitor, const Refusal& refusal, std::string name) {
  switch (visitors_.answer_wrong(visitor.address, std::chrono::steady_clock::now(), name)) {
    case Visitors::Wrong::told:
      break;
    case Visitors::Wrong::refused:
      co_return refused(kGuessing);
    case Visitors::Wrong::held: {
      boost::asio::steady_timer timer{co_await net::this_coro::executor, kWrongAnswerHeld};
      boost::system::error_code ignored;
      co_await timer.async_wait(net::redirect_error(kAwaited, ignored));
      visitors_.released(visitor.address);
      break;
    }
  }
  co_return refused(refusal);
}

Task<Reply> Api::state(const Request&, const Visitor&, const Known&) {
  co_return json_reply(
      Json{{"passwordSet", password_.is_set()}, {"version", ACUERDO_VERSION}, {"address", address_()}}
          .dump());
}

// For operators and their monitors: does every room take what it is given? What the workshops are is told on
// the server's own machine alone.
Task<Reply> Api::health(const Request&, const Visitor& visitor, const Known&) {
  Json rooms = Json::object();
  Json broken = Json::object();  // the event after which a fault of the program stopped it
  bool well = true;
  for (const auto& room : workshops_.all()) {
    const bool serving = room->serving();
    well = well && serving;
    rooms[room->id().value] = serving ? "serving" : "stopped";
    if (const auto after = room->broken_after()) broken[room->id().value] = number(*after);
  }
  Json told{{"status", well ? "serving" : "stopped"}};
  if (visitor.is_here) {
    told["workshops"] = rooms;
    if (!broken.empty()) told["stoppedAfter"] = broken;
    if (const auto bad = workshops_.not_served(); !bad.empty()) told["notServed"] = bad;
  }
  co_return json_reply(told.dump(), well ? http::status::ok : http::status::service_unavailable);
}

// Not only numbers: how many are connected, and when they vote, is nobody's business outside.
Task<Reply> Api::metrics(const Request&, const Visitor& visitor, const Known&) {
  const bool allowed = metrics_readers_ == MetricsReaders::everyone ||
                       (metrics_readers_ == MetricsReaders::here && visitor.is_here);
  if (!allowed) {
    co_return refused(
        {RefusalCode::role, "",
         "Metrics are read on the server's own machine, unless it runs with --metrics everyone."});
  }
  auto reply = json_reply(workshops_.metrics().text());
  reply.type = "text/plain; version=0.0.4; charset=utf-8";
  co_return reply;
}

Task<Reply> Api::invitation(const Request& request, const Visitor& visitor, const Known&) {
  if (is_guessing(visitor)) co_return refused(kGuessing);
  const auto code = unescaped(path_of(request).substr(std::string_view{"/api/join/"}.size()));
  const auto room = workshops_.invited_by(code);
  if (!room) co_return co_await wrong(visitor, kUnknownCode);
  const auto told = co_await seen_in<std::string>(room, [](const Workshop& workshop) {
    const auto& definition = workshop.definition;
    return Json{{"workshop", workshop.id.value},
                {"title", to_json_value(definition.workshop.title)},
                {"venue", definition.workshop.venue},
                {"languages", to_json_value(definition.workshop.languages)},
                {"institutions", to_json_value(definition.institutions)}}
        .dump();
  });
  co_return json_reply(told);
}

Task<Reply> Api::join(const Request& request, const Visitor& visitor, const Known&) {
  auto parsed = body_of<JoinRequest>(request);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) co_return refused(*refusal);
  auto& asked = std::get<JoinRequest>(parsed);
  if (asked.role != Role::delegate && asked.role != Role::observer) {
    co_return refused(
        {RefusalCode::field_invalid, "role", "With the code one joins as delegate or observer."});
  }
  if (is_guessing(visitor)) co_return refused(kGuessing);
  const auto room = workshops_.invited_by(asked.code);
  if (!room) co_return co_await wrong(visitor, kUnknownCode);
  const auto same = co_await proven(room, asked);
  if (!same && !visitor.is_here && !visitors_.joins(visitor.address, std::chrono::steady_clock::now()))
    co_return refused(kManyJoined);
  auto secret = new_secret();
  const auto role = asked.role;
  // Named, for GCC 12 destroys twice what is put together inside a co_await.
  ServerCommand command = JoinWorkshop{std::move(asked.name),
                                       std::move(asked.institution),
                                       role,
                                       std::move(asked.language),
                                       secret.credential,
                                       asked.claim};
  if (same) command = AddCredential{*same, secret.credential};
  co_return co_await joined(room, std::move(command), std::move(secret.text), role);
}

Task<Reply> Api::joined(std::shared_ptr<Room> room, ServerCommand command, std::string secret, Role role) {
  using Joined = std::variant<ParticipantId, Refusal>;
  const auto answer = co_await elsewhere<Joined>([&](auto done) {
    room->ask({std::move(command), std::move(done)});
  });
  if (const auto* refusal = std::get_if<Refusal>(&answer)) co_return refused(*refusal);
  const auto participant = std::get<ParticipantId>(answer);
  co_return json_reply(Json{{"token", to_string(Token{room->id(), participant, secret})},
                            {"participant", number(participant)},
                            {"workshop", room->id().value},
                            {"role", to_json_value(role)}}
                           .dump());
}

// Who shows a token of theirs and gives their name comes in as the same participant, on one more device.
Task<std::optional<ParticipantId>> Api::proven(std::shared_ptr<Room> room, const JoinRequest& asked) {
  const auto token = parse_token(asked.token);
  if (!token || token->workshop != room->id()) co_return std::nullopt;
  const auto same = [token, name = asked.name, institution = asked.institution](
                        const Workshop& workshop) -> std::optional<ParticipantId> {
    const auto* participant = known_by(workshop, *token);
    const bool is_them = participant && is_let_in(participant->role) &&
                         participant->role != Role::facilitator && participant->institution == institution &&
                         participant->heard == name_as_heard(name);
    return is_them ? std::optional{participant->id} : std::nullopt;
  };
  co_return co_await seen_in<std::optional<ParticipantId>>(room, same);
}

// Whoever knows the password and gives a facilitator's name is that facilitator, on one more device. Asked
// twice, for somebody of that name may come in between the look and the command.
Task<Reply> Api::become_facilitator(std::shared_ptr<Room> room, std::string name) {
  const auto named = [name](const Workshop& workshop) {
    const auto* known = facilitator_named(workshop, name);
    return known ? std::optional{known->id} : std::nullopt;
  };
  auto known = co_await seen_in<std::optional<ParticipantId>>(room, named);
  auto reply = co_await joined_as_facilitator(room, name, known, true);
  if (known || reply.status == http::status::ok) co_return reply;
  known = co_await seen_in<std::optional<ParticipantId>>(room, named);
  if (!known) co_return reply;
  co_return co_await joined_as_facilitator(room, name, known, true);
}

Task<Reply> Api::joined_as_facilitator(std::shared_ptr<Room> room, std::string name,
                                       std::optional<ParticipantId> known, bool by_password) {
  auto secret = new_secret();
  ServerCommand command =
      JoinWorkshop{std::move(name),   {},    Role::facilitator, room->definition().workshop.languages.front(),
                   secret.credential, false, by_password};
  if (known) command = AddCredential{*known, secret.credential, by_password};
  auto reply = co_await joined(room, std::move(command), std::move(secret.text), Role::facilitator);
  if (reply.status == http::status::ok)
    spdlog::info("workshop {}: a facilitator logged in", room->id().value);
  co_return reply;
}

Task<Reply> Api::set_password(const Request& request, const Visitor& visitor, const Known&) {
  auto parsed = body_of<PasswordRequest>(request);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) co_return refused(*refusal);
  const auto& asked = std::get<PasswordRequest>(parsed);
  if (is_guessing(visitor)) co_return refused(kGuessing);
  if (!password_.unlocks(asked.key)) co_return co_await wrong(visitor, kKeyUsed);
  if (auto weak = weakness_of(asked.password, words_shown(workshops_)))
    co_return refused({RefusalCode::field_invalid, "password", std::move(*weak)});
  const auto rooms = workshops_.all();
  if (rooms.empty()) co_return refused({RefusalCode::not_found, "", "This server has no workshop."});
  enum class Setting { busy, used, set, fault };
  const auto answer = co_await elsewhere<Setting>([&](auto done) {
    const bool given = strangers_work_.give(visitor.address, [this, done, asked] {
      try {
        done(password_.set(asked.key, asked.password) ? Setting::set : Setting::used);
      } catch (const std::exception& why) {
        spdlog::error("the facilitators' password could not be kept: {}", why.what());
        done(Setting::fault);
      }
    });
    if (!given) done(Setting::busy);
  });
  if (answer == Setting::busy) co_return busy();
  if (answer == Setting::used) co_return refused(kKeyUsed);
  if (answer == Setting::fault)
    co_return refused(
        {RefusalCode::unavailable, "", "The password could not be kept; see the server's log."});
  spdlog::info("the facilitators' password is set");
  co_return co_await become_facilitator(rooms.front(), asked.name);
}

Task<Reply> Api::log_in(const Request& request, const Visitor& visitor, const Known&) {
  auto parsed = body_of<LoginRequest>(request);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) co_return refused(*refusal);
  const auto& asked = std::get<LoginRequest>(parsed);
  if (is_guessing(visitor)) co_return refused(kGuessing);
  enum class Check { busy, wrong, right, fault };
  const auto answer = co_await elsewhere<Check>([&](auto done) {
    const bool given = strangers_work_.give(visitor.address, [this, done, password = asked.password] {
      try {
        done(password_.matches(password) ? Check::right : Check::wrong);
      } catch (const std::exception& why) {
        spdlog::error("the facilitators' password: {}", why.what());
        done(Check::fault);
      }
    });
    if (!given) done(Check::busy);
  });
  if (answer == Check::busy) co_return busy();
  if (answer == Check::fault)
    co_return refused(
        {RefusalCode::unavailable, "", "The password cannot be read here; see the server's log."});
  if (answer == Check::wrong) {
    auto name = folded_name(asked.name);
    spdlog::info("a wrong password came for the facilitator {} from {}", name, visitor.address);
    co_return co_await wrong(visitor, kWrongPassword, std::move(name));
  }
  const auto rooms = workshops_.all();
  const auto room =
      asked.workshop ? workshops_.find(*asked.workshop) : (rooms.empty() ? nullptr : rooms.front());
  if (!room) co_return refused({RefusalCode::not_found, "workshop", "There is no such workshop."});
  co_return co_await become_facilitator(room, asked.name);
}

Task<Reply> Api::screen(const Request& request, const Visitor&, const Known&) {
  const auto token = parse_token(bearer_of(request));
  co_return json_reply(Json{{"pass", screen_pass_of(credential_of(token->secret))}}.dump());
}

// The code before lets nobody in from now on, and ends every screen.
Task<Reply> Api::renew_code(const Request&, const Visitor&, const Known& known) {
  using Renewed = std::variant<ParticipantId, Refusal>;
  auto code = workshops_.new_code();
  ServerCommand command = RenewJoinCode{code, known.participant};
  const auto answer = co_await elsewhere<Renewed>([&](auto done) {
    known.room->ask({std::move(command), std::move(done)});
  });
  if (const auto* refusal = std::get_if<Refusal>(&answer)) co_return refused(*refusal);
  spdlog::info("workshop {}: participant {} renewed the join code", known.room->id().value,
               number(known.participant));
  co_return json_reply(Json{{"joinCode", code}}.dump());
}

Task<Reply> Api::invite_facilitator(const Request&, const Visitor&, const Known& known) {
  const auto& workshop = known.room->id();
  spdlog::info("workshop {}: a facilitator invited another", workshop.value);
  co_return json_reply(Json{{"key", invitations_.invite(workshop, std::chrono::steady_clock::now())}}.dump());
}

// Under a name of their own: whoever is invited becomes nobody who is there already.
Task<Reply> Api::accept_invitation(const Request& request, const Visitor& visitor, const Known&) {
  auto parsed = body_of<AcceptRequest>(request);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) co_return refused(*refusal);
  auto& asked = std::get<AcceptRequest>(parsed);
  if (is_guessing(visitor)) co_return refused(kGuessing);
  auto invitation = invitations_.accept(asked.key, std::chrono::steady_clock::now());
  const auto room = invitation ? workshops_.find(invitation->workshop) : nullptr;
  if (!room) co_return co_await wrong(visitor, kInvitationUsed);
  auto reply = co_await joined_as_facilitator(room, asked.name, {}, false);
  if (reply.status != http::status::ok) invitations_.give_back(std::move(*invitation));
  co_return reply;
}

// Who was invited to lead one workshop, or was made a facilitator there, leads that one.
Task<bool> Api::leads_all(std::shared_ptr<Room> room, ParticipantId facilitator) {
  const auto knows_password = [id = facilitator](const Workshop& workshop) {
    return find(workshop, id)->knows_password;
  };
  co_return co_await seen_in<bool>(std::move(room), knows_password);
}

Task<Reply> Api::list_workshops(const Request&, const Visitor&, const Known& known) {
  const bool all = co_await leads_all(known.room, known.participant);
  Json list = Json::array();
  for (const auto& room : workshops_.all()) {
    if (!all && room != known.room) continue;
    const auto title = co_await seen_in<Text>(
        room, [](const Workshop& workshop) { return workshop.definition.workshop.title; });
    list.push_back(
        {{"id", room->id().value}, {"title", to_json_value(title)}, {"joinCode", room->join_code()}});
  }
  Json told{{"workshops", std::move(list)}};
  if (all) {
    for (const auto& [file, _] : workshops_.not_served()) told["notServed"].push_back(file);
  }
  co_return json_reply(told.dump());
}

Task<Reply> Api::import_workshop(const Request& request, const Visitor& visitor, const Known& known) {
  const bool all = co_await leads_all(known.room, known.participant);
  if (!all) {
    co_return refused({RefusalCode::role, "",
                       "You were invited to lead one workshop. Who knows the facilitators' password makes "
                       "others; log in with it."});
  }
  using Imported = std::variant<std::shared_ptr<Room>, Refusal>;
  const auto answer = co_await elsewhere<Imported>([&](auto done) {
    const bool given = workers_.give(visitor.address, [this, done, text = request.body()] {
      const auto json = parse_json(text);
      if (const auto* refusal = std::get_if<Refusal>(&json)) return done(*refusal);
      const auto parsed = parse<Definition>(std::get<Json>(json));
      if (const auto* refusal = std::get_if<Refusal>(&parsed)) return done(*refusal);
      try {
        done(workshops_.import(std::get<Definition>(parsed)));
      } catch (const std::exception& why) {
        spdlog::error("a workshop could not be imported: {}", why.what());
        done(Refusal{RefusalCode::unavailable, "", "The workshop could not be kept; see the server's log."});
      }
    });
    if (!given) done(kBusy);
  });
  if (const auto* refusal = std::get_if<Refusal>(&answer)) co_return refused(*refusal);
  const auto& room = std::get<std::shared_ptr<Room>>(answer);
  co_return json_reply(Json{{"id", room->id().value}, {"joinCode", room->join_code()}}.dump(),
                       http::status::created);
}

Task<Reply> Api::definition(const Request&, const Visitor&, const Known& known) {
  const auto& room = known.room;
  const auto current =
      co_await seen_in<Definition>(room, [](const Workshop& workshop) { return workshop.definition; });
  co_return attachment(to_json_value(current).dump(2) + "\n", "application/json", room->id().value + ".json");
}

Task<Reply> Api::minutes(const Request& request, const Visitor& visitor, const Known& known) {
  const auto format = minutes_format(parameter(request, "format"));
  if (!format) co_return refused({RefusalCode::field_invalid, "format", "format is html, md, csv or json."});
  const auto& room = known.room;
  auto language = parameter(request, "language");
  if (language.empty()) language = room->definition().workshop.languages.front();
  auto reply = co_await elsewhere<Reply>([&](auto done) {
    const bool given = workers_.give(visitor.address, [done, format, language, file = room->file()] {
      try {
        const auto read = read_sqlite_journal(file, Trust::snapshot);
        const auto made = minutes_of(read.workshop, read.told_head, read.told);
        done(attachment(render(made, *format, language), media_type(*format),
                        file_name(made, *format, language)));
      } catch (const std::exception& why) {
        spdlog::error("minutes could not be made: {}", why.what());
        done(
            refused({RefusalCode::unavailable, "", "The minutes cannot be made now; see the server's log."}));
      }
    });
    if (!given) done(busy());
  });
  co_return reply;
}

// What a document's list holds beyond what is shown there.
Task<Reply> Api::list(const Request& request, const Visitor&, const Known& known) {
  const auto from = parameter(request, "from");
  const auto place = from.empty() ? std::optional<std::size_t>{0} : number_in<std::size_t>(from);
  if (!place)
    co_return refused({RefusalCode::field_invalid, "from", "from is the place of an item, from 0."});
  const auto items_from = [place = *place, reader = known.participant,
                           document = parameter(request, "document"),
                           name = parameter(request, "list")](const Workshop& workshop) {
    const auto items = page_of(workshop, reader, document, name, place);
    return items ? std::optional{items->dump()} : std::nullopt;
  };
  const auto page = co_await seen_in<std::optional<std::string>>(known.room, items_from);
  if (!page)
    co_return refused({RefusalCode::not_found, "document", "There is no such document with such a list."});
  co_return json_reply(*page);
}

// What is written is in the body, not in the address: addresses are logged on their way.
Task<Reply> Api::similar(const Request& request, const Visitor&, const Known& known) {
  auto parsed = body_of<SimilarRequest>(request);
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) co_return refused(*refusal);
  const auto found = co_await elsewhere<std::vector<SimilarActivity>>([&](auto done) {
    known.room->similar_to({std::move(std::get<SimilarRequest>(parsed).words), std::move(done)});
  });
  Json activities = Json::array();
  for (const auto& one : found)
    activities.push_back({{"activity", number(one.activity)}, {"similarity", one.similarity}});
  co_return json_reply(Json{{"activities", std::move(activities)}}.dump());
}

Task<Reply> Api::participation(const Request&, const Visitor&, const Known& known) {
  const auto told = co_await seen_in<std::string>(
      known.room, [](const Workshop& workshop) { return participation_in(workshop).dump(); });
  co_return json_reply(told);
}

// What is compared is copied on the room's strand and worked out beside it.
Task<Reply> Api::opinions(const Request& request, const Visitor& visitor, const Known& known) {
  const auto compared = [place = parameter(request, "subObjective")](const Workshop& workshop) {
    return opinions_in(workshop, place.empty() ? std::nullopt : std::optional{SubObjectiveId{place}});
  };
  const auto opinions = co_await seen_in<Opinions>(known.room, compared);
  const auto told = co_await elsewhere<std::optional<std::string>>([&](auto done) {
    const bool given =
        workers_.give(visitor.address, [done, opinions] { done(opinions_shown(opinions).dump()); });
    if (!given) done(std::nullopt);
  });
  if (!told) co_return busy();
  co_return json_reply(*told);
}

// Leads to a page of this server alone, so that nobody can have it make codes for theirs.
Task<Reply> Api::qr(const Request& request, const Visitor&, const Known&) {
  const auto path = parameter(request, "path");
  if (!path.starts_with('/') || path.starts_with("//") || path.size() > 200) {
    co_return refused(
        {RefusalCode::field_invalid, "path", "path is a page of this server, such as /join/CODE."});
  }
  auto reply = json_reply(qr_svg(address_() + path));
  reply.type = "image/svg+xml";
  co_return reply;
}

}  // namespace acuerdo
