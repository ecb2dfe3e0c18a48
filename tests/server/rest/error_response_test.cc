#include "server/rest/error_response.h"

#include <gtest/gtest.h>

#include "server/rest/rest_request.h"

namespace likewise::server {
namespace {

ErrorStyle style() {
  ErrorStyle style;
  style.node_id = "n";
  style.index = "i";
  style.uuid_of = [](std::string_view) { return std::string("u"); };
  return style;
}

Error bad(std::string reason, std::string type) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(std::move(type));
}

// All bodies below are a real Elasticsearch's, with its uuids and node ids replaced.

TEST(ErrorBody, RepeatsASimpleErrorAsItsRootCause) {
  EXPECT_EQ(
      error_body(bad("r", "parsing_exception").at(1, 8), style()),
      R"({"error":{"root_cause":[{"type":"parsing_exception","reason":"r","line":1,"col":8}],)"
      R"("type":"parsing_exception","reason":"r","line":1,"col":8},"status":400})");
}

TEST(ErrorBody, FindsTheRootCauseAmongElasticsearchsOwnExceptions) {
  const Error error = bad("Failed to parse mapping [_doc]: x", "mapper_parsing_exception")
                          .caused_by(bad("x", "mapper_parsing_exception"));
  EXPECT_EQ(error_body(error, style()),
            R"({"error":{"root_cause":[{"type":"mapper_parsing_exception","reason":"x"}],)"
            R"("type":"mapper_parsing_exception","reason":"Failed to parse mapping [_doc]: x",)"
            R"("caused_by":{"type":"mapper_parsing_exception","reason":"x"}},"status":400})");
  const Error foreign =
      bad("failed to parse", "mapper_parsing_exception").caused_by(number_format_error("x"));
  EXPECT_EQ(error_body(foreign, style()),
            R"({"error":{"root_cause":[{"type":"mapper_parsing_exception","reason":"failed to )"
            R"(parse"}],"type":"mapper_parsing_exception","reason":"failed to parse","caused_by":)"
            R"({"type":"number_format_exception","reason":"For input string: \"x\""}},)"
            R"("status":400})");
}

TEST(ErrorBody, NamesTheIndexAsEachEngineOrdersIt) {
  const Error missing = Error(ErrorCode::kNotFound, "no such index [i]")
                            .with_type("index_not_found_exception")
                            .with_index("i");
  const std::string members =
      R"({"type":"index_not_found_exception","reason":"no such index [i]",)"
      R"("resource.type":"index_or_alias","resource.id":"i","index_uuid":"_na_","index":"i")";
  EXPECT_EQ(error_body(missing, style()), R"({"error":{"root_cause":[)" + members + "}]," +
                                              members.substr(1) + R"(},"status":404})");

  const Error conflict = Error(ErrorCode::kConflict, "c").with_index("i");
  EXPECT_EQ(error_body(conflict, style()),
            R"({"error":{"root_cause":[{"type":"version_conflict_engine_exception","reason":"c",)"
            R"("index_uuid":"u","shard":"0","index":"i"}],"type":)"
            R"("version_conflict_engine_exception","reason":"c","index_uuid":"u","shard":"0",)"
            R"("index":"i"},"status":409})");
}

TEST(ErrorBody, WrapsWhatAShardRaised) {
  const Error error = bad("failed to create query: x", "query_shard_exception")
                          .with_index("i")
                          .caused_by(bad("x", "illegal_argument_exception"))
                          .raised_in_shard();
  const std::string root = R"("type":"query_shard_exception","reason":"failed to create query: x",)"
                           R"("index_uuid":"u","index":"i")";
  const std::string cause = R"("caused_by":{"type":"illegal_argument_exception","reason":"x"})";
  const std::string envelope =
      R"("type":"search_phase_execution_exception","reason":"all shards failed","phase":"query",)"
      R"("grouped":true,"failed_shards":[{"shard":0,"index":"i","node":"n","reason":{)";
  EXPECT_EQ(error_body(error, style()), R"({"error":{"root_cause":[{)" + root + "}]," + envelope +
                                            root + "," + cause + R"(}}]},"status":400})");

  ErrorStyle opensearch = style();
  opensearch.opensearch = true;
  const std::string os_root =
      R"("type":"query_shard_exception","reason":"failed to create query: x",)"
      R"("index":"i","index_uuid":"u")";
  EXPECT_EQ(error_body(error, opensearch),
            R"({"error":{"root_cause":[{)" + os_root + "}]," + envelope + os_root + "," + cause +
                R"(}}],"caused_by":{)" + os_root + "," + cause + R"(}},"status":400})");
}

TEST(ErrorBody, DoublesAForeignExceptionOfAShard) {
  const std::string e = R"("type":"number_format_exception","reason":"For input string: \"abc\"")";
  EXPECT_EQ(error_body(number_format_error("abc").raised_in_shard(), style()),
            R"({"error":{"root_cause":[{)" + e +
                R"(}],"type":"search_phase_execution_exception","reason":"all shards failed",)"
                R"("phase":"query","grouped":true,"failed_shards":[{"shard":0,"index":"i",)"
                R"("node":"n","reason":{)" +
                e + R"(}}],"caused_by":{)" + e + R"(,"caused_by":{)" + e + R"(}}},"status":400})");
}

TEST(StatusOf, HasOneForEveryCode) {
  EXPECT_EQ(status_of(Error(ErrorCode::kInvalidArgument, "")), 400);
  EXPECT_EQ(status_of(Error(ErrorCode::kNotFound, "")), 404);
  EXPECT_EQ(status_of(Error(ErrorCode::kConflict, "")), 409);
  EXPECT_EQ(status_of(Error(ErrorCode::kUnsupported, "")), 400);
  EXPECT_EQ(status_of(Error(ErrorCode::kTooLarge, "")), 413);
  EXPECT_EQ(status_of(Error(ErrorCode::kUnavailable, "")), 429);
  EXPECT_EQ(status_of(Error(ErrorCode::kInternal, "")), 500);
  EXPECT_EQ(status_of(Error(ErrorCode::kInternal, "").with_status(503)), 503);
}

}  // namespace
}  // namespace likewise::server
