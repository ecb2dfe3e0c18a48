#pragma once

/// @file
/// How a subcommand of `likewise` is declared. Parsing is CLI11's, one file per command; the work
/// itself returns a Result, so that main() alone prints errors and chooses exit codes.

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

#include "engine/base/error.h"

namespace likewise::tools {

/// Exit codes of every command; docs/commands.md lists them.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitLocked = 3;   ///< Data directory in use, or of a newer format.
inline constexpr int kExitPartial = 4;  ///< Some documents were refused; a list was written.

/// The command tree and what was chosen from it. A command's add_… function adds a subcommand whose
/// callback sets `run`; main() calls it after parsing.
struct CommandLine {
  CLI::App app{"likewise: more like this, without a JVM"};
  std::function<Result<int>()> run;  ///< Returns the exit code.
};

/// A wrong use of options that CLI11 cannot see: one line on stderr, exit code 2.
inline Error usage_error(std::string message) {
  return Error(ErrorCode::kInvalidArgument, std::move(message)).with_type("usage");
}

void add_serve(CommandLine& line);
void add_train(CommandLine& line);
void add_encode(CommandLine& line);
void add_eval(CommandLine& line);
void add_inspect(CommandLine& line);
void add_index(CommandLine& line);
void add_search(CommandLine& line);
void add_features(CommandLine& line);
void add_tune(CommandLine& line);
void add_mirror(CommandLine& line);
void add_compare(CommandLine& line);
void add_record(CommandLine& line);
void add_import(CommandLine& line);

}  // namespace likewise::tools
