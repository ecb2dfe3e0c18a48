#pragma once

#include <string>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/index/mapping.h"

namespace likewise {

/// Reads the parameters of a `dense_vector` field. Errors: as read_field_parameters.
Status read_vector_parameters(const json::Value& definition, Field& field);

/// Its parameters as `GET _mapping` shows them, without `type`.
std::string vector_parameters_json(const Field& field);

/// The lines of Elasticsearch's complaint about parameters that cannot change; empty: none.
/// What is not given anew is taken over from `before`.
std::string merge_vector_options(const Field& before, Field& after);

}  // namespace likewise
