#include "storage/rocks/rocks_options.h"

#include <sys/resource.h>

#include <algorithm>
#include <memory>

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>

namespace likewise::storage {
namespace {

constexpr std::size_t kCacheBytes = 32U << 20U;
/// For rows of a few bytes that every hit needs; sources would push them out of the other one.
constexpr std::size_t kSmallRowsCacheBytes = 16U << 20U;

/// Keeps RocksDB from recovering on its own after a full disk: it would wait until a whole write
/// buffer is free, and refuse a Resume() meanwhile. The store resumes with the next write instead.
class ResumeByUs final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

/// Half of the descriptors that the process may have; the rest is for sockets and files.
int open_file_bound() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
    return 1024;
  }
  return static_cast<int>(std::clamp<rlim_t>(limit.rlim_cur / 2, 64, 1024));
}

rocksdb::ColumnFamilyOptions family_options(Family family,
                                            const std::shared_ptr<rocksdb::Cache>& cache,
                                            const std::shared_ptr<rocksdb::Cache>& small_rows) {
  rocksdb::ColumnFamilyOptions options;
  options.max_write_buffer_number = 2;
  options.write_buffer_size = 8U << 20U;
  options.compression = rocksdb::kLZ4Compression;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = false;
  switch (family) {
    case Family::kIdentity:
      table.block_cache = small_rows;
      break;
    case Family::kId:
      table.block_cache = small_rows;
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
      break;
    case Family::kDoc:
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10, false));
      table.block_size = 16U << 10U;
      options.write_buffer_size = 32U << 20U;
      options.compression = rocksdb::kZSTD;
      options.compression_opts.level = 1;
      break;
    case Family::kForward:
      options.write_buffer_size = 32U << 20U;
      break;
    case Family::kPost:
      // Blocks of 64 KB are compressed already and read front to back, once.
      table.block_size = 64U << 10U;
      options.write_buffer_size = 32U << 20U;
      options.compression = rocksdb::kLZ4Compression;
      break;
    case Family::kMeta:
    case Family::kTerm:
    case Family::kSeq:
    case Family::kDead:
      break;
  }
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

}  // namespace

const std::array<const char*, kFamilyCount> kFamilyNames = {"meta", "id",   "doc",  "fwd",  "term",
                                                            "seq",  "post", "dead", "ident"};

rocksdb::DBOptions rocks_database_options() {
  rocksdb::DBOptions options;
  options.listeners.push_back(std::make_shared<ResumeByUs>());
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.max_open_files = open_file_bound();
  options.max_background_jobs = 2;
  options.max_total_wal_size = 256U << 20U;
  options.keep_log_file_num = 4;
  options.max_log_file_size = 4U << 20U;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> rocks_families() {
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(kCacheBytes);
  const std::shared_ptr<rocksdb::Cache> small_rows = rocksdb::NewLRUCache(kSmallRowsCacheBytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  families.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    families.emplace_back(kFamilyNames[i],
                          family_options(static_cast<Family>(i), cache, small_rows));
  }
  return families;
}

}  // namespace likewise::storage
