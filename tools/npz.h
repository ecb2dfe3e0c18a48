#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// True if the bytes start as a zip archive does.
bool looks_like_zip(std::span<const std::byte> bytes);

/// The bytes of a member of an archive of numpy.savez or savez_compressed: the one called `name`,
/// with or without ".npy"; without a name the first.
/// Errors: kInvalidArgument for a damaged archive, a member that is packed in another way, and a
/// name that is not there (with those that are); kTooLarge beyond `limit` bytes.
Result<std::vector<std::byte>> read_npz_member(std::span<const std::byte> archive,
                                               std::string_view name, std::uint64_t limit);

}  // namespace likewise::tools
