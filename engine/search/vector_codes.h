#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/index/vector_column.h"
#include "engine/quantizer/code_table.h"
#include "engine/quantizer/loaded_codebook.h"

namespace likewise {

/// The codes of a column's rows in one codebook. Immutable; thread-safe.
class VectorCodes final : public VectorColumn::Derived {
 public:
  explicit VectorCodes(Codes codes) : codes_(std::move(codes)) {}

  /// Of the column, kept with it. Null for a codebook that cannot encode its vectors.
  static std::shared_ptr<const VectorCodes> of(const VectorColumn& column,
                                               const LoadedCodebook& codebook);

  std::size_t memory_bytes() const override {
    return static_cast<std::size_t>(codes_.size()) * sizeof(std::uint16_t);
  }

  /// Minus the asymmetric distance of each row, in the order of `rows`.
  void score(const CodeTable& distances, std::span<const std::uint32_t> rows,
             std::vector<float>& scores) const;

 private:
  Codes codes_;
};

}  // namespace likewise
