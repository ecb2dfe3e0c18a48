#pragma once

#include <string_view>

namespace likewise::server {

enum class LogFormat { kText, kJson };

/// Logs go to stderr from here on: lines for people, or one JSON object per line. Call once, before
/// other threads start.
void start_log(LogFormat format);

/// Thread-safe. No bodies of documents, no header values.
void log_info(std::string_view message);
void log_warning(std::string_view message);

}  // namespace likewise::server
