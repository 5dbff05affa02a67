#include <fmt/format.h>
#include <sodium.h>
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>

#include "server/cli/commands.h"
#include "server/identity/facilitator_password.h"
#include "server/identity/password_strength.h"

namespace acuerdo {
namespace {

namespace fs = std::filesystem;

// The terminal does not show what is typed while this lives.
class Unseen {
 public:
  Unseen() {
    if (tcgetattr(STDIN_FILENO, &before_) != 0) return;
    terminal_ = true;
    auto silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Unseen() {
    if (!terminal_) return;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    std::cerr << "\n";
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;
  bool terminal() const { return terminal_; }

 private:
  termios before_{};
  bool terminal_ = false;
};

std::string typed(const char* prompt) {
  const Unseen unseen;
  if (unseen.terminal()) std::cerr << prompt << std::flush;
  std::string line;
  std::getline(std::cin, line);
  return line;
}

void set_password(const std::string& given) {
  const fs::path path{given};
  const auto folder = fs::is_directory(path)       ? path
                      : path.parent_path().empty() ? fs::path{"."}
                                                   : path.parent_path();
  if (!fs::exists(path))
    throw std::runtime_error(
        fmt::format("{} is not there; give a workshop's file, or its data folder.", given));
  const auto password = typed("New password for facilitators (at least 10 characters): ");
  if (const auto weak = weakness_of(password, {})) throw std::runtime_error(*weak + " Nothing was changed.");
  if (isatty(STDIN_FILENO) != 0 && typed("Once more: ") != password) {
    throw std::runtime_error("The two were not the same; nothing was changed.");
  }
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used on this machine.");
  change_password(folder, password);
  std::cout << "The new password is set; it works at once. Every facilitator logs in again with it.\n";
}

}  // namespace

void add_password(CLI::App& app) {
  auto* command =
      app.add_subcommand("password", "Sets a new facilitators' password when the old one is lost.");
  const auto file = std::make_shared<std::string>();
  command->add_option("file", *file, "A workshop's file, or its data folder; a server may be using it")
      ->required();
  command->footer(
      "Example:\n  acuerdo password acuerdo-data/cuenca-2023.acuerdo\n\nAsks on the terminal, or reads one "
      "line from stdin.\n");
  command->callback([file] { set_password(*file); });
}

}  // namespace acuerdo
