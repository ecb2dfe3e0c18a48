#include "engine/dsl/term_vectors_request.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

Error parse_exception(std::string_view reason) {
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("failed to parse term vectors request. {}", reason))
      .with_type("parse_exception");
}

Status read_filter(const json::Value& value, std::string_view body, TermVectorsFilter& filter) {
  struct Member {
    std::string_view name;
    std::int32_t TermVectorsFilter::*limit;
  };
  constexpr auto kMembers = std::to_array<Member>({
      {"max_num_terms", &TermVectorsFilter::max_num_terms},
      {"min_term_freq", &TermVectorsFilter::min_term_freq},
      {"max_term_freq", &TermVectorsFilter::max_term_freq},
      {"min_doc_freq", &TermVectorsFilter::min_doc_freq},
      {"max_doc_freq", &TermVectorsFilter::max_doc_freq},
      {"min_word_length", &TermVectorsFilter::min_word_length},
      {"max_word_length", &TermVectorsFilter::max_word_length},
  });
  for (const auto& [name, limit] : value.members) {
    bool known = false;
    for (const Member& member : kMembers) {
      if (member.name == name) {
        LIKEWISE_TRY(filter.*member.limit, read_int(limit, body));
        known = true;
      }
    }
    if (!known) {
      return fail(parse_exception(fmt::format(
          "the field [{}] is not valid for filter parameter for term vector request", name)));
    }
  }
  return {};
}

Status read_fields(const json::Value& value, TermVectorsRequest& request) {
  if (!value.is_array()) {
    return fail(parse_exception("field [fields] must be an array"));
  }
  request.fields.emplace();
  for (const json::Value& field : value.items) {
    request.fields->push_back(scalar_text(field));
  }
  return {};
}

Status read_object(const std::string& name, const json::Value& value, std::string_view body,
                   TermVectorsRequest& request) {
  if (!value.is_object()) {
    return fail(parse_exception(fmt::format("field [{}] must be an object", name)));
  }
  std::string text(body.substr(value.begin, value.end - value.begin));
  if (name == "filter") {
    return read_filter(value, body, request.filter.emplace());
  }
  if (name == "per_field_analyzer" || name == "perFieldAnalyzer") {
    request.per_field_analyzer = std::move(text);
    return {};
  }
  if (!request.id.empty()) {
    return fail(parse_exception("either [id] or [doc] can be specified, but not both!"));
  }
  request.doc = std::move(text);
  return {};
}

/// The flag of that name, or null.
bool* flag_of(std::string_view name, TermVectorsRequest& request) {
  if (name == "positions") {
    return &request.positions;
  }
  if (name == "offsets") {
    return &request.offsets;
  }
  if (name == "term_statistics" || name == "termStatistics") {
    return &request.term_statistics;
  }
  if (name == "field_statistics" || name == "fieldStatistics") {
    return &request.field_statistics;
  }
  return nullptr;
}

Status read_identity(const std::string& name, const json::Value& value, std::string_view body,
                     TermVectorsRequest& request) {
  if (name == "_index") {
    LIKEWISE_TRY(request.index, read_text(value, body));
  } else if (name == "_id") {
    if (request.doc) {
      return fail(parse_exception("either [id] or [doc] can be specified, but not both!"));
    }
    LIKEWISE_TRY(request.id, read_text(value, body));
  } else if (name == "routing") {
    LIKEWISE_TRY(request.routing, read_text(value, body));
  } else if (name == "version") {
    LIKEWISE_TRY(request.version, read_long(value, body));
  } else if (name != "version_type" && name != "payloads" && name != "_type") {
    return fail(parse_exception(fmt::format("unknown field [{}]", name)));
  }
  return {};
}

std::string complaint_about(const TermVectorsRequest& request) {
  if (request.index.empty()) {
    return "index is missing";
  }
  return request.id.empty() && !request.doc ? "id or doc is missing" : "";
}

Error invalid(std::string_view complaints) {
  return Error(ErrorCode::kInvalidArgument, fmt::format("Validation Failed: {}", complaints))
      .with_type("action_request_validation_exception");
}

Status read_ids(const json::Value& ids, const TermVectorsRequest& base,
                std::vector<TermVectorsRequest>& requests) {
  for (const json::Value& id : ids.items) {
    if (!id.is_string() && !id.is_number()) {
      return fail(Error(ErrorCode::kInvalidArgument, "ids array element should only contain ids")
                      .with_type("parse_exception"));
    }
    requests.push_back(base);
    requests.back().id = scalar_text(id);
  }
  return {};
}

Status read_docs(const json::Value& docs, std::string_view body, const TermVectorsRequest& base,
                 std::vector<TermVectorsRequest>& requests) {
  for (const json::Value& doc : docs.items) {
    if (!doc.is_object()) {
      return fail(Error(ErrorCode::kInvalidArgument, "docs array element should include an object")
                      .with_type("parse_exception"));
    }
    requests.push_back(base);
    LIKEWISE_TRY_STATUS(read_term_vectors(doc, body, requests.back()));
  }
  return {};
}

}  // namespace

Status read_term_vectors(const json::Value& members, std::string_view body,
                         TermVectorsRequest& request) {
  for (const auto& [name, value] : members.members) {
    if (bool* const flag = flag_of(name, request)) {
      LIKEWISE_TRY(*flag, read_bool(value, body));
    } else if (name == "fields") {
      LIKEWISE_TRY_STATUS(read_fields(value, request));
    } else if (name == "filter" || name == "doc" || name == "per_field_analyzer" ||
               name == "perFieldAnalyzer") {
      LIKEWISE_TRY_STATUS(read_object(name, value, body, request));
    } else {
      LIKEWISE_TRY_STATUS(read_identity(name, value, body, request));
    }
  }
  return {};
}

Status parse_term_vectors(std::string_view body, TermVectorsRequest& request) {
  if (!body.empty()) {
    LIKEWISE_TRY(const json::Value root, json::parse(body));
    if (!root.is_object()) {
      return fail(parse_exception("the body must be an object"));
    }
    LIKEWISE_TRY_STATUS(read_term_vectors(root, body, request));
  }
  const std::string complaint = complaint_about(request);
  return complaint.empty() ? Status() : fail(invalid("1: " + complaint + ";"));
}

Result<std::vector<TermVectorsRequest>> parse_multi_term_vectors(std::string_view body,
                                                                 const TermVectorsRequest& base) {
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  TermVectorsRequest common = base;
  if (const json::Value* const parameters = root.is_object() ? root.find("parameters") : nullptr) {
    LIKEWISE_TRY_STATUS(read_term_vectors(*parameters, body, common));
  }
  std::vector<TermVectorsRequest> requests;
  for (const auto& [name, value] : root.members) {
    if (name == "ids" && value.is_array()) {
      LIKEWISE_TRY_STATUS(read_ids(value, common, requests));
    } else if (name == "docs" && value.is_array()) {
      LIKEWISE_TRY_STATUS(read_docs(value, body, common, requests));
    } else if (name != "parameters") {
      return fail(Error(ErrorCode::kInvalidArgument,
                        fmt::format("no parameter named [{}] and type {}", name,
                                    value.is_array() ? "ARRAY" : token_name(value)))
                      .with_type("parse_exception"));
    }
  }
  std::string complaints;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const std::string complaint = complaint_about(requests[i]);
    if (!complaint.empty()) {
      complaints += fmt::format("{}: at multi term vectors request [{}]: {};", i + 1, i, complaint);
    }
  }
  if (requests.empty()) {
    complaints = "1: multi term vectors: no documents requested;";
  }
  if (!complaints.empty()) {
    return fail(invalid(complaints));
  }
  return requests;
}

}  // namespace likewise
