#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <optional>

#include "server/cli/commands.h"
#include "sessions/journal/sqlite_journal.h"
#include "sessions/minutes/minutes.h"

namespace acuerdo {
namespace {

struct ExportArguments {
  std::string file;
  std::string format = "html";
  std::string language;
  std::optional<std::uint64_t> at;
};

void export_minutes(const ExportArguments& asked) {
  const auto until = asked.at ? std::optional{Sequence{*asked.at}} : std::nullopt;
  const auto read = read_sqlite_journal(asked.file, Trust::whole, until);
  const auto language =
      asked.language.empty() ? read.workshop.definition.workshop.languages.front() : asked.language;
  std::cout << render(minutes_of(read.workshop, read.told_head, read.told), *minutes_format(asked.format),
                      language)
            << std::flush;
  if (!std::cout) throw std::runtime_error("The minutes could not be written; is the disk full?");
}

}  // namespace

void add_export(CLI::App& app) {
  auto* command = app.add_subcommand("export", "Writes a workshop's minutes to stdout.");
  const auto asked = std::make_shared<ExportArguments>();
  command->add_option("file", asked->file, "The workshop's file; a server may be using it")->required();
  command->add_option("--format", asked->format, "html, md, csv or json")
      ->check(CLI::IsMember({"html", "md", "csv", "json"}))
      ->capture_default_str();
  command->add_option("--language", asked->language, "es, en, ...; else the workshop's first");
  command->add_option("--at", asked->at,
                      "As of this event, as the minutes then said themselves: the same bytes for ever");
  command->footer(
      "Examples:\n  acuerdo export acuerdo-data/cuenca-2023.acuerdo --format md --language es > acta.md\n"
      "  acuerdo export acuerdo-data/cuenca-2023.acuerdo --at 412 > as-it-was-signed.html\n");
  command->callback([asked] { export_minutes(*asked); });
}

}  // namespace acuerdo
