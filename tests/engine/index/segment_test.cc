#include "engine/index/segment.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

#include "engine/index/norm.h"
#include "engine/index/segment_builder.h"
#include "tests/engine/index/random_postings.h"

namespace likewise {
namespace {

/// Fields 0: text with norms and frequencies; 1: keyword; 2: keyword with norms.
Mapping three_fields() {
  Mapping mapping;
  Field field;
  field.name = "text";
  mapping.add(field);
  field.name = "token";
  field.kind = FieldKind::kKeyword;
  field.index_options = IndexOptions::kDocs;
  field.norms = false;
  mapping.add(field);
  field.name = "normed";
  field.norms = true;
  mapping.add(field);
  return mapping;
}

std::vector<FieldTerms> random_document(Random& random) {
  std::vector<FieldTerms> document;
  for (FieldId field = 0; field < 3; ++field) {
    std::map<TermId, std::uint32_t> counts;
    const std::uint64_t tokens = random.below(5) == 0 ? 0 : random.below(60);
    for (std::uint64_t i = 0; i < tokens; ++i) {
      // Few frequent terms, many rare ones.
      ++counts[static_cast<TermId>(random.below(1 + random.below(1 + random.below(500))))];
    }
    if (tokens > 0) {
      FieldTerms terms{field, static_cast<std::uint32_t>(tokens), {}};
      for (const auto& [term, frequency] : counts) {
        terms.terms.push_back({term, frequency});
      }
      document.push_back(terms);
    }
  }
  return document;
}

/// Every posting and norm, so that two segments can be compared as values.
std::map<std::pair<FieldId, TermId>, PlainPostings> read_segment(const Segment& segment) {
  std::map<std::pair<FieldId, TermId>, PlainPostings> all;
  for (FieldId field = 0; field < segment.fields().size(); ++field) {
    for (TermId term = 0; term < segment.fields()[field].terms.size(); ++term) {
      if (const PostingList* list = segment.postings(field, term)) {
        all[{field, term}] = read_postings(*list);
      }
    }
  }
  return all;
}

TEST(SegmentBuilder, CountsAsTheFieldSays) {
  SegmentBuilder builder(10);
  const std::vector<FieldTerms> document = {
      {0, 50, {{3, 2}, {7, 48}}}, {1, 5, {{0, 4}, {1, 1}}}, {2, 90, {{2, 89}, {4, 1}}}};
  builder.add(12, document, three_fields());
  EXPECT_FALSE(builder.empty());
  EXPECT_EQ(builder.end_doc(), 13U);
  const auto segment = builder.freeze();
  EXPECT_TRUE(builder.empty());
  EXPECT_EQ(builder.first_doc(), 13U);
  EXPECT_EQ(segment->first_doc(), 10U);
  EXPECT_EQ(segment->end_doc(), 13U);
  EXPECT_EQ(read_postings(*segment->postings(0, 7)), (PlainPostings{{12, 48}}));
  EXPECT_EQ(read_postings(*segment->postings(1, 0)), (PlainPostings{{12, 1}}));
  EXPECT_EQ(segment->postings(1, 2), nullptr);
  EXPECT_EQ(segment->postings(0, 0), nullptr);
  EXPECT_EQ(segment->postings(9, 0), nullptr);
  ASSERT_EQ(segment->norms(0).size(), 3U);
  EXPECT_EQ(segment->norms(0)[0], 0);
  EXPECT_EQ(segment->norms(0)[2], encode_norm(50));
  EXPECT_TRUE(segment->norms(1).empty());
  EXPECT_EQ(segment->norms(2)[2], encode_norm(2)) << "distinct terms without frequencies";
  EXPECT_TRUE(segment->norms(9).empty());
}

TEST(SegmentBuilder, MakesAnEmptySegmentOfNothing) {
  SegmentBuilder builder(5);
  const auto segment = builder.freeze();
  EXPECT_EQ(segment->first_doc(), 5U);
  EXPECT_EQ(segment->end_doc(), 5U);
  EXPECT_TRUE(segment->fields().empty());
}

TEST(MergeSegments, EqualsASegmentBuiltOfTheLivingDocuments) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const Mapping mapping = three_fields();
    const auto start = static_cast<DocId>(65'536 - random.below(1'500));
    SegmentBuilder builder(start);
    SegmentBuilder whole(start);
    std::vector<MergeInput> inputs;
    std::map<DocId, std::vector<FieldTerms>> documents;
    const auto close = [&] {
      auto segment = builder.freeze();
      inputs.push_back(
          {segment, std::make_shared<const LiveDocs>(segment->first_doc(), segment->end_doc())});
    };
    DocId doc = start;
    for (int i = 0; i < 2'500; ++i) {
      doc += 1 + static_cast<DocId>(random.below(100) == 0 ? random.below(40) : 0);
      documents[doc] = random_document(random);
      builder.add(doc, documents[doc], mapping);
      if (random.below(700) == 0) {
        close();
      }
    }
    close();
    for (auto& input : inputs) {
      LiveDocs live = *input.live;
      for (DocId d = live.first_doc(); d < live.end_doc(); ++d) {
        if (seed != 0 && random.below(9) == 0 && live.kill(d)) {
          documents.erase(d);
        }
      }
      input.live = std::make_shared<const LiveDocs>(live);
    }
    for (const auto& [id, fields] : documents) {
      whole.add(id, fields, mapping);
    }
    const auto merged = merge_segments(inputs);
    const auto expected = whole.freeze();
    EXPECT_EQ(merged->first_doc(), start);
    EXPECT_EQ(merged->end_doc(), doc + 1);
    EXPECT_EQ(read_segment(*merged), read_segment(*expected));
    for (FieldId field = 0; field < 3; ++field) {
      const auto norms = merged->norms(field);
      const auto wanted = expected->norms(field);
      ASSERT_GE(norms.size(), wanted.size());
      EXPECT_TRUE(std::equal(wanted.begin(), wanted.end(), norms.begin()));
    }
  }
}

TEST(MergeSegments, TakesWholeContainersOver) {
  Random random(8);
  Segment::FieldPostings field;
  const PlainPostings plain = random_postings(random, 0, 200'000, 0.1, true);
  field.terms.push_back(make_postings(plain));
  const auto segment =
      std::make_shared<const Segment>(0, 200'000, std::vector<Segment::FieldPostings>{field});
  LiveDocs live(0, 200'000);
  PlainPostings expected = plain;
  const DocId dead = std::next(plain.begin(), 9'000)->first;
  live.kill(dead);
  expected.erase(dead);
  const MergeInput input{segment, std::make_shared<const LiveDocs>(live)};
  const auto merged = merge_segments(std::span(&input, 1));
  EXPECT_EQ(read_postings(*merged->postings(0, 0)), expected);
}

}  // namespace
}  // namespace likewise
