#include "storage/database/segment_store.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/index/segment_builder.h"

namespace likewise::storage {
namespace {

/// A segment of random documents with a text field (norms, frequencies) and a keyword field.
std::shared_ptr<const Segment> random_segment(Random& random, DocId first, std::uint64_t docs) {
  Mapping mapping;
  Field text;
  text.name = "text";
  mapping.add(text);
  Field keyword;
  keyword.name = "keyword";
  keyword.kind = FieldKind::kKeyword;
  keyword.norms = false;
  keyword.index_options = IndexOptions::kDocs;
  mapping.add(keyword);
  SegmentBuilder builder(first);
  for (std::uint64_t i = 0; i < docs; ++i) {
    std::vector<FieldTerms> fields;
    for (FieldId field = 0; field < 2; ++field) {
      FieldTerms terms{field, 0, {}};
      for (TermId term = static_cast<TermId>(random.below(4)); term < 3000;
           term += static_cast<TermId>(random.below(600)) + 1) {
        terms.terms.push_back({term, static_cast<std::uint32_t>(random.below(3)) + 1});
        terms.length += terms.terms.back().frequency;
      }
      fields.push_back(std::move(terms));
    }
    builder.add(first + static_cast<DocId>(i), fields, mapping);
  }
  return builder.freeze();
}

std::string dump(const Segment& segment) {
  std::string text;
  for (FieldId field = 0; field < segment.fields().size(); ++field) {
    const Segment::FieldPostings& postings = segment.fields()[field];
    for (TermId term = 0; term < postings.terms.size(); ++term) {
      if (postings.terms[term].document_count() == 0) {
        continue;
      }
      text += std::to_string(field) + "/" + std::to_string(term) + ":";
      for (PostingCursor cursor(postings.terms[term]); cursor.doc() != kNoMoreDocs; cursor.next()) {
        text += " " + std::to_string(cursor.doc()) + "x" + std::to_string(cursor.frequency());
      }
      text += "\n";
    }
    for (const std::uint8_t norm : segment.norms(field)) {
      text += std::to_string(norm) + " ";
    }
  }
  return text;
}

TEST(SegmentStore, SegmentsReadBackAsTheyWereWritten) {
  Random random(7);
  for (const DocId first : {DocId{0}, DocId{65'000}}) {
    const auto segment = random_segment(random, first, 900);
    std::map<std::string, std::string> blocks;
    ASSERT_TRUE(write_blocks(3, 9, *segment, [&](std::string key, std::string block) {
                  EXPECT_LT(block.size(), 2 * kBlockBytes);
                  blocks.emplace(std::move(key), std::move(block));
                  return Status();
                }).has_value());
    SegmentLoader loader({9, segment->first_doc(), segment->end_doc(), 0});
    for (const auto& [key, block] : blocks) {
      const auto parsed = parse_block_key(key);
      ASSERT_TRUE(parsed.has_value());
      ASSERT_TRUE(loader.add(*parsed, block).has_value());
    }
    EXPECT_EQ(dump(*loader.finish()), dump(*segment));
  }
}

TEST(SegmentStore, DamagedBlocksAreRefusedOrReadWithinBounds) {
  Random random(8);
  const auto segment = random_segment(random, 0, 60);
  ASSERT_TRUE(write_blocks(3, 9, *segment, [&](std::string key, const std::string& block) {
                for (int i = 0; i < 300; ++i) {
                  std::string damaged = block.substr(0, random.below(block.size()) + 1);
                  damaged[random.below(damaged.size())] = static_cast<char>(random.next());
                  SegmentLoader loader({9, 0, 60, 0});
                  const Status status = loader.add(*parse_block_key(key), damaged);
                  EXPECT_TRUE(status.has_value() ||
                              status.error().code() == ErrorCode::kCorruption);
                }
                return Status();
              }).has_value());
}

TEST(SegmentStore, DeadDocumentsReadBackAsTheyWereWritten) {
  LiveDocs live(100, 70'000);
  for (const DocId doc : {100U, 101U, 5'000U, 69'999U}) {
    live.kill(doc);
  }
  const std::string bytes = encode_dead(live);
  const auto decoded = decode_dead(bytes, 100, 70'000);
  ASSERT_TRUE(decoded.has_value());
  for (DocId doc = 100; doc < 70'000; ++doc) {
    ASSERT_EQ((*decoded)->is_live(doc), live.is_live(doc)) << doc;
  }
  EXPECT_FALSE(decode_dead(bytes, 100, 69'999).has_value());
  EXPECT_FALSE(decode_dead(bytes.substr(0, bytes.size() - 1), 100, 70'000).has_value());
}

}  // namespace
}  // namespace likewise::storage
