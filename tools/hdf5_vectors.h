#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

struct Hdf5Vectors {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> values;  ///< rows x columns
};

/// True if the bytes start as an HDF5 file does.
bool looks_like_hdf5(std::span<const std::byte> bytes);

/// A two-dimensional dataset of numbers, of the files of ann-benchmarks "train" or "test", as
/// float32. Not thread-safe: the library is not.
/// Errors: kInvalidArgument naming the dataset for what is not there or no table of numbers;
/// kTooLarge beyond `limit` bytes.
Result<Hdf5Vectors> read_hdf5(const std::filesystem::path& file, const std::string& dataset,
                              std::uint64_t limit);

}  // namespace likewise::tools
