#include "server/rest/router.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "engine/base/pattern.h"
#include "engine/dsl/name_distance.h"

namespace likewise::server {
namespace {

/// Understood by every endpoint.
constexpr std::array<std::string_view, 5> kCommonParameters = {"pretty", "human", "error_trace",
                                                               "filter_path", "format"};

bool is_placeholder(std::string_view segment) {
  return segment.front() == '{';
}

bool fits(const std::vector<std::string_view>& pattern, const std::vector<std::string>& segments) {
  return std::equal(pattern.begin(), pattern.end(), segments.begin(), segments.end(),
                    [](std::string_view expected, const std::string& given) {
                      return is_placeholder(expected) || expected == given;
                    });
}

}  // namespace

Router::Router(std::span<const Route> routes, bool typed) {
  for (const Route& route : routes) {
    if (route.typed_only && !typed) {
      continue;
    }
    Pattern pattern{&route, split_nonempty(route.path, '/'), split_nonempty(route.methods, '|')};
    for (const std::string_view segment : pattern.segments) {
      pattern.specificity = pattern.specificity * 2 + (is_placeholder(segment) ? 0 : 1);
    }
    patterns_.push_back(std::move(pattern));
  }
}

RouteMatch Router::match(const HttpRequest& request) const {
  const auto& segments = request.target.segments;
  RouteMatch match;
  const Pattern* best = nullptr;
  for (const Pattern& pattern : patterns_) {
    if ((best == nullptr || pattern.specificity > best->specificity) &&
        fits(pattern.segments, segments)) {
      best = &pattern;
    }
  }
  if (best == nullptr) {
    return match;
  }
  for (const Pattern& pattern : patterns_) {
    if (pattern.specificity != best->specificity || !fits(pattern.segments, segments)) {
      continue;
    }
    match.allowed.insert(match.allowed.end(), pattern.methods.begin(), pattern.methods.end());
    if (std::find(pattern.methods.begin(), pattern.methods.end(), request.method) ==
        pattern.methods.end()) {
      continue;
    }
    match.route = pattern.route;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const std::string_view name = pattern.segments[i];
      if (is_placeholder(name)) {
        match.path.emplace_back(name.substr(1, name.size() - 2), segments[i]);
      }
    }
    break;
  }
  return match;
}

Status check_parameters(const HttpRequest& request, const Route& route) {
  const auto knows = [](std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  std::set<std::string_view> unknown;
  for (const auto& [name, value] : request.target.parameters) {
    if (!knows(kCommonParameters, name) && !knows(route.parameters, name)) {
      unknown.insert(name);
    }
  }
  if (unknown.empty()) {
    return {};
  }
  std::vector<std::string_view> candidates(route.parameters.begin(), route.parameters.end());
  candidates.insert(candidates.end(), kCommonParameters.begin(), kCommonParameters.end());
  std::string list;
  for (const std::string_view name : unknown) {
    const std::string suggestion = suggestion_text(name, candidates);
    list += fmt::format("{}[{}]{}{}", list.empty() ? "" : ", ", name,
                        suggestion.empty() ? "" : " ->", suggestion);
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("request [{}] contains unrecognized parameter{}: {}", request.target.path,
                          unknown.size() > 1 ? "s" : "", list));
}

}  // namespace likewise::server
