#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "server/cli/commands.h"

// One line an event worth an operator's eye, with time and level.
static void log_to_stderr() {
  spdlog::set_default_logger(spdlog::stderr_color_mt("acuerdo"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %v");
}

int main(int argc, char** argv) {
  log_to_stderr();
  umask(S_IRWXG | S_IRWXO);  // whatever we write is the server's alone: it holds tokens, keys and ballots
  CLI::App app{"Acuerdo: a server for workshops that decide by consensus."};
  app.set_version_flag("--version", std::string{"acuerdo "} + ACUERDO_VERSION);
  app.require_subcommand(1);
  acuerdo::add_serve(app);
  acuerdo::add_export(app);
  acuerdo::add_check(app);
  acuerdo::add_password(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? acuerdo::kFine : acuerdo::kWrongUse;
  } catch (const acuerdo::Failed& failed) {
    return failed.status;
  } catch (const std::exception& why) {
    std::cerr << "acuerdo: " << why.what() << "\n";
    return acuerdo::kFailed;
  }
  return acuerdo::kFine;
}
