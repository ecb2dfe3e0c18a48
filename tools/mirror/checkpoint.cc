#include "tools/mirror/checkpoint.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "storage/rocks/codebook/atomic_file.h"

namespace likewise::tools {
namespace {

tl::unexpected<Error> damaged() {
  return fail(ErrorCode::kCorruption, "this is no checkpoint of likewise mirror");
}

bool read_text(const json::Value& object, std::string_view name, std::string& out) {
  const json::Value* value = object.find(name);
  if (value == nullptr || !value->is_string()) {
    return false;
  }
  out = value->text;
  return true;
}

bool read_number(const json::Value& object, std::string_view name, std::uint64_t& out) {
  const json::Value* value = object.find(name);
  if (value == nullptr || !value->is_number()) {
    return false;
  }
  const char* const end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, out);
  return error == std::errc() && stop == end;
}

bool read_restore(const json::Value& object, SettingValues& out) {
  const json::Value* values = object.find("restore");
  if (values == nullptr || !values->is_object()) {
    return false;
  }
  for (const auto& [name, value] : values->members) {
    out[name] = value.is_string() ? std::optional(value.text) : std::nullopt;
  }
  return true;
}

}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
  std::string restore;
  for (const auto& [name, value] : checkpoint.restore) {
    restore += restore.empty() ? "" : ",";
    restore += json::quoted(name) + ":" + (value ? json::quoted(*value) : "null");
  }
  return fmt::format(
      "{{\"format\":1,\"source_uuid\":{},\"target_uuid\":{},\"kept_fields\":{},\"next\":{},"
      "\"loaded\":{},\"rejected\":{},\"restore\":{{{}}}}}\n",
      json::quoted(checkpoint.source_uuid), json::quoted(checkpoint.target_uuid),
      json::quoted(checkpoint.kept_fields), checkpoint.next, checkpoint.loaded, checkpoint.rejected,
      restore);
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  const Result<json::Value> parsed = json::parse(text);
  if (!parsed.has_value() || !parsed->is_object()) {
    return damaged();
  }
  Checkpoint checkpoint;
  std::uint64_t format = 0;
  const json::Value* loaded = parsed->find("loaded");
  const bool is_whole = read_number(*parsed, "format", format) && format == 1 &&
                        read_text(*parsed, "source_uuid", checkpoint.source_uuid) &&
                        read_text(*parsed, "target_uuid", checkpoint.target_uuid) &&
                        read_text(*parsed, "kept_fields", checkpoint.kept_fields) &&
                        read_number(*parsed, "next", checkpoint.next) && loaded != nullptr &&
                        loaded->is_boolean() &&
                        read_number(*parsed, "rejected", checkpoint.rejected) &&
                        read_restore(*parsed, checkpoint.restore);
  if (!is_whole) {
    return damaged();
  }
  checkpoint.loaded = loaded->boolean;
  return checkpoint;
}

Result<std::optional<Checkpoint>> load_checkpoint(const std::filesystem::path& file) {
  Result<std::string> text = storage::read_whole_file(file);
  if (!text.has_value()) {
    if (text.error().code() == ErrorCode::kNotFound) {
      return std::optional<Checkpoint>();
    }
    return fail(std::move(text).error());
  }
  Result<Checkpoint> checkpoint = parse_checkpoint(*text);
  if (!checkpoint.has_value()) {
    return fail(std::move(checkpoint).error().with_context(fmt::format("[{}]: ", file.string())));
  }
  return std::optional(std::move(*checkpoint));
}

Status save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  if (file.has_parent_path()) {
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (error) {
      return fail(
          ErrorCode::kUnavailable,
          fmt::format("cannot make [{}]: {}", file.parent_path().string(), error.message()));
    }
  }
  return storage::write_file_atomically(file, to_text(checkpoint));
}

}  // namespace likewise::tools
