#include "storage/database/index_writer.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "storage/database/parallel_run.h"
#include "storage/database/partial_update.h"
#include "storage/database/write_batch_plan.h"

namespace likewise::storage {
namespace {

/// Bounds a shared batch, so that one sync does not wait for too much.
constexpr std::size_t kMaxRequestsPerBatch = 64;

/// More threads would wait for the one that writes.
constexpr std::size_t kMaxParsingThreads = 4;
/// Fewer are parsed before another thread has started.
constexpr std::size_t kWritesPerThread = 64;

Error index_gone(const std::string& name) {
  return Error(ErrorCode::kNotFound, "no such index [" + name + "]")
      .with_type("index_not_found_exception")
      .with_index(name);
}

Status check_dynamic(const std::string& name, const IndexIdentity& identity) {
  if (is_dynamic_setting(name)) {
    return {};
  }
  return fail(Error(ErrorCode::kInvalidArgument,
                    fmt::format("Can't update non dynamic settings [[{}]] for open indices "
                                "[[{}/{}]]",
                                name, identity.name, identity.uuid))
                  .with_type("illegal_argument_exception"));
}

}  // namespace

Status IndexWriter::write(std::vector<PendingWrite>& writes) {
  Request request;
  request.writes = &writes;
  parse(request);
  std::unique_lock lock(queue_mutex_);
  queue_.push_back(&request);
  queue_changed_.wait(lock, [&] { return request.done || queue_.front() == &request; });
  if (!request.done) {
    lead(lock);
  }
  return std::move(request.status);
}

void IndexWriter::lead(std::unique_lock<std::mutex>& queue_lock) {
  const std::size_t count = std::min(queue_.size(), kMaxRequestsPerBatch);
  const std::vector<Request*> requests(queue_.begin(),
                                       queue_.begin() + static_cast<std::ptrdiff_t>(count));
  queue_lock.unlock();
  Status status;
  {
    const std::lock_guard write_lock(index_.write_mutex());
    status = write_batch(requests);
  }
  queue_lock.lock();
  for (Request* request : requests) {
    request->status = status;
    request->done = true;
    queue_.pop_front();
  }
  queue_changed_.notify_all();
}

void IndexWriter::parse(Request& request) {
  request.base = index_.mapping();
  request.grown = request.base;
  request.has_updates =
      std::any_of(request.writes->begin(), request.writes->end(),
                  [](const PendingWrite& write) { return write.operation->op == OpType::kUpdate; });
  if (!request.has_updates) {
    reparse(request, request.base);
  }
}

void IndexWriter::reparse(Request& request, const std::shared_ptr<const Mapping>& mapping) {
  request.grown = mapping;
  if (parse_side_by_side(request, mapping)) {
    return;
  }
  // One after the other: each document is parsed with the fields that those before it added.
  std::unique_ptr<Workbench> workbench = take_workbench();
  for (PendingWrite& write : *request.writes) {
    parse_one(*workbench, request.grown, write);
    if (write.document.mapping != nullptr && !write.outcome.error) {
      request.grown = write.document.mapping;
    }
  }
  return_workbench(std::move(workbench));
}

/// False if the request is small, or if its documents add fields: then nothing is settled.
bool IndexWriter::parse_side_by_side(Request& request,
                                     const std::shared_ptr<const Mapping>& mapping) {
  std::vector<PendingWrite>& writes = *request.writes;
  const std::size_t threads = std::min<std::size_t>(
      {std::thread::hardware_concurrency(), kMaxParsingThreads, writes.size() / kWritesPerThread});
  if (threads < 2) {
    return false;
  }
  std::atomic<bool> grows = false;
  const std::size_t chunks = threads * 4;
  parallel_run(threads, chunks, [&](std::size_t chunk) {
    std::unique_ptr<Workbench> workbench = take_workbench();
    const std::size_t end = writes.size() * (chunk + 1) / chunks;
    for (std::size_t i = writes.size() * chunk / chunks; i < end && !grows; ++i) {
      parse_one(*workbench, mapping, writes[i]);
      if (!writes[i].outcome.error && writes[i].document.mapping != nullptr &&
          writes[i].document.mapping != mapping) {
        grows = true;
      }
    }
    return_workbench(std::move(workbench));
  });
  return !grows;
}

void IndexWriter::parse_one(Workbench& workbench, const std::shared_ptr<const Mapping>& mapping,
                            PendingWrite& write) {
  if (write.outcome.error || write.operation->op == OpType::kDelete) {
    return;
  }
  Status status =
      workbench.parser.parse(write.operation->source, mapping, write.document, write.outcome.id);
  if (!status.has_value()) {
    write.outcome.error = std::move(status).error();
    return;
  }
  write.terms = known_terms(write.document, workbench.counter);
  if (write.terms) {
    write.forward = encode_forward({*write.terms});
  }
}

Status IndexWriter::write_batch(const std::vector<Request*>& requests) {
  if (index_.is_deleted()) {
    return fail(index_gone(index_.identity().name));
  }
  const std::shared_ptr<const Mapping> before = index_.mapping();
  std::shared_ptr<const Mapping> mapping = before;
  WriteBatchPlan plan(index_, pending_terms_);
  for (Request* request : requests) {
    LIKEWISE_TRY_STATUS(plan_request(*request, plan, mapping));
  }
  const std::shared_ptr<const IndexSettings> settings = index_.settings();
  if (mapping != before) {
    plan.batch().put(Family::kMeta, catalog_key(index_.identity().number),
                     encode_catalog(index_.catalog_record(*mapping, settings->values)));
  }
  if (plan.batch().empty()) {
    return {};
  }
  pending_terms_.put_into(plan.batch(), index_.identity().number);
  LIKEWISE_TRY_STATUS(index_.store().write(plan.batch(), settings->durability));
  pending_terms_.clear();
  if (mapping != before) {
    index_.adopt_mapping(mapping);
  }
  plan.apply(*mapping);
  return {};
}

Status IndexWriter::plan_request(Request& request, WriteBatchPlan& plan,
                                 std::shared_ptr<const Mapping>& mapping) {
  if (request.has_updates) {
    std::unique_ptr<Workbench> workbench = take_workbench();
    for (PendingWrite& write : *request.writes) {
      LIKEWISE_TRY_STATUS(prepare_in_order(write, plan, workbench->parser, mapping));
      LIKEWISE_TRY_STATUS(plan.add(write));
    }
    return_workbench(std::move(workbench));
    return {};
  }
  if (request.grown != request.base) {
    if (request.base != mapping) {
      // Somebody else added fields since it was parsed: its field numbers may be taken.
      reparse(request, mapping);
    }
    mapping = request.grown;
  }
  for (PendingWrite& write : *request.writes) {
    LIKEWISE_TRY_STATUS(plan.add(write));
  }
  return {};
}

Status IndexWriter::prepare_in_order(PendingWrite& write, const WriteBatchPlan& plan,
                                     DocumentParser& parser,
                                     std::shared_ptr<const Mapping>& mapping) {
  const WriteOperation& operation = *write.operation;
  if (write.outcome.error || operation.op == OpType::kDelete) {
    return {};
  }
  if (operation.op == OpType::kUpdate) {
    LIKEWISE_TRY(const std::optional<std::string> current, plan.newest_source(write.outcome.id));
    Result<UpdatedSource> updated = update_source(
        write.outcome.id, current ? std::optional<std::string_view>(*current) : std::nullopt,
        operation.source);
    if (!updated.has_value()) {
      write.outcome.error = std::move(updated).error();
      return {};
    }
    write.merged_source = std::move(updated->source);
    write.is_noop = updated->is_noop;
  }
  Status status = parser.parse(write.source(), mapping, write.document, write.outcome.id);
  if (status.has_value()) {
    mapping = write.document.mapping;
  } else {
    write.outcome.error = std::move(status).error();
  }
  return {};
}

Status IndexWriter::change_mapping(
    const std::function<Result<std::shared_ptr<const Mapping>>(const Mapping&)>& change) {
  const std::lock_guard lock(index_.write_mutex());
  if (index_.is_deleted()) {
    return fail(index_gone(index_.identity().name));
  }
  LIKEWISE_TRY(std::shared_ptr<const Mapping> mapping, change(*index_.mapping()));
  WriteBatch batch;
  batch.put(Family::kMeta, catalog_key(index_.identity().number),
            encode_catalog(index_.catalog_record(*mapping, index_.settings()->values)));
  LIKEWISE_TRY_STATUS(index_.store().write(batch, Durability::kSync));
  index_.adopt_mapping(std::move(mapping));
  return {};
}

Status IndexWriter::change_settings(const ParsedSettings& changes, Dialect default_dialect) {
  const std::lock_guard lock(index_.write_mutex());
  if (index_.is_deleted()) {
    return fail(index_gone(index_.identity().name));
  }
  FlatSettings values = index_.settings()->values;
  for (const auto& [name, value] : changes.values) {
    LIKEWISE_TRY_STATUS(check_dynamic(name, index_.identity()));
    values[name] = value;
  }
  for (const std::string& name : changes.removed) {
    LIKEWISE_TRY_STATUS(check_dynamic(name, index_.identity()));
    values.erase(name);
  }
  LIKEWISE_TRY(IndexSettings settings, read_index_settings(std::move(values), default_dialect));
  WriteBatch batch;
  batch.put(Family::kMeta, catalog_key(index_.identity().number),
            encode_catalog(index_.catalog_record(*index_.mapping(), settings.values)));
  LIKEWISE_TRY_STATUS(index_.store().write(batch, Durability::kSync));
  index_.adopt_settings(std::make_shared<const IndexSettings>(std::move(settings)));
  return {};
}

std::unique_ptr<IndexWriter::Workbench> IndexWriter::take_workbench() {
  const std::lock_guard lock(workbenches_mutex_);
  if (workbenches_.empty()) {
    return std::make_unique<Workbench>(
        Workbench{DocumentParser(index_.context(), index_.dictionary().get()), {}});
  }
  std::unique_ptr<Workbench> workbench = std::move(workbenches_.back());
  workbenches_.pop_back();
  return workbench;
}

void IndexWriter::return_workbench(std::unique_ptr<Workbench> workbench) {
  const std::lock_guard lock(workbenches_mutex_);
  workbenches_.push_back(std::move(workbench));
}

}  // namespace likewise::storage
