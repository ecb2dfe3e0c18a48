#include "server/http/origin_guard.h"

#include <gtest/gtest.h>

namespace likewise::server {
namespace {

struct Case {
  const char* host;
  const char* origin;
  bool allowed;
};

constexpr Case kCases[] = {
    {"127.0.0.1:9200", "", true},
    {"localhost:9200", "", true},
    {"LocalHost", "", true},
    {"[::1]:9200", "", true},
    {"localhost:9200", "http://localhost:9200", true},
    {"localhost:9200", "http://localhost:3000", false},
    {"localhost:9200", "http://evil.example", false},
    {"localhost:9200", "null", false},
    {"evil.example:9200", "", false},
    {"evil.example:9200", "http://evil.example:9200", false},  // DNS rebinding
    {"127.0.0.1.evil.example", "", false},
    {"localhost.", "", false},
};

TEST(CheckOrigin, LetsOnlyThisServersNamesIn) {
  AllowedHosts allowed;
  allowed.names = {"localhost", "127.0.0.1", "::1"};
  for (const Case& c : kCases) {
    RequestHead head;
    head.fields.emplace_back("Host", c.host);
    if (*c.origin != '\0') {
      head.fields.emplace_back("Origin", c.origin);
    }
    const Status status = check_origin(head, allowed);
    EXPECT_EQ(status.has_value(), c.allowed) << c.host << " " << c.origin;
    if (!status) {
      EXPECT_EQ(status.error().status(), 403);
    }
  }
}

TEST(CheckOrigin, AnyHostStillMeansNoForeignOrigin) {
  AllowedHosts allowed;
  allowed.any = true;
  RequestHead head;
  head.fields = {{"Host", "images.example"}};
  EXPECT_TRUE(check_origin(head, allowed).has_value());
  head.fields.emplace_back("Origin", "http://evil.example");
  EXPECT_FALSE(check_origin(head, allowed).has_value());
}

}  // namespace
}  // namespace likewise::server
