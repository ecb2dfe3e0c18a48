#include "engine/index/posting_codec.h"

#include <gtest/gtest.h>

#include "tests/engine/index/random_postings.h"

namespace likewise {
namespace {

constexpr double kDensities[] = {0.0, 0.00002, 0.003, 0.0155, 0.017, 0.1, 0.3, 0.97, 1.0};

TEST(PostingCodec, ReadsWhatItWrote) {
  Random random(21);
  for (const double density : kDensities) {
    for (const bool with_frequencies : {false, true}) {
      SCOPED_TRACE(density);
      const PlainPostings plain =
          random_postings(random, 60'000, 140'000, density, with_frequencies);
      std::string bytes;
      encode_postings(make_postings(plain), bytes);
      const std::size_t first = bytes.size();
      encode_postings(make_postings({{5, 2}, {0xFFFF'FFF0, 1}}), bytes);
      std::string_view rest = bytes;
      const auto list = decode_postings(rest);
      ASSERT_TRUE(list.has_value()) << list.error().message();
      EXPECT_EQ(rest.size(), bytes.size() - first);
      EXPECT_EQ(read_postings(*list), plain);
      const auto second = decode_postings(rest);
      ASSERT_TRUE(second.has_value()) << second.error().message();
      EXPECT_EQ(read_postings(*second), (PlainPostings{{5, 2}, {0xFFFF'FFF0, 1}}));
      EXPECT_TRUE(rest.empty());
    }
  }
}

TEST(PostingCodec, StaysNearOneByteForATokenOfThirtyTwoClusters) {
  Random random(22);
  const PlainPostings plain = random_postings(random, 0, 65'536, 1.0 / 32, false);
  std::string bytes;
  encode_postings(make_postings(plain), bytes);
  EXPECT_LT(bytes.size(), plain.size() * 9 / 8);
}

TEST(PostingCodec, RefusesEveryTruncation) {
  Random random(23);
  for (const double density : {0.001, 0.2}) {
    std::string bytes;
    encode_postings(make_postings(random_postings(random, 0, 70'000, density, true)), bytes);
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / 500);
    for (std::size_t size = 0; size < bytes.size(); size += step) {
      const std::string cut = bytes.substr(0, size);  // A heap block: sanitizers see its end.
      std::string_view rest = cut;
      const auto list = decode_postings(rest);
      ASSERT_FALSE(list.has_value()) << size;
      EXPECT_EQ(list.error().code(), ErrorCode::kCorruption);
    }
  }
}

TEST(PostingCodec, SurvivesChangedBytes) {
  Random random(24);
  std::string good;
  encode_postings(make_postings(random_postings(random, 0, 140'000, 0.004, true)), good);
  std::size_t refused = 0;
  for (int i = 0; i < 3'000; ++i) {
    std::string bad = good;
    for (std::uint64_t change = 0; change <= random.below(3); ++change) {
      // Mostly at the front, where counts and kinds stand.
      const std::uint64_t reach = random.below(2) == 0 ? 12 : bad.size();
      bad[random.below(reach)] = static_cast<char>(random.next());
    }
    std::string_view rest = bad;
    const auto list = decode_postings(rest);
    refused += list.has_value() ? 0U : 1U;
    if (list.has_value()) {
      EXPECT_EQ(read_postings(*list).size(), list->document_count());
    }
  }
  EXPECT_GT(refused, 100U);
}

TEST(PostingCodec, SurvivesNoise) {
  Random random(25);
  std::size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string noise(random.below(64), '\0');
    for (char& byte : noise) {
      byte = static_cast<char>(random.below(2) == 0 ? random.below(5) : random.next());
    }
    std::string_view rest = noise;
    refused += decode_postings(rest).has_value() ? 0U : 1U;
    rest = noise;
    const auto norms = decode_norms(rest);
    if (norms.has_value()) {
      EXPECT_LE(norms->size(), noise.size() * 128);
    }
  }
  EXPECT_GT(refused, 10'000U);
}

TEST(PostingCodec, RefusesWhatTheGrammarForbids) {
  using namespace std::string_literals;
  for (const std::string& bad : {"\x01\x00\x04\x01\x00"s,              // kind 4
                                 "\x01\x00\x00\x00"s,                  // no postings
                                 "\x01\x00\x00\x81\x80\x04\x00"s,      // 65,537 postings
                                 "\x01\x00\x00\x01\x21\0\0\0\0\0"s,    // width 33
                                 "\x01\x00\x00\x01\x11\x00\x00\x01"s,  // posting 65,536
                                 "\x01\x80\x80\x04\x00\x01\x00"s,      // container 65,536
                                 "\x80\x80\x80\x80\x80\x01"s,          // six bytes of varint
                                 "\xFF\xFF\xFF\xFF\x7F"s,              // a varint over 32 bits
                                 "\x01\x00\x02\x01\x00\x20\xFF\xFF\xFF\xFF"s}) {  // frequency 2^32
    std::string_view rest = bad;
    const auto list = decode_postings(rest);
    ASSERT_FALSE(list.has_value()) << testing::PrintToString(bad);
    EXPECT_EQ(list.error().code(), ErrorCode::kCorruption);
  }
}

TEST(NormCodec, ReadsWhatItWrote) {
  Random random(26);
  for (const std::uint64_t kinds : {1U, 2U, 200U}) {
    for (const std::size_t size : {0U, 1U, 255U, 256U, 257U, 5'000U}) {
      std::vector<std::uint8_t> norms(size);
      for (auto& norm : norms) {
        norm = static_cast<std::uint8_t>(random.below(kinds));
      }
      std::string bytes;
      encode_norms(norms, bytes);
      EXPECT_LE(bytes.size(), size + 4);
      const std::string cut = bytes.substr(0, bytes.size() - 1);
      bytes += "tail";
      std::string_view rest = bytes;
      EXPECT_EQ(decode_norms(rest).value(), norms);
      EXPECT_EQ(rest, "tail");
      rest = cut;
      EXPECT_FALSE(decode_norms(rest).has_value());
    }
  }
}

}  // namespace
}  // namespace likewise
