#include "tools/import/import_plan.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "storage/rocks/codebook/atomic_file.h"
#include "tools/command.h"
#include "tools/import/cluster_cursor.h"
#include "tools/import/dump_cursor.h"
#include "tools/import/source_index.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {
namespace {

/// A token such as "1024-12" would be taken for a year and a month.
constexpr const char* kDynamicBody = R"({"mappings":{"date_detection":false}})";

/// The checkpoint of an earlier run that this one continues. Errors: kConflict.
Result<std::optional<ImportCheckpoint>> continued(const ImportOptions& options,
                                                  const std::string& source,
                                                  const std::string& target_uuid) {
  if (options.restart) {
    return std::optional<ImportCheckpoint>();
  }
  LIKEWISE_TRY(std::optional<ImportCheckpoint> stored,
               load_import_checkpoint(options.checkpoint_file));
  if (stored && stored->source != source) {
    return fail(ErrorCode::kConflict,
                fmt::format("the checkpoint [{}] is of another source than this; name another file "
                            "with --checkpoint, or begin anew with --restart",
                            options.checkpoint_file.string()));
  }
  if (stored && stored->target_uuid != target_uuid) {
    stored.reset();  // The target is not the index that has the documents.
  }
  return stored;
}

Result<HttpAnswer> get(ClusterClient& client, const std::string& path) {
  LIKEWISE_TRY(HttpAnswer answer, client.request({.path = path}));
  if (answer.status != 200) {
    return fail(answer.status == 404 ? ErrorCode::kNotFound : ErrorCode::kInvalidArgument,
                fmt::format("GET {}{}: {}", client.server(), path, error_text(answer)));
  }
  return answer;
}

Status plan_cluster(const ImportOptions& options, const std::string& target_uuid,
                    const std::function<bool()>& should_stop, ImportPlan& plan) {
  ClusterClient client(options.source, should_stop);
  LIKEWISE_TRY(const HttpAnswer root, get(client, "/"));
  LIKEWISE_TRY(const TargetProduct product, read_product(root.body));
  if (root.body.find(R"("build_hash" : "likewise")") != std::string::npos) {
    return fail(usage_error("the source is likewise itself: likewise mirror copies its indices"));
  }
  LIKEWISE_TRY(const HttpAnswer answer, get(client, "/" + options.source_index));
  LIKEWISE_TRY(SourceDescription source, describe_source(answer.body));
  TargetIndex index(client, options.source_index);
  LIKEWISE_TRY(plan.total, index.count());
  plan.creation_body = std::move(source.creation_body);
  plan.left_out = std::move(source.left_out);
  const std::string identity = "index " + source.uuid;
  LIKEWISE_TRY(std::optional<ImportCheckpoint> stored, continued(options, identity, target_uuid));
  plan.goes_on = stored.has_value();
  if (stored) {
    plan.checkpoint = std::move(*stored);
  } else {
    plan.checkpoint.source = identity;
    plan.checkpoint.next.resize(
        std::min(std::max<std::size_t>(source.shards, 1), options.connections));
  }
  ClusterSlice slice;
  slice.index = options.source_index;
  slice.method = read_method(product);
  slice.count = plan.checkpoint.next.size();
  slice.page = options.page;
  slice.patience = options.target.patience;
  for (slice.number = 0; slice.number < slice.count; ++slice.number) {
    slice.since = plan.checkpoint.next[slice.number];
    plan.cursors.push_back(std::make_unique<ClusterCursor>(options.source, slice, should_stop));
  }
  return {};
}

Status plan_dump(const ImportOptions& options, const std::string& target_uuid, ImportPlan& plan) {
  LIKEWISE_TRY(DumpCursor dump,
               DumpCursor::open(options.from, options.format, options.batch_bytes));
  LIKEWISE_TRY(std::optional<ImportCheckpoint> stored,
               continued(options, dump.identity(), target_uuid));
  plan.goes_on = stored.has_value();
  if (stored) {
    plan.checkpoint = std::move(*stored);
    dump.skip_to(plan.checkpoint.next.front());
  } else {
    plan.checkpoint.source = dump.identity();
    plan.checkpoint.next = {0};
  }
  plan.creation_body = kDynamicBody;
  plan.cursors.push_back(std::make_unique<DumpCursor>(std::move(dump)));
  return {};
}

}  // namespace

Result<ImportPlan> plan_import(const ImportOptions& options,
                               const std::function<bool()>& should_stop) {
  ImportPlan plan;
  ClusterClient client(options.target.access, should_stop);
  TargetIndex target(client, options.target.index);
  LIKEWISE_TRY_STATUS(target.product());
  LIKEWISE_TRY(const std::optional<TargetState> state, target.find());
  plan.creates_index = !state.has_value();
  const std::string uuid = state ? state->uuid : std::string();
  if (options.from.empty()) {
    LIKEWISE_TRY_STATUS(plan_cluster(options, uuid, should_stop, plan));
  } else {
    LIKEWISE_TRY_STATUS(plan_dump(options, uuid, plan));
  }
  plan.checkpoint.target_uuid = uuid;
  if (!options.mapping_file.empty()) {
    LIKEWISE_TRY(const std::string text, storage::read_whole_file(options.mapping_file));
    Result<std::string> body = body_of_mapping_file(text);
    if (!body.has_value()) {
      return fail(
          std::move(body).error().with_context(fmt::format("[{}]: ", options.mapping_file)));
    }
    plan.creation_body = std::move(*body);
    plan.left_out.clear();
  }
  return plan;
}

Status prepare_import(const ImportOptions& options, ImportPlan& plan) {
  if (!plan.creates_index) {
    return {};
  }
  ClusterClient client(options.target.access);
  TargetIndex target(client, options.target.index);
  Status made = target.create(plan.creation_body);
  if (!made.has_value()) {
    const bool is_refusal = made.error().code() == ErrorCode::kInvalidArgument;
    const std::string advice =
        is_refusal ? "; make the index by hand, or give a mapping without it with --mapping: then "
                     "this imports into it"
                   : "";
    return fail(made.error().code(),
                "the target does not make the index. " + made.error().message() + advice);
  }
  LIKEWISE_TRY(const std::optional<TargetState> state, target.find());
  plan.checkpoint.target_uuid = state ? state->uuid : std::string();
  return {};
}

}  // namespace likewise::tools
