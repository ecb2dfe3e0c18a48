#include "storage/rocks/keys.h"

#include <cstddef>

#include "engine/base/check.h"

namespace likewise::storage {
namespace {

std::string meta_key(char tag, IndexNumber index) {
  std::string key(1, tag);
  append_u32(key, index);
  return key;
}

std::string pair_key(std::uint32_t first, std::uint32_t second) {
  std::string key;
  key.reserve(8);
  append_u32(key, first);
  append_u32(key, second);
  return key;
}

}  // namespace

KeyRange keys_with_prefix(std::string prefix) {
  std::string end = prefix;
  while (static_cast<unsigned char>(end.back()) == 0xFFU) {
    end.pop_back();
    LIKEWISE_CHECK(!end.empty(), "a prefix has an end");
  }
  end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1U);
  return {std::move(prefix), std::move(end)};
}

void append_u32(std::string& out, std::uint32_t value) {
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    out.push_back(static_cast<char>((value >> (shift - 8)) & 0xFFU));
  }
}

void append_u64(std::string& out, std::uint64_t value) {
  append_u32(out, static_cast<std::uint32_t>(value >> 32U));
  append_u32(out, static_cast<std::uint32_t>(value & 0xFFFFFFFFU));
}

std::uint32_t read_u32(std::string_view bytes, std::size_t offset) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[offset + i]);
  }
  return value;
}

std::uint64_t read_u64(std::string_view bytes, std::size_t offset) {
  return (static_cast<std::uint64_t>(read_u32(bytes, offset)) << 32U) | read_u32(bytes, offset + 4);
}

std::string catalog_key(IndexNumber index) {
  return meta_key('c', index);
}
KeyRange catalog_keys() {
  return keys_with_prefix("c");
}
std::string dropped_key(IndexNumber index) {
  return meta_key('d', index);
}
KeyRange dropped_keys() {
  return keys_with_prefix("d");
}

std::optional<IndexNumber> parse_numbered_meta_key(std::string_view key) {
  if (key.size() != 5) {
    return std::nullopt;
  }
  return read_u32(key, 1);
}

namespace {

std::string other_prefix(std::string_view kind) {
  std::string key = "x";
  key += kind;
  key += '/';
  return key;
}

}  // namespace

std::string other_key(std::string_view kind, std::string_view name) {
  return other_prefix(kind) + std::string(name);
}

KeyRange other_keys(std::string_view kind) {
  return keys_with_prefix(other_prefix(kind));
}

std::string_view name_of_other_key(std::string_view kind, std::string_view key) {
  return key.substr(kind.size() + 2);
}

std::string index_counter_key() {
  return "n";
}
std::string manifest_key(IndexNumber index) {
  return meta_key('m', index);
}

std::string statistics_key(IndexNumber index, FieldId field) {
  std::string key = meta_key('s', index);
  append_u32(key, field);
  return key;
}

KeyRange statistics_keys(IndexNumber index) {
  return keys_with_prefix(meta_key('s', index));
}

std::optional<FieldId> parse_statistics_key(std::string_view key) {
  if (key.size() != 9) {
    return std::nullopt;
  }
  return read_u32(key, 5);
}

KeyRange index_keys(IndexNumber index) {
  std::string prefix;
  append_u32(prefix, index);
  return keys_with_prefix(std::move(prefix));
}

std::string id_key(IndexNumber index, std::string_view id) {
  std::string key;
  key.reserve(4 + id.size());
  append_u32(key, index);
  key.append(id);
  return key;
}

std::string doc_key(IndexNumber index, DocId doc) {
  return pair_key(index, doc);
}

std::optional<DocId> parse_doc_key(std::string_view key) {
  if (key.size() != 8) {
    return std::nullopt;
  }
  return read_u32(key, 4);
}

std::string term_key(IndexNumber index, FieldId field, std::string_view text) {
  std::string key = pair_key(index, field);
  key.append(text);
  return key;
}

std::optional<std::pair<FieldId, std::string_view>> parse_term_key(std::string_view key) {
  if (key.size() < 8) {
    return std::nullopt;
  }
  return std::pair{read_u32(key, 4), key.substr(8)};
}

std::string seq_key(IndexNumber index, SeqNo seq_no) {
  std::string key;
  key.reserve(12);
  append_u32(key, index);
  append_u64(key, seq_no);
  return key;
}

std::optional<SeqNo> parse_seq_key(std::string_view key) {
  if (key.size() != 12) {
    return std::nullopt;
  }
  return read_u64(key, 4);
}

std::string block_key(IndexNumber index, const BlockKey& block) {
  std::string key = pair_key(index, block.segment);
  append_u32(key, block.field);
  key.push_back(static_cast<char>(block.kind));
  append_u32(key, block.first);
  return key;
}

std::optional<BlockKey> parse_block_key(std::string_view key) {
  if (key.size() != 17 || static_cast<unsigned char>(key[12]) > 2) {
    return std::nullopt;
  }
  return BlockKey{read_u32(key, 4), read_u32(key, 8), static_cast<BlockKind>(key[12]),
                  read_u32(key, 13)};
}

KeyRange segment_keys(IndexNumber index, SegmentNumber segment) {
  return keys_with_prefix(pair_key(index, segment));
}

std::string dead_key(IndexNumber index, SegmentNumber segment) {
  return pair_key(index, segment);
}

}  // namespace likewise::storage
