#include "storage/rocks/codebook/training_checkpoint.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "storage/rocks/codebook/atomic_file.h"
#include "storage/rocks/codebook/codebook_file.h"
#include "tests/engine/quantizer/random_matrix.h"
#include "tests/storage/temporary_directory.h"

namespace likewise::storage {
namespace {

TrainingOptions options_of(std::uint32_t groups) {
  TrainingOptions options;
  options.groups = groups;
  options.clusters = 4;
  options.clustering = Clustering::kBalanced;
  return options;
}

class Checkpoint : public testing::Test {
 protected:
  std::filesystem::path file() const { return folder_.path() / "m.checkpoint"; }

  /// Trains all groups, writing a checkpoint, which stays.
  Codebook train_with_checkpoint() const {
    TrainingOptions options = options_of(5);
    TrainingCheckpoint checkpoint(file(), 7);
    EXPECT_TRUE(checkpoint.start({}).has_value());
    options.on_group = [&](std::uint32_t group, const KMeansModel& model) {
      checkpoint.append(group, model);
    };
    return train_codebook(rows_, options, run_serially).value();
  }

  Matrix rows_ = random_matrix(60, 10, 3);
  TemporaryDirectory folder_;
};

TEST_F(Checkpoint, GoesOnToTheSameCodebookFromAnyByte) {
  const std::string whole = serialize_codebook(train_with_checkpoint()).value();
  const std::string bytes = read_whole_file(file()).value();
  std::size_t most = 0;
  for (std::size_t size = 0; size <= bytes.size(); size += 37) {
    ASSERT_TRUE(write_file_atomically(file(), std::string_view(bytes).substr(0, size)).has_value());
    TrainingOptions options = options_of(5);
    options.finished = TrainingCheckpoint(file(), 7).load().value();
    most = std::max(most, options.finished.size());
    EXPECT_LT(options.finished.size(), 5U);
    ASSERT_EQ(serialize_codebook(train_codebook(rows_, options, run_serially).value()).value(),
              whole)
        << size;
  }
  EXPECT_EQ(most, 4U);
  ASSERT_TRUE(write_file_atomically(file(), bytes).has_value());
  EXPECT_EQ(TrainingCheckpoint(file(), 7).load().value().size(), 5U);
}

TEST_F(Checkpoint, IsNotBelievedWhenDamagedOrOfAnotherTraining) {
  train_with_checkpoint();
  EXPECT_EQ(TrainingCheckpoint(file(), 8).load().value().size(), 0U);
  std::string bytes = read_whole_file(file()).value();
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  ASSERT_TRUE(write_file_atomically(file(), bytes).has_value());
  EXPECT_LT(TrainingCheckpoint(file(), 7).load().value().size(), 5U);
  std::filesystem::remove(file());
  EXPECT_EQ(TrainingCheckpoint(file(), 7).load().value().size(), 0U);
}

TEST_F(Checkpoint, FingerprintSeesRowsAndOptions) {
  const std::uint64_t original = training_fingerprint(rows_, options_of(5));
  EXPECT_EQ(training_fingerprint(rows_, options_of(5)), original);
  EXPECT_NE(training_fingerprint(rows_, options_of(4)), original);
  rows_(59, 9) += 1.0F;
  EXPECT_NE(training_fingerprint(rows_, options_of(5)), original);
}

}  // namespace
}  // namespace likewise::storage
