#include "storage/database/vector_blocks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/index/vector_options.h"
#include "storage/rocks/varint.h"

namespace likewise::storage {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are stored as they are");

constexpr std::size_t kVectorBlockBytes = 256U << 10U;
constexpr std::uint32_t kMaxRows = 1U << 20U;

void append_floats(std::string& out, std::span<const float> values) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

bool take_floats(std::string_view& bytes, std::vector<float>& values) {
  const std::size_t size = values.size() * sizeof(float);
  if (bytes.size() < size) {
    return false;
  }
  std::memcpy(values.data(), bytes.data(), size);
  bytes.remove_prefix(size);
  return true;
}

bool take_docs(std::string_view& bytes, DocRange docs, std::vector<DocId>& out) {
  std::uint64_t doc = 0;
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::optional<std::uint32_t> step = take_varint32(bytes);
    doc += step.value_or(0);
    if (!step || (row > 0 && *step == 0) || doc < docs.first || doc >= docs.end) {
      return false;
    }
    out[row] = static_cast<DocId>(doc);
  }
  return true;
}

}  // namespace

Status write_vector_blocks(
    const VectorColumn& column,
    const std::function<Status(std::uint32_t first_row, std::string)>& sink) {
  const std::size_t dimensions = column.dimensions();
  const std::size_t most =
      std::max<std::size_t>(kVectorBlockBytes / (dimensions * sizeof(float)), 1);
  for (std::size_t first = 0; first < column.rows(); first += most) {
    const std::size_t rows = std::min(most, column.rows() - first);
    std::string block;
    append_varint(block, rows);
    append_varint(block, dimensions);
    append_varint(block, column.lengths().empty() ? 0 : 1);
    for (std::size_t row = first; row < first + rows; ++row) {
      append_varint(block, column.docs()[row] - (row == first ? 0 : column.docs()[row - 1]));
    }
    if (!column.lengths().empty()) {
      append_floats(block, column.lengths().subspan(first, rows));
    }
    append_floats(block, column.values().subspan(first * dimensions, rows * dimensions));
    LIKEWISE_TRY_STATUS(sink(static_cast<std::uint32_t>(first), std::move(block)));
  }
  return {};
}

bool read_vector_block(std::string_view block, DocRange docs, VectorColumnBuilder& column) {
  const std::optional<std::uint32_t> rows = take_varint32(block);
  const std::optional<std::uint32_t> dimensions = take_varint32(block);
  const std::optional<std::uint32_t> has_lengths = take_varint32(block);
  if (!rows || !dimensions || !has_lengths || *rows == 0 || *rows > kMaxRows || *dimensions == 0 ||
      *dimensions > kMaxVectorDimensions || *has_lengths > 1 || !column.fits(*dimensions)) {
    return false;
  }
  std::vector<DocId> row_docs(*rows);
  std::vector<float> lengths(*has_lengths == 1 ? *rows : 0);
  if (!take_docs(block, docs, row_docs) || !column.follows(row_docs.front()) ||
      !take_floats(block, lengths) ||
      block.size() != std::size_t{*rows} * *dimensions * sizeof(float)) {
    return false;
  }
  std::vector<float> values(std::size_t{*rows} * *dimensions);
  take_floats(block, values);
  for (std::size_t row = 0; row < *rows; ++row) {
    if (!lengths.empty() && !(lengths[row] > 0.0F)) {
      return false;
    }
    column.add(row_docs[row], std::span(values).subspan(row * *dimensions, *dimensions),
               lengths.empty() ? 0.0F : lengths[row]);
  }
  return true;
}

}  // namespace likewise::storage
