#include "sessions/json/write.h"
#include "sessions/minutes/minutes.h"

namespace acuerdo {

std::string json_of(const Minutes& minutes) {
  auto json = to_json_value(minutes);
  json["format"] = "acuerdo-minutes/1";
  return json.dump(2) + "\n";
}

}  // namespace acuerdo
