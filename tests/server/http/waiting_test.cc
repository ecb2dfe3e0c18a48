// Requests whose handler has nothing to tell yet.

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/http/http_server.h"
#include "tests/server/http/raw_client.h"

namespace likewise::server {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

/// One pool thread; "/wait" has nothing to tell until `ready`.
class WaitingTest : public testing::Test {
 protected:
  void SetUp() override {
    HttpServerOptions options;
    options.port = 0;
    options.pool_threads = 1;
    options.allowed_hosts.names = {"localhost"};
    auto server = HttpServer::start(options, {[this](const HttpRequest& request) {
                                                HttpResponse response;
                                                response.body = "news";
                                                if (request.target.path == "/wait") {
                                                  ++asked_;
                                                  response.body = ready_ ? "news" : "none";
                                                  response.ask_again_after =
                                                      milliseconds(ready_ ? 0 : 5);
                                                }
                                                return response;
                                              },
                                              [](const Error&) { return HttpResponse(); }});
    ASSERT_TRUE(server.has_value()) << server.error().message();
    server_ = *std::move(server);
  }

  std::unique_ptr<RawClient> send(const std::string& path) {
    auto client = std::make_unique<RawClient>(server_->port());
    client->send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return client;
  }

  void wait_until_asked(int times) {
    while (asked_ < times) {
      std::this_thread::sleep_for(milliseconds(1));
    }
  }

  std::atomic<bool> ready_{false};
  std::atomic<int> asked_{0};
  std::unique_ptr<HttpServer> server_;
};

TEST_F(WaitingTest, HoldNoThreadOfThePool) {
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 30; ++i) {
    waiting.push_back(send("/wait"));
  }
  wait_until_asked(60);
  EXPECT_THAT(send("/")->read_to_end(), HasSubstr("news"));
  ready_ = true;
  for (const auto& client : waiting) {
    EXPECT_THAT(client->read_to_end(), HasSubstr("news"));
  }
}

TEST_F(WaitingTest, AreAnsweredWithWhatThereIsWhenTheServerStops) {
  const auto client = send("/wait");
  wait_until_asked(2);
  const auto before = std::chrono::steady_clock::now();
  server_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
  EXPECT_THAT(client->read_to_end(), HasSubstr("none"));
}

TEST_F(WaitingTest, EndWhenThePeerIsGone) {
  send("/wait").reset();
  wait_until_asked(1);
  std::this_thread::sleep_for(milliseconds(50));
  const int asked = asked_;
  std::this_thread::sleep_for(milliseconds(50));
  EXPECT_LE(asked_, asked + 1);
}

}  // namespace
}  // namespace likewise::server
