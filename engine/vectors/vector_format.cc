#include "engine/vectors/vector_format.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "engine/vectors/idx.h"
#include "engine/vectors/npy.h"

namespace likewise {
namespace {

constexpr std::array<VectorFormat, 2> kFormats = {{
    {"npy", looks_like_npy, parse_npy},
    {"idx", looks_like_idx, parse_idx},
}};

}  // namespace

std::span<const VectorFormat> vector_formats() {
  return kFormats;
}

Result<VectorTable> parse_vectors(std::span<const std::byte> bytes) {
  std::string names;
  for (const VectorFormat& format : kFormats) {
    if (format.matches(bytes)) {
      return format.parse(bytes);
    }
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  if (bytes.empty()) {
    return fail(ErrorCode::kInvalidArgument, "the file is empty");
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("not a vector file: its first bytes are those of none of: {}", names));
}

}  // namespace likewise
