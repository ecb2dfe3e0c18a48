// The small parts of a mirror, each on its own.

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"
#include "tools/mirror/acknowledged.h"
#include "tools/mirror/back_off.h"
#include "tools/mirror/batch_size.h"
#include "tools/mirror/checkpoint.h"
#include "tools/mirror/rejection_file.h"
#include "tools/mirror/sender_pool.h"

namespace likewise::tools {
namespace {

using std::chrono::milliseconds;

TEST(Acknowledged, StopsAtTheFirstGap) {
  Acknowledged done(5);
  done.add(8, 9);
  EXPECT_EQ(done.next(), 5U);
  done.add(5, 7);
  EXPECT_EQ(done.next(), 7U);
  done.add(7, 8);
  EXPECT_EQ(done.next(), 9U);
}

TEST(Acknowledged, ComesToTheEndInAnyOrder) {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    std::vector<std::pair<SeqNo, SeqNo>> ranges;
    SeqNo end = 0;
    while (ranges.size() < 20) {
      const SeqNo next = end + 1 + random() % 5;
      ranges.emplace_back(end, next);
      end = next;
    }
    std::shuffle(ranges.begin(), ranges.end(), random);
    Acknowledged done(0);
    std::vector<bool> covered(end);
    for (const auto& [first, last] : ranges) {
      done.add(first, last);
      std::fill(covered.begin() + static_cast<std::ptrdiff_t>(first),
                covered.begin() + static_cast<std::ptrdiff_t>(last), true);
      const auto gap = std::find(covered.begin(), covered.end(), false);
      EXPECT_EQ(done.next(), static_cast<SeqNo>(gap - covered.begin()));
    }
    EXPECT_EQ(done.next(), end);
  }
}

TEST(BackOff, GrowsToABoundAndStartsAnew) {
  BackOff back_off(1);
  milliseconds sum{0};
  for (int i = 0; i < 20; ++i) {
    const milliseconds pause = back_off.next();
    EXPECT_GE(pause, milliseconds(100));
    EXPECT_LE(pause, milliseconds(30'000));
    sum += pause;
  }
  EXPECT_GT(sum, milliseconds(150'000));
  back_off.reset();
  EXPECT_LE(back_off.next(), milliseconds(200));
  EXPECT_NE(BackOff(2).next(), BackOff(3).next());
}

TEST(BatchSize, GrowsWithQuickAnswersAndShrinksWithPushBack) {
  BatchSize size(1'600'000);
  const std::size_t first = size.bytes();
  for (int i = 0; i < 20; ++i) {
    size.on_success(size.bytes(), milliseconds(10));
  }
  EXPECT_EQ(size.bytes(), 1'600'000U);
  EXPECT_LT(first, size.bytes());
  size.on_success(size.bytes(), milliseconds(3'000));
  EXPECT_EQ(size.bytes(), 1'600'000U);
  size.on_success(size.bytes(), milliseconds(6'000));
  EXPECT_EQ(size.bytes(), 800'000U);
  for (int i = 0; i < 20; ++i) {
    size.on_push_back();
  }
  EXPECT_EQ(size.bytes(), 100'000U);
  size.on_success(10, milliseconds(1));  // A small batch tells nothing of large ones.
  EXPECT_EQ(size.bytes(), 100'000U);
}

TEST(Checkpoint, ComesBackAsItWasWritten) {
  const TemporaryFolder folder;
  const std::filesystem::path file = folder.file("deep/checkpoint.json");
  ASSERT_TRUE(load_checkpoint(file).has_value());
  EXPECT_FALSE(load_checkpoint(file)->has_value());
  Checkpoint checkpoint;
  checkpoint.source_uuid = "a\"b";
  checkpoint.target_uuid = "c";
  checkpoint.kept_fields = "x,y";
  checkpoint.next = 18'446'744'073'709'551'615U;
  checkpoint.loaded = true;
  checkpoint.rejected = 7;
  checkpoint.restore = {{"index.refresh_interval", "5s"}, {"index.gc_deletes", std::nullopt}};
  ASSERT_TRUE(save_checkpoint(file, checkpoint).has_value());
  const auto loaded = load_checkpoint(file);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  EXPECT_EQ(**loaded, checkpoint);
}

TEST(Checkpoint, RefusesOtherFiles) {
  for (const char* text : {"", "{}", "[]", "{\"format\":2}", "{\"format\":1,\"next\":\"1\"}"}) {
    EXPECT_FALSE(parse_checkpoint(text).has_value()) << text;
  }
}

TEST(RejectionFile, ListsReasonAndDocument) {
  const FeedOperation operation{4, false, R"("a")", R"("r")", R"({"n":1})"};
  const Rejection rejection{&operation, {ItemFate::kRejected, 400, "t", "why \"so\""}};
  EXPECT_EQ(rejection_line(rejection),
            R"({"_id":"a","seq":4,"op":"index","status":400,"type":"t","reason":"why \"so\"",)"
            R"("routing":"r","source":{"n":1}})"
            "\n");
  const TemporaryFolder folder;
  RejectionFile file(folder.file("rejected.ndjson"));
  ASSERT_TRUE(file.append({}).has_value());
  EXPECT_FALSE(std::filesystem::exists(file.path()));
  ASSERT_TRUE(file.append({rejection}).has_value());
  ASSERT_TRUE(file.append({rejection}).has_value());
  EXPECT_EQ(std::filesystem::file_size(file.path()), 2 * rejection_line(rejection).size());
  RejectionFile nowhere(folder.file("none/rejected.ndjson"));
  EXPECT_FALSE(nowhere.append({rejection}).has_value());
}

TEST(SenderPool, SendsEveryBatchOnce) {
  std::mutex mutex;
  std::vector<SeqNo> sent;
  {
    SenderPool pool(3, [&](std::size_t, const Batch& batch) -> Status {
      const std::lock_guard lock(mutex);
      sent.push_back(batch.first);
      return {};
    });
    for (SeqNo i = 0; i < 100; ++i) {
      Batch batch;
      batch.first = i;
      ASSERT_TRUE(pool.push(std::move(batch)).has_value());
    }
    ASSERT_TRUE(pool.drain().has_value());
    EXPECT_EQ(sent.size(), 100U);
  }
  std::sort(sent.begin(), sent.end());
  for (SeqNo i = 0; i < 100; ++i) {
    EXPECT_EQ(sent[i], i);
  }
}

TEST(SenderPool, TellsTheFirstFailureAndStops) {
  SenderPool pool(2, [](std::size_t, const Batch&) -> Status {
    return fail(ErrorCode::kInvalidArgument, "no");
  });
  Status status;
  for (int i = 0; i < 1000 && status.has_value(); ++i) {
    status = pool.push(Batch());
  }
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().message(), "no");
  EXPECT_FALSE(pool.drain().has_value());
}

}  // namespace
}  // namespace likewise::tools
