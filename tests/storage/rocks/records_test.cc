#include "storage/rocks/records.h"

#include <string>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "storage/rocks/varint.h"

namespace likewise::storage {
namespace {

ForwardRecord random_forward(Random& random) {
  ForwardRecord record;
  for (FieldId field = 0; field < random.below(4); ++field) {
    FieldTerms terms{field * 3, static_cast<std::uint32_t>(random.below(1000)), {}};
    TermId term = static_cast<TermId>(random.below(3));
    const bool all_one = random.below(2) == 0;
    for (std::uint64_t i = random.below(300) + 1; i > 0; --i) {
      terms.terms.push_back(
          {term, all_one ? 1U : static_cast<std::uint32_t>(random.below(1U << 20U)) + 1U});
      term += static_cast<TermId>(random.below(100'000)) + 1;
    }
    record.fields.push_back(std::move(terms));
  }
  return record;
}

TEST(Records, ForwardRecordsReadBackAsTheyWereWritten) {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const ForwardRecord record = random_forward(random);
    const std::string bytes = encode_forward(record);
    const auto decoded = decode_forward(bytes);
    ASSERT_TRUE(decoded.has_value()) << decoded.error().message();
    EXPECT_EQ(*decoded, record);
  }
}

TEST(Records, IdentitiesReadBackAsTheyWereWritten) {
  Random random(9);
  for (int i = 0; i < 200; ++i) {
    DocumentIdentity identity;
    identity.id = "id-" + std::to_string(random.next());
    if (random.below(2) == 0) {
      identity.routing = random.below(2) == 0 ? "" : "r";
    }
    for (std::uint64_t left = random.below(3); left > 0; --left) {
      identity.ignored.push_back("field" + std::to_string(left));
    }
    const auto decoded = decode_identity(encode_identity(identity));
    ASSERT_TRUE(decoded.has_value()) << decoded.error().message();
    EXPECT_EQ(*decoded, identity);
  }
}

// The store hands out bytes at any address; FlatBuffers reads numbers where they lie.
TEST(Records, AreReadFromAnyAddress) {
  Random random(5);
  const ForwardRecord record = random_forward(random);
  const std::string bytes = encode_forward(record);
  for (std::size_t offset = 0; offset < 8; ++offset) {
    const std::string shifted = std::string(offset, 'x') + bytes;
    const auto decoded = decode_forward(std::string_view(shifted).substr(offset));
    ASSERT_TRUE(decoded.has_value()) << offset;
    EXPECT_EQ(*decoded, record);
  }
}

TEST(Records, OthersReadBackAsTheyWereWritten) {
  const IdRecord id{7, 1ULL << 40U, 12, false, "r"};
  EXPECT_EQ(*decode_id(encode_id(id)), id);
  const IdRecord tombstone{kNoDoc, 3, 2, true, std::nullopt};
  EXPECT_EQ(*decode_id(encode_id(tombstone)), tombstone);
  const OperationRecord operation{OperationKind::kDelete, "x", kNoDoc, 12, 4};
  EXPECT_EQ(*decode_operation(encode_operation(operation)), operation);
  const ManifestRecord manifest{9, 8, 7, 6, {{1, 0, 3, 0}, {5, 4, 8, 2}}};
  EXPECT_EQ(*decode_manifest(encode_manifest(manifest)), manifest);
  CatalogRecord catalog;
  catalog.number = 4;
  catalog.name = "images";
  catalog.uuid = "u";
  catalog.creation_date_ms = 1'700'000'000'000;
  catalog.settings = {{"index.a", "1"}, {"index.b", ""}};
  catalog.mapping_json = R"({"properties":{}})";
  catalog.field_order = {"b", "a.keyword"};
  EXPECT_EQ(*decode_catalog(encode_catalog(catalog)), catalog);
}

TEST(Records, AManifestWithOverlappingSegmentsIsCorrupt) {
  const auto overlap = decode_manifest(encode_manifest({9, 8, 7, 6, {{1, 0, 5, 0}, {5, 4, 8, 2}}}));
  ASSERT_FALSE(overlap.has_value());
  EXPECT_EQ(overlap.error().code(), ErrorCode::kCorruption);
}

TEST(Records, DamagedBytesAreRefusedOrReadWithinBounds) {
  Random random(4);
  std::size_t refused = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = encode_forward(random_forward(random));
    if (random.below(3) == 0) {
      bytes.resize(random.below(bytes.size()));
    } else {
      for (std::uint64_t flips = random.below(4) + 1; flips > 0; --flips) {
        bytes[random.below(bytes.size())] = static_cast<char>(random.next());
      }
    }
    const auto decoded = decode_forward(bytes);
    if (!decoded.has_value()) {
      ++refused;
      EXPECT_EQ(decoded.error().code(), ErrorCode::kCorruption);
    }
    static_cast<void>(decode_id(bytes).has_value());
    static_cast<void>(decode_manifest(bytes).has_value());
    static_cast<void>(decode_catalog(bytes).has_value());
    static_cast<void>(decode_operation(bytes).has_value());
  }
  EXPECT_GT(refused, 500U);
  for (const char* bytes : {"", "a", "abcdefgh"}) {
    EXPECT_FALSE(decode_id(bytes).has_value());
  }
}

TEST(Varint, TakesBackWhatWasAppendedAndRefusesMore) {
  for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                    std::uint64_t{0xFFFFFFFFU}, ~std::uint64_t{0}}) {
    std::string bytes;
    append_varint(bytes, value);
    std::string_view view = bytes;
    EXPECT_EQ(take_varint(view), value);
    EXPECT_TRUE(view.empty());
    view = std::string_view(bytes).substr(0, bytes.size() - 1);
    EXPECT_FALSE(take_varint(view).has_value());
  }
  std::string_view endless = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
  EXPECT_FALSE(take_varint(endless).has_value());
  std::string_view wide = "\xFF\xFF\xFF\xFF\x7F";
  EXPECT_FALSE(take_varint32(wide).has_value());
}

}  // namespace
}  // namespace likewise::storage
