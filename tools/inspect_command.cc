// `likewise inspect`: explains a codebook.

#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "storage/rocks/codebook/codebook_file.h"
#include "tools/codebook_report.h"
#include "tools/command.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise inspect model.lwm
  likewise inspect model.lwm --summary
variance: of the group's dimensions; share: of all groups' variance; explained: the part that the
chosen centroid tells; smallest, largest: share of the vectors in a cluster; effective: how many
clusters of equal size would tell as much.)";

struct InspectFlags {
  std::string model;
  bool summary = false;
  bool json = false;
};

Result<int> run_inspect(const InspectFlags& flags) {
  LIKEWISE_TRY(const Codebook codebook, storage::load_codebook(flags.model));
  const std::string name = std::filesystem::path(flags.model).filename().string();
  fmt::print("{}", flags.json ? render_report_json(codebook, name)
                              : render_report(codebook, name, flags.summary));
  return kExitOk;
}

}  // namespace

void add_inspect(CommandLine& line) {
  auto flags = std::make_shared<InspectFlags>();
  CLI::App* command = line.app.add_subcommand("inspect", "explain a codebook in words and numbers");
  command->add_option("model", flags->model, "codebook file of `likewise train`")->required();
  command->add_flag("--summary", flags->summary, "without the table of groups");
  command->add_flag("--json", flags->json, "one JSON object");
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_inspect(*flags); }; });
}

}  // namespace likewise::tools
