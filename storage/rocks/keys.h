#pragma once

/// @file
/// The key grammar of a data directory. Numbers are big-endian, so byte order is numeric order; an
/// index appears by its number, never by its name.
///
///   meta   catalog  := 'c' index            -> Catalog
///          dropped  := 'd' index            -> ""          (data still to be removed)
///          counter  := 'n'                  -> index       (the next unused number)
///          manifest := 'm' index            -> Manifest
///          stats    := 's' index field      -> statistics  (segment_store.h)
///          other    := 'x' kind '/' name   -> bytes       (codebooks, pipelines)
///   id     index _id                        -> Id
///   doc    index doc                        -> source bytes
///   fwd    index doc                        -> Forward
///   ident  index doc                        -> Identity
///   term   index field text                 -> term         (big-endian)
///   seq    index seq_no                     -> Operation
///   post   index segment field kind first   -> block        (segment_store.h)
///   dead   index segment                    -> bitmap
///
/// index, doc, field, term, segment, first: 4 bytes; seq_no: 8 bytes; kind: 1 byte.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/ids.h"

namespace likewise::storage {

/// Number of an index within a data directory; never reused.
using IndexNumber = std::uint32_t;
/// Number of a sealed segment within an index; never reused.
using SegmentNumber = std::uint32_t;

/// [begin, end) of keys. `end` is the first key after all keys that start with `begin`.
struct KeyRange {
  std::string begin;
  std::string end;
};
/// REQUIRES: a byte of the prefix is not 0xFF; the index number 2^32 - 1 is never reached.
KeyRange keys_with_prefix(std::string prefix);

void append_u32(std::string& out, std::uint32_t value);
void append_u64(std::string& out, std::uint64_t value);
/// REQUIRES: at least offset + 4 (8) bytes.
std::uint32_t read_u32(std::string_view bytes, std::size_t offset);
std::uint64_t read_u64(std::string_view bytes, std::size_t offset);

std::string catalog_key(IndexNumber index);
KeyRange catalog_keys();
std::string dropped_key(IndexNumber index);
KeyRange dropped_keys();
/// The index of a catalog or dropped key; nothing for another shape.
std::optional<IndexNumber> parse_numbered_meta_key(std::string_view key);
std::string index_counter_key();
std::string manifest_key(IndexNumber index);
std::string statistics_key(IndexNumber index, FieldId field);
KeyRange statistics_keys(IndexNumber index);
std::optional<FieldId> parse_statistics_key(std::string_view key);

/// What belongs to no index, such as codebooks and pipelines: "KIND/NAME".
std::string other_key(std::string_view kind, std::string_view name);
KeyRange other_keys(std::string_view kind);
/// The name in such a key. REQUIRES: the key is of that kind.
std::string_view name_of_other_key(std::string_view kind, std::string_view key);

/// All keys of an index in the families id, doc, fwd, ident, term, seq, post and dead.
KeyRange index_keys(IndexNumber index);

std::string id_key(IndexNumber index, std::string_view id);
std::string doc_key(IndexNumber index, DocId doc);  ///< Families doc, fwd and ident.
std::optional<DocId> parse_doc_key(std::string_view key);

std::string term_key(IndexNumber index, FieldId field, std::string_view text);
std::optional<std::pair<FieldId, std::string_view>> parse_term_key(std::string_view key);

std::string seq_key(IndexNumber index, SeqNo seq_no);
std::optional<SeqNo> parse_seq_key(std::string_view key);

enum class BlockKind : std::uint8_t { kPostings = 0, kNorms = 1, kVectors = 2 };
struct BlockKey {
  SegmentNumber segment = 0;
  FieldId field = 0;
  BlockKind kind = BlockKind::kPostings;
  std::uint32_t first = 0;  ///< First term, or row, of the block.

  friend bool operator==(const BlockKey&, const BlockKey&) = default;
};
std::string block_key(IndexNumber index, const BlockKey& block);
std::optional<BlockKey> parse_block_key(std::string_view key);
KeyRange segment_keys(IndexNumber index, SegmentNumber segment);
std::string dead_key(IndexNumber index, SegmentNumber segment);

}  // namespace likewise::storage
