#pragma once

/// @file
/// Groups that a training has finished, kept beside the codebook to come, so that a run that was
/// stopped goes on where it was.
///
///   file   := magic:"LWTC" version:u32 fingerprint:u64 record*
///   record := size:u32 checksum:u64 body      XXH64 of the body; size: bytes of body
///   body   := group:u32 iterations:u32 clusters:u32 dimensions:u32
///             inertia:f64 spread:f64 outlier_distance:f32
///             centroid:f32{clusters * dimensions} rows:u32{clusters}
///
/// Numbers in the machine's order: a checkpoint is not carried elsewhere. Reading ends at the first
/// record that is cut off or damaged.

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>

#include "engine/base/error.h"
#include "engine/quantizer/train_codebook.h"
#include "engine/vectors/matrix.h"

namespace likewise::storage {

/// What a checkpoint must have been made from to be gone on with: rows and options that decide the
/// result. Cost: one pass over the rows.
std::uint64_t training_fingerprint(const MatrixView& rows, const TrainingOptions& options);

/// The file that is written while training goes on. Thread-safe.
class TrainingCheckpoint {
 public:
  TrainingCheckpoint(std::filesystem::path file, std::uint64_t fingerprint)
      : file_(std::move(file)), fingerprint_(fingerprint) {}
  ~TrainingCheckpoint();
  TrainingCheckpoint(const TrainingCheckpoint&) = delete;
  TrainingCheckpoint& operator=(const TrainingCheckpoint&) = delete;

  /// The groups of a file of the same fingerprint; none if there is no such file.
  /// Errors: kUnavailable.
  Result<std::map<std::uint32_t, KMeansModel>> load() const;

  /// Starts a new file with these groups. Errors: kUnavailable naming the file.
  Status start(const std::map<std::uint32_t, KMeansModel>& finished);

  /// Appends a group. A write that fails leaves a shorter checkpoint, not a failed training.
  void append(std::uint32_t group, const KMeansModel& model);

  /// The codebook is written: the file is no longer needed.
  void remove();

 private:
  const std::filesystem::path file_;
  const std::uint64_t fingerprint_;
  std::mutex mutex_;
  int descriptor_ = -1;
};

}  // namespace likewise::storage
