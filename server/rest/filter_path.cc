#include "server/rest/filter_path.h"

#include <algorithm>
#include <vector>

#include "engine/base/pattern.h"
#include "engine/dsl/json.h"

namespace likewise::server {
namespace {

using Path = std::vector<std::string_view>;

/// The rest of a path at some place of the tree: the parts from `at` on are still to be matched.
struct Cursor {
  const Path* path;
  std::size_t at;
};

/// Where the cursors stand inside the member `name`; `complete` is set if one of them ends there.
std::vector<Cursor> descend(const std::vector<Cursor>& cursors, std::string_view name,
                            bool& complete) {
  std::vector<Cursor> below;
  const auto advance = [&](const Cursor& cursor, std::size_t at) {
    if (at == cursor.path->size()) {
      complete = true;
    } else {
      below.push_back({cursor.path, at});
    }
  };
  for (const Cursor& cursor : cursors) {
    const std::string_view part = (*cursor.path)[cursor.at];
    if (part == "**") {
      below.push_back(cursor);
      if (cursor.at + 1 == cursor.path->size()) {
        complete = true;
      } else if (matches_pattern((*cursor.path)[cursor.at + 1], name)) {
        advance(cursor, cursor.at + 2);
      }
    } else if (matches_pattern(part, name)) {
      advance(cursor, cursor.at + 1);
    }
  }
  return below;
}

bool is_empty_container(const json::Value& value) {
  return (value.is_object() && value.members.empty()) || (value.is_array() && value.items.empty());
}

void keep_only(json::Value& value, const std::vector<Cursor>& cursors);

/// True if the member stays, cut down to what is asked of it.
bool keep_member(json::Member& member, const std::vector<Cursor>& cursors) {
  bool complete = false;
  const auto below = descend(cursors, member.first, complete);
  if (complete) {
    return true;
  }
  if (below.empty() || (!member.second.is_object() && !member.second.is_array())) {
    return false;
  }
  keep_only(member.second, below);
  return !is_empty_container(member.second);
}

void keep_only(json::Value& value, const std::vector<Cursor>& cursors) {
  if (value.is_object()) {
    std::erase_if(value.members,
                  [&](json::Member& member) { return !keep_member(member, cursors); });
    return;
  }
  for (json::Value& item : value.items) {
    keep_only(item, cursors);
  }
  std::erase_if(value.items, [](const json::Value& item) {
    return is_empty_container(item) || (!item.is_object() && !item.is_array());
  });
}

void leave_out(json::Value& value, const std::vector<Cursor>& cursors) {
  if (value.is_object()) {
    std::erase_if(value.members, [&](json::Member& member) {
      bool complete = false;
      const auto below = descend(cursors, member.first, complete);
      const bool was_empty = is_empty_container(member.second);
      if (!complete && !below.empty()) {
        leave_out(member.second, below);
      }
      return complete || (!was_empty && is_empty_container(member.second));
    });
    return;
  }
  for (json::Value& item : value.items) {
    leave_out(item, cursors);
  }
}

}  // namespace

Result<std::string> filter_json(std::string_view text, std::string_view filter_path) {
  std::vector<Path> includes;
  std::vector<Path> excludes;
  for (std::string_view path : split_nonempty(filter_path, ',')) {
    const bool exclude = path.front() == '-';
    path.remove_prefix(exclude ? 1 : 0);
    (exclude ? excludes : includes).push_back(split_nonempty(path, '.'));
  }
  LIKEWISE_TRY(json::Value value, json::parse(text));
  const auto cursors_of = [](const std::vector<Path>& paths) {
    std::vector<Cursor> cursors;
    for (const Path& path : paths) {
      if (!path.empty()) {
        cursors.push_back({&path, 0});
      }
    }
    return cursors;
  };
  if (!includes.empty()) {
    keep_only(value, cursors_of(includes));
  }
  if (!excludes.empty()) {
    leave_out(value, cursors_of(excludes));
  }
  return json::to_text(value);
}

}  // namespace likewise::server
