#include "tools/compare/query_set.h"

#include <charconv>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "engine/base/random.h"
#include "engine/dsl/json.h"
#include "tools/compare/search_answer.h"
#include "tools/similarity_query.h"

namespace likewise::tools {
namespace {

/// What every server returns at once.
constexpr std::size_t kDrawnFrom = 10'000;
constexpr std::size_t kDefaultSize = 10;

std::size_t size_of(const json::Value& body) {
  const json::Value* size = body.find("size");
  std::size_t value = kDefaultSize;
  if (size != nullptr) {
    std::from_chars(size->text.data(), size->text.data() + size->text.size(), value);
  }
  return value;
}

}  // namespace

std::size_t requested_size(std::string_view body) {
  const Result<json::Value> value = json::parse(body);
  return value.has_value() && value->is_object() ? size_of(*value) : kDefaultSize;
}

Result<std::vector<ComparedQuery>> read_queries(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) {
    return fail(ErrorCode::kNotFound, fmt::format("cannot read [{}]", file.string()));
  }
  std::vector<ComparedQuery> queries;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    const Result<json::Value> body = json::parse(line);
    if (!body.has_value() || !body->is_object()) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("[{}] line {} is no search body", file.string(), number));
    }
    queries.push_back({line, size_of(*body)});
  }
  return queries;
}

Result<std::vector<ComparedQuery>> sample_queries(ClusterClient& client, const std::string& index,
                                                  const std::string& field, std::size_t count,
                                                  std::size_t size, std::uint64_t seed) {
  const std::string body = fmt::format(R"({{"size":{},"_source":false}})", kDrawnFrom);
  LIKEWISE_TRY(const HttpAnswer answer,
               client.request({.method = "POST", .path = "/" + index + "/_search", .body = body}));
  LIKEWISE_TRY(SearchAnswer found, parse_search_answer(answer.status, answer.body));
  if (!found.error.empty()) {
    return fail(ErrorCode::kInvalidArgument, found.error);
  }
  Random random(seed);
  std::vector<ComparedQuery> queries;
  for (std::size_t drawn = 0; drawn < std::min(count, found.hits.size()); ++drawn) {
    std::swap(found.hits[drawn], found.hits[drawn + random.below(found.hits.size() - drawn)]);
    SimilarityQuery query;
    query.index = index;
    query.id = found.hits[drawn].id;
    query.field = field;
    query.size = size;
    queries.push_back({to_body(query), size});
  }
  return queries;
}

}  // namespace likewise::tools
