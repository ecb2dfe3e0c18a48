#include "storage/database/codebook_store.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "storage/rocks/codebook/codebook_file.h"
#include "storage/rocks/keys.h"

namespace likewise::storage {
namespace {

constexpr std::string_view kKind = "codebook";
constexpr std::size_t kMaxNameBytes = 255;
constexpr std::size_t kMaxCodebookBytes = std::size_t{512} << 20U;

tl::unexpected<Error> refused(std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason))
                  .with_type("illegal_argument_exception"));
}

Error not_found(std::string_view name) {
  return Error(ErrorCode::kNotFound, fmt::format("there is no codebook [{}]", name))
      .with_type("resource_not_found_exception");
}

Status check_name(std::string_view name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  if (name.empty() || name.size() > kMaxNameBytes || name.front() == '.' ||
      !std::all_of(name.begin(), name.end(), is_plain)) {
    return refused(
        fmt::format("[{}] is no name for a codebook: letters, digits, [_], [-] and [.] make one, "
                    "at most {} of them",
                    name.substr(0, kMaxNameBytes), kMaxNameBytes));
  }
  return {};
}

std::shared_ptr<const LoadedCodebook> loaded(Codebook codebook, std::string_view bytes) {
  return std::make_shared<const LoadedCodebook>(std::move(codebook),
                                                std::hash<std::string_view>()(bytes));
}

}  // namespace

Status CodebookStore::check_unused(std::string_view name, std::string_view what) const {
  LIKEWISE_TRY(const std::string user, user_of_(name));
  if (!user.empty()) {
    return refused(fmt::format("codebook [{}] cannot be {}: it is used by {}", name, what, user));
  }
  return {};
}

Result<bool> CodebookStore::put(std::string_view name, std::string_view bytes) {
  LIKEWISE_TRY_STATUS(check_name(name));
  if (bytes.size() > kMaxCodebookBytes) {
    return fail(ErrorCode::kTooLarge, fmt::format("a codebook has at most {} bytes, found {}",
                                                  kMaxCodebookBytes, bytes.size()));
  }
  Result<Codebook> parsed = parse_codebook(bytes);
  if (!parsed.has_value()) {
    // What came with a request is the request's fault, damaged or of a newer version.
    return refused(parsed.error().message());
  }
  const std::string key = other_key(kKind, name);
  LIKEWISE_TRY(const std::optional<std::string> before, store_.get(Family::kMeta, key));
  if (before && *before != bytes) {
    LIKEWISE_TRY_STATUS(check_unused(name, "replaced"));
  }
  const std::lock_guard lock(mutex_);
  WriteBatch batch;
  batch.put(Family::kMeta, key, std::string(bytes));
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  loaded_.insert_or_assign(std::string(name), loaded(*std::move(parsed), bytes));
  return !before.has_value();
}

Result<std::shared_ptr<const LoadedCodebook>> CodebookStore::find(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  if (const auto found = loaded_.find(name); found != loaded_.end()) {
    return found->second;
  }
  LIKEWISE_TRY(const std::string stored, bytes(name));
  Result<Codebook> parsed = parse_codebook(stored);
  if (!parsed.has_value()) {
    return fail(ErrorCode::kCorruption,
                fmt::format("stored codebook [{}]: {}", name, parsed.error().message()));
  }
  auto codebook = loaded(*std::move(parsed), stored);
  loaded_.emplace(std::string(name), codebook);
  return codebook;
}

Result<std::string> CodebookStore::bytes(std::string_view name) const {
  LIKEWISE_TRY(std::optional<std::string> stored,
               store_.get(Family::kMeta, other_key(kKind, name)));
  if (!stored) {
    return fail(not_found(name));
  }
  return *std::move(stored);
}

Result<std::vector<std::string>> CodebookStore::names() const {
  const KeyRange range = other_keys(kKind);
  std::vector<std::string> names;
  LIKEWISE_TRY_STATUS(store_.scan(Family::kMeta, range.begin, range.end,
                                  [&](std::string_view key, std::string_view) {
                                    names.emplace_back(name_of_other_key(kKind, key));
                                    return true;
                                  }));
  return names;
}

Status CodebookStore::remove(std::string_view name) {
  LIKEWISE_TRY_STATUS(bytes(name));
  LIKEWISE_TRY_STATUS(check_unused(name, "deleted"));
  const std::lock_guard lock(mutex_);
  WriteBatch batch;
  batch.remove(Family::kMeta, other_key(kKind, name));
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  if (const auto found = loaded_.find(name); found != loaded_.end()) {
    loaded_.erase(found);
  }
  return {};
}

}  // namespace likewise::storage
