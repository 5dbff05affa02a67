#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "server/cli/commands.h"
#include "sessions/journal/sqlite_journal.h"

namespace acuerdo {
namespace {

void check(const std::string& file) {
  const auto read = check_sqlite_journal(file);
  std::cout << fmt::format("{}: sound. {} events, head {}.\n", file, number(read.workshop.sequence),
                           to_hex(read.head));
  std::error_code none;
  if (const auto log = file + "-wal"; std::filesystem::file_size(log, none) > 0 && !none)
    std::cout << fmt::format("Part of it is in {}, which belongs to it: a copy needs both.\n", log);
  for (const auto& [sequence, from] : read.migrations) {
    std::cout << fmt::format(
        "Its record was made anew after event {}, when it was brought up from schema {}: what the "
        "record says of events up to there was not kept as they happened.\n",
        number(sequence), from);
  }
}

}  // namespace

void add_check(CLI::App& app) {
  auto* command =
      app.add_subcommand("check", "Checks a workshop's file: its hash chain, its events, its record.");
  const auto file = std::make_shared<std::string>();
  command->add_option("file", *file, "The workshop's file; a server may be using it")->required();
  command->footer(
      "Example:\n  acuerdo check acuerdo-data/cuenca-2023.acuerdo\n\nExit status 0 when all fits, 1 when "
      "not; the sentence says what.\n");
  command->callback([file] { check(*file); });
}

}  // namespace acuerdo
