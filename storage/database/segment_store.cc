#include "storage/database/segment_store.h"

#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/index/posting_codec.h"
#include "storage/database/vector_blocks.h"
#include "storage/rocks/varint.h"

namespace likewise::storage {
namespace {

/// Bounds what a damaged block can make the loader allocate.
constexpr std::uint32_t kMaxFields = 100'000;
constexpr std::uint32_t kMaxTerms = 1U << 31U;

tl::unexpected<Error> damaged(const SegmentRecord& record, const char* what) {
  return fail(ErrorCode::kCorruption,
              fmt::format("stored segment {}: {} damaged", record.number, what));
}

}  // namespace

Status write_blocks(IndexNumber index, SegmentNumber number, const Segment& segment,
                    const std::function<Status(std::string key, std::string block)>& sink) {
  for (FieldId field = 0; field < segment.fields().size(); ++field) {
    const Segment::FieldPostings& postings = segment.fields()[field];
    std::string block;
    TermId first = 0;
    TermId previous = 0;
    for (TermId term = 0; term < postings.terms.size(); ++term) {
      if (postings.terms[term].document_count() == 0) {
        continue;
      }
      if (block.empty()) {
        first = term;
        previous = term;
      }
      append_varint(block, term - previous);
      previous = term;
      encode_postings(postings.terms[term], block);
      if (block.size() >= kBlockBytes) {
        LIKEWISE_TRY_STATUS(
            sink(block_key(index, {number, field, BlockKind::kPostings, first}), std::move(block)));
        block.clear();
      }
    }
    if (!block.empty()) {
      LIKEWISE_TRY_STATUS(
          sink(block_key(index, {number, field, BlockKind::kPostings, first}), std::move(block)));
    }
    if (!postings.norms.empty()) {
      std::string norms;
      encode_norms(postings.norms, norms);
      LIKEWISE_TRY_STATUS(
          sink(block_key(index, {number, field, BlockKind::kNorms, 0}), std::move(norms)));
    }
    if (postings.vectors != nullptr) {
      LIKEWISE_TRY_STATUS(
          write_vector_blocks(*postings.vectors, [&](std::uint32_t first_row, std::string vectors) {
            return sink(block_key(index, {number, field, BlockKind::kVectors, first_row}),
                        std::move(vectors));
          }));
    }
  }
  return {};
}

std::string encode_dead(const LiveDocs& live) {
  std::string out;
  DocId previous = live.first_doc();
  for (DocId doc = live.first_doc(); live.dead_count() > 0 && doc < live.end_doc(); ++doc) {
    if (!live.is_live(doc)) {
      append_varint(out, doc - previous);
      previous = doc;
    }
  }
  return out;
}

Result<std::shared_ptr<const LiveDocs>> decode_dead(std::string_view bytes, DocId first_doc,
                                                    DocId end_doc) {
  auto live = std::make_shared<LiveDocs>(first_doc, end_doc);
  std::uint64_t doc = first_doc;
  while (!bytes.empty()) {
    const std::optional<std::uint32_t> gap = take_varint32(bytes);
    doc += gap.value_or(0);
    if (!gap || doc >= end_doc) {
      return fail(ErrorCode::kCorruption, "stored bitmap of dead documents is damaged");
    }
    live->kill(static_cast<DocId>(doc));
  }
  return live;
}

Status SegmentLoader::add(const BlockKey& key, std::string_view block) {
  if (key.field >= kMaxFields) {
    return damaged(record_, "block key");
  }
  if (key.field >= fields_.size()) {
    fields_.resize(std::size_t{key.field} + 1);
  }
  Segment::FieldPostings& field = fields_[key.field];
  if (key.kind == BlockKind::kNorms) {
    LIKEWISE_TRY(field.norms, decode_norms(block));
    if (!block.empty() || field.norms.size() != record_.end_doc - record_.first_doc) {
      return damaged(record_, "norms");
    }
    return {};
  }
  if (key.kind == BlockKind::kVectors) {
    const DocRange docs{record_.first_doc, record_.end_doc};
    if (!read_vector_block(block, docs, vectors_[key.field])) {
      return damaged(record_, "vectors");
    }
    return {};
  }
  std::uint64_t term = key.first;
  while (!block.empty()) {
    const std::optional<std::uint32_t> gap = take_varint32(block);
    term += gap.value_or(0);
    if (!gap || term >= kMaxTerms) {
      return damaged(record_, "postings");
    }
    LIKEWISE_TRY(PostingList list, decode_postings(block));
    if (list.containers().empty() || list.containers().back().base() >= record_.end_doc) {
      return damaged(record_, "postings");
    }
    if (term >= field.terms.size()) {
      field.terms.resize(static_cast<std::size_t>(term) + 1);
    }
    field.terms[static_cast<std::size_t>(term)] = std::move(list);
  }
  return {};
}

std::shared_ptr<const Segment> SegmentLoader::finish() {
  for (auto& [field, vectors] : vectors_) {
    fields_[field].vectors = vectors.finish();
  }
  return std::make_shared<const Segment>(record_.first_doc, record_.end_doc, std::move(fields_));
}

Result<std::vector<std::shared_ptr<const Segment>>> load_segments(Store& store, IndexNumber index,
                                                                  const ManifestRecord& manifest,
                                                                  bool read_only) {
  std::map<SegmentNumber, SegmentLoader> loaders;
  for (const SegmentRecord& record : manifest.segments) {
    loaders.emplace(record.number, SegmentLoader(record));
  }
  std::set<SegmentNumber> orphans;
  Status status;
  const KeyRange range = index_keys(index);
  LIKEWISE_TRY_STATUS(store.scan(
      Family::kPost, range.begin, range.end, [&](std::string_view key, std::string_view block) {
        const std::optional<BlockKey> parsed = parse_block_key(key);
        if (!parsed) {
          status = fail(ErrorCode::kCorruption, "stored posting block: bad key");
          return false;
        }
        const auto loader = loaders.find(parsed->segment);
        if (loader == loaders.end()) {
          orphans.insert(parsed->segment);
          return true;
        }
        status = loader->second.add(*parsed, block);
        return status.has_value();
      }));
  LIKEWISE_TRY_STATUS(status);
  for (const SegmentNumber orphan : orphans) {
    if (read_only) {
      break;
    }
    const KeyRange keys = segment_keys(index, orphan);
    LIKEWISE_TRY_STATUS(store.remove_range(Family::kPost, keys.begin, keys.end));
  }
  std::vector<std::shared_ptr<const Segment>> segments;
  for (const SegmentRecord& record : manifest.segments) {
    segments.push_back(loaders.at(record.number).finish());
  }
  return segments;
}

}  // namespace likewise::storage
