#include "tools/ndjson_vectors.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

bool is_vector(const json::Value& value) {
  return value.is_array() && !value.items.empty() && value.items.front().is_number();
}

/// The first array of numbers, an inner object's after those of the object itself.
const json::Value* first_vector(const json::Value& object) {
  for (const auto& [name, member] : object.members) {
    if (is_vector(member)) {
      return &member;
    }
  }
  for (const auto& [name, member] : object.members) {
    const json::Value* inner = member.is_object() ? first_vector(member) : nullptr;
    if (inner != nullptr) {
      return inner;
    }
  }
  return nullptr;
}

const json::Value* at_path(const json::Value& object, std::string_view path) {
  if (!object.is_object()) {
    return nullptr;
  }
  if (const json::Value* whole = object.find(path); whole != nullptr) {
    return whole;
  }
  const std::size_t dot = path.find('.');
  const json::Value* inner =
      dot == std::string_view::npos ? nullptr : object.find(path.substr(0, dot));
  return inner == nullptr ? nullptr : at_path(*inner, path.substr(dot + 1));
}

const json::Value* vector_of(const json::Value& document, std::string_view field) {
  const json::Value* source = document.find("_source");
  const json::Value& body = source != nullptr && source->is_object() ? *source : document;
  return field.empty() ? first_vector(body) : at_path(body, field);
}

std::optional<std::string> id_of(const json::Value& object) {
  const json::Value* id = object.find("_id");
  return id != nullptr && (id->is_string() || id->is_number()) ? std::optional(id->text)
                                                               : std::nullopt;
}

/// The metadata of {"index":{…}} or {"create":{…}}.
const json::Value* action_of(const json::Value& line) {
  if (!line.is_object() || line.members.size() != 1 ||
      (line.members.front().first != "index" && line.members.front().first != "create")) {
    return nullptr;
  }
  const json::Value& metadata = line.members.front().second;
  return metadata.is_object() && first_vector(metadata) == nullptr ? &metadata : nullptr;
}

bool read_values(const json::Value& array, std::vector<float>& values) {
  values.clear();
  for (const json::Value& item : array.items) {
    if (!item.is_number()) {
      return false;
    }
    values.push_back(static_cast<float>(std::strtod(item.text.c_str(), nullptr)));
  }
  return true;
}

class LineReader {
 public:
  LineReader(std::string_view field, bool skip_bad) : field_(field), rows_(skip_bad) {}

  Status read(std::string_view line, const std::string& place) {
    const Result<json::Value> value = json::parse(line);
    if (!value.has_value()) {
      return rows_.bad(place, value.error().message());
    }
    if (const json::Value* action = action_of(*value); action != nullptr) {
      id_ = id_of(*action);
      return {};
    }
    const json::Value* array = value->is_object() ? vector_of(*value, field_) : &*value;
    std::optional<std::string> id = value->is_object() ? id_of(*value) : std::nullopt;
    id = id ? id : std::exchange(id_, std::nullopt);
    if (array == nullptr || !array->is_array() || !read_values(*array, values_)) {
      return rows_.bad(place, field_.empty() ? std::string("no array of numbers")
                                             : fmt::format("no array of numbers [{}]", field_));
    }
    LIKEWISE_TRY_STATUS(rows_.add(values_, place));
    if (rows_.added_last() && id) {
      rows_.add_id(*std::move(id));
    }
    return {};
  }

  TextRows take() {
    TextRows rows = rows_.take();
    if (rows.ids.size() != rows.rows()) {
      rows.ids.clear();  // not every document has one
    }
    return rows;
  }

 private:
  std::string_view field_;
  RowCollector rows_;
  std::optional<std::string> id_;  ///< Of the action line before.
  std::vector<float> values_;
};

}  // namespace

Result<TextRows> parse_ndjson_vectors(std::string_view text, std::string_view field,
                                      bool skip_bad) {
  LineReader reader(field, skip_bad);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      LIKEWISE_TRY_STATUS(reader.read(line, fmt::format("line {}", number)));
    }
  }
  return reader.take();
}

}  // namespace likewise::tools
