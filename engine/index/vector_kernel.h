#pragma once

/// @file
/// Sums over two vectors in the order of Lucene's vectorised code on machines with 512-bit vectors,
/// so that scores agree to the bit with a server that runs there. Machines without fused
/// multiply-add differ in the last digits, as they do between one another under Lucene.

#include <cstddef>
#include <span>

namespace likewise {

/// What a kernel computes for each row.
enum class VectorSum : unsigned char { kDotProduct, kSquareDistance };

/// For each row its sum with the query: 16 running sums, added up from the first to the last. The
/// last rows.size() % 4 rows are summed as single vectors are, because Lucene takes rows by fours.
/// REQUIRES: every row has query.size() floats; out.size() == rows.size().
void vector_sums(VectorSum sum, std::span<const float> query, std::span<const float* const> rows,
                 std::span<float> out);

/// The same of one row, in the order that Lucene has for single vectors: 4 x 16 running sums from
/// 33 dimensions on, one after the other below.
float single_vector_sum(VectorSum sum, std::span<const float> left, const float* right);

}  // namespace likewise
