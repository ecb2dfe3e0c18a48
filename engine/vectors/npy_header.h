#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise {

/// The dictionary at the start of a .npy file.
struct NpyHeader {
  std::string descr;  ///< numpy's type text, e.g. "<f4".
  bool fortran_order = false;
  std::vector<std::uint64_t> shape;
};

/// Reads the literal that numpy writes: the three keys in any order, no others.
/// Errors: kInvalidArgument with the byte of the header where reading stopped.
Result<NpyHeader> parse_npy_header(std::string_view text);

}  // namespace likewise
