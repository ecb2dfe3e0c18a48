#include "tools/codebook_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/quantizer/train_codebook.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Two dimensions that vary ten times as much as the others.
Codebook codebook_of(Grouping grouping) {
  Matrix rows = random_matrix(400, 40, 1);
  rows.leftCols(2) *= 30.0F;
  TrainingOptions options;
  options.grouping = grouping;
  options.groups = 20;
  options.clusters = 4;
  return train_codebook(rows, options, run_serially).value();
}

TEST(CodebookReport, HasTheNumbersOfTheTraining) {
  const Codebook codebook = codebook_of(Grouping::kContiguous);
  const CodebookReport report = report_on(codebook);
  ASSERT_EQ(report.groups.size(), 20U);
  EXPECT_EQ(report.tokens, 80U);
  EXPECT_EQ(report.bytes_per_vector, 5.0);
  EXPECT_GT(report.groups[0].share, 0.9);
  double shares = 0.0;
  for (const GroupReport& group : report.groups) {
    shares += group.share;
    EXPECT_GT(group.explained, 0.3);
    EXPECT_LT(group.explained, 1.0);
    EXPECT_LE(group.smallest, 0.25);
    EXPECT_GE(group.largest, 0.25);
    EXPECT_GT(group.effective, 2.0);
    EXPECT_LE(group.effective, 4.0 + 1e-9);
  }
  EXPECT_NEAR(shares, 1.0, 1e-9);
  // Uniform in [-1, 1): a third of a square unit in each dimension, 900 times that in the first.
  EXPECT_NEAR(report.groups[1].variance, 2.0 / 3.0, 0.1);
  EXPECT_NEAR(report.groups[0].variance, 600.0, 60.0);
}

TEST(CodebookReport, SaysWhenVarianceIsUneven) {
  const std::string uneven = render_report(codebook_of(Grouping::kContiguous), "m.lwm", true);
  EXPECT_THAT(uneven, HasSubstr("contiguous: sections of neighbouring dimensions, as published"));
  EXPECT_THAT(uneven, HasSubstr("the grouping pca-rotated spreads it"));
  EXPECT_THAT(uneven,
              HasSubstr("20 a vector: 1 from each of 20 groups; 80 different ones; 5 bytes"));
  const std::string even = render_report(codebook_of(Grouping::kRotated), "m.lwm", false);
  EXPECT_THAT(even, Not(HasSubstr("spreads it")));
  EXPECT_THAT(even, HasSubstr("\n   19          2        4"));
}

TEST(CodebookReport, IsHonestAboutOldCodebooks) {
  Codebook codebook = codebook_of(Grouping::kContiguous);
  codebook.facts.group_spread.clear();
  codebook.facts.cluster_rows.clear();
  EXPECT_THAT(render_report(codebook, "m.lwm", false),
              HasSubstr("* It does not tell variances and cluster sizes: train it again"));
}

TEST(CodebookReport, WritesJson) {
  const std::string text = render_report_json(codebook_of(Grouping::kContiguous), "a\"b");
  EXPECT_THAT(text, HasSubstr("{\"model\":\"a\\\"b\",\"dimensions\":40,\"metric\":\"l2\""));
  EXPECT_THAT(text, HasSubstr("\"clustering\":\"kmeans\",\"tokens_per_group\":1"));
}

}  // namespace
}  // namespace likewise::tools
