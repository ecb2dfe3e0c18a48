#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/index/posting_list_builder.h"
#include "engine/index/segment_builder.h"

namespace likewise {
namespace {

/// True if no posting of the container is dead, so that it can be taken over as it is.
bool all_live(const PostingContainer& container, const LiveDocs& live) {
  const auto alive = live.container(container.base());
  if (alive.empty()) {
    return false;
  }
  if (!container.is_bitmap()) {
    return std::all_of(container.lows().begin(), container.lows().end(), [&](std::uint16_t low) {
      return ((alive[low / 64U] >> (low % 64U)) & 1U) != 0;
    });
  }
  for (std::size_t word = 0; word < kBitmapWords; ++word) {
    if ((container.bits()[word] & ~alive[word]) != 0) {
      return false;
    }
  }
  return true;
}

void add_live_postings(const PostingList& list, const LiveDocs& live, PostingListBuilder& builder) {
  PostingCursor cursor(list);
  for (const PostingContainer& container : list.containers()) {
    // A whole container is copied only if no neighbour shares its range: at its own start.
    const DocId end = container.base() + (kContainerDocs - 1);
    const bool alone = live.first_doc() <= container.base() && live.end_doc() > end;
    if (alone && all_live(container, live)) {
      builder.add(container);
      continue;
    }
    for (cursor.advance_to(container.base()); cursor.doc() <= end && cursor.doc() != kNoMoreDocs;
         cursor.next()) {
      if (live.is_live(cursor.doc())) {
        builder.add(cursor.doc(), cursor.frequency());
      }
    }
  }
}

std::vector<std::uint8_t> merge_norms(std::span<const MergeInput> inputs, FieldId field) {
  const DocId first = inputs.front().segment->first_doc();
  std::vector<std::uint8_t> merged;
  for (const MergeInput& input : inputs) {
    const auto norms = input.segment->norms(field);
    if (norms.empty()) {
      continue;
    }
    merged.resize(inputs.back().segment->end_doc() - first, 0);
    const DocId start = input.segment->first_doc();
    for (std::uint32_t i = 0; i < norms.size(); ++i) {
      merged[start - first + i] = input.live->is_live(start + i) ? norms[i] : std::uint8_t{0};
    }
  }
  return merged;
}

std::shared_ptr<const VectorColumn> merge_vectors(std::span<const MergeInput> inputs,
                                                  FieldId field) {
  VectorColumnBuilder merged;
  for (const MergeInput& input : inputs) {
    const VectorColumn* const column = input.segment->vectors(field);
    for (std::size_t row = 0; column != nullptr && row < column->rows(); ++row) {
      if (input.live->is_live(column->docs()[row])) {
        merged.add(column->docs()[row], {column->row(row), column->dimensions()},
                   column->lengths().empty() ? 0.0F : column->lengths()[row]);
      }
    }
  }
  return merged.finish();
}

}  // namespace

std::shared_ptr<const Segment> merge_segments(std::span<const MergeInput> inputs) {
  LIKEWISE_CHECK(!inputs.empty(), "something to merge");
  std::size_t field_count = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const Segment& segment = *inputs[i].segment;
    LIKEWISE_CHECK(i == 0 || inputs[i - 1].segment->end_doc() <= segment.first_doc(),
                   "segments in docid order");
    LIKEWISE_CHECK(inputs[i].live->first_doc() == segment.first_doc() &&
                       inputs[i].live->end_doc() == segment.end_doc(),
                   "living documents of this segment");
    field_count = std::max(field_count, segment.fields().size());
  }

  std::vector<Segment::FieldPostings> merged(field_count);
  PostingListBuilder builder;
  for (std::size_t f = 0; f < field_count; ++f) {
    const auto field = static_cast<FieldId>(f);
    std::size_t term_count = 0;
    for (const MergeInput& input : inputs) {
      const auto fields = input.segment->fields();
      term_count = std::max(term_count, f < fields.size() ? fields[f].terms.size() : 0);
    }
    merged[f].terms.reserve(term_count);
    for (std::size_t t = 0; t < term_count; ++t) {
      for (const MergeInput& input : inputs) {
        const PostingList* list = input.segment->postings(field, static_cast<TermId>(t));
        if (list != nullptr) {
          add_live_postings(*list, *input.live, builder);
        }
      }
      merged[f].terms.push_back(builder.finish());
    }
    merged[f].norms = merge_norms(inputs, field);
    merged[f].vectors = merge_vectors(inputs, field);
  }
  return std::make_shared<const Segment>(inputs.front().segment->first_doc(),
                                         inputs.back().segment->end_doc(), std::move(merged));
}

}  // namespace likewise
