// The whole HTTP layer over loopback, with raw bytes.

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/http/gzip.h"
#include "server/http/http_server.h"
#include "tests/server/http/raw_client.h"

namespace likewise::server {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ServerTest : public testing::Test {
 protected:
  /// Answers with method, path and body; counts; three paths misbehave.
  HttpHandler handler() {
    return {[this](const HttpRequest& request) {
              ++requests_;
              if (request.target.path == "/throw") {
                throw std::runtime_error("secret of the server");
              }
              if (request.target.path == "/slow") {
                std::this_thread::sleep_for(milliseconds(150));
              }
              HttpResponse response;
              response.content_type = "text/plain";
              response.headers.emplace_back("X-Elastic-Product", "Elasticsearch");
              response.body = request.target.path == "/large"
                                  ? std::string(5U << 20U, 'x')
                                  : request.method + " " + request.uri + " " + request.body;
              return response;
            },
            [](const Error& error) {
              HttpResponse response;
              response.status = error.status() != 0 ? error.status() : 500;
              response.body = error.message();
              return response;
            }};
  }

  void start() {
    options_.port = 0;
    options_.allowed_hosts.names = {"localhost"};
    auto server = HttpServer::start(options_, handler());
    ASSERT_TRUE(server.has_value()) << server.error().message();
    server_ = *std::move(server);
  }

  /// What comes back for these bytes until the server closes.
  std::string exchange(std::string_view bytes) {
    RawClient client(server_->port());
    client.send(bytes);
    return client.read_to_end();
  }

  HttpServerOptions options_;
  std::atomic<int> requests_{0};
  std::unique_ptr<HttpServer> server_;
};

std::string get(const std::string& path, const std::string& fields = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
}

std::string post(const std::string& path, const std::string& body, const std::string& fields = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string chunked(const std::string& chunks) {
  return "POST /c HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start();
  RawClient client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.send(post("/a", "body"));
    const std::string response = client.read_response();
    EXPECT_THAT(response, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\ncontent-length: 12\r\n"));
    EXPECT_THAT(response, HasSubstr("\r\n\r\nPOST /a body"));
  }
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  options_.pool_threads = 4;
  start();
  const std::string response = exchange(get("/slow") + post("/b", "two") + get("/c") +
                                        get("/d", "Connection: close\r\n") + get("/never"));
  const std::size_t first = response.find("GET /slow ");
  const std::size_t second = response.find("POST /b two");
  const std::size_t third = response.find("GET /c ");
  const std::size_t fourth = response.find("GET /d ");
  EXPECT_LT(first, second);
  EXPECT_LT(second, third);
  EXPECT_LT(third, fourth);
  ASSERT_NE(fourth, std::string::npos);
  EXPECT_THAT(response, Not(HasSubstr("/never")));
}

TEST_F(ServerTest, SendsNoBodyForHead) {
  start();
  RawClient client(server_->port());
  client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/b"));
  EXPECT_THAT(client.read_response(false), HasSubstr("content-length: 8\r\n\r\n"));
  EXPECT_THAT(client.read_response(), HasSubstr("GET /b "));
}

TEST_F(ServerTest, ReadsChunkedBodies) {
  start();
  RawClient client(server_->port());
  client.send(chunked("4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\n\r\n") + get("/next"));
  EXPECT_THAT(client.read_response(), HasSubstr("POST /c abcdefg"));
  EXPECT_THAT(client.read_response(), HasSubstr("GET /next "));
}

TEST_F(ServerTest, ReadsBodiesThatComeInPieces) {
  start();
  RawClient client(server_->port());
  const std::string request = post("/a", std::string(200'000, 'z'));
  for (std::size_t at = 0; at < request.size(); at += 50'001) {
    client.send(std::string_view(request).substr(at, 50'001));
    std::this_thread::sleep_for(milliseconds(2));
  }
  EXPECT_THAT(client.read_response(), HasSubstr(std::string(200'000, 'z')));
}

TEST_F(ServerTest, SaysContinueWhenAsked) {
  start();
  RawClient client(server_->port());
  client.send(
      "POST /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(client.read_bytes(25, milliseconds(2000)), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("abc");
  EXPECT_THAT(client.read_response(), HasSubstr("POST /a abc"));
}

TEST_F(ServerTest, RefusesATooLargeBodyBeforeItIsSent) {
  options_.limits.head.max_body_bytes = 1'000;
  start();
  RawClient client(server_->port());
  client.send(
      "POST /a HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
      "Content-Length: 1001\r\n\r\n");
  client.shutdown_send();
  EXPECT_THAT(client.read_to_end(), StartsWith("HTTP/1.1 413 "));
  EXPECT_EQ(requests_, 0);
}

struct BadWire {
  const char* name;
  std::string bytes;
  const char* status;
};

// Each is followed by a second request, which must not be executed.
TEST_F(ServerTest, ClosesTheConnectionOfWhoeverIsRefused) {
  options_.limits.head.max_body_bytes = 100'000;
  start();
  const BadWire cases[] = {
      {"malformed head", "GET / HTTP/1.1\r\nHost: a b\x01\r\n\r\n", "400"},
      {"bare line feeds", "GET / HTTP/1.1\nHost: localhost\n\n", "400"},
      {"head too large", "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'a'), "431"},
      {"body too large", post("/a", std::string(100'001, 'a')), "413"},
      {"chunked body too large", chunked("186A1\r\n" + std::string(100'001, 'a') + "\r\n0\r\n\r\n"),
       "413"},
      {"chunk size with sign", chunked("+4\r\nabcd\r\n0\r\n\r\n"), "400"},
      {"chunk size with 0x", chunked("0x4\r\nabcd\r\n0\r\n\r\n"), "400"},
      {"chunk without its end", chunked("4\r\nabcdX0\r\n\r\n"), "400"},
      {"chunk size beyond 64 bits", chunked("11112222333344445\r\nabcd\r\n0\r\n\r\n"), "400"},
      {"large chunk extension", chunked("4;" + std::string(300, 'x') + "\r\nabcd\r\n0\r\n\r\n"),
       "400"},
      {"trailer", chunked("4\r\nabcd\r\n0\r\nX-More: yes\r\n\r\n"), "400"},
      {"foreign origin", get("/a", "Origin: http://evil.example\r\n"), "403"},
      {"foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403"},
      {"smuggled", post("/a", "", "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n", "400"},
  };
  for (const BadWire& bad : cases) {
    const std::string response = exchange(bad.bytes + get("/second"));
    EXPECT_THAT(response, StartsWith(std::string("HTTP/1.1 ") + bad.status)) << bad.name;
    EXPECT_THAT(response, HasSubstr("connection: close")) << bad.name;
    EXPECT_THAT(response, Not(HasSubstr("/second"))) << bad.name;
    EXPECT_THAT(response, Not(HasSubstr("(open)"))) << bad.name;
  }
  EXPECT_EQ(requests_, 0);
}

TEST_F(ServerTest, BoundsManyChunkExtensions) {
  start();
  std::string chunks;
  for (int i = 0; i < 1'000; ++i) {
    chunks += "1;" + std::string(100, 'x') + "\r\na\r\n";
  }
  EXPECT_THAT(exchange(chunked(chunks + "0\r\n\r\n")), StartsWith("HTTP/1.1 400 "));
}

TEST_F(ServerTest, HidesTheTextOfExceptions) {
  start();
  RawClient client(server_->port());
  client.send(get("/throw"));
  const std::string response = client.read_response();
  EXPECT_THAT(response, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(response, Not(HasSubstr("secret")));
}

TEST_F(ServerTest, RefusesBrokenEscapesButKeepsTheConnection) {
  start();
  RawClient client(server_->port());
  client.send(get("/a?x=%zz") + get("/b"));
  EXPECT_THAT(client.read_response(), Not(StartsWith("HTTP/1.1 200")));
  EXPECT_THAT(client.read_response(), HasSubstr("GET /b "));
}

TEST_F(ServerTest, UnpacksAndPacksGzip) {
  start();
  const std::string text(50'000, 'q');
  InflateLimits limits;
  RawClient client(server_->port());
  client.send(post("/a", *gzip(text), "Content-Encoding: gzip\r\nAccept-Encoding: gzip\r\n"));
  const std::string response = client.read_response();
  EXPECT_THAT(response, HasSubstr("\r\ncontent-encoding: gzip\r\n"));
  const auto body = gunzip(response.substr(response.find("\r\n\r\n") + 4), limits);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(*body, "POST /a " + text);

  client.send(post("/a", "no gzip", "Content-Encoding: gzip\r\n"));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 400 "));
  client.send(post("/a", "x", "Content-Encoding: br\r\n"));
  EXPECT_THAT(client.read_response(), StartsWith("HTTP/1.1 415 "));
  client.send(get("/small", "Accept-Encoding: gzip\r\n"));
  EXPECT_THAT(client.read_response(), HasSubstr("GET /small"));
}

TEST_F(ServerTest, EndsConnectionsThatAreTooSlow) {
  options_.limits.idle_timeout = milliseconds(100);
  options_.limits.header_timeout = milliseconds(100);
  options_.limits.body_timeout = milliseconds(100);
  start();
  const std::string beginnings[] = {"", "GET / HT", get("/").substr(0, 20),
                                    post("/a", "abc").substr(0, post("/a", "abc").size() - 1),
                                    chunked("4\r\nab")};
  for (const std::string& beginning : beginnings) {
    RawClient client(server_->port());
    client.send(beginning);
    EXPECT_EQ(client.read_to_end(milliseconds(2'000)), "") << beginning;
  }
  EXPECT_EQ(requests_, 0);
}

TEST_F(ServerTest, AHeaderThatTricklesInIsCutOff) {
  options_.limits.header_timeout = milliseconds(150);
  start();
  RawClient client(server_->port());
  const auto begin = std::chrono::steady_clock::now();
  while (client.send("G") && std::chrono::steady_clock::now() - begin < milliseconds(3'000)) {
    std::this_thread::sleep_for(milliseconds(20));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2'000));
}

TEST_F(ServerTest, EndsReadersThatDoNotRead) {
  options_.limits.write_timeout = milliseconds(100);
  start();
  RawClient client(server_->port());
  for (int i = 0; i < 8; ++i) {
    client.send(get("/large"));
  }
  std::this_thread::sleep_for(milliseconds(600));
  const std::string answers = client.read_to_end();
  EXPECT_LT(answers.size(), 8U * (5U << 20U));
  EXPECT_THAT(answers.substr(answers.size() - 10), Not(HasSubstr("(open)")));
}

TEST_F(ServerTest, MoreConnectionsThanAllowedWaitTheirTurn) {
  options_.max_connections = 2;
  start();
  auto first = std::make_unique<RawClient>(server_->port());
  RawClient second(server_->port());
  first->send(get("/1"));
  second.send(get("/2"));
  EXPECT_THAT(first->read_response(), HasSubstr("/1"));
  EXPECT_THAT(second.read_response(), HasSubstr("/2"));
  RawClient third(server_->port());
  third.send(get("/3"));
  EXPECT_EQ(third.read_bytes(1, milliseconds(100)), "");
  first.reset();
  EXPECT_THAT(third.read_response(), HasSubstr("/3"));
}

TEST_F(ServerTest, StopLetsRunningRequestsFinish) {
  start();
  RawClient idle(server_->port());
  RawClient busy(server_->port());
  busy.send(get("/slow"));
  while (requests_ == 0) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  const auto begin = std::chrono::steady_clock::now();
  server_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(2'000));
  const std::string response = busy.read_to_end();
  EXPECT_THAT(response, HasSubstr("GET /slow "));
  EXPECT_THAT(response, HasSubstr("connection: close"));
  EXPECT_EQ(idle.read_to_end(), "");
  EXPECT_THROW(RawClient{server_->port()}, std::runtime_error);
}

TEST_F(ServerTest, SaysWhenThePortIsTaken) {
  start();
  HttpServerOptions second;
  second.port = server_->port();
  const auto refused = HttpServer::start(second, handler());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code(), ErrorCode::kConflict);
  EXPECT_THAT(refused.error().message(), HasSubstr("127.0.0.1:"));
}

TEST_F(ServerTest, ServesManyClientsAtOnce) {
  options_.io_threads = 2;
  options_.pool_threads = 4;
  start();
  std::vector<std::thread> clients;
  std::atomic<int> right{0};
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      RawClient client(server_->port());
      for (int i = 0; i < 100; ++i) {
        const std::string path = "/" + std::to_string(c) + "-" + std::to_string(i);
        client.send(post(path, "x"));
        right += client.read_response().find("POST " + path + " x") != std::string::npos ? 1 : 0;
      }
    });
  }
  for (std::thread& client : clients) {
    client.join();
  }
  EXPECT_EQ(right, 800);
}

}  // namespace
}  // namespace likewise::server
