#pragma once

/// @file
/// The result of an aggregation as the answer shows it: an ordered tree, ready to be written.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace likewise {

struct ResultMember;

/// JSON text that is written as it stands.
struct RawJson {
  std::string text;
};

/// One value. Doubles are written as Java writes them.
struct ResultTree {
  using Object = std::vector<ResultMember>;
  using Array = std::vector<ResultTree>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, RawJson, Array, Object>
      value;
};

/// One member of an object. `type` is set for aggregations: `typed_keys` writes "type#name".
struct ResultMember {
  std::string name;
  ResultTree value;
  std::string type = {};
};

}  // namespace likewise
