#include "tools/import/import_checkpoint.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "storage/rocks/codebook/atomic_file.h"

namespace likewise::tools {
namespace {

bool read_text(const json::Value& object, std::string_view name, std::string& out) {
  const json::Value* value = object.find(name);
  if (value == nullptr || !value->is_string()) {
    return false;
  }
  out = value->text;
  return true;
}

bool read_number(const json::Value* value, std::uint64_t& out) {
  if (value == nullptr || !value->is_number()) {
    return false;
  }
  const char* const end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, out);
  return error == std::errc() && stop == end;
}

bool read_positions(const json::Value* value, std::vector<std::uint64_t>& out) {
  if (value == nullptr || !value->is_array() || value->items.empty()) {
    return false;
  }
  for (const json::Value& item : value->items) {
    if (!read_number(&item, out.emplace_back())) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::string to_text(const ImportCheckpoint& checkpoint) {
  return fmt::format(
      "{{\"likewise_import\":1,\"source\":{},\"target_uuid\":{},\"next\":[{}],\"rejected\":{}}}\n",
      json::quoted(checkpoint.source), json::quoted(checkpoint.target_uuid),
      fmt::join(checkpoint.next, ","), checkpoint.rejected);
}

Result<ImportCheckpoint> parse_import_checkpoint(std::string_view text) {
  const Result<json::Value> parsed = json::parse(text);
  ImportCheckpoint checkpoint;
  std::uint64_t version = 0;
  const bool is_whole = parsed.has_value() && parsed->is_object() &&
                        read_number(parsed->find("likewise_import"), version) && version == 1 &&
                        read_text(*parsed, "source", checkpoint.source) &&
                        read_text(*parsed, "target_uuid", checkpoint.target_uuid) &&
                        read_positions(parsed->find("next"), checkpoint.next) &&
                        read_number(parsed->find("rejected"), checkpoint.rejected);
  if (!is_whole) {
    return fail(ErrorCode::kCorruption, "this is no checkpoint of likewise import");
  }
  return checkpoint;
}

Result<std::optional<ImportCheckpoint>> load_import_checkpoint(const std::filesystem::path& file) {
  Result<std::string> text = storage::read_whole_file(file);
  if (!text.has_value()) {
    if (text.error().code() == ErrorCode::kNotFound) {
      return std::optional<ImportCheckpoint>();
    }
    return fail(std::move(text).error());
  }
  Result<ImportCheckpoint> checkpoint = parse_import_checkpoint(*text);
  if (!checkpoint.has_value()) {
    return fail(std::move(checkpoint).error().with_context(fmt::format("[{}]: ", file.string())));
  }
  return std::optional(std::move(*checkpoint));
}

}  // namespace likewise::tools
