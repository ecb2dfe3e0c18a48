#include "tools/mirror/batch_sender.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

using Clock = std::chrono::steady_clock;

Batch batch_of(std::size_t count) {
  Batch batch;
  for (std::size_t i = 0; i < count; ++i) {
    batch.operations.push_back({i, i % 5 == 4, fmt::format("\"{}\"", i), "", "{}"});
  }
  batch.end = count;
  return batch;
}

/// Ids of the actions in a bulk body, in order.
std::vector<std::string> ids_of(const std::string& body) {
  std::vector<std::string> ids;
  constexpr std::string_view kId = "\"_id\":\"";
  for (std::size_t at = body.find(kId); at != std::string::npos; at = body.find(kId, at)) {
    at += kId.size();
    ids.push_back(body.substr(at, body.find('"', at) - at));
  }
  return ids;
}

/// A target that obeys a script; time passes only in pauses.
class Target {
 public:
  using Reply = std::function<Result<HttpAnswer>(const std::vector<std::string>& ids)>;

  explicit Target(Reply reply) : reply_(std::move(reply)) {}

  SenderWorld world() {
    SenderWorld world;
    world.send = [this](const std::string& body) {
      requests_.push_back(ids_of(body));
      return reply_(requests_.back());
    };
    world.pause = [this](std::chrono::milliseconds time) {
      now_ += time;
      ++pauses_;
      return !stopped_;
    };
    world.now = [this] { return now_; };
    return world;
  }

  Result<SentBatch> send(const Batch& batch) {
    BatchSender sender(world(), size_, std::chrono::seconds(60), 1);
    return sender.send(batch);
  }

  std::vector<std::vector<std::string>> requests_;
  int pauses_ = 0;
  bool stopped_ = false;
  BatchSize size_{1 << 20};

 private:
  Reply reply_;
  Clock::time_point now_;
};

/// An answer with that status for every item.
HttpAnswer items(const std::vector<int>& statuses) {
  std::string body = "{\"items\":[";
  for (const int status : statuses) {
    body += body.back() == '[' ? "" : ",";
    body += fmt::format(R"({{"index":{{"status":{}{}}}}})", status,
                        status >= 300 ? R"(,"error":{"type":"t","reason":"r"})" : "");
  }
  return {200, body + "]}"};
}

HttpAnswer all_done(const std::vector<std::string>& ids) {
  return items(std::vector<int>(ids.size(), 201));
}

TEST(BatchSender, SendsEverythingInOneRequest) {
  Target target([](const auto& ids) { return all_done(ids); });
  const auto sent = target.send(batch_of(7));
  ASSERT_TRUE(sent.has_value());
  EXPECT_EQ(target.requests_.size(), 1U);
  EXPECT_EQ(sent->retries, 0U);
  EXPECT_TRUE(target.send(Batch()).has_value());
  EXPECT_EQ(target.requests_.size(), 1U);
}

TEST(BatchSender, RepeatsWhatFailsForAPassingReason) {
  for (const long status : {408L, 429L, 502L, 503L, 504L, 0L}) {
    int times = 0;
    Target target([&](const auto& ids) -> Result<HttpAnswer> {
      if (++times <= 3) {
        if (status == 0) {
          return fail(ErrorCode::kUnavailable, "reset");
        }
        return HttpAnswer{status, "{}"};
      }
      return all_done(ids);
    });
    const auto sent = target.send(batch_of(3));
    ASSERT_TRUE(sent.has_value()) << status;
    EXPECT_EQ(sent->retries, 3U);
    EXPECT_EQ(target.pauses_, 3);
  }
}

TEST(BatchSender, RepeatsOnlyTheItemsThatWereTurnedAway) {
  int times = 0;
  Target target([&](const auto& ids) {
    return ++times == 1 ? items({201, 429, 201, 503}) : all_done(ids);
  });
  ASSERT_TRUE(target.send(batch_of(4)).has_value());
  const std::vector<std::vector<std::string>> expected = {{"0", "1", "2", "3"}, {"1", "3"}};
  EXPECT_EQ(target.requests_, expected);
}

TEST(BatchSender, ListsWhatIsRefusedForGood) {
  Target target([&](const auto&) { return items({201, 400, 201}); });
  const Batch batch = batch_of(3);
  const auto sent = target.send(batch);
  ASSERT_TRUE(sent.has_value());
  ASSERT_EQ(sent->rejected.size(), 1U);
  EXPECT_EQ(sent->rejected[0].operation, &batch.operations[1]);
  EXPECT_EQ(sent->rejected[0].outcome.status, 400);
}

TEST(BatchSender, HalvesWhatIsTooLarge) {
  Target target([&](const auto& ids) {
    const bool has_giant = std::find(ids.begin(), ids.end(), "5") != ids.end();
    return ids.size() > 2 || has_giant ? HttpAnswer{413, ""} : all_done(ids);
  });
  const auto sent = target.send(batch_of(8));
  ASSERT_TRUE(sent.has_value());
  ASSERT_EQ(sent->rejected.size(), 1U);
  EXPECT_EQ(sent->rejected[0].operation->quoted_id, "\"5\"");
  std::set<std::string> done;
  for (const auto& ids : target.requests_) {
    if (ids.size() <= 2) {
      done.insert(ids.begin(), ids.end());
    }
  }
  EXPECT_EQ(done.size(), 8U);
}

TEST(BatchSender, StopsAtAnAnswerThatWillNotChange) {
  for (const long status : {400L, 401L, 403L, 404L, 405L}) {
    Target target([&](const auto&) { return HttpAnswer{status, "{}"}; });
    EXPECT_FALSE(target.send(batch_of(2)).has_value()) << status;
    EXPECT_EQ(target.requests_.size(), 1U);
  }
}

TEST(BatchSender, GivesUpWhenPatienceEnds) {
  Target target([&](const auto&) { return HttpAnswer{429, "{}"}; });
  const auto sent = target.send(batch_of(2));
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().code(), ErrorCode::kUnavailable);
  EXPECT_GT(target.requests_.size(), 5U);
  EXPECT_LT(target.requests_.size(), 50U);
}

TEST(BatchSender, EndsItsPauseWhenToldToStop) {
  Target target([&](const auto&) { return HttpAnswer{429, "{}"}; });
  target.stopped_ = true;
  EXPECT_FALSE(target.send(batch_of(2)).has_value());
  EXPECT_EQ(target.requests_.size(), 1U);
}

TEST(BatchSender, AnyMixtureOfFaultsEndsWithEveryOperationDecidedOnce) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::mt19937 random(seed);
    std::map<std::string, int> accepted;
    Target target([&](const std::vector<std::string>& ids) -> Result<HttpAnswer> {
      const auto fault = random() % 10;
      if (fault == 0) {
        return fail(ErrorCode::kUnavailable, "reset");
      }
      if (fault == 1) {
        return HttpAnswer{503, ""};
      }
      if (fault == 2 && ids.size() > 1) {
        return HttpAnswer{413, ""};
      }
      std::vector<int> statuses;
      for (const std::string& id : ids) {
        const bool is_bad = std::stoi(id) % 11 == 3;
        const bool is_busy = random() % 6 == 0;
        statuses.push_back(is_bad ? 400 : is_busy ? 429 : 201);
        accepted[id] += statuses.back() == 201 ? 1 : 0;
      }
      HttpAnswer answer = items(statuses);
      if (fault == 3) {
        answer.body.resize(answer.body.size() / 2);  // Written, but the answer is cut.
      }
      return answer;
    });
    const auto sent = target.send(batch_of(40));
    ASSERT_TRUE(sent.has_value()) << seed << ": " << sent.error().message();
    EXPECT_EQ(sent->rejected.size(), 4U) << seed;
    EXPECT_EQ(std::count_if(accepted.begin(), accepted.end(),
                            [](const auto& entry) { return entry.second > 0; }),
              36)
        << seed;
  }
}

}  // namespace
}  // namespace likewise::tools
