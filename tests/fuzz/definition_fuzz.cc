// A definition as somebody uploads it: refused by field, or a workshop whose every document is bounded.
#include <cstdlib>

#include "sessions/core/step.h"
#include "sessions/json/parse.h"
#include "sessions/views/views.h"

namespace acuerdo {
namespace {

void import_it(std::string_view text) {
  const auto json = parse_json(text);
  if (std::holds_alternative<Refusal>(json)) return;
  auto parsed = parse<Definition>(std::get<Json>(json));
  if (std::holds_alternative<Refusal>(parsed)) return;
  Workshop workshop;
  const auto step =
      take(workshop, {kTheWorkshop, Time{}},
           ServerCommand{ImportWorkshop{{"fuzzed"}, "K7WQ4M", std::move(std::get<Definition>(parsed))}});
  if (step.refusal) {
    if (step.refusal->sentence.empty()) std::abort();
    return;
  }
  for (const auto audience : kAudiences) {
    for (const auto& key : documents(workshop, audience)) {
      if (document(workshop, audience, key)->dump().size() > kMaxDocumentBytes) std::abort();
    }
  }
}

}  // namespace
}  // namespace acuerdo

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  acuerdo::import_it({reinterpret_cast<const char*>(data), size});
  return 0;
}
