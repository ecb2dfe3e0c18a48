#include "engine/index/segment_builder.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/index/norm.h"
#include "engine/index/posting_list_builder.h"

namespace likewise {

SegmentBuilder::SegmentBuilder(DocId first_doc) : first_doc_(first_doc), end_doc_(first_doc) {}

void SegmentBuilder::add(DocId doc, std::span<const FieldTerms> fields, const Mapping& mapping) {
  LIKEWISE_CHECK(doc >= end_doc_ && doc != kNoMoreDocs, "docids arrive in increasing order");
  end_doc_ = doc + 1;
  for (const FieldTerms& field : fields) {
    if (field.terms.empty()) {
      continue;
    }
    if (field.field >= fields_.size()) {
      fields_.resize(field.field + 1);
    }
    const Field& options = mapping.field(field.field);
    FieldBuilder& into = fields_[field.field];
    const bool counts = options.has_frequencies() || !is_string_kind(options.kind);
    add_terms(doc, field.terms, counts, into);
    if (options.norms) {
      const std::size_t length = options.has_frequencies() ? field.length : field.terms.size();
      into.norms.resize(doc - first_doc_, 0);
      // A document with terms never has norm 0, which means that the field is absent.
      into.norms.push_back(
          std::max<std::uint8_t>(encode_norm(static_cast<std::uint32_t>(length)), 1));
    }
  }
}

void SegmentBuilder::add_terms(DocId doc, std::span<const TermFrequency> terms,
                               bool with_frequencies, FieldBuilder& into) {
  // The greatest term number is the last: one test for the whole document.
  if (terms.back().term >= into.terms.size()) {
    into.terms.resize(std::max<std::size_t>(terms.back().term + std::size_t{1},
                                            into.terms.size() + into.terms.size() / 2));
  }
  for (const TermFrequency& entry : terms) {
    TermPostings& postings = into.terms[entry.term];
    LIKEWISE_CHECK(postings.docs.empty() || postings.docs.back() < doc, "terms are distinct");
    if (with_frequencies && (entry.frequency != 1 || !postings.frequencies.empty())) {
      postings.frequencies.resize(postings.docs.size(), 1);
      postings.frequencies.push_back(entry.frequency);
    }
    postings.docs.push_back(doc);
  }
  posting_count_ += terms.size();
}

void SegmentBuilder::add_vectors(std::span<const FieldVector> vectors) {
  for (const FieldVector& vector : vectors) {
    if (vector.field >= fields_.size()) {
      fields_.resize(vector.field + 1);
    }
    fields_[vector.field].vectors.add(end_doc_ - 1, vector.values, vector.length);
  }
}

std::size_t SegmentBuilder::memory_bytes() const noexcept {
  // Vectors grow by doubling, so a posting costs up to twice its four bytes; frequencies are rare.
  std::size_t bytes = sizeof(*this) + posting_count_ * 2 * sizeof(DocId);
  for (const FieldBuilder& field : fields_) {
    bytes += field.terms.capacity() * sizeof(TermPostings) + field.norms.capacity() +
             field.vectors.memory_bytes();
  }
  return bytes;
}

std::shared_ptr<const Segment> SegmentBuilder::freeze() {
  std::vector<Segment::FieldPostings> frozen(fields_.size());
  PostingListBuilder builder;
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    FieldBuilder& field = fields_[f];
    while (!field.terms.empty() && field.terms.back().docs.empty()) {
      field.terms.pop_back();  // Room that add_terms() made ahead.
    }
    frozen[f].terms.reserve(field.terms.size());
    for (TermPostings& term : field.terms) {
      for (std::size_t i = 0; i < term.docs.size(); ++i) {
        builder.add(term.docs[i], i < term.frequencies.size() ? term.frequencies[i] : 1);
      }
      frozen[f].terms.push_back(builder.finish());
      term = {};  // Give the memory back while the segment grows.
    }
    if (!field.norms.empty()) {
      frozen[f].norms = std::move(field.norms);
      frozen[f].norms.resize(end_doc_ - first_doc_, 0);
    }
    frozen[f].vectors = field.vectors.finish();
  }
  auto segment = std::make_shared<const Segment>(first_doc_, end_doc_, std::move(frozen));
  fields_.clear();
  first_doc_ = end_doc_;
  posting_count_ = 0;
  return segment;
}

}  // namespace likewise
