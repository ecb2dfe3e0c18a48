#include "engine/quantizer/codebook_check.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace likewise {
namespace {

Codebook good_codebook() {
  Codebook codebook;
  codebook.dimensions = 3;
  codebook.groups.push_back({{2, 0}, Matrix::Zero(4, 2)});
  codebook.groups.push_back({{1}, Matrix::Zero(2, 1)});
  codebook.facts.group_inertia = {1.0, 2.0};
  return codebook;
}

TEST(CheckCodebook, AcceptsAGoodOne) {
  EXPECT_TRUE(check_codebook(good_codebook()).has_value());
}

struct Fault {
  void (*plant)(Codebook&);
  const char* message;
};

TEST(CheckCodebook, FindsEveryFault) {
  const Fault faults[] = {
      {[](Codebook& c) { c.groups.clear(); }, "0 groups cover 0 of 3 dimensions"},
      {[](Codebook& c) { c.dimensions = 4000000000U; },
       "2 groups cover 3 of 4000000000 dimensions"},
      {[](Codebook& c) { c.groups[1].dimensions = {0}; },
       "group 1 has dimension 0, which is taken already"},
      {[](Codebook& c) { c.groups[1].dimensions = {3}; },
       "group 1 has dimension 3, which is out of range"},
      {[](Codebook& c) { c.groups[1].centroids = Matrix::Zero(0, 1); },
       "group 1 has 1 dimensions and 0 centroids of 1"},
      {[](Codebook& c) { c.groups[1].centroids = Matrix::Zero(2, 2); },
       "group 1 has 1 dimensions and 2 centroids of 2"},
      {[](Codebook& c) { c.groups[0].centroids(3, 1) = std::numeric_limits<float>::quiet_NaN(); },
       "group 0 has a centroid that is not finite"},
      {[](Codebook& c) { c.facts.group_inertia.pop_back(); }, "2 groups and 1 inertias"},
      {[](Codebook& c) {
         c.transform = {{0, 0, 0}, Matrix::Zero(2, 3)};
       },
       "2 groups cover 3 of 2 dimensions"},
      {[](Codebook& c) {
         c.transform = {{0, 0, 0}, Matrix::Zero(3, 4)};
       },
       "its transform has 3 means and a basis of 3 x 4 for 3 dimensions"},
      {[](Codebook& c) {
         c.transform = {{0, 0}, Matrix::Zero(3, 3)};
       },
       "its transform has 2 means and a basis of 3 x 3 for 3 dimensions"},
      {[](Codebook& c) {
         c.transform = {{0, std::nanf(""), 0}, Matrix::Zero(3, 3)};
       },
       "its transform has a value that is not finite"},
  };
  for (const Fault& fault : faults) {
    Codebook codebook = good_codebook();
    fault.plant(codebook);
    const Status status = check_codebook(codebook);
    ASSERT_FALSE(status.has_value()) << fault.message;
    EXPECT_EQ(status.error().code(), ErrorCode::kCorruption);
    EXPECT_EQ(status.error().message(), std::string("inconsistent codebook: ") + fault.message);
  }
}

}  // namespace
}  // namespace likewise
