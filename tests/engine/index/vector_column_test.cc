#include "engine/index/vector_column.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/index/segment_builder.h"

namespace likewise {
namespace {

Mapping mapping_with_vectors() {
  Mapping mapping;
  Field field;
  field.name = "v";
  field.kind = FieldKind::kDenseVector;
  field.norms = false;
  mapping.add(std::move(field));
  return mapping;
}

std::string shown(const VectorColumn* column) {
  std::string text;
  for (std::size_t row = 0; column != nullptr && row < column->rows(); ++row) {
    text += std::to_string(column->docs()[row]) + ":";
    for (std::uint32_t i = 0; i < column->dimensions(); ++i) {
      text += " " + std::to_string(static_cast<int>(column->row(row)[i]));
    }
    text += column->lengths().empty()
                ? ";"
                : " x" + std::to_string(static_cast<int>(column->lengths()[row])) + ";";
  }
  return text;
}

/// Documents first, first + 1, ...; those that are divisible by 3 have no vector.
std::shared_ptr<const Segment> segment_of(DocId first, DocId count, float length) {
  const Mapping mapping = mapping_with_vectors();
  SegmentBuilder builder(first);
  for (DocId doc = first; doc < first + count; ++doc) {
    builder.add(doc, {}, mapping);
    if (doc % 3 != 0) {
      const auto value = static_cast<float>(doc);
      builder.add_vectors(std::vector<FieldVector>{{0, {value, -value}, length}});
    }
  }
  return builder.freeze();
}

TEST(VectorColumn, HoldsTheRowsOfDocumentsWithVectors) {
  const auto segment = segment_of(1, 4, 0.0F);
  EXPECT_EQ(shown(segment->vectors(0)), "1: 1 -1;2: 2 -2;4: 4 -4;");
  EXPECT_EQ(segment->vectors(0)->find(2), std::optional<std::size_t>(1));
  EXPECT_FALSE(segment->vectors(0)->find(3).has_value());
  EXPECT_EQ(segment->vectors(1), nullptr);
  EXPECT_GE(segment->memory_bytes(), 3 * 2 * sizeof(float));
}

TEST(VectorColumn, LosesDeadRowsInAMerge) {
  const auto first = segment_of(1, 4, 7.0F);
  const auto second = segment_of(5, 3, 7.0F);
  auto live = std::make_shared<LiveDocs>(1, 5);
  live->kill(2);
  const std::vector<MergeInput> inputs = {{first, live},
                                          {second, std::make_shared<LiveDocs>(5, 8)}};
  EXPECT_EQ(shown(merge_segments(inputs)->vectors(0)),
            "1: 1 -1 x7;4: 4 -4 x7;5: 5 -5 x7;7: 7 -7 x7;");
}

TEST(VectorColumn, ComputesWhatIsDerivedOnceForAKey) {
  class Number final : public VectorColumn::Derived {
   public:
    std::size_t memory_bytes() const override { return 1'000'000; }
  };
  const auto segment = segment_of(1, 4, 0.0F);
  const VectorColumn& column = *segment->vectors(0);
  int made = 0;
  const auto make = [&made] {
    ++made;
    return std::make_shared<const Number>();
  };
  const auto once = column.derive(5, make);
  EXPECT_EQ(column.derive(5, make), once);
  EXPECT_EQ(made, 1);
  EXPECT_NE(column.derive(6, make), once);
  EXPECT_EQ(made, 2);
  EXPECT_GE(column.memory_bytes(), 1'000'000U);
}

}  // namespace
}  // namespace likewise
