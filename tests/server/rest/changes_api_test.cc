#include <chrono>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

class ChangesApi : public RestFixture {
 protected:
  std::string changes(const std::string& parameters) {
    return without_uuid(call("GET", "/i/_likewise/changes" + parameters).body);
  }
};

TEST_F(ChangesApi, WritesOneLineAChangeAndOneThatTellsWhereToGoOn) {
  call("PUT", "/i/_doc/a?routing=r", "{\"t\":\"x\",\n \"n\":1}");
  call("PUT", "/i/_doc/q%22", "{}");
  call("DELETE", "/i/_doc/b");
  const HttpResponse response = call("GET", "/i/_likewise/changes");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/x-ndjson");
  EXPECT_EQ(without_uuid(response.body),
            R"({"seq":0,"id":"a","op":"index","routing":"r","source":{"t":"x",  "n":1}})"
            "\n"
            R"({"seq":1,"id":"q\"","op":"index","source":{}})"
            "\n"
            R"({"seq":2,"id":"b","op":"delete"})"
            "\n"
            R"({"next":3,"end":3,"uuid":"*"})"
            "\n");
  EXPECT_EQ(changes("?since=1&limit=1"), R"({"seq":1,"id":"q\"","op":"index","source":{}})"
                                         "\n"
                                         R"({"next":2,"end":3,"uuid":"*"})"
                                         "\n");
}

TEST_F(ChangesApi, RefusesParametersOutOfRange) {
  call("PUT", "/i");
  const std::pair<const char*, int> cases[] = {
      {"/i/_likewise/changes?since=-1", 400},    {"/i/_likewise/changes?since=1", 400},
      {"/i/_likewise/changes?since=x", 400},     {"/i/_likewise/changes?limit=0", 400},
      {"/i/_likewise/changes?limit=10001", 400}, {"/i/_likewise/changes?wait=61s", 400},
      {"/i/_likewise/changes?wait=-1", 400},     {"/i/_likewise/changes?wait=5", 400},
      {"/i/_likewise/changes?unknown", 400},     {"/none/_likewise/changes", 404},
      {"/i/_likewise/changes?wait=60s", 200},
  };
  for (const auto& [uri, status] : cases) {
    EXPECT_EQ(call("GET", uri).status, status) << uri;
  }
}

TEST_F(ChangesApi, AsksToBeAskedAgainOnlyWhileNothingIsNewAndTimeIsLeft) {
  call("PUT", "/i");
  HttpRequest request = make_request("GET", "/i/_likewise/changes?wait=10s");
  EXPECT_EQ(api_->handle(request).ask_again_after.count(), 0);  // Received long ago.
  request.received = std::chrono::steady_clock::now();
  EXPECT_GT(api_->handle(request).ask_again_after.count(), 0);
  call("PUT", "/i/_doc/a", "{}");
  EXPECT_EQ(api_->handle(request).ask_again_after.count(), 0);
}

}  // namespace
}  // namespace likewise::server
