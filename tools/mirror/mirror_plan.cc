#include "tools/mirror/mirror_plan.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

std::string kept_fields(const TargetShape& shape) {
  return shape.ids_only ? fmt::format("{}", fmt::join(shape.fields, ",")) : std::string();
}

/// Errors: kConflict.
Status check_target(const TargetState& target, const MirrorPlan& plan,
                    const MirrorOptions& options) {
  const std::string uuid = mirrored_uuid(target.mapping_json);
  if (uuid == plan.source.uuid || options.into_existing) {
    return {};
  }
  const std::string place = options.target.server + "/" + options.target_index;
  return fail(ErrorCode::kConflict,
              uuid.empty()
                  ? fmt::format("[{}] exists and was not made by likewise mirror; --into-existing "
                                "writes into it all the same",
                                place)
                  : fmt::format("[{}] mirrors another index (uuid {}); versions of the two would "
                                "get mixed up: choose another name, or delete it",
                                place, uuid));
}

Status check_checkpoint(const Checkpoint& checkpoint, const MirrorPlan& plan,
                        const MirrorOptions& options) {
  const std::string file = options.checkpoint_file.string();
  if (checkpoint.source_uuid != plan.source.uuid) {
    return fail(ErrorCode::kConflict,
                fmt::format("the checkpoint [{}] is of another index than today's [{}]; name "
                            "another file with --checkpoint, or begin anew with --restart",
                            file, plan.source.name));
  }
  if (checkpoint.kept_fields != kept_fields(options.shape)) {
    return fail(ErrorCode::kConflict,
                fmt::format("the checkpoint [{}] is of a mirror that {}; use the same options, or "
                            "begin anew with --restart",
                            file,
                            checkpoint.kept_fields.empty()
                                ? "sends whole documents"
                                : fmt::format("keeps [{}] only", checkpoint.kept_fields)));
  }
  return {};
}

}  // namespace

Result<MirrorPlan> plan_mirror(ChangeSource& source, TargetIndex& target,
                               const MirrorOptions& options) {
  MirrorPlan plan;
  LIKEWISE_TRY(plan.source, source.describe());
  LIKEWISE_TRY(plan.product, target.product());
  LIKEWISE_TRY(const std::optional<TargetState> state, target.find());
  LIKEWISE_TRY(std::optional<Checkpoint> stored, load_checkpoint(options.checkpoint_file));
  if (stored && !options.restart) {
    LIKEWISE_TRY_STATUS(check_checkpoint(*stored, plan, options));
  }
  const bool is_same_target = state && stored && stored->target_uuid == state->uuid;
  if (is_same_target && !options.restart) {
    plan.checkpoint = std::move(*stored);
    return plan;
  }
  if (is_same_target) {
    plan.checkpoint.restore = std::move(stored->restore);
  }
  plan.checkpoint.source_uuid = plan.source.uuid;
  plan.checkpoint.kept_fields = kept_fields(options.shape);
  if (stored && !options.restart) {
    plan.note = "the target index is not the one of the checkpoint: everything is sent again";
  }
  if (state) {
    LIKEWISE_TRY_STATUS(check_target(*state, plan, options));
    plan.checkpoint.target_uuid = state->uuid;
    return plan;
  }
  plan.creates_index = true;
  LIKEWISE_TRY(plan.creation_body, creation_body(plan.source, options.shape));
  return plan;
}

}  // namespace likewise::tools
