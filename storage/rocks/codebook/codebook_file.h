#pragma once

/// @file
/// Codebooks as bytes and as files. A size-prefixed FlatBuffer; codebook.fbs is its grammar.

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/quantizer/codebook.h"

namespace likewise::storage {

/// Raised when an older program could misread what a newer one writes. Version 2: several tokens
/// per group, outliers; a codebook without them is written as version 1.
inline constexpr std::uint32_t kCodebookFormatVersion = 2;

/// The bytes of a codebook file. REQUIRES: check_codebook(codebook) holds.
/// Errors: kTooLarge beyond FlatBuffers' 2 GiB.
Result<std::string> serialize_codebook(const Codebook& codebook);

/// Inverse of serialize_codebook; trusts nothing.
/// Errors: kInvalidArgument (not a codebook), kCorruption (truncated, damaged, wrong checksum,
/// inconsistent), kLocked (a newer format, or a grouping or metric of a newer version).
Result<Codebook> parse_codebook(std::string_view bytes);

/// Writes a temporary file beside `file`, syncs it and renames it: the old file or the whole new
/// one is there, also after a crash. Errors: kUnavailable naming the file; nothing is left behind.
Status save_codebook(const Codebook& codebook, const std::filesystem::path& file);

/// Errors: kNotFound, kUnavailable, and those of parse_codebook, each naming the file.
Result<Codebook> load_codebook(const std::filesystem::path& file);

}  // namespace likewise::storage
