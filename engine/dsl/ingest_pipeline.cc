#include "engine/dsl/ingest_pipeline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

constexpr std::size_t kMostProcessors = 256;
constexpr std::size_t kDeepest = 8;

Error parse_error(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parse_exception");
}

/// Reads the members of one processor; each is to be asked for, or it is unknown.
class Members {
 public:
  Members(const std::string& type, const json::Value& body) : type_(type), body_(body) {}

  const json::Value* find(std::string_view name) {
    seen_.emplace_back(name);
    return body_.find(name);
  }

  Result<std::string> text(std::string_view name) {
    const json::Value* const value = find(name);
    if (value == nullptr) {
      return fail(parse_error(fmt::format("[{}] required property is missing", name)));
    }
    if (!value->is_string()) {
      return fail(parse_error(
          fmt::format("[{}] property isn't a string, but of type [{}]", name, token_name(*value))));
    }
    if (value->text.find("{{") != std::string::npos) {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("[{}] of processor [{}]: templates are not supported by likewise",
                              name, type_));
    }
    return value->text;
  }

  Result<bool> flag(std::string_view name, bool otherwise) {
    const json::Value* const value = find(name);
    if (value == nullptr) {
      return otherwise;
    }
    const std::string given = scalar_text(*value);
    if (given != "true" && given != "false") {
      return fail(parse_error(fmt::format("[{}] property isn't a boolean, but of type [{}]", name,
                                          token_name(*value))));
    }
    return given == "true";
  }

  /// Errors: a member that nobody asked for.
  Status finish() const {
    for (const auto& [name, value] : body_.members) {
      if (std::find(seen_.begin(), seen_.end(), name) == seen_.end()) {
        return fail(parse_error(fmt::format(
            "processor [{}] doesn't support one or more provided configuration parameters [{}]",
            type_, name)));
      }
    }
    return {};
  }

 private:
  const std::string& type_;
  const json::Value& body_;
  std::vector<std::string> seen_;
};

Result<EncodeProcessor> read_encode(Members& members) {
  EncodeProcessor encode;
  LIKEWISE_TRY(encode.field, members.text("field"));
  LIKEWISE_TRY(encode.target_field, members.text("target_field"));
  LIKEWISE_TRY(encode.codebook, members.text("codebook"));
  LIKEWISE_TRY(encode.ignore_missing, members.flag("ignore_missing", false));
  return encode;
}

Result<SetProcessor> read_set(Members& members) {
  SetProcessor set;
  LIKEWISE_TRY(set.field, members.text("field"));
  const json::Value* const value = members.find("value");
  if (value == nullptr) {
    return fail(parse_error("[value] required property is missing"));
  }
  if (value->is_string()) {
    LIKEWISE_TRY([[maybe_unused]] const std::string plain, members.text("value"));
  }
  set.value = *value;
  LIKEWISE_TRY(set.overrides, members.flag("override", true));
  return set;
}

Result<RemoveProcessor> read_remove(Members& members) {
  RemoveProcessor remove;
  const json::Value* const field = members.find("field");
  if (field != nullptr && field->is_array()) {
    for (const json::Value& item : field->items) {
      remove.fields.push_back(scalar_text(item));
    }
  } else {
    LIKEWISE_TRY(std::string name, members.text("field"));
    remove.fields.push_back(std::move(name));
  }
  LIKEWISE_TRY(remove.ignore_missing, members.flag("ignore_missing", false));
  return remove;
}

Result<std::vector<Processor>> read_processors(std::string_view name, const json::Value& value,
                                               std::size_t depth);

Result<Processor> read_processor(const json::Value& entry, std::size_t depth) {
  if (!entry.is_object() || entry.members.size() != 1 ||
      !entry.members.front().second.is_object()) {
    return fail(parse_error("a processor must be an object of one name and its options"));
  }
  const auto& [type, body] = entry.members.front();
  Members members(type, body);
  Processor processor;
  if (type == "likewise_encode") {
    LIKEWISE_TRY(processor.action, read_encode(members));
  } else if (type == "set") {
    LIKEWISE_TRY(processor.action, read_set(members));
  } else if (type == "remove") {
    LIKEWISE_TRY(processor.action, read_remove(members));
  } else {
    return fail(parse_error(fmt::format("No processor type exists with name [{}]", type)));
  }
  LIKEWISE_TRY(processor.ignore_failure, members.flag("ignore_failure", false));
  members.find("tag");
  members.find("description");
  if (const json::Value* const handlers = members.find("on_failure")) {
    LIKEWISE_TRY(processor.on_failure, read_processors("on_failure", *handlers, depth + 1));
  }
  LIKEWISE_TRY_STATUS(members.finish());
  return processor;
}

Result<std::vector<Processor>> read_processors(std::string_view name, const json::Value& value,
                                               std::size_t depth) {
  if (!value.is_array()) {
    return fail(parse_error(
        fmt::format("[{}] property isn't a list, but of type [{}]", name, token_name(value))));
  }
  if (value.items.size() > kMostProcessors || depth > kDeepest) {
    return fail(parse_error(fmt::format("[{}] has too many processors", name)));
  }
  std::vector<Processor> processors;
  for (const json::Value& entry : value.items) {
    LIKEWISE_TRY(Processor processor, read_processor(entry, depth));
    processors.push_back(std::move(processor));
  }
  return processors;
}

void add_codebooks(const std::vector<Processor>& processors, std::vector<std::string>& names) {
  for (const Processor& processor : processors) {
    if (const auto* encode = std::get_if<EncodeProcessor>(&processor.action)) {
      names.push_back(encode->codebook);
    }
    add_codebooks(processor.on_failure, names);
  }
}

json::Value* member_of(json::Value& object, std::string_view name) {
  for (auto& [known, value] : object.members) {
    if (known == name) {
      return &value;
    }
  }
  return nullptr;
}

/// The first step of a path, and what follows it.
std::pair<std::string_view, std::optional<std::string_view>> split(std::string_view path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) {
    return {path, std::nullopt};
  }
  return {path.substr(0, dot), path.substr(dot + 1)};
}

}  // namespace

Result<IngestPipeline> parse_pipeline(std::string_view body) {
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  if (!root.is_object()) {
    return fail(parse_error("a pipeline must be an object"));
  }
  IngestPipeline pipeline;
  bool has_processors = false;
  for (const auto& [name, value] : root.members) {
    if (name == "processors") {
      LIKEWISE_TRY(pipeline.processors, read_processors(name, value, 0));
      has_processors = true;
    } else if (name == "on_failure") {
      LIKEWISE_TRY(pipeline.on_failure, read_processors(name, value, 0));
    } else if (name != "description" && name != "version" && name != "_meta") {
      return fail(parse_error(fmt::format(
          "pipeline doesn't support one or more provided configuration parameters [{}]", name)));
    }
  }
  if (!has_processors) {
    return fail(parse_error("[processors] required property is missing"));
  }
  return pipeline;
}

std::vector<std::string> codebooks_of(const IngestPipeline& pipeline) {
  std::vector<std::string> names;
  add_codebooks(pipeline.processors, names);
  add_codebooks(pipeline.on_failure, names);
  return names;
}

const json::Value* value_at(const json::Value& document, std::string_view path) {
  const json::Value* at = &document;
  std::optional<std::string_view> rest = path;
  while (rest) {
    const auto [name, below] = split(*rest);
    at = at->is_object() ? at->find(name) : nullptr;
    if (at == nullptr) {
      return nullptr;
    }
    rest = below;
  }
  return at;
}

Status set_value(json::Value& document, std::string_view path, json::Value value) {
  json::Value* at = &document;
  std::optional<std::string_view> rest = path;
  while (rest) {
    const auto [name, below] = split(*rest);
    if (!at->is_object()) {
      return fail(illegal_argument(
          fmt::format("cannot set [{}] with parent object of type [{}] as part of path [{}]", name,
                      token_name(*at), path)));
    }
    json::Value* next = member_of(*at, name);
    if (next == nullptr) {
      json::Value object;
      object.kind = json::Kind::kObject;
      at->members.push_back({std::string(name), std::move(object)});
      next = &at->members.back().second;
    }
    at = next;
    rest = below;
  }
  *at = std::move(value);
  return {};
}

bool remove_value(json::Value& document, std::string_view path) {
  json::Value* at = &document;
  std::optional<std::string_view> rest = path;
  while (at->is_object()) {
    const auto [name, below] = split(*rest);
    if (!below) {
      const std::size_t before = at->members.size();
      std::erase_if(at->members,
                    [name = name](const json::Member& member) { return member.first == name; });
      return at->members.size() < before;
    }
    at = member_of(*at, name);
    if (at == nullptr) {
      return false;
    }
    rest = below;
  }
  return false;
}

}  // namespace likewise
