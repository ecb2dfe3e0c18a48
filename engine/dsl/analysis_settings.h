#pragma once

#include "engine/base/error.h"
#include "engine/dsl/settings_json.h"

namespace likewise {

/// Builds what `index.analysis.*` defines and puts it into `context.analyzers` and
/// `context.normalizers`.
/// Errors: illegal_argument_exception, in Elasticsearch's words, for what it refuses; kUnsupported
/// for components that it has and likewise has not.
Status read_analysis(const FlatSettings& settings, MappingContext& context);

}  // namespace likewise
