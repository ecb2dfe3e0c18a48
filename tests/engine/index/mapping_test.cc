#include "engine/index/mapping.h"

#include <gtest/gtest.h>

namespace likewise {
namespace {

Field named(std::string name, std::string source, bool is_multi_field) {
  Field field;
  field.name = std::move(name);
  field.source_path = std::move(source);
  field.is_multi_field = is_multi_field;
  return field;
}

TEST(Mapping, NumbersFieldsInOrderOfCreation) {
  Mapping mapping;
  EXPECT_EQ(mapping.add(named("title", "title", false)).id, 0U);
  EXPECT_EQ(mapping.add(named("title.keyword", "title", true)).id, 1U);
  EXPECT_EQ(mapping.add(named("title.raw", "title", true)).id, 2U);
  EXPECT_EQ(mapping.add(named("titles", "titles", false)).id, 3U);
  ASSERT_NE(mapping.find("title.raw"), nullptr);
  EXPECT_EQ(mapping.find("title.raw")->id, 2U);
  EXPECT_EQ(mapping.find("Title"), nullptr);
  EXPECT_EQ(mapping.field(3).name, "titles");
  const auto multi = mapping.multi_fields("title");
  ASSERT_EQ(multi.size(), 2U);
  EXPECT_EQ(multi[0]->name, "title.keyword");
  EXPECT_EQ(multi[1]->name, "title.raw");
  EXPECT_TRUE(mapping.multi_fields("titles").empty());
}

TEST(Mapping, IsAValue) {
  Mapping mapping;
  mapping.add(named("a", "a", false));
  Mapping copy = mapping;
  copy.add(named("b", "b", false));
  EXPECT_EQ(mapping.find("b"), nullptr);
  EXPECT_EQ(copy.fields().size(), 2U);
}

TEST(FieldKind, HasElasticsearchsNames) {
  for (int kind = 0; kind <= static_cast<int>(FieldKind::kObject); ++kind) {
    EXPECT_EQ(parse_field_kind(to_string(static_cast<FieldKind>(kind))),
              static_cast<FieldKind>(kind));
  }
  EXPECT_EQ(to_string(FieldKind::kHalfFloat), "half_float");
  EXPECT_EQ(parse_field_kind("string"), std::nullopt);
  EXPECT_EQ(parse_field_kind(""), std::nullopt);
}

}  // namespace
}  // namespace likewise
