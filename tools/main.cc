// `likewise`: chooses a command, runs it, and turns its outcome into one line and an exit code.

#include <exception>

#include <fmt/format.h>

#include "tools/command.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise train vectors.npy --groups 196 --clusters 32 -o model.lwm
  likewise encode vectors.npy --model model.lwm > docs.ndjson
  likewise serve --data-dir ./likewise-data &
  likewise index docs.ndjson --to http://127.0.0.1:9200/images
  likewise search http://127.0.0.1:9200/images --like 7

`likewise COMMAND --help` explains a command.)";

int exit_code(const Error& error) {
  if (error.type() == "usage") {
    return kExitUsage;
  }
  return error.code() == ErrorCode::kLocked ? kExitLocked : kExitFailure;
}

int run(int argc, char** argv) {
  CommandLine line;
  line.app.require_subcommand(1);
  line.app.set_version_flag("--version", "likewise " LIKEWISE_VERSION);
  line.app.footer(kFooter);
  add_serve(line);
  add_train(line);
  add_encode(line);
  add_eval(line);
  add_inspect(line);
  add_tune(line);
  add_features(line);
  add_index(line);
  add_search(line);
  add_mirror(line);
  add_compare(line);
  add_record(line);
  add_import(line);
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::CallForHelp& help) {
    return line.app.exit(help);
  } catch (const CLI::CallForAllHelp& help) {
    return line.app.exit(help);
  } catch (const CLI::CallForVersion& version) {
    return line.app.exit(version);
  } catch (const CLI::ParseError& error) {
    fmt::print(stderr, "likewise: {}; see likewise --help\n", error.what());
    return kExitUsage;
  }
  const Result<int> outcome = line.run();
  if (!outcome.has_value()) {
    fmt::print(stderr, "likewise: {}\n", outcome.error().message());
    return exit_code(outcome.error());
  }
  return *outcome;
}

}  // namespace
}  // namespace likewise::tools

int main(int argc, char** argv) {
  try {
    return likewise::tools::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "likewise: {}\n", error.what());
    return likewise::tools::kExitFailure;
  }
}
