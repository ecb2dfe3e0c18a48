#include <chrono>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "engine/dsl/term_vectors_request.h"
#include "server/rest/document_json.h"
#include "server/rest/error_response.h"
#include "server/rest/handlers.h"
#include "server/rest/source_parameters.h"
#include "server/rest/target_indices.h"
#include "storage/database/inspection.h"

namespace likewise::server {
namespace {

using storage::DocumentTerm;
using storage::FieldTermVector;
using storage::TermVectorsResult;

/// What the URL says of documents that do not say it themselves.
Result<TermVectorsRequest> from_url(const RestRequest& request) {
  TermVectorsRequest vectors;
  vectors.index = request.path("index");
  vectors.id = request.path("id");
  if (const auto fields = request.parameter("fields")) {
    vectors.fields = comma_list(*fields);
  }
  if (const auto routing = request.parameter("routing")) {
    vectors.routing = std::string(*routing);
  }
  LIKEWISE_TRY(vectors.positions, request.flag("positions", true));
  LIKEWISE_TRY(vectors.offsets, request.flag("offsets", true));
  LIKEWISE_TRY(vectors.term_statistics, request.flag("term_statistics"));
  LIKEWISE_TRY(vectors.field_statistics, request.flag("field_statistics", true));
  LIKEWISE_TRY(vectors.version, request.integer("version", "long"));
  return vectors;
}

void append_places(std::string& out, const DocumentTerm& term, const TermVectorsRequest& request) {
  out += ",\"tokens\":[";
  for (const TermPlace& place : term.places) {
    out += out.back() == '[' ? "{" : ",{";
    if (request.positions) {
      fmt::format_to(std::back_inserter(out), "\"position\":{}", place.position);
    }
    if (request.offsets) {
      fmt::format_to(std::back_inserter(out), R"({}"start_offset":{},"end_offset":{})",
                     request.positions ? "," : "", place.begin, place.end);
    }
    out += '}';
  }
  out += ']';
}

void append_term(std::string& out, const DocumentTerm& term, const TermVectorsRequest& request) {
  json::append_quoted(out, term.text);
  out += ":{";
  if (request.term_statistics && term.doc_freq > 0) {
    fmt::format_to(std::back_inserter(out), R"("doc_freq":{},"ttf":{},)", term.doc_freq,
                   term.total_frequency);
  }
  fmt::format_to(std::back_inserter(out), "\"term_freq\":{}", term.places.size());
  if (request.positions || request.offsets) {
    append_places(out, term, request);
  }
  if (term.score) {
    out += ",\"score\":" + java_float(*term.score);
  }
  out += '}';
}

void append_field(std::string& out, const FieldTermVector& vector,
                  const TermVectorsRequest& request) {
  json::append_quoted(out, vector.field);
  out += ":{";
  if (request.field_statistics) {
    fmt::format_to(std::back_inserter(out),
                   R"("field_statistics":{{"sum_doc_freq":{},"doc_count":{},"sum_ttf":{}}},)",
                   vector.sum_doc_freq, vector.doc_count, vector.sum_total_term_freq);
  }
  out += "\"terms\":{";
  for (const DocumentTerm& term : vector.terms) {
    out += out.back() == '{' ? "" : ",";
    append_term(out, term, request);
  }
  out += "}}";
}

/// The names of the document, and the opening brace before them.
void append_identity(std::string& out, const TermVectorsRequest& request, bool typed) {
  out += "{\"_index\":";
  json::append_quoted(out, request.index);
  out += typed ? ",\"_type\":\"_doc\"" : "";
  if (!request.doc) {
    out += ",\"_id\":";
    json::append_quoted(out, request.id);
  }
}

Result<TermVectorsResult> read(const RestContext& context, const TermVectorsRequest& request) {
  if (!context.database.index_exists(request.index)) {
    return fail(index_not_found(request.index));
  }
  LIKEWISE_TRY(const bool requires_routing, context.database.requires_routing(request.index));
  if (requires_routing && !request.doc && request.routing.value_or("").empty()) {
    return fail(routing_missing(request.index, request.id, context.identity.typed()));
  }
  LIKEWISE_TRY(TermVectorsResult result, context.database.term_vectors(request));
  if (request.version && !request.doc && result.found && *request.version != result.version) {
    storage::GetResult document;
    document.index = request.index;
    document.id = request.id;
    document.version = result.version;
    return fail(version_differs(document, *request.version));
  }
  return result;
}

Result<std::string> answer(const RestContext& context, const TermVectorsRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  LIKEWISE_TRY(const TermVectorsResult result, read(context, request));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  std::string out;
  append_identity(out, request, context.identity.typed());
  fmt::format_to(std::back_inserter(out), R"(,"_version":{},"found":{},"took":{})", result.version,
                 result.found, took.count());
  if (result.found) {
    out += ",\"term_vectors\":{";
    for (const FieldTermVector& vector : result.fields) {
      out += out.back() == '{' ? "" : ",";
      append_field(out, vector, request);
    }
    out += '}';
  }
  return out + "}";
}

}  // namespace

RestResult term_vectors(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(TermVectorsRequest vectors, from_url(request));
  LIKEWISE_TRY_STATUS(parse_term_vectors(request.body(), vectors));
  LIKEWISE_TRY(std::string body, answer(context, vectors));
  return json_response(std::move(body));
}

RestResult multi_term_vectors(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const TermVectorsRequest base, from_url(request));
  std::vector<TermVectorsRequest> requests;
  if (const auto ids = request.parameter("ids"); ids && request.body().empty()) {
    for (std::string& id : comma_list(*ids)) {
      requests.push_back(base);
      requests.back().id = std::move(id);
    }
  } else {
    LIKEWISE_TRY_STATUS(request.require_body_or_source());
    LIKEWISE_TRY(requests, parse_multi_term_vectors(request.body(), base));
  }
  std::string out = "{\"docs\":[";
  for (const TermVectorsRequest& vectors : requests) {
    out += out.back() == '[' ? "" : ",";
    const Result<std::string> document = answer(context, vectors);
    if (document.has_value()) {
      out += *document;
      continue;
    }
    append_identity(out, vectors, context.identity.typed());
    out += ",\"error\":";
    append_error(out, document.error(), error_style(context));
    out += '}';
  }
  return json_response(out + "]}");
}

}  // namespace likewise::server
