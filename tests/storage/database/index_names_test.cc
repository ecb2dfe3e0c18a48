#include "storage/database/index_names.h"

#include <gtest/gtest.h>

namespace likewise::storage {
namespace {

TEST(IndexNames, AreCheckedWithElasticsearchsReasons) {
  struct Case {
    std::string name;
    std::string reason;  ///< Empty: allowed.
  };
  for (const Case& c :
       {Case{"images", ""}, Case{"a.b-c_d1", ""}, Case{"bücher", ""},
        Case{"Images", "must be lowercase"}, Case{"_a", "must not start with '_', '-', or '+'"},
        Case{"-a", "must not start with '_', '-', or '+'"}, Case{"..", "must not be '.' or '..'"},
        Case{"a#b", "must not contain '#'"}, Case{"a:b", "must not contain ':'"},
        Case{std::string(256, 'a'), "index name is too long, (256 > 255)"}}) {
    const Status status = check_index_name(c.name);
    ASSERT_EQ(status.has_value(), c.reason.empty()) << c.name;
    if (!status.has_value()) {
      EXPECT_EQ(status.error().message(), "Invalid index name [" + c.name + "], " + c.reason);
      EXPECT_EQ(status.error().type(), "invalid_index_name_exception");
    }
  }
  EXPECT_FALSE(check_index_name("").has_value());
  EXPECT_FALSE(check_index_name("a b").has_value());
}

TEST(IndexNames, ResolveListsAndPatterns) {
  const std::vector<std::string> existing = {"ab", "abc", "b", "logs-1", "logs-2"};
  using Names = std::vector<std::string>;
  EXPECT_EQ(*resolve_names("", existing), existing);
  EXPECT_EQ(*resolve_names("_all", existing), existing);
  EXPECT_EQ(*resolve_names("*", existing), existing);
  EXPECT_EQ(*resolve_names("b,ab,b", existing), (Names{"ab", "b"}));
  EXPECT_EQ(*resolve_names("a*c,l*1", existing), (Names{"abc", "logs-1"}));
  EXPECT_EQ(*resolve_names("*,-logs-*", existing), (Names{"ab", "abc", "b"}));
  EXPECT_EQ(*resolve_names("x*", existing), Names{});
  EXPECT_EQ(resolve_names("b,none", existing).error().message(), "no such index [none]");
}

}  // namespace
}  // namespace likewise::storage
