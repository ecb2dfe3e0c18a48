#include "storage/rocks/codebook/training_checkpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "engine/quantizer/codebook_check.h"
#include "engine/quantizer/grouping.h"
#include "storage/rocks/codebook/atomic_file.h"

namespace likewise::storage {
namespace {

constexpr std::string_view kMagic = "LWTC";
constexpr std::uint32_t kVersion = 1;

template <class Value>
void put(std::string& out, const Value& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

template <class Value>
void put_all(std::string& out, const Value* values, std::size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(Value));
}

/// Takes values off the front of bytes that may end early.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  std::size_t left() const { return bytes_.size(); }

  template <class Value>
  void take(Value* values, std::size_t count) {
    ok_ = ok_ && count <= bytes_.size() / sizeof(Value);
    if (ok_ && count > 0) {
      std::memcpy(values, bytes_.data(), count * sizeof(Value));
      bytes_.remove_prefix(count * sizeof(Value));
    }
  }

  std::string_view text(std::size_t size) {
    ok_ = ok_ && size <= bytes_.size();
    const std::string_view text = ok_ ? bytes_.substr(0, size) : std::string_view();
    bytes_.remove_prefix(text.size());
    return text;
  }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

std::string header_of(std::uint64_t fingerprint) {
  std::string out(kMagic);
  put(out, kVersion);
  put(out, fingerprint);
  return out;
}

std::string record_of(std::uint32_t group, const KMeansModel& model) {
  std::string body;
  put(body, group);
  put(body, model.iterations);
  put(body, static_cast<std::uint32_t>(model.centroids.rows()));
  put(body, static_cast<std::uint32_t>(model.centroids.cols()));
  put(body, model.inertia);
  put(body, model.spread);
  put(body, model.outlier_distance);
  put_all(body, model.centroids.data(), static_cast<std::size_t>(model.centroids.size()));
  put_all(body, model.cluster_rows.data(), model.cluster_rows.size());
  std::string record;
  put(record, static_cast<std::uint32_t>(body.size()));
  put(record, static_cast<std::uint64_t>(XXH64(body.data(), body.size(), 0)));
  return record + body;
}

/// False if the body is not one that record_of() wrote.
bool read_body(std::string_view body, std::uint32_t& group, KMeansModel& model) {
  Reader reader(body);
  std::uint32_t clusters = 0;
  std::uint32_t dimensions = 0;
  reader.take(&group, 1);
  reader.take(&model.iterations, 1);
  reader.take(&clusters, 1);
  reader.take(&dimensions, 1);
  reader.take(&model.inertia, 1);
  reader.take(&model.spread, 1);
  reader.take(&model.outlier_distance, 1);
  const std::uint64_t coordinates = std::uint64_t{clusters} * dimensions;
  if (!reader.ok() || clusters < 1 || clusters > kMaxClusters ||
      reader.left() / sizeof(float) < coordinates) {
    return false;
  }
  model.centroids.resize(static_cast<Eigen::Index>(clusters),
                         static_cast<Eigen::Index>(dimensions));
  model.cluster_rows.resize(clusters);
  reader.take(model.centroids.data(), coordinates);
  reader.take(model.cluster_rows.data(), clusters);
  return reader.ok() && reader.left() == 0;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(0, written)));
  }
  return true;
}

}  // namespace

std::uint64_t training_fingerprint(const MatrixView& rows, const TrainingOptions& options) {
  const std::string text = fmt::format(
      "{} {} {} {} {} {} {} {} {} {} {}x{}", to_string(options.grouping), to_string(options.metric),
      options.groups, options.kept, options.clusters, options.seed, options.max_iterations,
      options.tolerance, to_string(options.clustering), options.outliers, rows.rows(), rows.cols());
  std::uint64_t hash = XXH64(text.data(), text.size(), 0);
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    hash = XXH64(rows.data() + row * rows.outerStride(),
                 static_cast<std::size_t>(rows.cols()) * sizeof(float), hash);
  }
  return hash;
}

TrainingCheckpoint::~TrainingCheckpoint() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

Result<std::map<std::uint32_t, KMeansModel>> TrainingCheckpoint::load() const {
  std::map<std::uint32_t, KMeansModel> groups;
  Result<std::string> bytes = read_whole_file(file_);
  if (!bytes.has_value() && bytes.error().code() == ErrorCode::kNotFound) {
    return groups;
  }
  if (!bytes.has_value()) {
    return tl::unexpected<Error>(std::move(bytes).error());
  }
  const std::string header = header_of(fingerprint_);
  if (!bytes->starts_with(header)) {
    return groups;
  }
  Reader reader(std::string_view(*bytes).substr(header.size()));
  while (reader.ok() && reader.left() > 0) {
    std::uint32_t size = 0;
    std::uint64_t checksum = 0;
    reader.take(&size, 1);
    reader.take(&checksum, 1);
    const std::string_view body = reader.text(size);
    std::uint32_t group = 0;
    KMeansModel model;
    if (!reader.ok() || XXH64(body.data(), body.size(), 0) != checksum ||
        !read_body(body, group, model)) {
      break;
    }
    groups[group] = std::move(model);
  }
  return groups;
}

Status TrainingCheckpoint::start(const std::map<std::uint32_t, KMeansModel>& finished) {
  std::string bytes = header_of(fingerprint_);
  for (const auto& [group, model] : finished) {
    bytes += record_of(group, model);
  }
  LIKEWISE_TRY_STATUS(write_file_atomically(file_, bytes));
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor_ < 0) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("[{}]: cannot open: {}", file_.string(), std::strerror(errno)));
  }
  return {};
}

void TrainingCheckpoint::append(std::uint32_t group, const KMeansModel& model) {
  const std::string record = record_of(group, model);
  const std::lock_guard lock(mutex_);
  if (descriptor_ >= 0 && !write_all(descriptor_, record)) {
    ::close(descriptor_);
    descriptor_ = -1;
  }
}

void TrainingCheckpoint::remove() {
  std::error_code ignored;
  std::filesystem::remove(file_, ignored);
}

}  // namespace likewise::storage
