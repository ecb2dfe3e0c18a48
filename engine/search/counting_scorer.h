#pragma once

/// @file
/// The fast path: a disjunction of terms whose score does not depend on the document (keyword terms
/// without norms and frequencies), with minimum_should_match.
///
/// Posting containers are expanded to bitmaps and summed "vertically": a carry-save adder tree
/// counts for 64 x lanes documents at a time how many clauses match. Counting answers
/// minimum_should_match and the exact number of hits; the smallest count that can still enter the
/// top k, and a second pass over coarse weights, leave few documents to score exactly. Equal to the
/// exhaustive scorer bit for bit, which tests check on random corpora. docs/performance.md has the
/// measurements.

#include <cstdint>
#include <functional>
#include <span>

#include "engine/base/ids.h"
#include "engine/index/live_docs.h"
#include "engine/index/posting_list.h"
#include "engine/search/top_k_collector.h"

namespace likewise {

struct CountingClause {
  const PostingList* postings = nullptr;  ///< Of this segment; null: no posting here.
  float score = 0.0F;                     ///< The clause's score for every matching document, >= 0.
};

struct CountingQuery {
  std::span<const CountingClause> clauses;  ///< At most 4,096.
  std::uint32_t minimum_should_match = 1;   ///< At least 1.
  const LiveDocs* live = nullptr;           ///< Never null.
  std::span<const DocId> excluded;          ///< Sorted docids that are no hits.
};

/// Collects the hits of one segment into `top` and returns their exact number. A hit's score is the
/// sum of its clauses' scores in a double, in clause order, rounded once to float.
/// `should_stop` is polled once per 16,384 documents; true ends the segment early.
std::uint64_t collect_by_counting(const CountingQuery& query, TopKCollector& top,
                                  const std::function<bool()>& should_stop);

/// "AVX3", "AVX2", ...: the instruction set in use, for logs and benchmarks.
const char* counting_target();

}  // namespace likewise
