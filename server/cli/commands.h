// The command line: one file a subcommand. Errors go to stderr as a sentence that says what to do.
#pragma once

#include <CLI/App.hpp>

namespace acuerdo {

// Exit status.
inline constexpr int kFine = 0;
inline constexpr int kFailed = 1;    // it could not be done: the sentence says why
inline constexpr int kWrongUse = 2;  // the command line is not understood

// What `check` found wrong was said already.
struct Failed {
  int status = kFailed;
};

void add_serve(CLI::App& app);
void add_export(CLI::App& app);
void add_check(CLI::App& app);
void add_password(CLI::App& app);

}  // namespace acuerdo
