#include "engine/search/fielddata.h"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace likewise {
namespace {

Error shard_error(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception")
      .raised_in_shard();
}

bool has_fielddata(const Field& field) {
  return field.raw_options.find("\"fielddata\":true") != std::string::npos;
}

}  // namespace

Error fielddata_error(std::string_view field, FieldKind kind, std::string_view index) {
  if (kind != FieldKind::kText) {
    return shard_error(
        fmt::format("Can't load fielddata on [{}] because fielddata is unsupported on fields of "
                    "type [{}]. Use doc values instead.",
                    field, to_string(kind)));
  }
  const std::string where =
      index.empty() ? "" : fmt::format("Fielddata is disabled on [{}] in [{}]. ", field, index);
  return shard_error(
      fmt::format("{}Text fields are not optimised for operations that require per-document field "
                  "data like aggregations and sorting, so these operations are disabled by "
                  "default. Please use a keyword field instead. Alternatively, set fielddata=true "
                  "on [{}] in order to load field data by uninverting the inverted index. Note "
                  "that this can use significant memory.",
                  where, field));
}

Status check_has_values(const Field& field, std::string_view index) {
  const bool has_values = field.kind == FieldKind::kText ? has_fielddata(field) : field.doc_values;
  if (!has_values) {
    return fail(fielddata_error(field.name, field.kind, index));
  }
  return {};
}

}  // namespace likewise
