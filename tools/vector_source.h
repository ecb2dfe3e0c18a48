#pragma once

/// @file
/// What the user says of a vector file, as options of a command.

#include <CLI/CLI.hpp>

#include "engine/base/error.h"
#include "tools/vector_file.h"

namespace likewise::tools {

/// "vector file: …", for the help of the argument.
extern const char* const kVectorFileHelp;

/// --input-format, --dim, --vector-field, --skip-bad.
void add_vector_options(CLI::App& command, VectorSource& source);

/// Opens it, and says on stderr how many rows were skipped. Errors: as VectorFile::open.
Result<VectorFile> open_vectors(const VectorSource& source);

}  // namespace likewise::tools
