#include "storage/database/index_names.h"

#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/base/pattern.h"

namespace likewise::storage {
namespace {

constexpr std::string_view kForbidden = "\\/*?\"<>| ,";
constexpr std::size_t kMaxNameBytes = 255;

/// Elasticsearch's reason against a name, or empty.
std::string reason_against(std::string_view name) {
  if (name.empty() || !is_valid_utf8(name)) {
    return "must not be empty";
  }
  if (name.find_first_of(kForbidden) != std::string_view::npos) {
    return "must not contain the following characters [ , \", *, \\, <, |, ,, >, /, ?]";
  }
  if (name.find('#') != std::string_view::npos) {
    return "must not contain '#'";
  }
  if (name.find(':') != std::string_view::npos) {
    return "must not contain ':'";
  }
  if (name[0] == '_' || name[0] == '-' || name[0] == '+') {
    return "must not start with '_', '-', or '+'";
  }
  if (name.size() > kMaxNameBytes) {
    return fmt::format("index name is too long, ({} > {})", name.size(), kMaxNameBytes);
  }
  if (name == "." || name == "..") {
    return "must not be '.' or '..'";
  }
  if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return "must be lowercase";
  }
  return {};
}

}  // namespace

Status check_index_name(std::string_view name) {
  const std::string reason = reason_against(name);
  if (reason.empty()) {
    return {};
  }
  return fail(
      Error(ErrorCode::kInvalidArgument, fmt::format("Invalid index name [{}], {}", name, reason))
          .with_type("invalid_index_name_exception")
          .with_index(std::string(name)));
}

Error no_such_index(std::string_view name) {
  return Error(ErrorCode::kNotFound, fmt::format("no such index [{}]", name))
      .with_type("index_not_found_exception")
      .with_index(std::string(name));
}

Result<std::vector<std::string>> resolve_names(std::string_view expression,
                                               const std::vector<std::string>& existing) {
  std::set<std::string> found;
  if (expression.empty() || expression == "_all") {
    expression = "*";
  }
  bool has_wildcard = false;
  while (!expression.empty()) {
    const std::size_t comma = std::min(expression.find(','), expression.size());
    std::string_view part = expression.substr(0, comma);
    expression.remove_prefix(std::min(comma + 1, expression.size()));
    const bool excludes = has_wildcard && part.starts_with('-');
    part.remove_prefix(excludes ? 1 : 0);
    const bool is_pattern = part.find('*') != std::string_view::npos;
    has_wildcard = has_wildcard || is_pattern;
    bool any = false;
    for (const std::string& name : existing) {
      if (!matches_pattern(part, name)) {
        continue;
      }
      any = true;
      if (excludes) {
        found.erase(name);
      } else {
        found.insert(name);
      }
    }
    if (!any && !is_pattern && !excludes && !part.empty()) {
      return fail(no_such_index(part));
    }
  }
  return std::vector<std::string>(found.begin(), found.end());
}

}  // namespace likewise::storage
