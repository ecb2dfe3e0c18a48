#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/ids.h"

namespace likewise {

/// The vector of one field of one document.
struct FieldVector {
  FieldId field = 0;
  std::vector<float> values;
  /// Of what was given, for fields whose vectors are kept at length 1 (cosine); else 0.
  float length = 0.0F;

  friend bool operator==(const FieldVector&, const FieldVector&) = default;
};

/// The vectors of one field of one segment, row after row; documents without a vector have no row.
/// Rows of dead documents stay until a merge. Immutable; share freely.
class VectorColumn {
 public:
  /// Something computed from the rows once and kept with them, such as their codes.
  class Derived {
   public:
    Derived() = default;
    Derived(const Derived&) = delete;
    Derived& operator=(const Derived&) = delete;
    virtual ~Derived() = default;
    virtual std::size_t memory_bytes() const = 0;
  };

  /// REQUIRES: docs increasing; values.size() == docs.size() * dimensions; lengths empty or one a
  /// row.
  VectorColumn(std::uint32_t dimensions, std::vector<DocId> docs, std::vector<float> values,
               std::vector<float> lengths);

  std::uint32_t dimensions() const noexcept { return dimensions_; }
  std::size_t rows() const noexcept { return docs_.size(); }
  std::span<const DocId> docs() const noexcept { return docs_; }
  std::span<const float> values() const noexcept { return values_; }
  std::span<const float> lengths() const noexcept { return lengths_; }
  const float* row(std::size_t row) const noexcept { return values_.data() + row * dimensions_; }

  /// The row of a document, if it has one. Cost: O(log rows).
  std::optional<std::size_t> find(DocId doc) const noexcept;

  /// What `make` computes, computed again only when `key` is another than the last time.
  /// Thread-safe: who comes while it is computed waits.
  std::shared_ptr<const Derived> derive(
      std::uint64_t key, const std::function<std::shared_ptr<const Derived>()>& make) const;

  std::size_t memory_bytes() const noexcept;

 private:
  std::uint32_t dimensions_;
  std::vector<DocId> docs_;
  std::vector<float> values_;
  std::vector<float> lengths_;
  mutable std::mutex mutex_;
  mutable std::uint64_t key_ = 0;                   // Guarded by mutex_, as is the next one.
  mutable std::shared_ptr<const Derived> derived_;  // Null: nothing was asked for.
};

/// Collects the rows of a column, document after document. Not thread-safe.
class VectorColumnBuilder {
 public:
  /// The first row decides the dimensions and whether rows have lengths.
  /// REQUIRES: doc is greater than those before; as many values as those before.
  void add(DocId doc, std::span<const float> values, float length);
  bool empty() const noexcept { return docs_.empty(); }
  /// True if add() takes rows of that size, and a row of that document.
  bool fits(std::uint32_t dimensions) const noexcept {
    return docs_.empty() || dimensions == dimensions_;
  }
  bool follows(DocId doc) const noexcept { return docs_.empty() || docs_.back() < doc; }
  std::size_t memory_bytes() const noexcept;
  /// Null when nothing was added. The builder is empty afterwards.
  std::shared_ptr<const VectorColumn> finish();

 private:
  std::uint32_t dimensions_ = 0;
  std::vector<DocId> docs_;
  std::vector<float> values_;
  std::vector<float> lengths_;
};

}  // namespace likewise
