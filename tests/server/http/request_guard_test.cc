#include "server/http/request_guard.h"

#include <string>

#include <gtest/gtest.h>

namespace likewise::server {
namespace {

using std::string_literals::operator""s;

struct BadHead {
  const char* name;
  std::string head;
  int status;
};

std::string with(const std::string& fields) {
  return "POST /i/_doc HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

const BadHead kBadHeads[] = {
    {"empty", "\r\n\r\n", 400},
    {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
    {"HTTP/0.9 look", "GET / \r\nHost: a\r\n\r\n", 400},
    {"HTTP/2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
    {"version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"method with a blank before", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"endless method", std::string(40, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"authority form", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"blank in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"raw byte in the target", "GET /\xC3\xA4 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"NUL in the target", "GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
    {"long target", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
    {"no Host", "GET / HTTP/1.1\r\nAccept: a\r\n\r\n", 400},
    {"two Hosts", with("Host: localhost\r\n"), 400},
    {"two Hosts in other case", with("hOsT: localhost\r\n"), 400},
    {"bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400},
    {"bare LF within", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
    {"bare CR", with("X: a\rY: b\r\n"), 400},
    {"NUL in a value", with("X: a\0b\r\n"s), 400},
    {"control character in a value", with("X: a\x01\r\n"), 400},
    {"folded line", with("X: a\r\n b\r\n"), 400},
    {"folded line with tab", with("X: a\r\n\tb\r\n"), 400},
    {"blank before the colon", with("X : a\r\n"), 400},
    {"no colon", with("X\r\n"), 400},
    {"empty name", with(": a\r\n"), 400},
    {"name with a slash", with("a/b: c\r\n"), 400},
    {"length with sign", with("Content-Length: +5\r\n"), 400},
    {"negative length", with("Content-Length: -5\r\n"), 400},
    {"hexadecimal length", with("Content-Length: 0x5\r\n"), 400},
    {"length list", with("Content-Length: 5, 5\r\n"), 400},
    {"empty length", with("Content-Length:\r\n"), 400},
    {"two equal lengths", with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
    {"two lengths", with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
    {"length beyond 64 bits", with("Content-Length: 99999999999999999999\r\n"), 400},
    {"length beyond the limit", with("Content-Length: 104857601\r\n"), 413},
    {"length and chunked", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
    {"chunked and length", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
    {"gzip coding", with("Transfer-Encoding: gzip\r\n"), 400},
    {"two codings", with("Transfer-Encoding: gzip, chunked\r\n"), 400},
    {"chunked twice", with("Transfer-Encoding: chunked, chunked\r\n"), 400},
    {"two coding fields", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
     400},
    {"xchunked", with("Transfer-Encoding: xchunked\r\n"), 400},
    {"identity", with("Transfer-Encoding: identity\r\n"), 400},
    {"vertical tab before chunked", with("Transfer-Encoding: \vchunked\r\n"), 400},
    {"empty coding", with("Transfer-Encoding:\r\n"), 400},
    {"chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"expectation", with("Expect: money\r\n"), 417},
    {"two content types", with("Content-Type: a\r\nContent-Type: b\r\n"), 400},
    {"large head", with("X: " + std::string(17'000, 'a') + "\r\n"), 431},
    {"cut", "GET / HTTP/1.1\r\nHost: a\r\n", 400},
};

TEST(AdmitHead, RefusesWhatCouldBeReadInTwoWays) {
  for (const BadHead& bad : kBadHeads) {
    const auto head = admit_head(bad.head, {});
    ASSERT_FALSE(head.has_value()) << bad.name;
    EXPECT_EQ(head.error().status(), bad.status) << bad.name << ": " << head.error().message();
  }
}

TEST(AdmitHead, RefusesTooManyFields) {
  std::string fields;
  for (int i = 0; i < 99; ++i) {
    fields += "X: a\r\n";
  }
  EXPECT_TRUE(admit_head(with(fields), {}).has_value());
  EXPECT_EQ(admit_head(with(fields + "X: a\r\n"), {}).error().status(), 431);
}

TEST(AdmitHead, ReadsWhatItAdmits) {
  const std::string bytes =
      "PUT /i/_doc/1?refresh HTTP/1.1\r\nhost: localhost:9200\r\nX-Empty:\r\n"
      "Content-Length:  12 \r\nExpect: 100-Continue\r\nConnection: foo, Close\r\n\r\n";
  const auto head = admit_head(bytes, {});
  ASSERT_TRUE(head.has_value()) << head.error().message();
  EXPECT_EQ(head->method, "PUT");
  EXPECT_EQ(head->uri, "/i/_doc/1?refresh");
  EXPECT_EQ(head->content_length, 12U);
  EXPECT_EQ(head->value("x-empty"), "");
  EXPECT_TRUE(head->expects_continue);
  EXPECT_FALSE(head->keep_alive);
  EXPECT_FALSE(head->chunked);
}

TEST(AdmitHead, KnowsWhenAConnectionStaysOpen) {
  const auto keeps = [](const std::string& bytes) { return admit_head(bytes, {})->keep_alive; };
  EXPECT_TRUE(keeps("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.0\r\n\r\n"));
  EXPECT_TRUE(keeps("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"));
  EXPECT_FALSE(keeps("GET / HTTP/1.1\r\nHost: a\r\nConnection: close, keep-alive\r\n\r\n"));
}

}  // namespace
}  // namespace likewise::server
