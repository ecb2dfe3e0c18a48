#include "tools/mirror/batch_sender.h"

#include <utility>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

using Part = std::vector<const FeedOperation*>;

bool is_passing(long status) {
  return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
}

}  // namespace

/// One batch on its way.
struct BatchSender::Work {
  std::vector<Part> open;  ///< The next one last.
  SentBatch result;
  std::chrono::steady_clock::time_point last_progress;
};

BatchSender::BatchSender(SenderWorld world, BatchSize& size, std::chrono::seconds patience,
                         std::uint64_t seed)
    : world_(std::move(world)), size_(size), patience_(patience), back_off_(seed) {}

Result<SentBatch> BatchSender::send(const Batch& batch) {
  Work work;
  work.last_progress = world_.now();
  Part all;
  all.reserve(batch.operations.size());
  for (const FeedOperation& operation : batch.operations) {
    all.push_back(&operation);
  }
  if (!all.empty()) {
    work.open.push_back(std::move(all));
  }
  while (!work.open.empty()) {
    LIKEWISE_TRY_STATUS(send_part(work));
  }
  return std::move(work.result);
}

Status BatchSender::send_part(Work& work) {
  const Part part = std::move(work.open.back());
  work.open.pop_back();
  const std::string body = bulk_body(part, world_.versions);
  const auto begin = world_.now();
  const Result<HttpAnswer> answer = world_.send(body);
  if (!answer.has_value()) {
    return retry(work, part, answer.error().message());
  }
  if (answer->status == 413) {
    size_.on_push_back();
    return split(work, part);
  }
  if (is_passing(answer->status)) {
    size_.on_push_back();
    return retry(work, part, error_text(*answer));
  }
  if (answer->status != 200) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the target refused a batch: {}", error_text(*answer)));
  }
  size_.on_success(body.size(),
                   std::chrono::duration_cast<std::chrono::milliseconds>(world_.now() - begin));
  return take_answer(work, part, *answer);
}

Status BatchSender::take_answer(Work& work, const Part& part, const HttpAnswer& answer) {
  Result<std::vector<ItemOutcome>> outcomes = read_bulk_answer(answer.body, part.size());
  if (!outcomes.has_value()) {
    if (outcomes.error().code() == ErrorCode::kUnavailable) {
      return retry(work, part, outcomes.error().message());
    }
    return fail(std::move(outcomes).error());
  }
  Part again;
  std::string reason;
  for (std::size_t i = 0; i < part.size(); ++i) {
    ItemOutcome& outcome = (*outcomes)[i];
    if (outcome.fate == ItemFate::kRetry) {
      again.push_back(part[i]);
      reason = fmt::format("{}: {}", outcome.type, outcome.reason);
    } else if (outcome.fate == ItemFate::kRejected) {
      work.result.rejected.push_back({part[i], std::move(outcome)});
    }
  }
  if (again.size() < part.size()) {
    work.last_progress = world_.now();
    back_off_.reset();
  }
  if (again.empty()) {
    return {};
  }
  size_.on_push_back();
  return retry(work, std::move(again), reason);
}

Status BatchSender::retry(Work& work, Part part, const std::string& reason) {
  if (world_.now() - work.last_progress > patience_) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("gave up after {} s without progress: {}", patience_.count(), reason));
  }
  if (!world_.pause(back_off_.next())) {
    return fail(ErrorCode::kUnavailable,
                "stopped while the target did not take a batch: " + reason);
  }
  ++work.result.retries;
  work.open.push_back(std::move(part));
  return {};
}

Status BatchSender::split(Work& work, const Part& part) {
  if (part.size() == 1) {
    work.result.rejected.push_back({part.front(),
                                    {ItemFate::kRejected, 413, "content_too_long",
                                     "the target takes no document this large"}});
    work.last_progress = world_.now();
    return {};
  }
  const auto middle = part.begin() + static_cast<std::ptrdiff_t>(part.size() / 2);
  work.open.emplace_back(middle, part.end());
  work.open.emplace_back(part.begin(), middle);
  ++work.result.retries;
  return {};
}

}  // namespace likewise::tools
