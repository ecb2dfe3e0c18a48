#include <algorithm>
#include <utility>

#include "engine/dsl/json.h"
#include "storage/database/directory_feed.h"
#include "storage/database/index_settings.h"
#include "tools/mirror/change_source.h"

namespace likewise::tools {
namespace {

FeedOperation operation_of(storage::Change change) {
  FeedOperation operation;
  operation.seq_no = change.seq_no;
  operation.deleted = change.deleted;
  operation.quoted_id = json::quoted(change.id);
  operation.quoted_routing = change.routing ? json::quoted(*change.routing) : "";
  operation.source = std::move(change.source);
  // Inside of strings JSON has no raw line ends, and a bulk body wants one line a document.
  std::replace_if(
      operation.source.begin(), operation.source.end(),
      [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return operation;
}

class DirectorySource final : public ChangeSource {
 public:
  DirectorySource(storage::DirectoryFeed feed, storage::CatalogRecord index)
      : feed_(std::move(feed)), index_(std::move(index)) {}

  Result<SourceIndex> describe() override {
    FlatSettings settings(index_.settings.begin(), index_.settings.end());
    return SourceIndex{index_.name, index_.uuid, index_.mapping_json,
                       storage::settings_to_json(settings)};
  }

  Result<std::uint64_t> count() override { return feed_.count(index_); }

  Result<FeedPage> read(SeqNo since, std::chrono::seconds /*wait*/) override {
    LIKEWISE_TRY(storage::ChangePage changes, feed_.changes(index_, since, {}));
    FeedPage page;
    page.next = changes.next;
    page.end = changes.end;
    page.index_uuid = std::move(changes.index_uuid);
    page.operations.reserve(changes.changes.size());
    for (storage::Change& change : changes.changes) {
      page.operations.push_back(operation_of(std::move(change)));
    }
    return page;
  }

  Result<std::optional<std::string>> search(const std::string& /*body*/) override {
    return std::optional<std::string>();
  }

  bool can_change() const override { return false; }

 private:
  const storage::DirectoryFeed feed_;
  const storage::CatalogRecord index_;
};

}  // namespace

Result<std::unique_ptr<ChangeSource>> open_directory_source(const std::filesystem::path& directory,
                                                            const std::string& index) {
  LIKEWISE_TRY(storage::DirectoryFeed feed, storage::DirectoryFeed::open(directory));
  LIKEWISE_TRY(storage::CatalogRecord record, feed.find(index));
  return std::unique_ptr<ChangeSource>(
      std::make_unique<DirectorySource>(std::move(feed), std::move(record)));
}

}  // namespace likewise::tools
