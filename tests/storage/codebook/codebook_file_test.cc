#include "storage/rocks/codebook/codebook_file.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <flatbuffers/flatbuffers.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xxhash.h>

#include "engine/quantizer/train_codebook.h"
#include "storage/rocks/codebook/atomic_file.h"
#include "storage/rocks/codebook/codebook_generated.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise::storage {
namespace {

using testing::HasSubstr;

Codebook small_codebook() {
  TrainingOptions options;
  options.groups = 2;
  options.clusters = 3;
  auto codebook = train_codebook(random_matrix(20, 3, 1), options, run_serially);
  EXPECT_TRUE(codebook.has_value());
  codebook->facts.source = "vectors.npy";
  codebook->facts.writer_version = "1.2.3";
  return *std::move(codebook);
}

void expect_same(const Codebook& a, const Codebook& b) {
  EXPECT_EQ(a.dimensions, b.dimensions);
  EXPECT_EQ(a.grouping, b.grouping);
  EXPECT_EQ(a.metric, b.metric);
  EXPECT_EQ(a.facts, b.facts);
  EXPECT_EQ(a.tokens_per_group, b.tokens_per_group);
  EXPECT_EQ(a.transform.mean, b.transform.mean);
  EXPECT_EQ(a.transform.basis, b.transform.basis);
  ASSERT_EQ(a.groups.size(), b.groups.size());
  for (std::size_t g = 0; g < a.groups.size(); ++g) {
    EXPECT_EQ(a.groups[g].dimensions, b.groups[g].dimensions);
    EXPECT_EQ(a.groups[g].centroids, b.groups[g].centroids);
    EXPECT_EQ(a.groups[g].outlier_distance, b.groups[g].outlier_distance);
  }
}

std::string bytes_of_small_codebook() {
  const auto bytes = serialize_codebook(small_codebook());
  EXPECT_TRUE(bytes.has_value());
  return *bytes;
}

std::string refusal(std::string_view bytes) {
  const auto codebook = parse_codebook(bytes);
  return codebook.has_value() ? "read" : codebook.error().message();
}

class CodebookFile : public testing::Test {
 protected:
  CodebookFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "likewise-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~CodebookFile() override { std::filesystem::remove_all(folder_); }

  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

  std::filesystem::path folder_;
};

TEST_F(CodebookFile, ReadsBackWhatWasSaved) {
  Codebook codebook = small_codebook();
  codebook.metric = Metric::kCosine;
  const auto file = folder_ / "model.lwm";
  ASSERT_TRUE(save_codebook(small_codebook(), file).has_value());
  ASSERT_TRUE(save_codebook(codebook, file).has_value());  // replaces
  const auto loaded = load_codebook(file);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  expect_same(codebook, *loaded);
  EXPECT_EQ(files(), 1U);
}

TEST(CodebookBytes, CarryTheTransform) {
  TrainingOptions options;
  options.groups = 2;
  options.clusters = 3;
  options.grouping = Grouping::kPcaRotated;
  options.kept = 3;
  const auto codebook = train_codebook(random_matrix(30, 5, 1), options, run_serially);
  ASSERT_TRUE(codebook.has_value());
  ASSERT_EQ(codebook->transform.basis.rows(), 3);
  const auto bytes = serialize_codebook(*codebook);
  ASSERT_TRUE(bytes.has_value());
  const auto read = parse_codebook(*bytes);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  expect_same(*codebook, *read);
}

TEST_F(CodebookFile, NamesTheFileInEveryError) {
  const auto file = folder_ / "model.lwm";
  const auto missing = load_codebook(file);
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code(), ErrorCode::kNotFound);
  EXPECT_THAT(missing.error().message(), HasSubstr("[" + file.string() + "]: "));
  std::ofstream(file) << "not a codebook at all";
  const auto wrong = load_codebook(file);
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().message(), "[" + file.string() + "]: not a likewise codebook");
}

TEST_F(CodebookFile, LeavesNothingBehindWhenItCannotBeWritten) {
  const auto missing_folder = save_codebook(small_codebook(), folder_ / "no" / "model.lwm");
  ASSERT_FALSE(missing_folder.has_value());
  std::filesystem::create_directory(folder_ / "folder.lwm");
  const auto on_folder = save_codebook(small_codebook(), folder_ / "folder.lwm");
  ASSERT_FALSE(on_folder.has_value());
  EXPECT_THAT(on_folder.error().message(), HasSubstr("folder.lwm]: cannot write: "));
  EXPECT_EQ(files(), 1U);
}

TEST(CodebookBytes, AreTheSameForTheSameCodebook) {
  EXPECT_EQ(bytes_of_small_codebook(), bytes_of_small_codebook());
}

TEST(CodebookBytes, CutAnywhereAreCalledTruncated) {
  const std::string bytes = bytes_of_small_codebook();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THAT(refusal(std::string_view(bytes).substr(0, length)),
                HasSubstr("truncated codebook: expected"))
        << length;
  }
  EXPECT_EQ(refusal(bytes + "x"), "damaged codebook: 1 bytes too many at the end");
}

// A flipped byte is found, or (padding) changes nothing.
TEST(CodebookBytes, WithAFlippedByteAreRefusedOrUnharmed) {
  const std::string bytes = bytes_of_small_codebook();
  const Codebook original = small_codebook();
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const unsigned mask : {0x01U, 0x80U, 0xFFU}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ mask);
      const auto codebook = parse_codebook(changed);
      if (codebook.has_value()) {
        expect_same(original, *codebook);
      } else {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 3 * bytes.size() * 9 / 10);
}

TEST(CodebookBytes, WithADamagedCentroidFailTheChecksum) {
  std::string bytes = bytes_of_small_codebook();
  bytes[bytes.size() - 40] = static_cast<char>(bytes[bytes.size() - 40] ^ 1);
  EXPECT_EQ(refusal(bytes), "damaged codebook: wrong checksum");
}

std::string wrapped(std::uint32_t format_version, const flatbuffers::FlatBufferBuilder& payload) {
  flatbuffers::FlatBufferBuilder file;
  file.ForceVectorAlignment(payload.GetSize(), 1, 8);
  const auto at = file.CreateVector(payload.GetBufferPointer(), payload.GetSize());
  fbs::FinishSizePrefixedCodebookFileBuffer(
      file, fbs::CreateCodebookFile(file, format_version,
                                    XXH64(payload.GetBufferPointer(), payload.GetSize(), 0), at));
  return {reinterpret_cast<const char*>(file.GetBufferPointer()), file.GetSize()};
}

// Payloads with a right checksum that no writer of ours produces.
TEST(CodebookBytes, AreNotBelievedForTheirChecksumAlone) {
  flatbuffers::FlatBufferBuilder empty;
  empty.Finish(fbs::CreateCodebookPayload(empty));
  EXPECT_EQ(refusal(wrapped(1, empty)), "inconsistent codebook: no groups or no training facts");
  EXPECT_EQ(refusal(wrapped(0, empty)), "damaged codebook: no format version or no payload");

  flatbuffers::FlatBufferBuilder later;
  const auto facts = fbs::CreateTrainingFacts(later);
  const auto groups = later.CreateVector(std::vector<flatbuffers::Offset<fbs::CodebookGroup>>{
      fbs::CreateCodebookGroup(later, later.CreateVector(std::vector<std::uint32_t>{0}), 2)});
  const auto metric = later.CreateString("l2");
  const auto known = later.CreateString("contiguous");
  later.Finish(fbs::CreateCodebookPayload(later, 1, known, metric, groups, facts));
  EXPECT_EQ(refusal(wrapped(1, later)),
            "inconsistent codebook: group 0 has 1 dimensions, 2 clusters and 0 coordinates");
}

TEST(CodebookBytes, CarryWhatTokensNeed) {
  TrainingOptions options;
  options.groups = 2;
  options.clusters = 3;
  options.clustering = Clustering::kBalanced;
  options.tokens_per_group = 2;
  options.outliers = 0.1;
  const Codebook codebook = train_codebook(random_matrix(50, 4, 1), options, run_serially).value();
  ASSERT_GT(codebook.groups[0].outlier_distance, 0.0F);
  const std::string bytes = serialize_codebook(codebook).value();
  expect_same(parse_codebook(bytes).value(), codebook);
  // An older program would not know of them; one without any reads the file of a plain codebook.
  EXPECT_EQ(fbs::GetSizePrefixedCodebookFile(bytes.data())->format_version(), 2U);
  EXPECT_EQ(fbs::GetSizePrefixedCodebookFile(bytes_of_small_codebook().data())->format_version(),
            1U);
}

TEST(CodebookBytes, OfANewerVersionAreLocked) {
  flatbuffers::FlatBufferBuilder payload;
  const auto facts = fbs::CreateTrainingFacts(payload);
  const auto groups = payload.CreateVector(std::vector<flatbuffers::Offset<fbs::CodebookGroup>>{});
  const auto grouping = payload.CreateString("telepathic");
  payload.Finish(fbs::CreateCodebookPayload(payload, 1, grouping, 0, groups, facts));
  const auto newer = parse_codebook(wrapped(3, payload));
  ASSERT_FALSE(newer.has_value());
  EXPECT_EQ(newer.error().code(), ErrorCode::kLocked);
  EXPECT_EQ(newer.error().message(),
            "codebook format 3 is newer than 2, the newest this version reads");
  const auto unknown = parse_codebook(wrapped(1, payload));
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().code(), ErrorCode::kLocked);
  EXPECT_THAT(unknown.error().message(),
              HasSubstr("written by a newer version: unknown grouping [telepathic], expected one"));
}

}  // namespace
}  // namespace likewise::storage
