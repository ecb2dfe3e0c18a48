#include "tools/hdf5_vectors.h"

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

/// Closes what an id stands for.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Handle() {
    if (id_ >= 0) {
      close_(id_);
    }
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  bool ok() const { return id_ >= 0; }
  hid_t id() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

tl::unexpected<Error> wrong(const std::string& dataset, std::string_view what) {
  return fail(ErrorCode::kInvalidArgument, fmt::format("dataset [{}] {}", dataset, what));
}

}  // namespace

bool looks_like_hdf5(std::span<const std::byte> bytes) {
  constexpr std::string_view kMagic = "\x89HDF\r\n\x1a\n";
  return std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())
      .starts_with(kMagic);
}

Result<Hdf5Vectors> read_hdf5(const std::filesystem::path& file, const std::string& dataset,
                              std::uint64_t limit) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // it would print on its own
  const Handle opened(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  if (!opened.ok()) {
    return fail(ErrorCode::kInvalidArgument, "damaged HDF5 file");
  }
  const Handle data(H5Dopen2(opened.id(), dataset.c_str(), H5P_DEFAULT), H5Dclose);
  if (!data.ok()) {
    return wrong(dataset, "is not in the file");
  }
  const Handle type(H5Dget_type(data.id()), H5Tclose);
  const H5T_class_t kind = type.ok() ? H5Tget_class(type.id()) : H5T_NO_CLASS;
  const Handle space(H5Dget_space(data.id()), H5Sclose);
  if (!space.ok() || H5Sget_simple_extent_ndims(space.id()) != 2 ||
      (kind != H5T_FLOAT && kind != H5T_INTEGER)) {
    return wrong(dataset, "is not a table of numbers with rows and columns");
  }
  std::array<hsize_t, 2> extents{};
  H5Sget_simple_extent_dims(space.id(), extents.data(), nullptr);
  if (extents[1] != 0 && extents[0] > limit / sizeof(float) / extents[1]) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("dataset [{}] of {} x {} values has more than {} bytes", dataset,
                            extents[0], extents[1], limit));
  }
  Hdf5Vectors vectors;
  vectors.rows = extents[0];
  vectors.columns = extents[1];
  vectors.values.resize(vectors.rows * vectors.columns);
  if (!vectors.values.empty() && H5Dread(data.id(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                                         vectors.values.data()) < 0) {
    return wrong(dataset, "cannot be read: it is damaged");
  }
  return vectors;
}

}  // namespace likewise::tools
