// What every answer has in common, and errors before a handler runs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::StartsWith;

class RestApiTest : public RestFixture {};

TEST_F(RestApiTest, SaysWhoItIs) {
  EXPECT_THAT(call("GET", "/").body, HasSubstr(R"("number" : "7.10.2")"));
  EXPECT_THAT(call("GET", "/").body, HasSubstr(R"("build_flavor" : "default")"));
  EXPECT_THAT(call("GET", "/").body, HasSubstr(R"("tagline" : "You Know, for Search")"));
  EXPECT_EQ(call("HEAD", "/").status, 200);
  open("9.1.0");
  EXPECT_THAT(call("GET", "/").body, HasSubstr(R"("lucene_version" : "10.)"));
}

TEST_F(RestApiTest, CallsItselfElasticsearchOnEveryAnswer) {
  for (const char* uri : {"/", "/nope", "/a/b/c/d", "/_bulk", "/_search?x=1"}) {
    EXPECT_THAT(call("GET", uri).headers, Contains(NameValue("X-Elastic-Product", "Elasticsearch")))
        << uri;
  }
  const HttpResponse refused =
      api_->refuse(Error(ErrorCode::kTooLarge, "too large").with_status(413));
  EXPECT_THAT(refused.headers, Contains(NameValue("X-Elastic-Product", "Elasticsearch")));
  EXPECT_EQ(refused.status, 413);
  EXPECT_THAT(refused.body, StartsWith(R"({"error":{"root_cause":[{"type":"content_too_long_)"));
}

TEST_F(RestApiTest, NamesTheAllowedMethods) {
  const HttpResponse response = call("GET", "/_bulk?pretty=false");
  EXPECT_EQ(response.status, 405);
  EXPECT_THAT(response.headers, Contains(NameValue("allow", "POST,PUT")));
  EXPECT_EQ(response.body,
            R"({"error":"Incorrect HTTP method for uri [/_bulk?pretty=false] and method [GET], )"
            R"(allowed: [POST, PUT]","status":405})");
  const HttpResponse options = call("OPTIONS", "/_bulk");
  EXPECT_EQ(options.status, 200);
  EXPECT_EQ(options.body, "");
}

TEST_F(RestApiTest, KnowsNoOtherPaths) {
  const HttpResponse response = call("GET", "/a/b/c/d/e");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, R"({"error":"no handler found for uri [/a/b/c/d/e] and method [GET]"})");
}

TEST_F(RestApiTest, RefusesOtherContentTypes) {
  const HttpResponse response = api_->handle(make_request("PUT", "/i/_doc/1", "{}", "text/plain"));
  EXPECT_EQ(response.status, 406);
  EXPECT_EQ(response.body,
            R"({"error":"Content-Type header [text/plain] is not supported","status":406})");
  EXPECT_EQ(api_->handle(make_request("PUT", "/i/_doc/1", "{}", "")).status, 406);
  EXPECT_EQ(call("HEAD", "/i").status, 404);
}

TEST_F(RestApiTest, LaysOutPrettily) {
  EXPECT_EQ(call("GET", "/_count?pretty").body,
            "{\n  \"count\" : 0,\n  \"_shards\" : {\n    \"total\" : 0,\n    \"successful\" : 0,\n"
            "    \"skipped\" : 0,\n    \"failed\" : 0\n  }\n}\n");
}

TEST_F(RestApiTest, ReturnsHarmlessRequestIds) {
  HttpRequest request = make_request("GET", "/");
  request.headers.emplace_back("x-opaque-id", "job 7");
  EXPECT_THAT(api_->handle(request).headers, Contains(NameValue("X-Opaque-Id", "job 7")));
  request.headers.back().second = "a\x80";
  EXPECT_THAT(api_->handle(request).headers,
              testing::Not(Contains(testing::Pair("X-Opaque-Id", testing::_))));
}

}  // namespace
}  // namespace likewise::server
