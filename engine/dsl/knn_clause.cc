// `knn` as a query and as a section of the search body: one set of members, two ways to complain.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/knn_section.h"
#include "engine/dsl/number_text.h"
#include "engine/dsl/query_clauses.h"
#include "engine/index/vector_options.h"
#include "engine/search/knn_query.h"

namespace likewise {
namespace {

constexpr std::string_view kClause = "knn";
constexpr std::int32_t kMostCandidates = 10'000;

/// The cause of what went wrong in a member, wrapped as the declarative parser does.
template <class T>
Result<T> in_member(std::string_view name, const json::Value& value, Result<T> result,
                    const QueryParseState& state) {
  if (result.has_value()) {
    return result;
  }
  return fail(failed_field(kClause, name, value.begin, std::move(result).error(), state));
}

bool is_number_or_text(const json::Value& value) {
  return value.is_number() || value.is_string();
}

Result<float> read_coordinate(const json::Value& value, const QueryParseState& state) {
  if (!is_number_or_text(value)) {
    return fail(
        parsing_error(state.text, value.begin,
                      fmt::format("Type [{}] not supported for query vector", token_name(value))));
  }
  return read_float(value, state.text);
}

Result<std::vector<Query>> read_filters(const json::Value& value, QueryParseState& state) {
  std::vector<Query> filters;
  if (value.is_object()) {
    LIKEWISE_TRY(Query query, parse_inner_query(value, state));
    filters.push_back(std::move(query));
    return filters;
  }
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY(Query query, parse_inner_query(item, state));
    filters.push_back(std::move(query));
  }
  return filters;
}

/// Reads members into a query.
class Reader {
 public:
  Reader(bool is_section, QueryParseState& state) : is_section_(is_section), state_(state) {}

  Status read(const json::Value& body) {
    for (const auto& [name, value] : body.members) {
      state_.at = value.begin;
      LIKEWISE_TRY_STATUS(read_member(name, value));
    }
    state_.at = body.end - 1;
    if (knn_.field.empty()) {
      return fail(illegal_argument("Required [field]"));
    }
    if (!has_vector_) {
      const std::string_view either = is_section_ ? "[query_vector_builder] or [query_vector]"
                                                  : "[query_vector] or [query_vector_builder]";
      return refuse(fmt::format("either {} must be provided", either));
    }
    return check_numbers();
  }

  Result<Query> finish() {
    query_.node = std::make_shared<const KnnQuery>(std::move(knn_));
    LIKEWISE_TRY_STATUS(set_boost(query_, boost_));
    return std::move(query_);
  }

 private:
  Status read_member(const std::string& name, const json::Value& value) {
    if (name == "field" || name == "_name") {
      if (!value.is_string()) {
        return fail(wrong_token(kClause, name, value, state_));
      }
      if (name == "field") {
        knn_.field = value.text;
      } else {
        query_.name = value.text;
      }
      return {};
    }
    if (name == "query_vector") {
      return read_vector(value);
    }
    if (name == "filter") {
      if (!value.is_object() && !value.is_array()) {
        return fail(wrong_token(kClause, name, value, state_));
      }
      auto filters = read_filters(value, state_);
      if (!filters.has_value()) {
        return fail(failed_field(kClause, name, state_.at, std::move(filters).error(), state_));
      }
      knn_.filter = *std::move(filters);
      return {};
    }
    return read_number(name, value);
  }

  Status read_vector(const json::Value& value) {
    if (value.is_null() || value.is_boolean()) {
      return fail(wrong_token(kClause, "query_vector", value, state_));
    }
    if (value.is_string()) {
      return fail(unsupported_error(state_.text, value.begin,
                                    "[query_vector] as a text is not supported by likewise"));
    }
    if (value.is_object()) {
      return in_member<void>("query_vector", value,
                             fail(parsing_error(state_.text, value.begin,
                                                "Unknown type [START_OBJECT] for parsing vector")),
                             state_);
    }
    has_vector_ = true;
    if (value.is_number()) {
      LIKEWISE_TRY(const float number, read_float(value, state_.text));
      knn_.vector = {number};
      return {};
    }
    if (value.items.size() > kMaxVectorDimensions) {
      return fail(
          illegal_argument(fmt::format("The query vector has {} dimensions; a field has at most {}",
                                       value.items.size(), kMaxVectorDimensions)));
    }
    knn_.vector.reserve(value.items.size());
    for (const json::Value& item : value.items) {
      LIKEWISE_TRY(const float number,
                   in_member("query_vector", item, read_coordinate(item, state_), state_));
      knn_.vector.push_back(number);
    }
    return {};
  }

  Status read_number(const std::string& name, const json::Value& value) {
    const bool is_whole = name == "k" || name == "num_candidates";
    const bool is_part = name == "similarity" || name == "boost" || name == "visit_percentage";
    if (is_whole || is_part) {
      if (!is_number_or_text(value)) {
        return fail(wrong_token(kClause, name, value, state_));
      }
      if (is_whole) {
        LIKEWISE_TRY((name == "k" ? knn_.k : knn_.num_candidates),
                     in_member(name, value, read_int(value, state_.text), state_));
        return {};
      }
      LIKEWISE_TRY(const float number,
                   in_member(name, value, read_float(value, state_.text), state_));
      if (name == "similarity") {
        knn_.similarity = number;
      } else if (name == "boost") {
        boost_ = number;
      }
      return {};
    }
    if (name == "rescore_vector" && value.is_object()) {
      return {};  // Every hit is compared exactly anyway.
    }
    if (name == "query_vector_builder" || (is_section_ && name == "inner_hits")) {
      return fail(
          unsupported_error(state_.text, value.begin,
                            fmt::format("[{}] of [knn] is not supported by likewise", name)));
    }
    return fail(unknown_field(kClause, name, value, state_));
  }

  Status check_numbers() const {
    if (knn_.k && *knn_.k < 1) {
      return refuse("[k] must be greater than 0");
    }
    if (knn_.num_candidates && *knn_.num_candidates > kMostCandidates) {
      return refuse(fmt::format("[num_candidates] cannot exceed [{}]", kMostCandidates));
    }
    const std::int32_t otherwise = is_section_ ? kMostCandidates : knn_.k.value_or(0);
    if (knn_.k && knn_.num_candidates.value_or(otherwise) < *knn_.k) {
      return refuse("[num_candidates] cannot be less than [k]");
    }
    return {};
  }

  tl::unexpected<Error> refuse(std::string reason) const {
    Error cause = illegal_argument(std::move(reason));
    if (is_section_) {
      return fail(std::move(cause));
    }
    return fail(Error(ErrorCode::kInvalidArgument,
                      "Failed to build [knn] after last required field arrived")
                    .with_type("x_content_parse_exception")
                    .caused_by(std::move(cause)));
  }

  bool is_section_;
  QueryParseState& state_;
  KnnQuery knn_;
  Query query_;
  bool has_vector_ = false;
  float boost_ = 1.0F;
};

Result<Query> parse_section(const json::Value& value, QueryParseState& state) {
  Reader reader(true, state);
  LIKEWISE_TRY_STATUS(reader.read(value));
  return reader.finish();
}

}  // namespace

Result<Query> parse_knn(const json::Value& body, QueryParseState& state) {
  if (state.options.legacy) {
    return fail(unsupported_error(state.text, body.begin,
                                  "query [knn] is not supported by likewise in this version"));
  }
  Reader reader(false, state);
  LIKEWISE_TRY_STATUS(reader.read(body));
  return reader.finish();
}

Result<std::vector<Query>> parse_knn_sections(const json::Value& value, QueryParseState& state) {
  std::vector<Query> sections;
  if (state.options.legacy) {
    return fail(unsupported_error(state.text, value.begin,
                                  "[knn] is not supported by likewise in this version"));
  }
  if (value.is_object()) {
    LIKEWISE_TRY(Query section, parse_section(value, state));
    sections.push_back(std::move(section));
    return sections;
  }
  LIKEWISE_TRY_STATUS(check_ranking_count(kClause, value.items.size(), value, state));
  for (const json::Value& item : value.items) {
    if (!item.is_object()) {
      const json::Position position = json::position_of(state.text, item.begin);
      return fail(Error(ErrorCode::kInvalidArgument,
                        fmt::format("[{}:{}] malformed knn format, within the knn search array "
                                    "only objects are allowed; found {}",
                                    position.line, position.column, token_name(item)))
                      .with_type("x_content_parse_exception"));
    }
    LIKEWISE_TRY(Query section, parse_section(item, state));
    sections.push_back(std::move(section));
  }
  return sections;
}

Status settle_knn_sections(std::size_t size, std::vector<Query>& sections) {
  for (Query& section : sections) {
    const KnnQuery& given = *std::get<std::shared_ptr<const KnnQuery>>(section.node);
    KnnQuery settled = given;
    settled.is_section = true;
    if (!settled.k) {
      settled.k = static_cast<std::int32_t>(std::min<std::size_t>(size, kMostCandidates));
      if (*settled.k < 1) {
        return fail(illegal_argument("[k] must be greater than 0"));
      }
      if (settled.num_candidates && *settled.num_candidates < *settled.k) {
        return fail(illegal_argument("[num_candidates] cannot be less than [k]"));
      }
    }
    section.node = std::make_shared<const KnnQuery>(std::move(settled));
  }
  return {};
}

}  // namespace likewise
