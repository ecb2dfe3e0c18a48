// The codebooks of the server: likewise's own endpoints. docs/vectors.md shows them at work.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/quantizer/grouping.h"
#include "server/rest/handlers.h"
#include "storage/database/codebook_store.h"

namespace likewise::server {
namespace {

constexpr std::string_view kBinary = "application/octet-stream";

bool wants_bytes(const RestRequest& request) {
  const std::string* const accept = request.http().header("accept");
  return request.parameter("format") == "lwm" ||
         (accept != nullptr && accept->find(kBinary) != std::string::npos);
}

/// The least and the most of a number of each group.
template <class Number>
std::string range_of(const Codebook& codebook, Number number) {
  std::size_t least = number(codebook.groups.front());
  std::size_t most = least;
  for (const CodebookGroup& group : codebook.groups) {
    least = std::min<std::size_t>(least, number(group));
    most = std::max<std::size_t>(most, number(group));
  }
  return least == most ? fmt::format("{}", most)
                       : fmt::format(R"({{"min":{},"max":{}}})", least, most);
}

void append_facts(std::string& out, std::string_view name, const LoadedCodebook& loaded) {
  const Codebook& codebook = loaded.codebook;
  const TrainingFacts& facts = codebook.facts;
  json::append_quoted(out, name);
  fmt::format_to(
      std::back_inserter(out),
      R"(:{{"dimensions":{},"groups":{},"clusters":{},"group_dimensions":{},)", codebook.dimensions,
      codebook.groups.size(),
      range_of(codebook,
               [](const CodebookGroup& group) {
                 return static_cast<std::size_t>(group.centroids.rows());
               }),
      range_of(codebook, [](const CodebookGroup& group) { return group.dimensions.size(); }));
  fmt::format_to(
      std::back_inserter(out),
      R"("tokens_per_group":{},"grouping":"{}","metric":"{}","transformed_dimensions":{},)",
      codebook.tokens_per_group, to_string(codebook.grouping), to_string(codebook.metric),
      codebook.transform.width(codebook.dimensions));
  fmt::format_to(std::back_inserter(out),
                 R"("training":{{"rows":{},"iterations":{},"seed":{},"inertia":{},"source":)",
                 facts.training_rows, facts.iterations, facts.seed,
                 std::isfinite(facts.inertia) ? facts.inertia : 0.0);
  json::append_quoted(out, facts.source);
  out += R"(,"writer_version":)";
  json::append_quoted(out, facts.writer_version);
  out += "}}";
}

}  // namespace

RestResult put_codebook(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  const std::string_view name = request.path("name");
  LIKEWISE_TRY(const bool is_new, context.database.codebooks().put(name, request.body()));
  return json_response(fmt::format(R"({{"acknowledged":true,"codebook":{},"result":"{}"}})",
                                   json::quoted(name), is_new ? "created" : "updated"),
                       is_new ? 201 : 200);
}

RestResult get_codebook(const RestContext& context, const RestRequest& request) {
  const std::string_view name = request.path("name");
  if (wants_bytes(request)) {
    LIKEWISE_TRY(std::string bytes, context.database.codebooks().bytes(name));
    RestResponse response;
    response.body = std::move(bytes);
    response.is_text = true;
    response.content_type = kBinary;
    return response;
  }
  LIKEWISE_TRY(const auto loaded, context.database.codebooks().find(name));
  std::string body = "{";
  append_facts(body, name, *loaded);
  return json_response(body + "}");
}

RestResult list_codebooks(const RestContext& context, const RestRequest&) {
  LIKEWISE_TRY(const std::vector<std::string> names, context.database.codebooks().names());
  std::string body = R"({"codebooks":{)";
  for (const std::string& name : names) {
    body += body.back() == '{' ? "" : ",";
    const auto loaded = context.database.codebooks().find(name);
    if (loaded.has_value()) {
      append_facts(body, name, **loaded);
      continue;
    }
    // One that is damaged is told of, and the others are shown.
    body += json::quoted(name) + R"(:{"error":)" + json::quoted(loaded.error().message()) + "}";
  }
  return json_response(body + "}}");
}

RestResult delete_codebook(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(context.database.codebooks().remove(request.path("name")));
  return json_response(R"({"acknowledged":true})");
}

}  // namespace likewise::server
