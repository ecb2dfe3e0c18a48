#pragma once

/// @file
/// What the change feed of an index hands out. docs/formats.md tells how a server writes it.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/ids.h"

namespace likewise::storage {

/// The newest operation of one document.
struct Change {
  SeqNo seq_no = 0;
  std::string id;
  bool deleted = false;
  std::optional<std::string> routing;
  std::string source;  ///< As stored; empty of a delete.
};

/// A page ends after the change that reaches one of these.
struct ChangeLimits {
  std::size_t changes = 1'000;
  std::size_t bytes = 8U << 20U;  ///< Of ids and sources.
};

/// Changes in the order of their sequence numbers. An operation that a later one of the same
/// document has superseded is left out, so numbers may be missing; `next` is where to go on in any
/// case. Whoever applies all pages up to next == end holds the index's documents.
struct ChangePage {
  std::vector<Change> changes;
  SeqNo next = 0;          ///< The first sequence number that the page does not cover.
  SeqNo end = 0;           ///< The number that the next operation of the index will get.
  std::string index_uuid;  ///< A new index of the same name has another one, and numbers anew.
};

}  // namespace likewise::storage
