#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "server/http/target.h"
#include "server/rest/rest_api.h"
#include "storage/database/database.h"

namespace likewise::server {

/// A request as the HTTP layer would hand it over.
inline HttpRequest make_request(std::string_view method, std::string_view uri,
                                std::string_view body = "",
                                std::string_view content_type = "application/json") {
  HttpRequest request;
  request.method = method;
  request.uri = uri;
  auto target = parse_target(uri);
  EXPECT_TRUE(target.has_value()) << uri;
  request.target = *std::move(target);
  request.body = body;
  if (!body.empty() && !content_type.empty()) {
    request.headers.emplace_back("content-type", content_type);
  }
  return request;
}

/// The API over a database in memory, in the dialect of `version`.
class RestFixture : public testing::Test {
 protected:
  RestFixture() { open("7.10.2"); }

  void open(const std::string& version) {
    RestIdentity identity;
    identity.version = version;
    storage::DatabaseOptions options;
    options.in_memory = true;
    options.background_work = false;
    options.typed = identity.typed();
    api_.reset();
    auto database = storage::Database::open("", options);
    ASSERT_TRUE(database.has_value()) << database.error().message();
    database_ = *std::move(database);
    api_ = std::make_unique<RestApi>(*database_, identity);
  }

  HttpResponse call(std::string_view method, std::string_view uri, std::string_view body = "") {
    return api_->handle(make_request(method, uri, body));
  }

  /// `text` with the uuid of index `i` written as *.
  std::string without_uuid(std::string text) const {
    const auto info = database_->info("i");
    const std::string uuid = info ? info->uuid : "";
    for (std::size_t at = text.find(uuid); !uuid.empty() && at != std::string::npos;
         at = text.find(uuid)) {
      text.replace(at, uuid.size(), "*");
    }
    return text;
  }

  std::unique_ptr<storage::Database> database_;
  std::unique_ptr<RestApi> api_;
};

}  // namespace likewise::server
