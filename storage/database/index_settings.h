#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/settings_json.h"
#include "engine/search/dialect.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// What the engine reads out of an index's settings. Immutable.
struct IndexSettings {
  FlatSettings values;
  std::optional<std::chrono::milliseconds> refresh_interval;  ///< Absent: never on its own.
  Durability durability = Durability::kSync;
  Dialect dialect = Dialect::kElasticsearch7;
  std::vector<std::string> default_fields = {"*"};
  std::size_t max_result_window = 10'000;
};

/// Errors: illegal_argument_exception "failed to parse setting [index.refresh_interval] ...".
Result<IndexSettings> read_index_settings(FlatSettings values, Dialect default_dialect);

/// "1s", "500ms", "-1" (absent), "0". Errors: illegal_argument_exception.
Result<std::optional<std::chrono::milliseconds>> parse_interval(std::string_view name,
                                                                std::string_view text);

/// True for settings that may change while the index lives.
bool is_dynamic_setting(std::string_view name);

/// {"index":{…}}: dots become objects, values are strings.
std::string settings_to_json(const FlatSettings& values);

}  // namespace likewise::storage
