#include "server/rest/media_type.h"

#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

TEST(RefusedContentType, KnowsTheTypesOfClients) {
  for (const char* type :
       {"application/json", "application/json; charset=UTF-8", "Application/JSON",
        "application/x-ndjson", "application/vnd.elasticsearch+json; compatible-with=7",
        "application/vnd.elasticsearch+json;compatible-with=8",
        "application/vnd.elasticsearch+x-ndjson; compatible-with=9"}) {
    EXPECT_EQ(refused_content_type(make_request("POST", "/", "{}", type)), std::nullopt) << type;
  }
  EXPECT_EQ(refused_content_type(make_request("POST", "/", "{}", "text/plain")),
            "Content-Type header [text/plain] is not supported");
  EXPECT_EQ(refused_content_type(make_request("POST", "/", "{}",
                                              "application/vnd.elasticsearch+json; "
                                              "compatible-with=6")),
            "Content-Type header [application/vnd.elasticsearch+json; compatible-with=6] is not "
            "supported");
  EXPECT_EQ(refused_content_type(make_request("POST", "/", "{}", "")),
            "Content-Type header is missing");
  EXPECT_EQ(refused_content_type(make_request("POST", "/", "", "")), std::nullopt);
}

TEST(JsonContentType, MirrorsTheVendorType) {
  RestIdentity identity;
  HttpRequest request = make_request("GET", "/");
  EXPECT_EQ(json_content_type(request, identity), "application/json");
  request.headers = {{"accept", "application/vnd.elasticsearch+json; compatible-with=9"}};
  EXPECT_EQ(json_content_type(request, identity),
            "application/vnd.elasticsearch+json;compatible-with=9");
  request.headers = {{"accept", "*/*"},
                     {"content-type", "application/vnd.elasticsearch+x-ndjson;compatible-with=8"}};
  EXPECT_EQ(json_content_type(request, identity),
            "application/vnd.elasticsearch+json;compatible-with=8");
  identity.version = "7.10.2";
  EXPECT_EQ(json_content_type(make_request("GET", "/"), identity),
            "application/json; charset=UTF-8");
}

}  // namespace
}  // namespace likewise::server
