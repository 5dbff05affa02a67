#include "tests/server/contract.h"
#include "tests/source_file.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace acuerdo {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;
namespace fs = std::filesystem;

json read(const fs::path& file) {
  std::ifstream in{file};
  return json::parse(in);
}

// Schemas refer to each other by relative paths; made absolute, valijson finds them by one name whoever asks.
void make_references_absolute(json& schema, const fs::path& folder) {
  if (schema.is_object()) {
    for (auto& [key, value] : schema.items()) {
      if (key == "$ref" && value.is_string() && !value.get<std::string>().starts_with('#')) {
        const auto reference = value.get<std::string>();
        const auto hash = reference.find('#');
        const auto file = fs::weakly_canonical(folder / reference.substr(0, hash));
        value = "file://" + file.string() + (hash == std::string::npos ? "" : reference.substr(hash));
      } else {
        make_references_absolute(value, folder);
      }
    }
  } else if (schema.is_array()) {
    for (auto& element : schema) make_references_absolute(element, folder);
  }
}

class Schemas {
 public:
  const valijson::Schema* find(const fs::path& file) {
    auto& kept = schemas_[file];
    if (kept || !fs::exists(file)) return kept.get();
    auto written = read(file);
    make_references_absolute(written, file.parent_path());
    kept = std::make_unique<valijson::Schema>();
    valijson::SchemaParser{valijson::SchemaParser::kDraft7}.populateSchema(
        NlohmannJsonAdapter{written}, *kept,
        [](const std::string& uri) -> const json* {
          const fs::path other{uri.substr(std::string{"file://"}.size())};
          auto document = std::make_unique<json>(read(other));
          make_references_absolute(*document, other.parent_path());
          return document.release();
        },
        [](const json* document) { delete document; });
    return kept.get();
  }

 private:
  std::map<fs::path, std::unique_ptr<valijson::Schema>> schemas_;
};

std::string misfit_of(const json& document, std::initializer_list<fs::path> places, const std::string& name) {
  static std::mutex mutex;
  static Schemas schemas;
  const std::lock_guard lock{mutex};
  const auto root = source_file("server/protocol/schemas");
  const valijson::Schema* schema = nullptr;
  for (const auto& place : places) {
    if (!schema) schema = schemas.find(root / place / (name + ".json"));
  }
  if (!schema) return "no schema for " + name;
  valijson::ValidationResults results;
  if (valijson::Validator{}.validate(*schema, NlohmannJsonAdapter{document}, &results)) return {};
  valijson::ValidationResults::Error error;
  std::string all = name + ": ";
  while (results.popError(error)) {
    for (const auto& part : error.context) all += part;
    all += ": " + error.description + "; ";
  }
  return all + document.dump().substr(0, 600);
}

}  // namespace

std::string misfit(const json& message) {
  return misfit_of(message, {"frames", "commands"}, message.at("type"));
}

std::string misfit(const json& body, const std::string& schema) { return misfit_of(body, {"http"}, schema); }

}  // namespace acuerdo
