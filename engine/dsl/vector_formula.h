#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/search/script_score_query.h"

namespace likewise {

/// A script that is one of the known formulas.
struct ParsedFormula {
  VectorFormula formula;  ///< Without its vector.
  std::string parameter;  ///< The vector's name in `params`.
};

/// What a script over vectors says, if it is one of these (F is cosineSimilarity, dotProduct or
/// l2norm, N a number):
///   F(params.p, 'field')    F(params.p, 'field') + N    1 / (N + F(params.p, 'field'))
///   1 / (1 + Math.exp(-F(params.p, 'field')))           sigmoid(1, Math.E, -F(params.p, 'field'))
///   double v = F(params.p, 'field'); return sigmoid(1, Math.E, -v);
/// each also with `return`, and after `doc['field'].size() == 0 ? 0 :`. Nothing is executed.
std::optional<ParsedFormula> parse_vector_formula(std::string_view script);

}  // namespace likewise
