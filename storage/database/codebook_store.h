#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/quantizer/loaded_codebook.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// The codebooks of a data directory by name: .lwm files kept in the store. Thread-safe.
class CodebookStore {
 public:
  /// Who needs a codebook, in words; "" for nobody.
  using UserOf = std::function<Result<std::string>(std::string_view name)>;

  CodebookStore(Store& store, UserOf user_of) : store_(store), user_of_(std::move(user_of)) {}
  CodebookStore(const CodebookStore&) = delete;
  CodebookStore& operator=(const CodebookStore&) = delete;

  /// Stores the bytes of a .lwm file, durably. True if there was none of that name. Another
  /// codebook cannot take the place of one in use: what is encoded would not fit it.
  /// Errors: illegal_argument_exception for a name or bytes that are none; kTooLarge.
  Result<bool> put(std::string_view name, std::string_view bytes);

  /// Read and made ready at the first call. Errors: resource_not_found_exception; kCorruption.
  Result<std::shared_ptr<const LoadedCodebook>> find(std::string_view name) const;

  /// The bytes as stored. Errors: as find().
  Result<std::string> bytes(std::string_view name) const;

  Result<std::vector<std::string>> names() const;

  /// Errors: as find(), but for kCorruption; illegal_argument_exception while it is in use.
  Status remove(std::string_view name);

 private:
  Status check_unused(std::string_view name, std::string_view what) const;

  Store& store_;
  UserOf user_of_;
  mutable std::mutex mutex_;
  /// Guarded by mutex_.
  mutable std::map<std::string, std::shared_ptr<const LoadedCodebook>, std::less<>> loaded_;
};

}  // namespace likewise::storage
