#include "server/http/reply.h"

#include "sessions/json/write.h"

namespace acuerdo {
namespace {

http::status status_of(RefusalCode code) {
  switch (code) {
    case RefusalCode::token:
    case RefusalCode::credentials:
      return http::status::unauthorized;
    case RefusalCode::role:
    case RefusalCode::key:
      return http::status::forbidden;
    case RefusalCode::code:
    case RefusalCode::not_found:
      return http::status::not_found;
    case RefusalCode::duplicate:
    case RefusalCode::in_use:
    case RefusalCode::stage:
    case RefusalCode::limit:
    case RefusalCode::base:
      return http::status::conflict;
    case RefusalCode::too_large:
      return http::status::payload_too_large;
    case RefusalCode::rate:
      return http::status::too_many_requests;
    case RefusalCode::unavailable:
      return http::status::service_unavailable;
    default:
      return http::status::bad_request;
  }
}

}  // namespace

Reply json_reply(std::string body, http::status status) {
  return {status, "application/json", std::move(body), {}, {{"Cache-Control", "no-store"}}};
}

Reply refused(const Refusal& refusal) {
  Json body{{"code", to_json_value(refusal.code)},
            {"field", refusal.field.empty() ? Json(nullptr) : Json(refusal.field)},
            {"sentence", refusal.sentence}};
  if (refusal.most > 0) body["most"] = refusal.most;
  auto reply = json_reply(body.dump(), status_of(refusal.code));
  if (refusal.code == RefusalCode::rate || refusal.code == RefusalCode::unavailable) {
    reply.fields.emplace_back("Retry-After", "2");
  }
  if (reply.status == http::status::unauthorized) reply.fields.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

}  // namespace acuerdo
