#include "engine/index/field_values.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/index/numeric_term.h"
#include "engine/index/segment_builder.h"

namespace likewise {
namespace {

/// A field of one kind and the documents that fill it, the writer of these tests.
class OneField {
 public:
  explicit OneField(FieldKind kind) : builder_(kFirst) {
    Field field;
    field.name = "f";
    field.kind = kind;
    field.norms = false;
    field.index_options = IndexOptions::kDocs;
    mapping_.add(field);
  }

  static constexpr DocId kFirst = 100;

  void add(const std::vector<std::string>& terms) {
    std::map<TermId, std::uint32_t> counts;
    for (const std::string& term : terms) {
      ++counts[dictionary_.intern(0, term).term];
    }
    FieldTerms field{0, static_cast<std::uint32_t>(terms.size()), {}};
    for (const auto& [term, count] : counts) {
      field.terms.push_back({term, count});
    }
    const std::vector<FieldTerms> fields = {field};
    builder_.add(builder_.end_doc(), terms.empty() ? std::span<const FieldTerms>() : fields,
                 mapping_);
  }

  void end_segment() { segment_ = builder_.freeze(); }

  const Segment& segment() const { return *segment_; }
  std::shared_ptr<const Segment> shared() const { return segment_; }
  const FieldValues& values() const { return segment_->values(mapping_.field(0), dictionary_); }
  const Field& field() const { return mapping_.field(0); }
  const TermDictionary& dictionary() const { return dictionary_; }

  std::vector<std::string> texts(DocId doc) const {
    std::vector<std::string> texts;
    for (const std::uint32_t ordinal : values().ordinals(doc)) {
      texts.emplace_back(dictionary_.text(0, values().terms()[ordinal]));
    }
    return texts;
  }

 private:
  Mapping mapping_;
  TermDictionary dictionary_;
  SegmentBuilder builder_;
  std::shared_ptr<const Segment> segment_;
};

template <class T>
std::vector<T> list(std::span<const T> values) {
  return {values.begin(), values.end()};
}

using Longs = std::vector<std::int64_t>;
using Doubles = std::vector<double>;
using Texts = std::vector<std::string>;

TEST(FieldValues, StringsAreDistinctAndInByteOrder) {
  OneField one(FieldKind::kKeyword);
  one.add({"b", "a", "b"});
  one.add({});
  one.add({"\xC3\xA4", "z", ""});
  one.end_segment();
  EXPECT_EQ(one.texts(100), (Texts{"a", "b"}));
  EXPECT_EQ(one.texts(101), Texts());
  EXPECT_EQ(one.texts(102), (Texts{"", "z", "\xC3\xA4"}));
  EXPECT_EQ(list(one.values().ordinals(102)), (std::vector<std::uint32_t>{0, 3, 4}));
  EXPECT_TRUE(one.values().longs(100).empty());
  EXPECT_TRUE(one.values().doubles(100).empty());
}

TEST(FieldValues, NumbersAscendAndRepeat) {
  OneField whole(FieldKind::kLong);
  for (const Longs& values : {Longs{7, -3, 7}, Longs{}, Longs{0}}) {
    Texts terms;
    for (const std::int64_t value : values) {
      terms.push_back(encode_long_term(value));
    }
    whole.add(terms);
  }
  whole.end_segment();
  EXPECT_EQ(list(whole.values().longs(100)), (Longs{-3, 7, 7}));
  EXPECT_EQ(list(whole.values().longs(101)), Longs());
  EXPECT_EQ(list(whole.values().longs(102)), Longs{0});

  OneField real(FieldKind::kFloat);
  real.add({encode_double_term(2.5), encode_double_term(-1.0), encode_double_term(2.5)});
  real.end_segment();
  EXPECT_EQ(list(real.values().doubles(100)), (Doubles{-1.0, 2.5, 2.5}));
}

TEST(FieldValues, OfAFieldWithoutPostingsAreNone) {
  OneField one(FieldKind::kLong);
  one.add({encode_long_term(1)});
  one.end_segment();
  Field later = one.field();
  later.id = 17;
  EXPECT_TRUE(one.segment().values(later, one.dictionary()).longs(100).empty());
  EXPECT_EQ(list(one.values().longs(100)), Longs{1});
}

TEST(FieldValues, OneValueEachCostsNoPositions) {
  OneField dense(FieldKind::kKeyword);
  OneField sparse(FieldKind::kKeyword);
  for (int i = 0; i < 1'000; ++i) {
    dense.add({std::to_string(i % 7)});
    sparse.add(i == 500 ? Texts() : Texts{std::to_string(i % 7)});
  }
  dense.end_segment();
  sparse.end_segment();
  EXPECT_EQ(dense.texts(108), Texts{"1"});
  EXPECT_EQ(sparse.texts(600), Texts());
  EXPECT_EQ(sparse.texts(601), Texts{std::to_string(501 % 7)});
  EXPECT_LT(dense.values().memory_bytes() + 3'900, sparse.values().memory_bytes());
}

TEST(FieldValues, MemoryIsCountedOnceTheyAreMade) {
  OneField one(FieldKind::kKeyword);
  for (int i = 0; i < 1'000; ++i) {
    one.add({"x", "y"});
  }
  one.end_segment();
  const std::size_t before = one.segment().memory_bytes();
  const std::size_t values = one.values().memory_bytes();
  EXPECT_EQ(one.segment().memory_bytes(), before + values);
  EXPECT_EQ(&one.values(), &one.values());
}

TEST(FieldValues, AreMadeOnceByManyThreads) {
  OneField one(FieldKind::kKeyword);
  for (int i = 0; i < 5'000; ++i) {
    one.add({std::to_string(i)});
  }
  one.end_segment();
  std::vector<const FieldValues*> seen(4, nullptr);
  std::vector<std::thread> threads;
  for (const FieldValues*& place : seen) {
    threads.emplace_back([&one, &place] { place = &one.values(); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(std::set<const FieldValues*>(seen.begin(), seen.end()).size(), 1U);
}

TEST(FieldValues, AgreeWithTheDocuments) {
  Random random(20);
  for (int round = 0; round < 20; ++round) {
    OneField whole(FieldKind::kDate);
    OneField words(FieldKind::kKeyword);
    std::vector<Longs> expected;
    for (int i = 0; i < 300; ++i) {
      Longs values;
      Texts terms;
      Texts texts;
      for (std::uint64_t n = random.below(4); n > 0; --n) {
        values.push_back(static_cast<std::int64_t>(random.below(20)) - 10);
        terms.push_back(encode_long_term(values.back()));
        texts.push_back("w" + std::to_string(values.back()));
      }
      whole.add(terms);
      words.add(texts);
      std::sort(values.begin(), values.end());
      expected.push_back(values);
    }
    whole.end_segment();
    words.end_segment();
    for (DocId i = 0; i < 300; ++i) {
      EXPECT_EQ(list(whole.values().longs(OneField::kFirst + i)), expected[i]);
      std::set<std::string> distinct;
      for (const std::int64_t value : expected[i]) {
        distinct.insert("w" + std::to_string(value));
      }
      EXPECT_EQ(words.texts(OneField::kFirst + i), Texts(distinct.begin(), distinct.end()));
    }
  }
}

TEST(FieldValues, SurviveAMergeWithoutTheDead) {
  OneField one(FieldKind::kInteger);
  for (int i = 0; i < 4; ++i) {
    one.add({encode_long_term(i), encode_long_term(i)});
  }
  one.end_segment();
  auto live = std::make_shared<LiveDocs>(one.segment().first_doc(), one.segment().end_doc());
  live->kill(102);
  const std::vector<MergeInput> inputs = {{one.shared(), live}};
  const auto merged = merge_segments(inputs);
  const FieldValues& values = merged->values(one.field(), one.dictionary());
  EXPECT_EQ(list(values.longs(101)), (Longs{1, 1}));
  EXPECT_EQ(list(values.longs(102)), Longs());
  EXPECT_EQ(list(values.longs(103)), (Longs{3, 3}));
}

}  // namespace
}  // namespace likewise
