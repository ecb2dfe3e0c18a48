#include "engine/dsl/field_path.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/field_definition.h"

namespace likewise {

Result<std::vector<std::string_view>> split_field_name(std::string_view name) {
  if (name.empty()) {
    return fail(illegal_argument("field name cannot be an empty string"));
  }
  std::vector<std::string_view> parts;
  std::string_view rest = name;
  while (true) {
    const std::size_t dot = rest.find('.');
    parts.push_back(rest.substr(0, dot));
    if (dot == std::string_view::npos) {
      break;
    }
    rest.remove_prefix(dot + 1);
  }
  // Java's split drops empty parts at the end.
  while (parts.size() > 1 && parts.back().empty()) {
    parts.pop_back();
  }
  if (parts.size() == 1 && parts.front() == name) {
    return parts;
  }
  for (const std::string_view part : parts) {
    if (part.empty()) {
      return fail(illegal_argument(fmt::format(
          "object field starting or ending with a [.] makes object resolution ambiguous: [{}]",
          name)));
    }
    if (part.find_first_not_of(" \t\n\r") == std::string_view::npos) {
      return fail(illegal_argument(
          fmt::format("object field cannot contain only whitespace: ['{}']", name)));
    }
  }
  return parts;
}

Error failed_to_parse(Error cause) {
  return mapper_error("failed to parse").caused_by(std::move(cause));
}

Error strict_mapping_error(std::string_view name, std::string_view parent) {
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("mapping set to strict, dynamic introduction of [{}] within [{}] is not "
                           "allowed",
                           name, parent))
      .with_type("strict_dynamic_mapping_exception");
}

}  // namespace likewise
