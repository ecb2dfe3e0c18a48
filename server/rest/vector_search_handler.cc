// `_likewise/search`: documents like a vector, found by tokens. likewise's own endpoint;
// docs/vectors.md shows it at work.

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/base/parallel.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "engine/dsl/query_parser.h"
#include "engine/index/vector_options.h"
#include "engine/search/knn_query.h"
#include "server/rest/handlers.h"
#include "server/rest/search_answer.h"
#include "server/rest/target_indices.h"
#include "storage/database/codebook_store.h"

namespace likewise::server {
namespace {

constexpr std::int32_t kMostTokens = 1'024;
constexpr std::int32_t kMostHits = 10'000;

/// Members that mean what they mean in `_search`.
constexpr auto kOfSearch = std::to_array<std::string_view>({
    "_source",
    "aggs",
    "docvalue_fields",
    "explain",
    "fields",
    "min_score",
    "profile",
    "seq_no_primary_term",
    "stored_fields",
    "timeout",
    "track_total_hits",
    "version",
});

tl::unexpected<Error> illegal(std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason))
                  .with_type("illegal_argument_exception"));
}

/// What the body says.
struct VectorSearch {
  std::vector<float> vector;
  std::string mode = "asymmetric";
  std::string codebook;
  std::string field;
  std::string vector_field;
  std::int32_t size = 10;
  std::int32_t tokens = 512;
  std::int32_t candidates = 100;
  std::string filters;  ///< JSON, with commas between them.
  std::vector<Query> filter_queries;
  bool explain_query = false;
  std::string others;  ///< JSON members of `_search`.
};

Result<std::vector<float>> read_vector(const json::Value& value, std::string_view text) {
  if (!value.is_array() || value.items.size() > kMaxVectorDimensions) {
    return illegal(
        fmt::format("[vector] must be an array of at most {} numbers", kMaxVectorDimensions));
  }
  std::vector<float> vector;
  for (const json::Value& item : value.items) {
    if (!item.is_number()) {
      return illegal(
          fmt::format("[vector] must be an array of numbers, found [{}] in it", token_name(item)));
    }
    LIKEWISE_TRY(const float number, read_float(item, text));
    vector.push_back(number);
  }
  return vector;
}

Result<std::int32_t> read_count(std::string_view name, const json::Value& value,
                                std::string_view text, std::int32_t most) {
  LIKEWISE_TRY(const std::int32_t number, read_int(value, text));
  if (number < 1 || number > most) {
    return illegal(fmt::format("[{}] must be between 1 and {}, but was [{}]", name, most, number));
  }
  return number;
}

Status read_filters(const json::Value& value, std::string_view text, VectorSearch& search) {
  const auto add = [&](const json::Value& filter) -> Status {
    LIKEWISE_TRY(Query query, parse_query(filter, text, QueryParserOptions()));
    search.filter_queries.push_back(std::move(query));
    search.filters += search.filters.empty() ? "" : ",";
    search.filters += text.substr(filter.begin, filter.end - filter.begin);
    return {};
  };
  if (!value.is_array()) {
    return add(value);
  }
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY_STATUS(add(item));
  }
  return {};
}

Status read_member(const std::string& name, const json::Value& value, std::string_view text,
                   VectorSearch& search) {
  if (name == "vector") {
    LIKEWISE_TRY(search.vector, read_vector(value, text));
  } else if (name == "mode") {
    LIKEWISE_TRY(search.mode, read_text(value, text));
  } else if (name == "codebook") {
    LIKEWISE_TRY(search.codebook, read_text(value, text));
  } else if (name == "field") {
    LIKEWISE_TRY(search.field, read_text(value, text));
  } else if (name == "vector_field") {
    LIKEWISE_TRY(search.vector_field, read_text(value, text));
  } else if (name == "size") {
    LIKEWISE_TRY(search.size, read_count(name, value, text, kMostHits));
  } else if (name == "tokens") {
    LIKEWISE_TRY(search.tokens, read_count(name, value, text, kMostTokens));
  } else if (name == "candidates") {
    LIKEWISE_TRY(search.candidates, read_count(name, value, text, kMostHits));
  } else if (name == "filter") {
    return read_filters(value, text, search);
  } else if (name == "explain_query") {
    LIKEWISE_TRY(search.explain_query, read_bool(value, text));
  } else if (std::find(kOfSearch.begin(), kOfSearch.end(), name) != kOfSearch.end()) {
    search.others += "," + json::quoted(name) + ":";
    search.others += text.substr(value.begin, value.end - value.begin);
  } else {
    return illegal(fmt::format("[_likewise/search] does not know [{}]", name));
  }
  return {};
}

Result<VectorSearch> read_search(std::string_view text) {
  LIKEWISE_TRY(const json::Value root, json::parse(text));
  if (!root.is_object()) {
    return illegal("the body must be an object");
  }
  VectorSearch search;
  for (const auto& [name, value] : root.members) {
    LIKEWISE_TRY_STATUS(read_member(name, value, text, search));
  }
  const bool is_exact = search.mode == "exact";
  const bool is_query = search.mode == "tokens" || search.mode == "asymmetric";
  if (!is_exact && !is_query && search.mode != "adc") {
    return illegal(fmt::format(
        "[mode] must be one of [tokens, asymmetric, adc, exact], but was [{}]", search.mode));
  }
  if (search.vector.empty()) {
    return illegal("[vector] is missing");
  }
  if (is_exact && search.vector_field.empty()) {
    return illegal("mode [exact] needs [vector_field], a field of type [dense_vector]");
  }
  const bool needs_tokens = !is_exact || !search.field.empty();
  if (needs_tokens && (search.field.empty() || search.codebook.empty())) {
    return illegal(
        fmt::format("mode [{}] needs [field], which holds tokens, and [codebook], which made them",
                    search.mode));
  }
  if (search.explain_query && !is_query) {
    return illegal(fmt::format(
        "mode [{}] is no query of Elasticsearch: [explain_query] is for [tokens] and [asymmetric]",
        search.mode));
  }
  return search;
}

/// {"bool":{"should":[…],"filter":[…],"minimum_should_match":1}}.
Result<std::string> equivalent_query(const VectorSearch& search, const LoadedCodebook& codebook) {
  std::string should;
  const std::string field = json::quoted(search.field);
  if (search.mode == "tokens") {
    const Eigen::Map<const Matrix> row(search.vector.data(), 1,
                                       static_cast<Eigen::Index>(search.vector.size()));
    LIKEWISE_TRY(const Codes codes, codebook.encoder.encode_tokens(row, run_serially));
    for (const std::string& token : token_texts(codes, 0, codebook.encoder.tokens_per_group())) {
      should += fmt::format(R"({}{{"term":{{{}:"{}"}}}})", should.empty() ? "" : ",", field, token);
    }
  } else {
    LIKEWISE_TRY(const CodeTable distances, codebook.asymmetric.distances(search.vector));
    for (const WeightedToken& token :
         weighted_tokens(distances, static_cast<std::size_t>(search.tokens))) {
      should += fmt::format(
          R"({}{{"constant_score":{{"filter":{{"term":{{{}:"{}"}}}},"boost":{}}}}})",
          should.empty() ? "" : ",", field, to_string(token.token), java_float(token.weight));
    }
  }
  const std::string filter = search.filters.empty() ? "" : R"("filter":[)" + search.filters + "],";
  return fmt::format(R"({{"bool":{{"should":[{}],{}"minimum_should_match":1}}}})", should, filter);
}

/// The ways that go beyond Elasticsearch's queries.
Query own_query(const VectorSearch& search) {
  Query query;
  if (search.field.empty()) {
    KnnQuery knn;
    knn.field = search.vector_field;
    knn.vector = search.vector;
    knn.k = search.size;
    knn.num_candidates = std::max(search.candidates, search.size);
    knn.filter = search.filter_queries;
    query.node = std::make_shared<const KnnQuery>(std::move(knn));
    return query;
  }
  TokenSearchQuery tokens;
  tokens.codebook = search.codebook;
  tokens.vector = search.vector;
  tokens.token_field = search.field;
  tokens.vector_field = search.mode == "exact" ? search.vector_field : "";
  tokens.k = search.size;
  tokens.candidates = std::max(search.candidates, search.size);
  tokens.filter = search.filter_queries;
  query.node = std::make_shared<const TokenSearchQuery>(std::move(tokens));
  return query;
}

}  // namespace

RestResult vector_search(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  LIKEWISE_TRY(const VectorSearch search, read_search(request.body()));
  std::string body = fmt::format(R"({{"size":{}{})", search.size, search.others);
  storage::SearchParameters parameters;
  std::string shown;
  if (search.mode == "tokens" || search.mode == "asymmetric") {
    LIKEWISE_TRY(const auto codebook, context.database.codebooks().find(search.codebook));
    Result<std::string> query = equivalent_query(search, *codebook);
    if (!query.has_value()) {
      return illegal(query.error().message());
    }
    body += R"(,"query":)" + *query;
    shown = *std::move(query);
  } else {
    parameters.query = own_query(search);
  }
  body += "}";
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  LIKEWISE_TRY(RestResponse response, answer_search(context, indices, {body, parameters}));
  if (search.explain_query) {
    response.body = R"({"elasticsearch_query":)" + shown + "," + response.body.substr(1);
  }
  return response;
}

}  // namespace likewise::server
