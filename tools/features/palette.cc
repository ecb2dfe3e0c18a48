#include "tools/features/palette.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

constexpr float kGraySaturation = 0.12F;
constexpr float kDarkValue = 0.15F;
constexpr std::size_t kGridSide = 256;
constexpr float kFirstLevel = 0.01F;

/// 0 <= hue < 6, a red at 0.
float hue_of(float red, float green, float blue, float greatest, float spread) {
  const float hue = greatest == red     ? (green - blue) / spread
                    : greatest == green ? 2.0F + (blue - red) / spread
                                        : 4.0F + (red - green) / spread;
  return hue < 0.0F ? hue + 6.0F : hue;
}

std::size_t bin_of(float value, std::size_t bins) {
  return std::min(bins - 1, static_cast<std::size_t>(value * static_cast<float>(bins)));
}

}  // namespace

std::size_t palette_bin(Pixel pixel) {
  const float red = static_cast<float>(pixel.red) / 255.0F;
  const float green = static_cast<float>(pixel.green) / 255.0F;
  const float blue = static_cast<float>(pixel.blue) / 255.0F;
  const float value = std::max({red, green, blue});
  const float spread = value - std::min({red, green, blue});
  const float saturation = value > 0.0F ? spread / value : 0.0F;
  if (saturation < kGraySaturation || value < kDarkValue) {
    return bin_of(value, kGrayBins);
  }
  // Reds lie around 0, so the first bin begins half a bin before it.
  float hue = hue_of(red, green, blue, value, spread) / 6.0F + 0.5F / kHueBins;
  hue = hue >= 1.0F ? hue - 1.0F : hue;
  return kGrayBins +
         (bin_of(hue, kHueBins) * kSaturationBins + bin_of(saturation, kSaturationBins)) *
             kValueBins +
         bin_of(value, kValueBins);
}

std::vector<float> palette_of(const Pixels& picture) {
  std::vector<float> palette(kPaletteBins);
  const std::size_t step_x = std::max<std::size_t>(1, picture.width / kGridSide);
  const std::size_t step_y = std::max<std::size_t>(1, picture.height / kGridSide);
  std::size_t counted = 0;
  for (std::size_t y = 0; y < picture.height; y += step_y) {
    for (std::size_t x = 0; x < picture.width; x += step_x) {
      const Pixel pixel = picture.pixels[y * picture.width + x];
      if (pixel.alpha >= 128) {
        palette[palette_bin(pixel)] += 1.0F;
        ++counted;
      }
    }
  }
  for (float& share : palette) {
    share /= static_cast<float>(std::max<std::size_t>(1, counted));
  }
  return palette;
}

std::vector<std::string> palette_tokens(const std::vector<float>& palette) {
  std::vector<std::string> tokens;
  for (std::size_t bin = 0; bin < palette.size(); ++bin) {
    float least = kFirstLevel;
    for (int level = 1; level <= kPaletteLevels && palette[bin] >= least; ++level) {
      tokens.push_back(fmt::format("{}/{}", bin, level));
      least *= 2.0F;
    }
  }
  return tokens;
}

}  // namespace likewise::tools
