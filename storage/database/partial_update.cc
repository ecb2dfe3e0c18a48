#include "storage/database/partial_update.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::storage {
namespace {

struct UpdateBody {
  json::Value root;
  const json::Value* doc = nullptr;
  const json::Value* upsert = nullptr;
  bool doc_as_upsert = false;
  bool detect_noop = true;
};

tl::unexpected<Error> refuse(const char* type, std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(type));
}

/// Points into `parsed.root`, which must not move afterwards.
Status read_members(UpdateBody& parsed) {
  if (!parsed.root.is_object()) {
    return refuse("x_content_parse_exception", "[UpdateRequest] Expected START_OBJECT");
  }
  for (const auto& [name, value] : parsed.root.members) {
    if (name == "doc" && value.is_object()) {
      parsed.doc = &value;
    } else if (name == "upsert" && value.is_object()) {
      parsed.upsert = &value;
    } else if (name == "doc_as_upsert" && value.is_boolean()) {
      parsed.doc_as_upsert = value.boolean;
    } else if (name == "detect_noop" && value.is_boolean()) {
      parsed.detect_noop = value.boolean;
    } else if (name == "script" || name == "scripted_upsert") {
      return fail(Error(ErrorCode::kUnsupported, "scripts in updates are not supported")
                      .with_type("illegal_argument_exception"));
    } else {
      return refuse("x_content_parse_exception",
                    fmt::format("[UpdateRequest] unknown field [{}]", name));
    }
  }
  if (parsed.doc == nullptr) {
    return refuse("action_request_validation_exception",
                  "Validation Failed: 1: script or doc is missing;");
  }
  return {};
}

/// Copies the members of `changes` into `target`. Depth is bounded by json::kMaxDepth.
void merge(json::Value& target, const json::Value& changes) {
  for (const auto& [name, value] : changes.members) {
    json::Value* found = nullptr;
    for (auto& [existing, old] : target.members) {
      if (existing == name) {
        found = &old;
      }
    }
    if (found == nullptr) {
      target.members.emplace_back(name, value);
    } else if (found->is_object() && value.is_object()) {
      merge(*found, value);
    } else {
      *found = value;
    }
  }
}

}  // namespace

Result<UpdatedSource> update_source(std::string_view id, std::optional<std::string_view> current,
                                    std::string_view body) {
  UpdateBody parsed;
  LIKEWISE_TRY(parsed.root, json::parse(body));
  LIKEWISE_TRY_STATUS(read_members(parsed));
  if (!current) {
    const json::Value* fresh = parsed.doc_as_upsert ? parsed.doc : parsed.upsert;
    if (fresh == nullptr) {
      return fail(Error(ErrorCode::kNotFound, fmt::format("[_doc][{}]: document missing", id))
                      .with_type("document_missing_exception"));
    }
    return UpdatedSource{std::string(body.substr(fresh->begin, fresh->end - fresh->begin)), false};
  }
  LIKEWISE_TRY(json::Value document, json::parse(*current));
  const std::string before = json::to_text(document);
  merge(document, *parsed.doc);
  std::string after = json::to_text(document);
  const bool is_noop = parsed.detect_noop && after == before;
  return UpdatedSource{std::move(after), is_noop};
}

}  // namespace likewise::storage
