#include "storage/database/write_batch_plan.h"

#include <utility>

#include "storage/database/version_check.h"

namespace likewise::storage {
namespace {

/// An update keeps the routing that its document has.
std::optional<std::string> routing_of(const WriteOperation& operation,
                                      const std::optional<IdRecord>& current) {
  if (operation.op == OpType::kUpdate && !operation.routing && current && !current->deleted) {
    return current->routing;
  }
  return operation.routing;
}

}  // namespace

WriteBatchPlan::WriteBatchPlan(Index& index, PendingTerms& pending_terms)
    : index_(index),
      pending_terms_(pending_terms),
      number_(index.identity().number),
      next_doc_(index.tail().next_doc()),
      next_seq_no_(index.tail().next_seq_no()) {}

Status WriteBatchPlan::add(PendingWrite& write) {
  if (write.outcome.error) {
    return {};
  }
  LIKEWISE_TRY(const std::optional<IdRecord> newest, current(write.outcome.id));
  Result<std::int64_t> version = next_version(*write.operation, write.outcome.id, newest);
  if (!version.has_value()) {
    write.outcome.error = std::move(version).error().with_index(index_.identity().name);
    return {};
  }
  if (write.is_noop) {
    write.outcome.result = "noop";
    write.outcome.status = 200;
    write.outcome.version = newest->version;
    write.outcome.seq_no = newest->seq_no;
    return {};
  }
  if (write.operation->op == OpType::kDelete) {
    return add_delete(write, newest, *version);
  }
  if (next_doc_ >= kNoDoc - 1) {
    write.outcome.error = Error(ErrorCode::kTooLarge, "the index holds 4,294,967,294 documents");
    return {};
  }
  return add_index(write, newest, *version);
}

Result<std::optional<IdRecord>> WriteBatchPlan::current(const std::string& id) const {
  if (const auto found = newest_.find(id); found != newest_.end()) {
    return std::optional(found->second.record);
  }
  LIKEWISE_TRY(const std::optional<std::string> stored,
               index_.store().get(Family::kId, id_key(number_, id)));
  if (!stored) {
    return std::optional<IdRecord>();
  }
  LIKEWISE_TRY(IdRecord record, decode_id(*stored));
  return std::optional(std::move(record));
}

Result<std::optional<std::string>> WriteBatchPlan::newest_source(const std::string& id) const {
  LIKEWISE_TRY(const std::optional<IdRecord> newest, current(id));
  if (!newest || newest->deleted) {
    return std::optional<std::string>();
  }
  if (const auto found = newest_.find(id); found != newest_.end()) {
    return std::optional(std::string(found->second.source));
  }
  return index_.store().get(Family::kDoc, doc_key(number_, newest->doc));
}

Status WriteBatchPlan::replace(const std::string& id, const std::optional<IdRecord>& current,
                               AppliedOperation& operation) {
  if (!current || current->deleted) {
    return {};
  }
  operation.replaced = current->doc;
  // Its forward record stays until the next seal: a restart needs its terms to subtract them.
  batch_.remove(Family::kDoc, doc_key(number_, current->doc));
  batch_.remove(Family::kIdentity, doc_key(number_, current->doc));
  if (const auto found = newest_.find(id); found != newest_.end()) {
    operation.replaced_fields = applied_[found->second.applied].fields;
    return {};
  }
  LIKEWISE_TRY(const std::optional<std::string> stored,
               index_.store().get(Family::kForward, doc_key(number_, current->doc)));
  if (!stored) {
    return fail(ErrorCode::kCorruption, "the forward record of document [" + id + "] is missing");
  }
  LIKEWISE_TRY(ForwardRecord forward, decode_forward(*stored));
  operation.replaced_fields = std::move(forward.fields);
  return {};
}

Status WriteBatchPlan::add_index(PendingWrite& write, const std::optional<IdRecord>& current,
                                 std::int64_t version) {
  AppliedOperation operation;
  LIKEWISE_TRY_STATUS(replace(write.outcome.id, current, operation));
  operation.doc = next_doc_++;
  const std::optional<std::string> routing = routing_of(*write.operation, current);
  if (!write.terms) {
    write.terms = number_terms(write.document, *index_.dictionary(), pending_terms_, counter_);
    write.forward = encode_forward({*write.terms});
  }
  const std::string key = doc_key(number_, operation.doc);
  batch_.put(Family::kDoc, key, std::string(write.source()));
  batch_.put(Family::kForward, key, std::move(write.forward));
  batch_.put(Family::kIdentity, key,
             encode_identity({write.outcome.id, routing, write.document.ignored}));
  operation.fields = *std::move(write.terms);
  operation.vectors = std::move(write.document.vectors);

  const bool is_new = operation.replaced == kNoDoc;
  write.outcome.result = is_new ? "created" : "updated";
  write.outcome.status = is_new ? 201 : 200;
  const OperationRecord feed{OperationKind::kIndex, write.outcome.id, operation.doc,
                             operation.replaced, version};
  record(write, {operation.doc, next_seq_no_, version, false, routing}, feed, std::move(operation));
  return {};
}

Status WriteBatchPlan::add_delete(PendingWrite& write, const std::optional<IdRecord>& current,
                                  std::int64_t version) {
  AppliedOperation operation;
  LIKEWISE_TRY_STATUS(replace(write.outcome.id, current, operation));
  const bool existed = operation.replaced != kNoDoc;
  write.outcome.result = existed ? "deleted" : "not_found";
  write.outcome.status = existed ? 200 : 404;
  const OperationRecord feed{OperationKind::kDelete, write.outcome.id, kNoDoc, operation.replaced,
                             version};
  // Whoever follows the feed needs the routing to find the document on a cluster.
  const std::optional<std::string> routing =
      write.operation->routing || !existed ? write.operation->routing : current->routing;
  record(write, {kNoDoc, next_seq_no_, version, true, routing}, feed, std::move(operation));
  return {};
}

void WriteBatchPlan::record(PendingWrite& write, const IdRecord& newest,
                            const OperationRecord& feed, AppliedOperation operation) {
  write.outcome.version = newest.version;
  write.outcome.seq_no = newest.seq_no;
  batch_.put(Family::kId, id_key(number_, write.outcome.id), encode_id(newest));
  batch_.put(Family::kSeq, seq_key(number_, newest.seq_no), encode_operation(feed));
  newest_[write.outcome.id] = {newest, applied_.size(), write.source()};
  applied_.push_back(std::move(operation));
  ++next_seq_no_;
}

void WriteBatchPlan::apply(const Mapping& mapping) {
  for (const AppliedOperation& operation : applied_) {
    index_.tail().apply(operation, mapping);
  }
  index_.note_applied();
}

}  // namespace likewise::storage
