#include "storage/database/query_inspection.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/search_request.h"
#include "engine/search/inspect.h"
#include "storage/rocks/records.h"

namespace likewise::storage {
namespace {

/// The error as it shows where no search phase wraps it.
Error outside_of_search(const Error& error, const Index& index) {
  Error plain(error.code(), error.message());
  plain = std::move(plain)
              .with_type(error.type())
              .with_index(error.index().empty() ? index.identity().name : error.index())
              .with_status(error.status())
              .at(error.line(), error.column());
  return error.cause() == nullptr ? plain : std::move(plain).caused_by(Error(*error.cause()));
}

Result<std::string> read_source(const Index& index, const PublishedIndex& published, DocId doc) {
  LIKEWISE_TRY(std::optional<std::string> source,
               published.store->get(Family::kDoc, doc_key(index.identity().number, doc)));
  if (!source) {
    return fail(ErrorCode::kCorruption,
                fmt::format("index [{}]: a stored document is missing", index.identity().name));
  }
  return *std::move(source);
}

}  // namespace

Result<ExplainedDocument> explain_document(const SearchTargets& targets, std::string_view id,
                                           std::string_view body) {
  LIKEWISE_TRY(const Query query, parse_count_request(body, parser_options(targets)));
  const Index& index = targets.indices.front()->index;
  const PublishedIndex published = index.published();
  const IndexDocuments documents(index, published, targets.find_index, targets.typed);
  ExplainedDocument result;
  LIKEWISE_TRY(const std::optional<DocId> doc, documents.find_id(id));
  if (!doc) {
    return result;
  }
  result.found = true;
  Result<DocumentExplanation> explained = likewise::explain(
      *published.index, documents, query, search_options(targets, index, SearchRequest()), *doc);
  if (!explained.has_value()) {
    return fail(outside_of_search(explained.error(), index));
  }
  result.matched = explained->matches;
  result.explanation = std::move(explained->explanation);
  LIKEWISE_TRY(const std::optional<std::string> stored,
               published.store->get(Family::kId, id_key(index.identity().number, id)));
  if (stored) {
    LIKEWISE_TRY(const IdRecord record, decode_id(*stored));
    result.seq_no = record.seq_no;
  }
  LIKEWISE_TRY(result.source, read_source(index, published, *doc));
  return result;
}

Result<std::vector<ValidatedQuery>> validate_query(const SearchTargets& targets,
                                                   std::string_view body,
                                                   const ValidateOptions& options) {
  LIKEWISE_TRY(const Query query, parse_count_request(body, parser_options(targets)));
  std::vector<ValidatedQuery> results;
  for (const std::shared_ptr<OpenIndex>& target : targets.indices) {
    const Index& index = target->index;
    const PublishedIndex published = index.published();
    const IndexDocuments documents(index, published, targets.find_index, targets.typed);
    ValidatedQuery& result = results.emplace_back();
    result.index = index.identity().name;
    Result<std::string> text =
        describe(*published.index, documents, query,
                 search_options(targets, index, SearchRequest()), options.rewrite);
    if (text.has_value()) {
      result.explanation = *std::move(text);
    } else {
      result.error = outside_of_search(text.error(), index);
    }
  }
  return results;
}

}  // namespace likewise::storage
