#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "storage/database/database.h"
#include "tests/storage/temporary_directory.h"

namespace likewise::storage {

inline WriteOperation index_operation(std::string id, std::string_view source,
                                      std::string index = "images") {
  WriteOperation operation;
  operation.index = std::move(index);
  operation.id = std::move(id);
  operation.source = source;
  return operation;
}

inline WriteOperation delete_operation(std::string id, std::string index = "images") {
  WriteOperation operation = index_operation(std::move(id), {}, std::move(index));
  operation.op = OpType::kDelete;
  return operation;
}

/// A database without background work, on either backend.
class DatabaseFixture {
 public:
  explicit DatabaseFixture(bool on_disk) : on_disk_(on_disk) { open(); }

  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }
  const std::filesystem::path& path() const { return directory_.path(); }

  void open(DatabaseOptions options = {}) {
    options.in_memory = !on_disk_;
    options.background_work = false;
    auto opened = Database::open(directory_.path(), options);
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    database_ = std::move(*opened);
  }
  void close() { database_.reset(); }
  void reopen() {
    close();
    open();
  }

  /// "created 201 v1 s0" or "error type: reason".
  std::string write(const WriteOperation& operation, Refresh refresh = Refresh::kFalse) {
    return write_all({operation}, refresh);
  }
  std::string write_all(const std::vector<WriteOperation>& operations,
                        Refresh refresh = Refresh::kFalse) {
    const auto result = database_->write(operations, refresh);
    if (!result.has_value()) {
      return "failed: " + result.error().message();
    }
    std::string text;
    for (const WriteOutcome& item : result->items) {
      text += text.empty() ? "" : ", ";
      text += item.error ? item.error->type() + " " + std::to_string(item.status) + ": " +
                               item.error->message()
                         : std::string(item.result) + " " + std::to_string(item.status) + " v" +
                               std::to_string(item.version) + " s" + std::to_string(item.seq_no);
    }
    return text;
  }

  std::string get(const std::string& id, const std::string& index = "images") {
    const auto result = database_->get(index, id);
    if (!result.has_value()) {
      return result.error().message();
    }
    return result->found ? "v" + std::to_string(result->version) + " s" +
                               std::to_string(result->seq_no) + " " + result->source
                         : "-";
  }

  /// Ids of the hits in order, "1 2 3".
  std::string ids(const std::string& body = "", const std::string& index = "images") {
    const auto result = database_->search(index, body);
    if (!result.has_value()) {
      return "error: " + result.error().message();
    }
    std::string text;
    for (const FetchedHit& hit : result->hits) {
      text += (text.empty() ? "" : " ") + hit.id;
    }
    return text;
  }

  /// The answer as JSON, with `took` 0.
  std::string search(const std::string& body, const std::string& index = "images") {
    auto result = database_->search(index, body);
    if (!result.has_value()) {
      return "error: " + result.error().message();
    }
    result->took = std::chrono::milliseconds(0);
    return to_json(*result);
  }

 private:
  bool on_disk_;
  TemporaryDirectory directory_;
  std::unique_ptr<Database> database_;
};

}  // namespace likewise::storage
