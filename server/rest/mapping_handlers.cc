// Mappings and settings of existing indices.

#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

/// `{"<index>":{"<member>":<text of the index>}, …}`.
template <class TextOf>
RestResult per_index(const RestContext& context, const RestRequest& request,
                     std::string_view member, TextOf text_of) {
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  std::string out = "{";
  for (const std::string& index : indices) {
    LIKEWISE_TRY(const std::string text, text_of(index));
    out += out.size() > 1 ? "," : "";
    fmt::format_to(std::back_inserter(out), R"({}:{{"{}":{}}})", json::quoted(index), member, text);
  }
  out += "}";
  return json_response(std::move(out));
}

Status need_any(const std::vector<std::string>& indices, std::string_view expression) {
  if (indices.empty()) {
    return fail(index_not_found(expression));
  }
  return {};
}

void flatten(const json::Value& value, const std::string& prefix, json::Value& out) {
  for (const auto& [name, member] : value.members) {
    const std::string path = prefix.empty() ? name : prefix + "." + name;
    if (member.is_object()) {
      flatten(member, path, out);
    } else {
      out.members.emplace_back(path, member);
    }
  }
}

}  // namespace

RestResult get_mapping(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const bool with_type, request.flag("include_type_name"));
  if (!request.path("type").empty() && !with_type) {
    return fail(ErrorCode::kInvalidArgument,
                "Types cannot be provided in get mapping requests, unless include_type_name is set "
                "to true.");
  }
  return per_index(context, request, "mappings",
                   [&](const std::string& index) -> Result<std::string> {
                     LIKEWISE_TRY(std::string mapping, context.database.mapping_json(index));
                     return with_type ? fmt::format(R"({{"_doc":{}}})", mapping) : mapping;
                   });
}

RestResult put_mapping(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  LIKEWISE_TRY_STATUS(need_any(indices, request.path("index")));
  for (const std::string& index : indices) {
    LIKEWISE_TRY_STATUS(context.database.put_mapping(index, request.body()));
  }
  return json_response(R"({"acknowledged":true})");
}

RestResult get_settings(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const bool flat, request.flag("flat_settings"));
  return per_index(context, request, "settings",
                   [&](const std::string& index) -> Result<std::string> {
                     LIKEWISE_TRY(std::string settings, context.database.settings_json(index));
                     if (!flat) {
                       return settings;
                     }
                     LIKEWISE_TRY(const json::Value tree, json::parse(settings));
                     json::Value out;
                     out.kind = json::Kind::kObject;
                     flatten(tree, "", out);
                     return json::to_text(out);
                   });
}

RestResult put_settings(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  LIKEWISE_TRY_STATUS(need_any(indices, request.path("index")));
  for (const std::string& index : indices) {
    LIKEWISE_TRY_STATUS(context.database.put_settings(index, request.body()));
  }
  return json_response(R"({"acknowledged":true})");
}

}  // namespace likewise::server
