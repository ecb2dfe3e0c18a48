#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/field_requests.h"
#include "engine/index/mapping.h"

namespace likewise {

/// One field of a hit: its name and its values as JSON texts.
using HitField = std::pair<std::string, std::vector<std::string>>;

/// One field that `fields` asks for, with the paths of the document that fill it.
struct SourceField {
  const Field* field = nullptr;
  std::string format;
  std::vector<std::string> paths;
};

/// The fields of the mapping that the patterns name, each once; the last format counts.
/// Errors: a format on a field that is no date, as Elasticsearch words it; in shard.
Result<std::vector<SourceField>> bind_source_fields(const std::vector<FieldPattern>& patterns,
                                                    const Mapping& mapping, bool is_modern);

/// Their values in a document as `fields` shows them: converted as the mapping says, in document
/// order; fields without a value and values that do not fit are left out.
std::vector<HitField> source_fields(std::string_view source, const std::vector<SourceField>& fields,
                                    bool is_modern);

}  // namespace likewise
