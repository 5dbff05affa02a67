// What is not live: joining, logging in, importing, exporting (server/protocol/openapi.yaml).
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/reply.h"
#include "server/http/request.h"
#include "server/http/requests.h"
#include "server/identity/facilitator_password.h"
#include "server/identity/invitations.h"
#include "server/limits/visitors.h"
#include "server/net/lane.h"
#include "server/net/workers.h"
#include "server/workshops/workshops.h"
#include "sessions/model/names.h"
#include "sessions/values/field.h"

namespace acuerdo {

// A definition of thousands of drafts in several languages.
inline constexpr std::size_t kMaxDefinitionBytes = 8 * 1024 * 1024;

// Any other body: a name, a password.
inline constexpr std::size_t kMaxBodyBytes = 16 * 1024;

// Who may read GET /metrics: programs on this machine, anybody, or nobody.
enum class MetricsReaders { here, everyone, nobody };
constexpr auto names_of(MetricsReaders) {
  return NameTable<MetricsReaders, 3>{{{MetricsReaders::here, "here"},
                                       {MetricsReaders::everyone, "everyone"},
                                       {MetricsReaders::nobody, "nobody"}}};
}

// Who may ask for what over HTTP: a row of the table in server/protocol/README.md.
struct HttpPermission {
  http::verb method;
  std::string_view path;      // ending with a slash: all below it
  Roles who;                  // by their token
  std::string_view else_who;  // who may, where nobody shows a token
};

// Shared by all lanes; what it holds can be asked from any thread.
class Api {
 public:
  // `address` tells where people reach this server now, such as "http://192.168.1.20:8080".
  Api(Workshops& workshops, FacilitatorPassword& password, Visitors& visitors, Workers& strangers_work,
      Workers& workers, std::function<std::string()> address, MetricsReaders metrics_readers);

  static bool serves(std::string_view path) {
    return path == "/health" || path == "/metrics" || path.starts_with("/api/");
  }

  static std::vector<HttpPermission> permissions();

  // How large a body this request may have: only who is known may send a large one. On the visitor's lane.
  Task<std::size_t> body_limit(const Request& header);

  // On the visitor's lane.
  Task<Reply> answer(const Request& request, const Visitor& visitor);

 private:
  // Who asks, as their token says.
  struct Known {
    std::shared_ptr<Room> room;
    ParticipantId participant{};
    Role role{};
  };
  struct Route;
  static const std::array<Route, 20> kRoutes;
  using KnownOrNot = std::variant<Known, Refusal>;
  Task<Reply> routed(const Request& request, const Visitor& visitor);
  Task<KnownOrNot> who_asks(const Request& request, Roles allowed);

  Task<Reply> state(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> health(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> metrics(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> invitation(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> join(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> set_password(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> log_in(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> screen(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> renew_code(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> invite_facilitator(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> accept_invitation(const Request& request, const Visitor& visitor, const Known& known);
  Task<bool> leads_all(std::shared_ptr<Room> room, ParticipantId facilitator);
  Task<Reply> list_workshops(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> import_workshop(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> definition(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> minutes(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> list(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> similar(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> participation(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> opinions(const Request& request, const Visitor& visitor, const Known& known);
  Task<Reply> qr(const Request& request, const Visitor& visitor, const Known& known);

  bool is_guessing(const Visitor& visitor);
  Reply busy() const;
  Task<Reply> wrong(const Visitor& visitor, const Refusal& refusal, std::string name = {});
  Task<std::optional<ParticipantId>> proven(std::shared_ptr<Room> room, const JoinRequest& asked);
  Task<Reply> become_facilitator(std::shared_ptr<Room> room, std::string name);
  Task<Reply> joined_as_facilitator(std::shared_ptr<Room> room, std::string name,
                                    std::optional<ParticipantId> known, bool by_password);
  Task<Reply> joined(std::shared_ptr<Room> room, ServerCommand command, std::string secret, Role role);

  Workshops& workshops_;
  FacilitatorPassword& password_;
  Visitors& visitors_;
  Workers& strangers_work_;  // what asks for no token
  Workers& workers_;
  std::function<std::string()> address_;
  MetricsReaders metrics_readers_;
  Invitations invitations_;
};

}  // namespace acuerdo
