// Bodies of requests (server/protocol/schemas/http).
#pragma once

#include <optional>
#include <string>

#include "server/identity/facilitator_password.h"
#include "sessions/model/names.h"
#include "sessions/values/field.h"
#include "sessions/values/ids.h"
#include "sessions/values/text.h"

namespace acuerdo {

struct JoinRequest {
  std::string code;
  std::string name;
  std::optional<InstitutionId> institution;
  Role role{};
  std::string language;
  bool claim = false;  // I am the one of this name who is in already
  std::string token;   // that I joined with before, on this device

  static constexpr auto fields() {
    return fields_of(field("code", &JoinRequest::code).up_to(40),
                     field("name", &JoinRequest::name).up_to(kMaxName),
                     field("institution", &JoinRequest::institution), field("role", &JoinRequest::role),
                     field("language", &JoinRequest::language).up_to(kMaxCodeLength),
                     field("claim", &JoinRequest::claim).optional(),
                     field("token", &JoinRequest::token).up_to(200).optional());
  }
};

struct PasswordRequest {
  std::string key;
  std::string name;
  std::string password;

  static constexpr auto fields() {
    return fields_of(field("key", &PasswordRequest::key).up_to(200),
                     field("name", &PasswordRequest::name).up_to(kMaxName),
                     field("password", &PasswordRequest::password).up_to(200));
  }
};

struct LoginRequest {
  std::string name;
  std::string password;
  std::optional<WorkshopId> workshop;

  static constexpr auto fields() {
    return fields_of(field("name", &LoginRequest::name).up_to(kMaxName),
                     field("password", &LoginRequest::password).up_to(200),
                     field("workshop", &LoginRequest::workshop).optional());
  }
};

struct AcceptRequest {
  std::string key;
  std::string name;

  static constexpr auto fields() {
    return fields_of(field("key", &AcceptRequest::key).up_to(200),
                     field("name", &AcceptRequest::name).up_to(kMaxName));
  }
};

struct SimilarRequest {
  std::string words;

  static constexpr auto fields() {
    return fields_of(field("words", &SimilarRequest::words).up_to(kMaxWording));
  }
};

}  // namespace acuerdo
