#pragma once

/// @file
/// Which colours a picture has, and how much of each.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tools/features/pixels.h"

namespace likewise::tools {

/// Grays, then hues of every saturation and brightness.
inline constexpr std::size_t kGrayBins = 6;
inline constexpr std::size_t kHueBins = 12;
inline constexpr std::size_t kSaturationBins = 2;
inline constexpr std::size_t kValueBins = 3;
inline constexpr std::size_t kPaletteBins = kGrayBins + kHueBins * kSaturationBins * kValueBins;

/// The bin of a colour: of HSV, where colours of little saturation or brightness are grays.
std::size_t palette_bin(Pixel pixel);

/// For each bin the share of the pixels in it, sum 1. Pixels that are more than half transparent do
/// not count; a picture of none but those has all zeros. Large pictures are sampled on a grid.
std::vector<float> palette_of(const Pixels& picture);

/// Levels that a colour can have: 1 from about 1 % of the picture, each further one for twice the
/// share.
inline constexpr int kPaletteLevels = 6;

/// Words that weigh by repetition: a colour of level 3 gives "12/1", "12/2" and "12/3", so that two
/// pictures share as many words of a colour as the lesser share has levels.
std::vector<std::string> palette_tokens(const std::vector<float>& palette);

}  // namespace likewise::tools
