#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "engine/dsl/raw_members.h"
#include "engine/dsl/search_request.h"

namespace likewise {
namespace {

/// How far a path got into a set of patterns.
struct Progress {
  bool alive = false;   ///< The path, or something that continues it, may match.
  bool accept = false;  ///< The path itself matches.
};

/// Follows one pattern, where `*` stands for any characters, dots included. A pattern that matches
/// an object matches what is inside of it as well.
Progress follow(std::string_view pattern, std::string_view path) {
  std::vector<bool> at(pattern.size() + 1, false);
  const auto skip_stars = [&] {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (at[i] && pattern[i] == '*') {
        at[i + 1] = true;
      }
    }
  };
  at[0] = true;
  skip_stars();
  for (const char c : path) {
    if (c == '.' && at[pattern.size()]) {
      return {true, true};
    }
    std::vector<bool> next(pattern.size() + 1, false);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (at[i] && pattern[i] == '*') {
        next[i] = true;
      } else if (at[i] && pattern[i] == c) {
        next[i + 1] = true;
      }
    }
    at = std::move(next);
    skip_stars();
  }
  Progress progress;
  progress.accept = at[pattern.size()];
  for (const bool reached : at) {
    progress.alive = progress.alive || reached;
  }
  return progress;
}

Progress follow_any(const std::vector<std::string>& patterns, std::string_view path) {
  Progress progress;
  for (const std::string& pattern : patterns) {
    const Progress one = follow(pattern, path);
    progress.alive = progress.alive || one.alive;
    progress.accept = progress.accept || one.accept;
  }
  return progress;
}

bool is_empty(const json::Value& value) {
  return value.items.empty() && value.members.empty();
}

bool is_container(const json::Value& value) {
  return value.is_array() || value.is_object();
}

class Filter {
 public:
  explicit Filter(const SourceFilter& filter) : filter_(filter) {}

  /// One member of the document itself, as text; nothing if the filter leaves nothing of it.
  std::optional<std::string> top_member(const std::string& name, std::string_view value) const {
    const Progress include = included(name, false);
    switch (verdict(include, name)) {
      case Verdict::kDrop:
        return std::nullopt;
      case Verdict::kKeep:
        if (is_compact(value)) {
          return std::string(value);
        }
        break;
      case Verdict::kLookInside:
        break;
    }
    Result<json::Value> tree = json::parse(value);
    if (!tree.has_value()) {
      return std::string(value);
    }
    const std::optional<json::Value> kept = member_value(*std::move(tree), name, false);
    return kept ? std::optional(json::to_text(*kept)) : std::nullopt;
  }

  json::Value object(json::Value value, const std::string& path, bool include_all) const {
    std::vector<json::Member> kept;
    for (json::Member& member : value.members) {
      std::string inner = path.empty() ? member.first : path + "." + member.first;
      if (std::optional<json::Value> part =
              member_value(std::move(member.second), inner, include_all)) {
        kept.emplace_back(std::move(member.first), *std::move(part));
      }
    }
    value.members = std::move(kept);
    return value;
  }

 private:
  enum class Verdict { kDrop, kKeep, kLookInside };

  Verdict verdict(const Progress& include, const std::string& path) const {
    if (!include.alive || follow_any(filter_.excludes, path).accept) {
      return Verdict::kDrop;
    }
    return include.accept && !follow_any(filter_.excludes, path + ".").alive ? Verdict::kKeep
                                                                             : Verdict::kLookInside;
  }

  Progress included(const std::string& path, bool include_all) const {
    return include_all || filter_.includes.empty() ? Progress{true, true}
                                                   : follow_any(filter_.includes, path);
  }

  std::optional<json::Value> member_value(json::Value value, const std::string& path,
                                          bool include_all) const {
    const Progress include = included(path, include_all);
    const Verdict decided = verdict(include, path);
    if (decided == Verdict::kDrop) {
      return std::nullopt;
    }
    if (decided == Verdict::kKeep) {
      return value;
    }
    if (!is_container(value)) {
      return include.accept ? std::optional(std::move(value)) : std::nullopt;
    }
    if (value.is_array()) {
      json::Value kept = array(std::move(value), path, include.accept);
      return is_empty(kept) ? std::nullopt : std::optional(std::move(kept));
    }
    json::Value kept = object(std::move(value), path, include.accept);
    return include.accept || !is_empty(kept) ? std::optional(std::move(kept)) : std::nullopt;
  }

  json::Value array(json::Value value, const std::string& path, bool include_all) const {
    std::vector<json::Value> kept;
    for (json::Value& item : value.items) {
      if (!is_container(item)) {
        if (include_all) {
          kept.push_back(std::move(item));
        }
        continue;
      }
      json::Value part = item.is_array() ? array(std::move(item), path, include_all)
                                         : object(std::move(item), path, include_all);
      if (!is_empty(part)) {
        kept.push_back(std::move(part));
      }
    }
    value.items = std::move(kept);
    return value;
  }

  const SourceFilter& filter_;
};

Error unknown_key(const json::Value& value, std::string_view name, std::string_view text) {
  return parsing_error(text, value.begin,
                       fmt::format("Unknown key for a {} in [{}].", token_name(value), name));
}

Result<std::vector<std::string>> read_patterns(const std::string& name, const json::Value& value,
                                               std::string_view text) {
  std::vector<std::string> patterns;
  if (value.is_string()) {
    patterns.push_back(value.text);
    return patterns;
  }
  if (!value.is_array()) {
    return fail(unknown_key(value, name, text));
  }
  for (const json::Value& item : value.items) {
    if (!item.is_string()) {
      return fail(unknown_key(item, name, text));
    }
    patterns.push_back(item.text);
  }
  return patterns;
}

}  // namespace

Result<SourceFilter> parse_source_filter(const json::Value& value, std::string_view text) {
  SourceFilter filter;
  if (value.is_boolean()) {
    filter.enabled = value.boolean;
  } else if (value.is_string()) {
    filter.includes = {value.text};
  } else if (value.is_array()) {
    for (const json::Value& item : value.items) {
      LIKEWISE_TRY(filter.includes.emplace_back(), read_text(item, text));
    }
  } else if (value.is_object()) {
    for (const auto& [name, patterns] : value.members) {
      if (name == "includes" || name == "include") {
        LIKEWISE_TRY(filter.includes, read_patterns(name, patterns, text));
      } else if (name == "excludes" || name == "exclude") {
        LIKEWISE_TRY(filter.excludes, read_patterns(name, patterns, text));
      } else {
        return fail(unknown_key(patterns, name, text));
      }
    }
  } else {
    return fail(
        parsing_error(text, value.begin,
                      fmt::format("Expected one of [VALUE_BOOLEAN, START_OBJECT] but found [{}]",
                                  token_name(value))));
  }
  return filter;
}

std::string filter_source(std::string_view source, const SourceFilter& filter) {
  if (filter.includes.empty() && filter.excludes.empty()) {
    return std::string(source);
  }
  const Filter kept(filter);
  std::string out;
  RawMembers members(source);
  while (const std::optional<RawMember> member = members.next()) {
    std::string name(member->name);
    if (member->name.find('\\') != std::string_view::npos) {
      const Result<json::Value> read = json::parse("\"" + name + "\"");
      name = read.has_value() ? read->text : name;
    }
    if (const std::optional<std::string> value = kept.top_member(name, member->value)) {
      out += out.empty() ? '{' : ',';
      json::append_quoted(out, name);
      out += ':';
      out += *value;
    }
  }
  return out.empty() ? "{}" : out + '}';
}

}  // namespace likewise
