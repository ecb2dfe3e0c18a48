#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace likewise::oracle {

enum class Engine : std::uint8_t { kElasticsearch7, kElasticsearch9, kOpenSearch3 };

/// Values by source path.
using Document = std::map<std::string, std::vector<std::string>>;

struct OracleField {
  std::string source;    ///< Path that fills it.
  bool is_text = false;  ///< Text: tokens, frequencies and norms. Otherwise keyword: none of them.
};

/// One term's documents, in order, with frequencies.
using Postings = std::vector<std::pair<std::size_t, std::uint32_t>>;

struct FieldIndex {
  std::map<std::string, Postings> terms;
  std::vector<std::uint32_t> lengths;  ///< By document, as BM25 sees them.
  std::uint64_t document_count = 0;
  std::uint64_t sum_of_frequencies = 0;
};

/// Documents and statistics, rebuilt from scratch: only living documents, numbered in load order.
class OracleIndex {
 public:
  OracleIndex(std::map<std::string, OracleField> fields,
              std::vector<std::pair<std::string, Document>> documents);

  /// Lower-cased runs of ASCII letters and digits for text, the whole value for keyword.
  static std::vector<std::string> analyze(bool is_text, const std::string& value);

  std::size_t size() const { return documents_.size(); }
  const std::string& id(std::size_t document) const { return documents_[document].first; }
  const Document& source(std::size_t document) const { return documents_[document].second; }
  /// size() when there is none.
  std::size_t find(const std::string& id) const;

  const std::map<std::string, OracleField>& fields() const { return fields_; }
  const FieldIndex* field(const std::string& name) const;
  std::uint32_t document_frequency(const std::string& field, const std::string& term) const;

  /// Tokens of one field of a document, repeats included.
  std::vector<std::string> tokens(const OracleField& field, const Document& document) const;

 private:
  std::map<std::string, OracleField> fields_;
  std::vector<std::pair<std::string, Document>> documents_;
  std::map<std::string, FieldIndex> index_;
};

}  // namespace likewise::oracle
