#include "server/log.h"

#include <string>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "engine/dsl/json.h"

namespace likewise::server {
namespace {

bool json_lines = false;  // Written once by start_log.

std::string shown(std::string_view message) {
  return json_lines ? json::quoted(message) : std::string(message);
}

}  // namespace

void start_log(LogFormat format) {
  json_lines = format == LogFormat::kJson;
  auto logger = std::make_shared<spdlog::logger>("likewise",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern(
      json_lines ? R"({"@timestamp":"%Y-%m-%dT%H:%M:%S.%eZ","log.level":"%l","message":%v})"
                 : "%Y-%m-%d %H:%M:%S.%e %l: %v",
      spdlog::pattern_time_type::utc);
  spdlog::set_default_logger(std::move(logger));
}

void log_info(std::string_view message) {
  spdlog::info("{}", shown(message));
}

void log_warning(std::string_view message) {
  spdlog::warn("{}", shown(message));
}

}  // namespace likewise::server
