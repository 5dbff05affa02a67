// The people's side over HTTP: embedded files, precompressed, with the headers a careful site sends.
#pragma once

#include "server/http/reply.h"
#include "server/http/request.h"

namespace acuerdo {

// GET or HEAD of anything that is not of the API. A page the app draws itself is index.html; what is not
// there is index.html too, with status 404, and the app says so.
Reply page(const Request& request);

// What every answer carries: a strict content security policy and its companions.
void add_security_fields(const Request& request, Reply& reply);

}  // namespace acuerdo
