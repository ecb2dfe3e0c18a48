// `likewise serve`: options to server/application.h.

#include <memory>
#include <string>

#include "server/application.h"
#include "tools/command.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise serve
  likewise serve --data-dir ./likewise-data --port 9210
  likewise serve --compat-version 7.10.2 --scoring elasticsearch

Every option is also read from LIKEWISE_<OPTION>, e.g. LIKEWISE_DATA_DIR; the command line wins.
SIGTERM and SIGINT let running requests finish and close the database.)";

/// CLI11 writes into this; `run` reads it after parsing.
struct ServeArguments {
  server::ApplicationOptions options;
  std::string data_dir = "./likewise-data";
  std::string log_format = "text";
};

}  // namespace

void add_serve(CommandLine& line) {
  auto arguments = std::make_shared<ServeArguments>();
  server::ApplicationOptions& options = arguments->options;
  CLI::App* serve = line.app.add_subcommand("serve", "run the search server");
  serve->footer(kFooter);
  serve->add_option("--data-dir", arguments->data_dir, "directory of the indices, made if missing")
      ->envname("LIKEWISE_DATA_DIR")
      ->capture_default_str();
  serve->add_option("--host", options.host, "address to listen on")
      ->envname("LIKEWISE_HOST")
      ->capture_default_str();
  serve->add_option("--port", options.port, "port to listen on; 0 takes a free one")
      ->envname("LIKEWISE_PORT")
      ->capture_default_str();
  serve
      ->add_option("--compat-version", options.compat_version,
                   "version of Elasticsearch to speak and report")
      ->envname("LIKEWISE_COMPAT_VERSION")
      ->capture_default_str();
  serve->add_option("--scoring", options.scoring, "whose scores: elasticsearch or opensearch")
      ->envname("LIKEWISE_SCORING")
      ->check(CLI::IsMember({"elasticsearch", "opensearch"}))
      ->capture_default_str();
  serve->add_option("--io-threads", options.io_threads, "threads for connections; 0: by cores")
      ->envname("LIKEWISE_IO_THREADS")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  serve
      ->add_option("--search-threads", options.search_threads,
                   "threads that answer requests; 0: by cores")
      ->envname("LIKEWISE_SEARCH_THREADS")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  serve
      ->add_option("--max-content-length", options.max_content_length,
                   "largest body of a request, e.g. 100mb")
      ->envname("LIKEWISE_MAX_CONTENT_LENGTH")
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  serve->add_option("--log-format", arguments->log_format, "text or json")
      ->envname("LIKEWISE_LOG_FORMAT")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  serve
      ->add_flag("--insecure-no-auth", options.insecure_no_auth,
                 "allow an address that other machines can reach, without any password")
      ->envname("LIKEWISE_INSECURE_NO_AUTH");
  serve->callback([&line, arguments] {
    line.run = [arguments]() -> Result<int> {
      server::ApplicationOptions chosen = arguments->options;
      chosen.data_dir = arguments->data_dir;
      chosen.log_format =
          arguments->log_format == "json" ? server::LogFormat::kJson : server::LogFormat::kText;
      LIKEWISE_TRY_STATUS(server::serve_until_signal(chosen));
      return kExitOk;
    };
  });
}

}  // namespace likewise::tools
