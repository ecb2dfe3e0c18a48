#include "storage/database/partial_update.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/dsl/update_request.h"

namespace likewise::storage {
namespace {

bool is_integer(std::string_view number) {
  return number.find_first_of(".eE") == std::string_view::npos;
}

/// Equal as Java's parsed values are: 1.50 and 1.5 are, 1 and 1.0 are not.
bool same_number(std::string_view a, std::string_view b) {
  if (a == b) {
    return true;
  }
  double x = 0.0;
  double y = 0.0;
  std::from_chars(a.data(), a.data() + a.size(), x);
  std::from_chars(b.data(), b.data() + b.size(), y);
  return !is_integer(a) && !is_integer(b) && x == y;
}

/// Depth is bounded by json::kMaxDepth.
bool same_value(const json::Value& a, const json::Value& b) {
  if (a.kind != b.kind) {
    return false;
  }
  switch (a.kind) {
    case json::Kind::kNull:
      return true;
    case json::Kind::kBoolean:
      return a.boolean == b.boolean;
    case json::Kind::kNumber:
      return same_number(a.text, b.text);
    case json::Kind::kString:
      return a.text == b.text;
    case json::Kind::kArray:
      return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_value);
    case json::Kind::kObject:
      return a.members.size() == b.members.size() &&
             std::all_of(a.members.begin(), a.members.end(), [&b](const json::Member& member) {
               const json::Value* const other = b.find(member.first);
               return other != nullptr && same_value(member.second, *other);
             });
  }
  return false;
}

/// Copies the members of `changes` into `target`; true if that changed anything. Depth is bounded
/// by json::kMaxDepth.
bool merge(json::Value& target, const json::Value& changes) {
  bool changed = false;
  for (const auto& [name, value] : changes.members) {
    json::Value* found = nullptr;
    for (auto& [existing, old] : target.members) {
      if (existing == name) {
        found = &old;
      }
    }
    if (found == nullptr) {
      target.members.emplace_back(name, value);
      changed = true;
    } else if (found->is_object() && value.is_object()) {
      changed = merge(*found, value) || changed;
    } else {
      changed = changed || !same_value(*found, value);
      *found = value;
    }
  }
  return changed;
}

}  // namespace

Result<UpdatedSource> update_source(std::string_view id, std::optional<std::string_view> current,
                                    std::string_view body) {
  LIKEWISE_TRY(const UpdateRequest request, parse_update_request(body));
  if (!current) {
    const json::Value* fresh = request.doc_as_upsert ? request.doc : request.upsert;
    if (fresh == nullptr) {
      return fail(Error(ErrorCode::kNotFound, fmt::format("[{}]: document missing", id))
                      .with_type("document_missing_exception"));
    }
    return UpdatedSource{std::string(body.substr(fresh->begin, fresh->end - fresh->begin)), false};
  }
  LIKEWISE_TRY(json::Value document, json::parse(*current));
  const bool changed = merge(document, *request.doc);
  if (!changed && request.detect_noop) {
    return UpdatedSource{std::string(*current), true};
  }
  return UpdatedSource{json::to_text(document), false};
}

}  // namespace likewise::storage
