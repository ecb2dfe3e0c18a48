#include "server/rest/cat_table.h"

#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

CatTable table() {
  CatTable table;
  table.columns = {{"health", "h", "state"},
                   {"index", "i,idx", "name"},
                   {"docs.count", "dc", "documents", true}};
  table.rows = {{"green", "images", "70000"}, {"yellow", "i", "5"}};
  return table;
}

std::string rendered(std::string_view uri) {
  const HttpRequest request = make_request("GET", uri);
  return render_table(RestRequest(request, {}), table()).body;
}

TEST(RenderTable, AlignsAsElasticsearch) {
  EXPECT_EQ(rendered("/_cat/indices"),
            "green  images 70000\n"
            "yellow i          5\n");
  EXPECT_EQ(rendered("/_cat/indices?v"),
            "health index  docs.count\n"
            "green  images      70000\n"
            "yellow i               5\n");
}

TEST(RenderTable, ChoosesAndSortsColumns) {
  EXPECT_EQ(rendered("/_cat/indices?h=dc,idx,nope&s=docs.count"),
            "    5 i\n"
            "70000 images\n");
  EXPECT_EQ(rendered("/_cat/indices?h=i&s=index:desc"), "images\ni\n");
}

TEST(RenderTable, AnswersJsonWhenAsked) {
  EXPECT_EQ(rendered("/_cat/indices?format=json&h=index,docs.count"),
            R"([{"index":"images","docs.count":"70000"},{"index":"i","docs.count":"5"}])");
}

TEST(CatBytes, CutsAfterOneDecimal) {
  const HttpRequest plain = make_request("GET", "/_cat/indices");
  const RestRequest request(plain, {});
  EXPECT_EQ(cat_bytes(208, request), "208b");
  EXPECT_EQ(cat_bytes(9'195, request), "8.9kb");
  EXPECT_EQ(cat_bytes(1'024, request), "1kb");
  EXPECT_EQ(cat_bytes(3U << 30U, request), "3gb");
  const HttpRequest in_bytes = make_request("GET", "/_cat/indices?bytes=b");
  EXPECT_EQ(cat_bytes(9'195, RestRequest(in_bytes, {})), "9195");
}

}  // namespace
}  // namespace likewise::server
