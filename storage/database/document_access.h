#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dsl/document_parser.h"
#include "engine/search/searcher.h"
#include "storage/database/database.h"
#include "storage/database/index.h"

namespace likewise::storage {

struct OpenIndex;

/// The newest document of that id, refreshed or not. Errors: kCorruption, kUnavailable.
Result<GetResult> get_document(const Index& index, std::string_view id);

/// How a search reads documents: ids of its own snapshot, liked documents in real time from
/// whatever index they name.
class IndexDocuments final : public DocumentAccess {
 public:
  using FindIndex = std::function<std::shared_ptr<OpenIndex>(std::string_view)>;

  /// `typed`: error texts name the type, as in version 7.
  IndexDocuments(const Index& index, const PublishedIndex& published, FindIndex find_index,
                 bool typed)
      : index_(index), published_(published), find_index_(std::move(find_index)), typed_(typed) {}

  Result<std::optional<DocId>> find_id(std::string_view id) const override;
  Result<std::map<std::string, TermVector>> term_vectors(
      const LikeItem& item, const std::vector<std::string>& default_fields) const override;
  Result<Identity> identity(DocId doc) const override;
  Result<std::vector<Scalar>> look_up(const TermsLookup& lookup) const override;
  Status read_positions(DocId doc, FieldId field, const PositionReader::Sink& sink) const override;

 private:
  Result<std::map<std::string, TermVector>> stored_term_vectors(
      const Index& index, const LikeItem& item,
      const std::vector<std::string>& default_fields) const;

  const Index& index_;
  const PublishedIndex& published_;
  FindIndex find_index_;
  bool typed_;
  mutable std::optional<DocumentParser> parser_;  ///< Made for the first phrase.
};

}  // namespace likewise::storage
