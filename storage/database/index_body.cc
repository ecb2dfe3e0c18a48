#include "storage/database/index_body.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::storage {
namespace {

tl::unexpected<Error> refuse(const char* type, std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(type));
}

}  // namespace

Result<IndexBody> parse_index_body(std::string_view body) {
  IndexBody parsed;
  if (body.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return parsed;
  }
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  if (!root.is_object()) {
    return refuse("parse_exception", "request body must be an object");
  }
  for (const auto& [name, value] : root.members) {
    if (!value.is_object()) {
      return refuse("parse_exception", fmt::format("key [{}] must be an object", name));
    }
    if (name == "settings") {
      LIKEWISE_TRY(ParsedSettings settings, parse_settings(value));
      parsed.settings = std::move(settings.values);
    } else if (name == "mappings") {
      parsed.mapping_json = body.substr(value.begin, value.end - value.begin);
    } else if (name != "aliases") {
      return refuse("parse_exception", fmt::format("unknown key [{}] for create index", name));
    } else if (!value.members.empty()) {
      return fail(ErrorCode::kUnsupported, "aliases are not supported");
    }
  }
  return parsed;
}

}  // namespace likewise::storage
