#pragma once

#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/quantizer/encoder.h"

namespace likewise::tools {

enum class DocumentFormat : std::uint8_t {
  kNdjson,  ///< One line a document: {"_id":"7","feature_vector":["0-14",…]}
  kBulk,    ///< Two lines a document: the `_bulk` action, then the document without its id.
};

/// "ndjson" or "bulk". Errors: a usage error.
Result<DocumentFormat> parse_document_format(std::string_view text);

/// How documents are written; the same for all rows.
struct DocumentLayout {
  DocumentFormat format = DocumentFormat::kNdjson;
  std::string field = "feature_vector";
  std::string index;  ///< In the action line of kBulk; empty: left to the request's path.
  std::uint32_t tokens_per_group = 1;  ///< Columns of each group in the codes.
  std::string image_template;          ///< "images/{id}.png"; empty: no "image".
};

/// Renders documents. Immutable; thread-safe.
class TokenDocumentWriter {
 public:
  explicit TokenDocumentWriter(const DocumentLayout& layout);

  /// Appends the lines of one row of Encoder::encode_tokens(). `label` is a JSON value; empty: no
  /// "label".
  void append(const Codes& codes, Eigen::Index row, std::string_view id, std::string_view label,
              std::string& out) const;

 private:
  void append_image(std::string_view id, std::string& out) const;

  DocumentFormat format_;
  std::uint32_t tokens_per_group_;
  std::string field_;         ///< `"feature_vector":["`
  std::string action_start_;  ///< `{"index":{"_index":"images","_id":`
  std::string image_template_;
};

}  // namespace likewise::tools
