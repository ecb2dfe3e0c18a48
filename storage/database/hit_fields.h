#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/aggregation/field_source.h"
#include "engine/base/error.h"
#include "engine/dsl/field_requests.h"
#include "engine/dsl/source_fields.h"
#include "engine/search/dialect.h"

namespace likewise::storage {

/// The `fields` of hits of one index: docvalue_fields, which the index knows, and fields, which
/// stand in `_source`. One per search and index, one thread.
class HitFields {
 public:
  /// Everything must outlive this. Errors: Elasticsearch's for fields without values by document
  /// and for formats that a field does not have; in shard.
  static Result<HitFields> prepare(const FieldRequests& requests, SourceContext context);

  bool empty() const noexcept { return docvalues_.empty() && from_source_.empty(); }
  /// True if read() needs the document's source.
  bool needs_source() const noexcept { return !from_source_.empty(); }

  /// In the order of Elasticsearch's HashMap. `source` may be empty unless needs_source().
  std::vector<HitField> read(DocId doc, std::string_view source);

 private:
  struct Docvalues {
    std::string name;
    FieldReader reader;
  };

  explicit HitFields(SourceContext context) : context_(std::move(context)) {}

  Status add_docvalues(const FieldPattern& pattern);
  std::vector<std::string> read_docvalues(Docvalues& docvalues, DocId doc);

  SourceContext context_;
  std::vector<Docvalues> docvalues_;
  std::vector<SourceField> from_source_;
  const SegmentView* segment_ = nullptr;  ///< That the readers are at.
};

/// HitFields of every index of one search, made when its first hit is fetched.
class FieldFetch {
 public:
  FieldFetch(const FieldRequests& requests, bool typed) : requests_(requests), typed_(typed) {}

  /// What a hit of that snapshot lies in.
  struct Place {
    const IndexSnapshot& snapshot;
    const std::string& index_name;
    Dialect dialect = Dialect::kElasticsearch7;
  };

  /// The fields of one hit. `read_source` gives its source when that is needed.
  Result<std::vector<HitField>> read(const Place& place, DocId doc,
                                     const std::function<Result<std::string>()>& read_source);

 private:
  const FieldRequests& requests_;
  bool typed_;
  std::map<const IndexSnapshot*, HitFields> by_index_;
};

}  // namespace likewise::storage
