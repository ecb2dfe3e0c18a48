#include "server/http/gzip.h"

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise::server {
namespace {

std::string random_text(std::size_t bytes) {
  Random random(7);
  std::string text;
  while (text.size() < bytes) {
    text.push_back(static_cast<char>('a' + random.below(26)));
  }
  return text;
}

TEST(Gzip, IsUndoneByGunzip) {
  for (const std::size_t bytes : {0U, 1U, 100U, 70'000U, 300'000U}) {
    const std::string text = random_text(bytes);
    const auto packed = gzip(text);
    ASSERT_TRUE(packed.has_value());
    const auto back = gunzip(*packed, {});
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, text);
  }
}

TEST(Gunzip, RefusesWhatIsNoCompleteMember) {
  const std::string packed = *gzip(random_text(10'000));
  EXPECT_FALSE(gunzip("", {}).has_value());
  EXPECT_FALSE(gunzip("plain text", {}).has_value());
  EXPECT_FALSE(gunzip(packed.substr(0, packed.size() / 2), {}).has_value());
  EXPECT_FALSE(gunzip(packed.substr(0, packed.size() - 1), {}).has_value());
  EXPECT_FALSE(gunzip(packed + "x", {}).has_value());
  std::string damaged = packed;
  damaged[packed.size() / 2] = static_cast<char>(damaged[packed.size() / 2] ^ 0x55);
  EXPECT_FALSE(gunzip(damaged, {}).has_value());
}

TEST(Gunzip, StopsABombAtTheCap) {
  const std::string bomb = *gzip(std::string(8U << 20U, '\0'));
  InflateLimits small;
  small.max_bytes = 1U << 20U;
  small.max_ratio = 1U << 20U;
  EXPECT_EQ(gunzip(bomb, small).error().status(), 413);
}

TEST(Gunzip, StopsABombAtTheRatio) {
  const std::string bomb = *gzip(std::string(8U << 20U, '\0'));
  const auto unpacked = gunzip(bomb, {});
  ASSERT_FALSE(unpacked.has_value());
  EXPECT_EQ(unpacked.error().status(), 413);
  EXPECT_TRUE(gunzip(*gzip(std::string(1U << 19U, '\0')), {}).has_value());  // Small ones may.
}

}  // namespace
}  // namespace likewise::server
