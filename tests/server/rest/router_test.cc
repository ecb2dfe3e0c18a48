#include "server/rest/router.h"

#include <set>

#include <gtest/gtest.h>

#include "server/rest/routes.h"
#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

struct Case {
  const char* method;
  const char* uri;
  const char* pattern;  ///< "": none.
};

constexpr Case kCases[] = {
    {"GET", "/", "/"},
    {"HEAD", "/i", "/{index}"},
    {"PUT", "/_x", "/{index}"},
    {"GET", "/_search", "/_search"},
    {"POST", "/i/_search?size=1", "/{index}/_search"},
    {"PUT", "/i/_doc/1", "/{index}/_doc/{id}"},
    {"PUT", "/i/_doc/_mapping", "/{index}/_doc/{id}"},
    {"GET", "/_cat/indices", "/_cat/indices"},
    {"GET", "/_cat/indices/i", "/_cat/indices/{index}"},
    {"GET", "/_all/_refresh", "/{index}/_refresh"},
    {"GET", "/_bulk", ""},
    {"DELETE", "/_search", ""},
    {"GET", "/i/_nothing", ""},
    {"GET", "/a/b/c/d/e/f", ""},
};

TEST(Router, PrefersLiteralsAndNeverFallsBackFromThem) {
  const Router router(routes(), false);
  for (const Case& c : kCases) {
    const HttpRequest request = make_request(c.method, c.uri);
    const RouteMatch match = router.match(request);
    EXPECT_EQ(match.route == nullptr ? "" : match.route->path, c.pattern) << c.uri;
  }
}

TEST(Router, NamesWhatStandsInThePath) {
  const Router router(routes(), false);
  const HttpRequest request = make_request("GET", "/i/_doc/a%2Fb");
  const RestRequest rest(request, router.match(request).path);
  EXPECT_EQ(rest.path("index"), "i");
  EXPECT_EQ(rest.path("id"), "a/b");
  EXPECT_EQ(rest.path("type"), "");
}

TEST(Router, TypedPathsExistInVersionSevenOnly) {
  const HttpRequest request = make_request("PUT", "/i/_mapping/_doc");
  EXPECT_EQ(Router(routes(), false).match(request).route, nullptr);
  EXPECT_NE(Router(routes(), true).match(request).route, nullptr);
}

TEST(Routes, AreUnambiguous) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const Route& route : routes()) {
    EXPECT_TRUE(seen.emplace(route.methods, route.path).second) << route.path;
    EXPECT_NE(route.handler, nullptr) << route.path;
    EXPECT_EQ(route.path.front(), '/') << route.path;
  }
}

TEST(CheckParameters, WordsTheRefusalAsElasticsearch) {
  const Router router(routes(), true);
  const auto refusal = [&](std::string_view uri) {
    const HttpRequest request = make_request("GET", uri);
    const Status status = check_parameters(request, *router.match(request).route);
    return status ? std::string() : status.error().message();
  };
  EXPECT_EQ(refusal("/i/_search?size=1&pretty&filter_path=a"), "");
  EXPECT_EQ(refusal("/i/_search?x=1"), "request [/i/_search] contains unrecognized parameter: [x]");
  EXPECT_EQ(refusal("/i/_search?y=1&x=2"),
            "request [/i/_search] contains unrecognized parameters: [x], [y]");
  EXPECT_EQ(refusal("/i/_search?siz=1"),
            "request [/i/_search] contains unrecognized parameter: [siz] -> did you mean [size]?");
}

}  // namespace
}  // namespace likewise::server
