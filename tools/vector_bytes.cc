#include "tools/vector_bytes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "engine/vectors/idx.h"
#include "engine/vectors/npy.h"
#include "engine/vectors/text_rows.h"
#include "engine/vectors/vecs.h"
#include "engine/vectors/vector_format.h"
#include "tools/command.h"
#include "tools/hdf5_vectors.h"
#include "tools/ndjson_vectors.h"
#include "tools/npz.h"
#include "tools/vector_file.h"

namespace likewise::tools {
namespace {

using Bytes = std::span<const std::byte>;
using Opener = Result<OpenedVectors> (*)(const VectorSource&, Bytes);

Result<OpenedVectors> only_table(Result<VectorTable> table) {
  if (!table.has_value()) {
    return tl::unexpected<Error>(std::move(table).error());
  }
  return OpenedVectors{*table, nullptr, {}, 0};
}

std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A float32 table over values that it owns.
OpenedVectors owning(std::vector<float> values, std::size_t rows, std::size_t columns) {
  const auto owner = std::make_shared<const std::vector<float>>(std::move(values));
  OpenedVectors opened;
  opened.table.rows = rows;
  opened.table.columns = columns;
  opened.table.data = std::as_bytes(std::span(*owner));
  opened.owner = owner;
  return opened;
}

Result<OpenedVectors> owning(Result<TextRows> rows) {
  if (!rows.has_value()) {
    return tl::unexpected<Error>(std::move(rows).error());
  }
  const std::size_t count = rows->rows();
  OpenedVectors opened = owning(std::move(rows->values), count, rows->columns);
  opened.ids = std::move(rows->ids);
  opened.skipped = rows->skipped;
  return opened;
}

template <ElementType kType>
Result<OpenedVectors> open_vecs(const VectorSource&, Bytes bytes) {
  return only_table(parse_vecs(bytes, kType));
}

template <ElementType kType>
Result<OpenedVectors> open_bin(const VectorSource&, Bytes bytes) {
  return only_table(parse_bin(bytes, kType));
}

Result<OpenedVectors> open_npy(const VectorSource&, Bytes bytes) {
  return only_table(parse_npy(bytes));
}

Result<OpenedVectors> open_idx(const VectorSource&, Bytes bytes) {
  return only_table(parse_idx(bytes));
}

Result<OpenedVectors> open_raw(const VectorSource& source, Bytes bytes) {
  if (source.dim == 0) {
    return fail(usage_error("raw float32 needs --dim"));
  }
  return only_table(parse_raw(bytes, source.dim));
}

Result<OpenedVectors> open_csv(const VectorSource& source, Bytes bytes) {
  return owning(parse_csv(as_text(bytes), source.skip_bad));
}

Result<OpenedVectors> open_ndjson(const VectorSource& source, Bytes bytes) {
  return owning(parse_ndjson_vectors(as_text(bytes), source.field, source.skip_bad));
}

Result<OpenedVectors> open_npz(const VectorSource& source, Bytes bytes) {
  LIKEWISE_TRY(std::vector<std::byte> member,
               read_npz_member(bytes, source.field, kMaxUnpackedBytes));
  const auto owner = std::make_shared<const std::vector<std::byte>>(std::move(member));
  LIKEWISE_TRY(const VectorTable table, parse_npy(*owner));
  return OpenedVectors{table, owner, {}, 0};
}

Result<OpenedVectors> open_hdf5(const VectorSource& source, Bytes) {
  if (source.path == "-") {
    return fail(ErrorCode::kInvalidArgument, "HDF5 is read from a file only, not from a pipe");
  }
  LIKEWISE_TRY(
      Hdf5Vectors vectors,
      read_hdf5(source.path, source.field.empty() ? "train" : source.field, kMaxUnpackedBytes));
  return owning(std::move(vectors.values), vectors.rows, vectors.columns);
}

struct InputFormat {
  std::string_view name;  ///< Also the end of file names, after a dot.
  Opener open;
  bool (*matches)(Bytes bytes);  ///< By the first bytes; null: they do not tell.
};

constexpr std::array<InputFormat, 19> kFormats = {{
    {"npy", open_npy, looks_like_npy},
    {"idx", open_idx, looks_like_idx},
    {"npz", open_npz, looks_like_zip},
    {"hdf5", open_hdf5, looks_like_hdf5},
    {"h5", open_hdf5, nullptr},
    {"fvecs", open_vecs<ElementType::kFloat32>, nullptr},
    {"bvecs", open_vecs<ElementType::kUint8>, nullptr},
    {"ivecs", open_vecs<ElementType::kInt32>, nullptr},
    {"fbin", open_bin<ElementType::kFloat32>, nullptr},
    {"u8bin", open_bin<ElementType::kUint8>, nullptr},
    {"i8bin", open_bin<ElementType::kInt8>, nullptr},
    {"csv", open_csv, nullptr},
    {"tsv", open_csv, nullptr},
    {"txt", open_csv, nullptr},
    {"ndjson", open_ndjson, nullptr},
    {"jsonl", open_ndjson, nullptr},
    {"json", open_ndjson, nullptr},
    {"raw", open_raw, nullptr},
    {"f32", open_raw, nullptr},
}};

const InputFormat* format_of(const VectorSource& source, Bytes bytes) {
  for (const InputFormat& format : kFormats) {
    if (format.matches != nullptr && format.matches(bytes)) {
      return &format;
    }
  }
  std::string_view name = source.path;
  name.remove_suffix(name.ends_with(".gz") ? 3 : 0);
  for (const InputFormat& format : kFormats) {
    if (name.ends_with(fmt::format(".{}", format.name))) {
      return &format;
    }
  }
  const auto named = [](std::string_view wanted) {
    return std::find_if(kFormats.begin(), kFormats.end(),
                        [wanted](const InputFormat& format) { return format.name == wanted; });
  };
  if (source.dim > 0) {
    return named("raw");
  }
  const std::size_t first = as_text(bytes).find_first_not_of(" \t\r\n");
  const char start = first == std::string_view::npos ? '\0' : as_text(bytes)[first];
  return start == '{' || start == '[' ? named("ndjson") : nullptr;
}

}  // namespace

std::string known_input_formats() {
  std::string names = "auto";
  for (const InputFormat& format : kFormats) {
    names += fmt::format(", {}", format.name);
  }
  return names;
}

Result<OpenedVectors> open_vector_bytes(const VectorSource& source, Bytes bytes) {
  if (source.format != "auto") {
    for (const InputFormat& format : kFormats) {
      if (format.name == source.format) {
        return format.open(source, bytes);
      }
    }
    return fail(usage_error(fmt::format("--input-format: unknown [{}], expected one of: {}",
                                        source.format, known_input_formats())));
  }
  const InputFormat* format = bytes.empty() ? nullptr : format_of(source, bytes);
  // What no format claims gets the message of the table of formats.
  return format != nullptr ? format->open(source, bytes) : only_table(parse_vectors(bytes));
}

}  // namespace likewise::tools
