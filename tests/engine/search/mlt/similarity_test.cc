#include "engine/search/similarity.h"

#include <limits>
#include <string>

#include <gmock/gmock.h>

#include "engine/base/java_text.h"
#include "engine/base/random.h"
#include "engine/index/norm.h"

namespace likewise {
namespace {

FieldSimilarity keyword_field(Dialect dialect) {
  return FieldSimilarity(Similarity{}, dialect, false, {59, 708});
}

// The figures of recorded Elasticsearch 7.10 explanations.
TEST(TermWeight, ScoresKeywordAsRecorded) {
  const FieldSimilarity field = keyword_field(Dialect::kElasticsearch7);
  const TermScoreNumbers numbers = field.weigh(8, 1.0F).explain(1.0F, 1);
  EXPECT_EQ(java_float(numbers.score), "3.1268454");
  EXPECT_EQ(java_float(numbers.boost), "2.2");
  EXPECT_EQ(java_float(numbers.idf), "1.9542783");
  EXPECT_EQ(java_float(numbers.tf), "0.72727275");
  EXPECT_EQ(java_float(numbers.average_length), "12.0");
  EXPECT_EQ(java_float(numbers.length), "1.0");
  EXPECT_EQ(numbers.doc_freq, 8U);
  EXPECT_EQ(numbers.doc_count, 59U);
  EXPECT_EQ(java_float(field.weigh(7, 1.0F).constant_score()), "3.3271065");
  EXPECT_EQ(java_float(field.weigh(6, 1.0F).constant_score()), "3.5560677");
}

TEST(TermWeight, MultipliesBoostsAsRecorded) {
  const FieldSimilarity field = keyword_field(Dialect::kElasticsearch7);
  const TermScoreNumbers numbers = field.weigh(8, 2.0F * 1.5F).explain(1.0F, 1);
  EXPECT_EQ(java_float(numbers.boost), "6.6000004");
  EXPECT_EQ(java_float(numbers.score), "9.380537");
}

TEST(TermWeight, ScoresTextAsRecorded) {
  const FieldSimilarity field(Similarity{}, Dialect::kElasticsearch7, true, {60, 500});
  const TermScoreNumbers red = field.weigh(30, 1.0F).explain(2.0F, encode_norm(5));
  EXPECT_EQ(java_float(red.score), "1.07389");
  EXPECT_EQ(java_float(red.tf), "0.7042253");
  EXPECT_EQ(java_float(red.average_length), "8.333333");
  EXPECT_EQ(java_float(field.weigh(11, 1.0F).score(2.0F, encode_norm(5))), "2.5850415");
}

TEST(TermWeight, HasNoFactorInOpenSearch) {
  const TermScoreNumbers numbers =
      keyword_field(Dialect::kOpenSearch3).weigh(8, 1.0F).explain(1.0F, 1);
  EXPECT_EQ(numbers.boost, 1.0F);
  EXPECT_EQ(java_float(numbers.idf), "1.9542783");
  EXPECT_LT(numbers.score, numbers.idf);
  EXPECT_EQ(keyword_field(Dialect::kElasticsearch9).weigh(8, 1.0F).constant_score(),
            keyword_field(Dialect::kElasticsearch7).weigh(8, 1.0F).constant_score());
}

TEST(TermWeight, IgnoresNormsOfFieldsWithoutThem) {
  const TermWeight weight = keyword_field(Dialect::kElasticsearch7).weigh(8, 1.0F);
  const FieldSimilarity field = keyword_field(Dialect::kElasticsearch7);
  for (int norm = 0; norm < 256; ++norm) {
    EXPECT_EQ(field.weigh(8, 1.0F).score(1.0F, static_cast<std::uint8_t>(norm)),
              field.weigh(8, 1.0F).constant_score());
  }
  EXPECT_FALSE(weight.is_constant());  // The frequency still counts.
}

TEST(TermWeight, OfBooleanSimilarityIsTheBoost) {
  const FieldSimilarity field({SimilarityKind::kBoolean}, Dialect::kElasticsearch7, true, {9, 90});
  const TermWeight weight = field.weigh(3, 2.5F);
  EXPECT_TRUE(weight.is_constant());
  EXPECT_EQ(weight.score(7.0F, 40), 2.5F);
  EXPECT_EQ(weight.explain(7.0F, 40).boost, 2.5F);
}

TEST(TermWeight, KeepsWholeWeightWithoutSaturation) {
  const FieldSimilarity field({SimilarityKind::kBm25, 0.0F, 0.75F}, Dialect::kElasticsearch7, true,
                              {9, 90});
  const TermWeight weight = field.weigh(3, 1.0F);
  EXPECT_EQ(weight.score(1.0F, 12), weight.max_score());
}

TEST(TermWeight, SaysWhenLengthIsApproximate) {
  const FieldSimilarity field(Similarity{}, Dialect::kElasticsearch7, true, {60, 500});
  const TermWeight weight = field.weigh(30, 1.0F);
  EXPECT_FALSE(weight.explain(1.0F, encode_norm(39)).length_is_approximate);
  const TermScoreNumbers numbers = weight.explain(1.0F, encode_norm(1000));
  EXPECT_TRUE(numbers.length_is_approximate);
  EXPECT_EQ(numbers.length, 984.0F);
}

TEST(TermWeight, GrowsWithFrequencyFallsWithLengthAndStaysBelowItsMaximum) {
  Random random(11);
  for (int round = 0; round < 2'000; ++round) {
    const std::uint64_t doc_count = 1 + random.below(100'000);
    const FieldSimilarity field(Similarity{}, Dialect::kElasticsearch7, true,
                                {doc_count, doc_count * (1 + random.below(50))});
    const TermWeight weight = field.weigh(1 + random.below(doc_count), 1.0F);
    const auto norm = static_cast<std::uint8_t>(random.below(255));
    const auto freq = static_cast<float>(1 + random.below(50));
    const float score = weight.score(freq, norm);
    EXPECT_GE(score, 0.0F);
    EXPECT_LE(score, weight.max_score());
    EXPECT_LE(score, weight.score(freq + 1.0F, norm));
    EXPECT_GE(score, weight.score(freq, static_cast<std::uint8_t>(norm + 1)));
    EXPECT_EQ(weight.explain(freq, norm).score, score);
  }
}

}  // namespace
}  // namespace likewise
