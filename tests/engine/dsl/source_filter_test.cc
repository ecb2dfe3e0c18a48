#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/dsl/search_request.h"

namespace likewise {
namespace {

struct FilterCase {
  std::string_view source;
  std::vector<std::string> includes;
  std::vector<std::string> excludes;
  std::string_view expected;
};

TEST(SourceFilter, KeepsWhatPatternsName) {
  const FilterCase cases[] = {
      {R"({"a":1.50, "b":2})", {}, {}, R"({"a":1.50, "b":2})"},
      {R"({"a":1.50,"b":2})", {"a"}, {}, R"({"a":1.50})"},
      {R"({"a":1,"b":2})", {}, {"a"}, R"({"b":2})"},
      {R"({"a":{"x":1,"y":2},"b":2})", {"a"}, {}, R"({"a":{"x":1,"y":2}})"},
      {R"({"a":{"x":1,"y":2},"b":2})", {"a.x"}, {}, R"({"a":{"x":1}})"},
      {R"({"a":{"x":1,"y":2},"b":2})", {"a"}, {"a.x"}, R"({"a":{"y":2}})"},
      {R"({"a":{"x":1,"y":2},"b":2})", {"*.y"}, {}, R"({"a":{"y":2}})"},
      {R"({"a":{"x":1},"ab":2})", {"a*"}, {"ab"}, R"({"a":{"x":1}})"},
      {R"({"a":[{"x":1},{"y":2},3]})", {"a.x"}, {}, R"({"a":[{"x":1}]})"},
      {R"({"a":[{"x":1},{"y":2},3]})", {}, {"a.x"}, R"({"a":[{"y":2},3]})"},
      {R"({"a":{"x":1}})", {"a"}, {"a.x"}, R"({"a":{}})"},
      {R"({"a.b":1,"c":2})", {"a"}, {}, R"({"a.b":1})"},
      {R"({"a":1})", {"nothing"}, {}, R"({})"},
      {R"({"a":1})", {"a"}, {"*"}, R"({})"},
  };
  for (const FilterCase& one : cases) {
    SourceFilter filter;
    filter.includes = one.includes;
    filter.excludes = one.excludes;
    EXPECT_EQ(filter_source(one.source, filter), one.expected) << one.source;
  }
}

}  // namespace
}  // namespace likewise
