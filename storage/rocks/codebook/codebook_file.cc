#include "storage/rocks/codebook/codebook_file.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include <flatbuffers/flatbuffers.h>
#include <fmt/format.h>
#include <xxhash.h>

#include "engine/quantizer/codebook_check.h"
#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"
#include "storage/rocks/codebook/atomic_file.h"
#include "storage/rocks/codebook/codebook_generated.h"

namespace likewise::storage {
namespace {

constexpr std::size_t kPayloadAlignment = 8;
constexpr std::size_t kPrefixBytes = sizeof(flatbuffers::uoffset_t);
// Size prefix, root offset, file identifier.
constexpr std::size_t kSmallestFile = kPrefixBytes + sizeof(flatbuffers::uoffset_t) +
                                      flatbuffers::FlatBufferBuilder::kFileIdentifierLength;
// FlatBuffers cannot address more; half of it leaves room for the tables.
constexpr std::uint64_t kMaxCoordinateBytes = std::uint64_t{2000} << 20U;

tl::unexpected<Error> corrupt(std::string message) {
  return fail(ErrorCode::kCorruption, std::move(message));
}

flatbuffers::Offset<fbs::CodebookGroup> write_group(flatbuffers::FlatBufferBuilder& builder,
                                                    const CodebookGroup& group) {
  const auto dimensions = builder.CreateVector(group.dimensions);
  const auto centroids = builder.CreateVector(group.centroids.data(),
                                              static_cast<std::size_t>(group.centroids.size()));
  return fbs::CreateCodebookGroup(builder, dimensions,
                                  static_cast<std::uint32_t>(group.centroids.rows()), centroids,
                                  group.outlier_distance);
}

flatbuffers::Offset<fbs::Transform> write_transform(flatbuffers::FlatBufferBuilder& builder,
                                                    const Transform& transform) {
  if (transform.is_identity()) {
    return {};
  }
  const auto mean = builder.CreateVector(transform.mean);
  const auto basis = builder.CreateVector(transform.basis.data(),
                                          static_cast<std::size_t>(transform.basis.size()));
  return fbs::CreateTransform(builder, mean, basis);
}

void write_payload(flatbuffers::FlatBufferBuilder& builder, const Codebook& codebook) {
  std::vector<flatbuffers::Offset<fbs::CodebookGroup>> groups;
  for (const CodebookGroup& group : codebook.groups) {
    groups.push_back(write_group(builder, group));
  }
  const TrainingFacts& facts = codebook.facts;
  const auto group_inertia = builder.CreateVector(facts.group_inertia);
  const auto source = builder.CreateString(facts.source);
  const auto writer_version = builder.CreateString(facts.writer_version);
  const auto group_spread = builder.CreateVector(facts.group_spread);
  const auto cluster_rows = builder.CreateVector(facts.cluster_rows);
  const auto clustering = builder.CreateString(std::string(to_string(facts.clustering)));
  const auto facts_at = fbs::CreateTrainingFacts(
      builder, facts.seed, facts.training_rows, facts.iterations, facts.inertia, group_inertia,
      source, writer_version, group_spread, cluster_rows, clustering);
  const auto grouping = builder.CreateString(std::string(to_string(codebook.grouping)));
  const auto metric = builder.CreateString(std::string(to_string(codebook.metric)));
  const auto groups_at = builder.CreateVector(groups);
  const auto transform = write_transform(builder, codebook.transform);
  builder.Finish(fbs::CreateCodebookPayload(builder, codebook.dimensions, grouping, metric,
                                            groups_at, facts_at, transform,
                                            codebook.tokens_per_group));
}

/// The oldest version that reads the codebook right.
std::uint32_t version_of(const Codebook& codebook) {
  const bool plain =
      codebook.tokens_per_group == 1 &&
      std::all_of(codebook.groups.begin(), codebook.groups.end(),
                  [](const CodebookGroup& group) { return group.outlier_distance == 0.0F; });
  return plain ? 1 : kCodebookFormatVersion;
}

template <class Vector>
std::size_t size_of(const Vector* vector) {
  return vector == nullptr ? 0 : vector->size();
}

std::string text_of(const flatbuffers::String* text) {
  return text == nullptr ? std::string() : text->str();
}

Result<CodebookGroup> read_group(const fbs::CodebookGroup& from, std::size_t number) {
  CodebookGroup group;
  const std::uint64_t width = size_of(from.dimensions());
  const std::uint64_t clusters = from.clusters();
  // Both fit into 32 bits, so the product cannot overflow.
  if (width == 0 || clusters == 0 || width * clusters != size_of(from.centroids())) {
    return corrupt(
        fmt::format("inconsistent codebook: group {} has {} dimensions, {} clusters and "
                    "{} coordinates",
                    number, width, clusters, size_of(from.centroids())));
  }
  group.dimensions.assign(from.dimensions()->begin(), from.dimensions()->end());
  group.centroids.resize(static_cast<Eigen::Index>(clusters), static_cast<Eigen::Index>(width));
  std::copy(from.centroids()->begin(), from.centroids()->end(), group.centroids.data());
  group.outlier_distance = from.outlier_distance();
  return group;
}

Result<Transform> read_transform(const fbs::Transform* from) {
  Transform transform;
  if (from == nullptr) {
    return transform;
  }
  const std::size_t columns = size_of(from->mean());
  const std::size_t values = size_of(from->basis());
  if (columns == 0 || values == 0 || values % columns != 0) {
    return corrupt(fmt::format("inconsistent codebook: its transform has {} means and {} values",
                               columns, values));
  }
  transform.mean.assign(from->mean()->begin(), from->mean()->end());
  transform.basis.resize(static_cast<Eigen::Index>(values / columns),
                         static_cast<Eigen::Index>(columns));
  std::memcpy(transform.basis.data(), from->basis()->data(), values * sizeof(float));
  return transform;
}

TrainingFacts read_facts(const fbs::TrainingFacts& from) {
  TrainingFacts facts;
  facts.seed = from.seed();
  facts.training_rows = from.training_rows();
  facts.iterations = from.iterations();
  facts.inertia = from.inertia();
  if (from.group_inertia() != nullptr) {
    facts.group_inertia.assign(from.group_inertia()->begin(), from.group_inertia()->end());
  }
  if (from.group_spread() != nullptr) {
    facts.group_spread.assign(from.group_spread()->begin(), from.group_spread()->end());
  }
  if (from.cluster_rows() != nullptr) {
    facts.cluster_rows.assign(from.cluster_rows()->begin(), from.cluster_rows()->end());
  }
  facts.source = text_of(from.source());
  facts.writer_version = text_of(from.writer_version());
  return facts;
}

// A name that this version does not know comes from a newer one.
template <class Value>
Result<Value> known(Result<Value> parsed) {
  if (!parsed.has_value()) {
    return fail(ErrorCode::kLocked, "written by a newer version: " + parsed.error().message());
  }
  return parsed;
}

Result<Codebook> read_payload(const std::uint8_t* bytes, std::size_t size) {
  flatbuffers::Verifier verifier(bytes, size);
  const bool aligned = reinterpret_cast<std::uintptr_t>(bytes) % kPayloadAlignment == 0;
  if (!aligned || !verifier.VerifyBuffer<fbs::CodebookPayload>(nullptr)) {
    return corrupt("damaged codebook: its payload is malformed");
  }
  const auto* payload = flatbuffers::GetRoot<fbs::CodebookPayload>(bytes);
  if (payload->facts() == nullptr || payload->groups() == nullptr) {
    return corrupt("inconsistent codebook: no groups or no training facts");
  }
  Codebook codebook;
  codebook.dimensions = payload->dimensions();
  LIKEWISE_TRY(codebook.grouping, known(parse_grouping(text_of(payload->grouping()))));
  LIKEWISE_TRY(codebook.metric, known(parse_metric(text_of(payload->metric()))));
  for (const fbs::CodebookGroup* group : *payload->groups()) {
    LIKEWISE_TRY(CodebookGroup read, read_group(*group, codebook.groups.size()));
    codebook.groups.push_back(std::move(read));
  }
  LIKEWISE_TRY(codebook.transform, read_transform(payload->transform()));
  codebook.tokens_per_group = payload->tokens_per_group();
  codebook.facts = read_facts(*payload->facts());
  if (payload->facts()->clustering() != nullptr) {
    LIKEWISE_TRY(codebook.facts.clustering,
                 known(parse_clustering(payload->facts()->clustering()->str())));
  }
  LIKEWISE_TRY_STATUS(check_codebook(codebook));
  return codebook;
}

Status check_size(std::string_view bytes) {
  const auto* start = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (bytes.size() >= kSmallestFile &&
      !flatbuffers::BufferHasIdentifier(start, fbs::CodebookFileIdentifier(), true)) {
    return fail(ErrorCode::kInvalidArgument, "not a likewise codebook");
  }
  const std::size_t expected =
      bytes.size() < kSmallestFile
          ? kSmallestFile
          : kPrefixBytes + flatbuffers::ReadScalar<flatbuffers::uoffset_t>(start);
  if (bytes.size() < expected) {
    return corrupt(fmt::format("truncated codebook: expected {}{} bytes, found {}",
                               bytes.size() < kSmallestFile ? "at least " : "", expected,
                               bytes.size()));
  }
  if (bytes.size() > expected) {
    return corrupt(
        fmt::format("damaged codebook: {} bytes too many at the end", bytes.size() - expected));
  }
  return {};
}

}  // namespace

Result<std::string> serialize_codebook(const Codebook& codebook) {
  auto coordinate_bytes =
      static_cast<std::uint64_t>(codebook.transform.basis.size()) * sizeof(float);
  for (const CodebookGroup& group : codebook.groups) {
    coordinate_bytes += static_cast<std::uint64_t>(group.centroids.size()) * sizeof(float);
  }
  if (coordinate_bytes > kMaxCoordinateBytes) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("the codebook has {} bytes of coordinates, a file holds {}",
                            coordinate_bytes, kMaxCoordinateBytes));
  }
  flatbuffers::FlatBufferBuilder payload;
  write_payload(payload, codebook);
  flatbuffers::FlatBufferBuilder file(payload.GetSize() + 64);
  file.ForceVectorAlignment(payload.GetSize(), 1, kPayloadAlignment);
  const auto payload_at = file.CreateVector(payload.GetBufferPointer(), payload.GetSize());
  const std::uint64_t checksum = XXH64(payload.GetBufferPointer(), payload.GetSize(), 0);
  fbs::FinishSizePrefixedCodebookFileBuffer(
      file, fbs::CreateCodebookFile(file, version_of(codebook), checksum, payload_at));
  return std::string(reinterpret_cast<const char*>(file.GetBufferPointer()), file.GetSize());
}

Result<Codebook> parse_codebook(std::string_view bytes) {
  // FlatBuffers reads numbers in place; a copy gives them the alignment that a view may lack.
  const auto aligned = std::make_unique<std::uint64_t[]>(bytes.size() / sizeof(std::uint64_t) + 1);
  auto* start = reinterpret_cast<std::uint8_t*>(aligned.get());
  std::memcpy(start, bytes.data(), bytes.size());
  LIKEWISE_TRY_STATUS(
      check_size(std::string_view(reinterpret_cast<const char*>(start), bytes.size())));
  flatbuffers::Verifier verifier(start, bytes.size());
  if (!fbs::VerifySizePrefixedCodebookFileBuffer(verifier)) {
    return corrupt("damaged codebook: its outer table is malformed");
  }
  const fbs::CodebookFile* file = fbs::GetSizePrefixedCodebookFile(start);
  if (file->format_version() > kCodebookFormatVersion) {
    return fail(ErrorCode::kLocked,
                fmt::format("codebook format {} is newer than {}, the newest this version reads",
                            file->format_version(), kCodebookFormatVersion));
  }
  if (file->format_version() == 0 || file->payload() == nullptr) {
    return corrupt("damaged codebook: no format version or no payload");
  }
  const std::uint8_t* payload = file->payload()->data();
  const std::size_t size = file->payload()->size();
  if (XXH64(payload, size, 0) != file->checksum()) {
    return corrupt("damaged codebook: wrong checksum");
  }
  return read_payload(payload, size);
}

Status save_codebook(const Codebook& codebook, const std::filesystem::path& file) {
  LIKEWISE_TRY(const std::string bytes, serialize_codebook(codebook));
  return write_file_atomically(file, bytes);
}

Result<Codebook> load_codebook(const std::filesystem::path& file) {
  LIKEWISE_TRY(const std::string bytes, read_whole_file(file));
  Result<Codebook> codebook = parse_codebook(bytes);
  if (!codebook.has_value()) {
    return fail(std::move(codebook).error().with_context(fmt::format("[{}]: ", file.string())));
  }
  return codebook;
}

}  // namespace likewise::storage
