#include "tools/vector_source.h"

#include <fmt/format.h>

namespace likewise::tools {

const char* const kVectorFileHelp =
    "vector file: .npy, .npz, IDX, .fvecs, .bvecs, .ivecs, .fbin, .u8bin, .i8bin, CSV, TSV, "
    "NDJSON, HDF5 or raw float32 (--dim), plain or gzip; -: standard input";

void add_vector_options(CLI::App& command, VectorSource& source) {
  command
      .add_option(
          "--input-format", source.format,
          "of the vector file, if neither its bytes nor its name tell: " + known_input_formats())
      ->capture_default_str();
  command.add_option("--dim", source.dim, "values of a row of raw float32");
  command.add_option("--vector-field", source.field,
                     "where the vectors are: a member of NDJSON documents, an array of .npz, a "
                     "dataset of HDF5 (default: the first; train)");
  command.add_flag("--skip-bad", source.skip_bad,
                   "count and leave out rows with NaN, infinity or another number of values");
}

Result<VectorFile> open_vectors(const VectorSource& source) {
  LIKEWISE_TRY(VectorFile file, VectorFile::open(source));
  if (file.skipped() > 0) {
    fmt::print(stderr, "likewise: [{}]: skipped {} bad rows, {} are left\n", source.path,
               file.skipped(), file.rows());
  }
  return file;
}

}  // namespace likewise::tools
