#pragma once

#include <array>
#include <vector>

#include <rocksdb/db.h>

#include "storage/rocks/store.h"

namespace likewise::storage {

/// Column family names, by Family.
extern const std::array<const char*, kFamilyCount> kFamilyNames;

/// Options of the whole database. Two write buffers, the log always on and uncompressed: what later
/// releases of RocksDB had to fix is not used (docs/resiliency.md).
rocksdb::DBOptions rocks_database_options();

/// The default family, then one per Family.
std::vector<rocksdb::ColumnFamilyDescriptor> rocks_families();

}  // namespace likewise::storage
