#include "storage/database/change_feed.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "storage/rocks/records.h"

namespace likewise::storage {
namespace {

/// A page of superseded operations only must end, too.
constexpr SeqNo kMaxOperationsPerPage = 100'000;

tl::unexpected<Error> corrupt(const std::string& what) {
  return fail(ErrorCode::kCorruption, "the feed of operations " + what);
}

/// Fills one page, operation by operation.
class PageReader {
 public:
  PageReader(const Store& store, IndexNumber index, const ChangeLimits& limits, ChangePage& page)
      : store_(store), index_(index), limits_(limits), page_(page) {}

  bool is_full() const {
    return page_.changes.size() >= limits_.changes || bytes_ >= limits_.bytes;
  }

  Status add(std::string_view key, std::string_view value) {
    if (parse_seq_key(key) != std::optional<SeqNo>(page_.next)) {
      return corrupt("has a gap");
    }
    LIKEWISE_TRY(OperationRecord operation, decode_operation(value));
    const SeqNo seq_no = page_.next++;
    if (operation.kind == OperationKind::kNoOp) {
      return {};
    }
    LIKEWISE_TRY(std::optional<IdRecord> newest, newest_of(operation.id));
    if (!newest || newest->seq_no != seq_no) {
      return {};
    }
    Change change{seq_no, std::move(operation.id), newest->deleted, std::move(newest->routing), {}};
    if (!change.deleted) {
      LIKEWISE_TRY(std::optional<std::string> source,
                   store_.get(Family::kDoc, doc_key(index_, operation.doc)));
      if (!source) {
        return check_superseded(change.id, seq_no);
      }
      change.source = std::move(*source);
    }
    bytes_ += change.id.size() + change.source.size();
    page_.changes.push_back(std::move(change));
    return {};
  }

 private:
  Result<std::optional<IdRecord>> newest_of(const std::string& id) const {
    LIKEWISE_TRY(const std::optional<std::string> stored,
                 store_.get(Family::kId, id_key(index_, id)));
    if (!stored) {
      return std::optional<IdRecord>();
    }
    LIKEWISE_TRY(IdRecord record, decode_id(*stored));
    return std::optional(std::move(record));
  }

  /// The source was gone although its operation had been the newest a moment before.
  Status check_superseded(const std::string& id, SeqNo seq_no) const {
    LIKEWISE_TRY(const std::optional<IdRecord> newest, newest_of(id));
    if (newest && newest->seq_no == seq_no) {
      return corrupt(fmt::format("names document [{}], whose source is missing", id));
    }
    return {};
  }

  const Store& store_;
  const IndexNumber index_;
  const ChangeLimits& limits_;
  ChangePage& page_;
  std::size_t bytes_ = 0;
};

}  // namespace

Result<SeqNo> stored_feed_end(const Store& store, IndexNumber index) {
  LIKEWISE_TRY(const std::optional<std::string> stored,
               store.get(Family::kMeta, manifest_key(index)));
  SeqNo end = 0;
  if (stored) {
    LIKEWISE_TRY(const ManifestRecord manifest, decode_manifest(*stored));
    end = manifest.next_seq_no;
  }
  LIKEWISE_TRY_STATUS(store.scan(Family::kSeq, seq_key(index, end), index_keys(index).end,
                                 [&end](std::string_view key, std::string_view) {
                                   const std::optional<SeqNo> seq_no = parse_seq_key(key);
                                   end = seq_no ? *seq_no + 1 : end;
                                   return true;
                                 }));
  return end;
}

Result<ChangePage> read_changes(const Store& store, IndexNumber index, SeqNo since, SeqNo end,
                                const ChangeLimits& limits) {
  if (since > end) {
    return fail(
        Error(ErrorCode::kInvalidArgument,
              fmt::format("[since] is {}, but the feed ends at {}: it was read from another "
                          "index, or from a later state of this one",
                          since, end))
            .with_type("illegal_argument_exception"));
  }
  ChangePage page;
  page.next = since;
  page.end = end;
  const SeqNo stop = std::min(end, since + kMaxOperationsPerPage);
  PageReader reader(store, index, limits, page);
  Status status;
  LIKEWISE_TRY_STATUS(store.scan(Family::kSeq, seq_key(index, since), seq_key(index, stop),
                                 [&](std::string_view key, std::string_view value) {
                                   status = reader.add(key, value);
                                   return status.has_value() && !reader.is_full();
                                 }));
  LIKEWISE_TRY_STATUS(status);
  if (!reader.is_full() && page.next != stop) {
    return corrupt(fmt::format("ends at {}, not at {}", page.next, stop));
  }
  return page;
}

}  // namespace likewise::storage
