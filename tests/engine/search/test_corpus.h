#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/index/mapping.h"
#include "engine/index/segment_builder.h"
#include "engine/index/snapshot.h"
#include "engine/search/searcher.h"

namespace likewise {

/// Values by the path that fills fields; numbers and booleans as their text.
using TestDocument = std::map<std::string, std::vector<std::string>>;

/// A small index in memory, the storage layer of these tests: documents in, snapshots and term
/// vectors out.
class TestCorpus final : public DocumentAccess {
 public:
  /// Elasticsearch's dynamic mapping of a string: `name` as text and `name`.keyword.
  void add_dynamic_string(const std::string& name);

  /// A field with the defaults of its kind; change the answer before documents come.
  static Field field(FieldKind kind, const std::string& name);
  void add_field(Field field);

  void add(const std::string& id, const TestDocument& document);
  void erase(const std::string& id);

  /// The documents that follow go to another segment.
  void end_segment();

  /// What a search sees now. Ends the segment.
  IndexSnapshot snapshot();

  /// What a like item whose `doc` has this source text contains.
  void add_artificial(const std::string& json, const TestDocument& document);

  Result<std::optional<DocId>> find_id(std::string_view id) const override;
  Result<std::map<std::string, TermVector>> term_vectors(
      const LikeItem& item, const std::vector<std::string>& default_fields) const override;
  Result<Identity> identity(DocId doc) const override {
    return Identity{ids_.at(doc), static_cast<std::int64_t>(doc)};
  }
  Result<std::vector<Scalar>> look_up(const TermsLookup& lookup) const override;
  Status read_positions(
      DocId doc, FieldId field,
      const std::function<void(std::string_view, std::uint32_t)>& sink) const override;

  const std::string& id(DocId doc) const { return ids_.at(doc); }
  const Mapping& mapping() const { return *mapping_; }

 private:
  std::vector<std::string> tokens(const Field& field, const TestDocument& document,
                                  bool ignore_long) const;
  std::vector<FieldTerms> field_terms(const TestDocument& document);
  void count(DocId doc, FieldStatistics* field_statistics);

  std::shared_ptr<Mapping> mapping_ = std::make_shared<Mapping>();
  std::shared_ptr<TermDictionary> dictionary_ = std::make_shared<TermDictionary>();
  SegmentBuilder builder_{0};
  std::vector<std::shared_ptr<const Segment>> segments_;
  std::vector<std::string> ids_;
  std::vector<TestDocument> documents_;
  std::vector<std::vector<FieldTerms>> terms_;
  std::vector<bool> dead_;
  std::map<std::string, DocId, std::less<>> docs_;
  std::map<std::string, TestDocument> artificial_;
};

}  // namespace likewise
