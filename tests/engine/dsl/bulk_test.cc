#include "engine/dsl/bulk.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace likewise {
namespace {

Result<std::vector<BulkAction>> read_all(std::string_view body) {
  BulkReader reader(body);
  std::vector<BulkAction> actions;
  while (true) {
    LIKEWISE_TRY(std::optional<BulkAction> action, reader.next());
    if (!action) {
      return actions;
    }
    actions.push_back(*std::move(action));
  }
}

TEST(BulkReader, ReadsActionsInOrder) {
  const auto actions = read_all(
      "{\"index\":{\"_index\":\"i\",\"_id\":7,\"routing\":\"r\"}}\r\n{\"a\":1}\r\n"
      "\n"
      "{\"delete\":{\"_id\":\"x\",\"if_seq_no\":3,\"if_primary_term\":1}}\n"
      "{\"create\":{\"_id\":null,\"version\":\"4\",\"version_type\":\"external\"}}\n{\"b\":2}\n"
      "{\"index\":{\"op_type\":\"create\",\"require_alias\":true}}\n\n"
      "{\"update\":{\"_id\":\"u\",\"retry_on_conflict\":3}}\n{\"doc\":{}}\n");
  ASSERT_TRUE(actions.has_value()) << actions.error().message();
  ASSERT_EQ(actions->size(), 5U);
  EXPECT_EQ((*actions)[0].op, "index");
  EXPECT_EQ((*actions)[0].index, "i");
  EXPECT_EQ((*actions)[0].id, "7");
  EXPECT_EQ((*actions)[0].routing, "r");
  EXPECT_EQ((*actions)[0].source, "{\"a\":1}");
  EXPECT_EQ((*actions)[0].line, 1U);
  EXPECT_EQ((*actions)[1].op, "delete");
  EXPECT_EQ((*actions)[1].if_seq_no, 3U);
  EXPECT_EQ((*actions)[1].line, 4U);
  EXPECT_FALSE((*actions)[2].id.has_value());
  EXPECT_EQ((*actions)[2].version, 4);
  EXPECT_EQ((*actions)[3].op, "create");
  EXPECT_EQ((*actions)[3].require_alias, true);
  EXPECT_EQ((*actions)[3].source, "");
  EXPECT_EQ((*actions)[4].source, "{\"doc\":{}}");
}

struct BadBulk {
  std::string_view body;
  std::string_view type;
  std::string_view reason;
};

TEST(BulkReader, RefusesAsElasticsearchDoes) {
  constexpr std::string_view kIllegal = "illegal_argument_exception";
  const BadBulk cases[] = {
      {"{\"index\":{}}\n{\"a\":1}", kIllegal,
       "The bulk request must be terminated by a newline [\\n]"},
      {"\"x\"\n{}\n", kIllegal,
       "Malformed action/metadata line [1], expected START_OBJECT but found [VALUE_STRING]"},
      {"[1]\n{}\n", kIllegal,
       "Malformed action/metadata line [1], expected START_OBJECT but found [START_ARRAY]"},
      {"{}\n{}\n", kIllegal,
       "Malformed action/metadata line [1], expected FIELD_NAME but found [END_OBJECT]"},
      {"{\"index\":\"x\"}\n{}\n", kIllegal,
       "Malformed action/metadata line [1], expected START_OBJECT or END_OBJECT but found "
       "[VALUE_STRING]"},
      {"{\"index\":{\"foo\":1}}\n{}\n", kIllegal,
       "Action/metadata line [1] contains an unknown parameter [foo]"},
      {"{\"index\":{\"_routing\":1}}\n{}\n", kIllegal,
       "Action/metadata line [1] contains an unknown parameter [_routing]"},
      {"{\"index\":{\"_id\":[1]}}\n{}\n", kIllegal,
       "Malformed action/metadata line [1], expected a simple value for field [_id] but found "
       "[START_ARRAY]"},
      {"{\"index\":{\"version_type\":\"foo\"}}\n{}\n", kIllegal, "No version type match [foo]"},
      {"{\"index\":{\"retry_on_conflict\":\"x\"}}\n{}\n", "number_format_exception",
       "For input string: \"x\""},
      {"{\"index\":{\"if_seq_no\":-5}}\n{}\n", kIllegal,
       "sequence numbers must be non negative. got [-5]."},
      {"\n\n{\"foo\":{}}\n{}\n", kIllegal,
       "Malformed action/metadata line [3], expected field [create], [delete], [index] or [update] "
       "but found [foo]"},
      {"{\"index\":{}}\n", kIllegal,
       "Malformed action/metadata line [1], the document line is missing"},
      {"{\"index\":{\"_id\":\"1\",\"_id\":\"2\"}}\n{}\n", "json_parse_exception",
       "Duplicate field '_id'"},
  };
  for (const BadBulk& one : cases) {
    const auto actions = read_all(one.body);
    ASSERT_FALSE(actions.has_value()) << one.body;
    EXPECT_EQ(actions.error().type(), one.type) << one.body;
    EXPECT_EQ(actions.error().message(), one.reason);
  }
}

}  // namespace
}  // namespace likewise
