#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// One of the few scripts over vectors that are understood. No script is ever run.
struct VectorFormula {
  enum class Function : std::uint8_t { kCosineSimilarity, kDotProduct, kL2Norm };
  enum class Shape : std::uint8_t {
    kPlain,       ///< f + offset
    kReciprocal,  ///< 1 / (offset + f)
    kSigmoid,     ///< 1 / (1 + e^-f)
  };
  Function function = Function::kCosineSimilarity;
  Shape shape = Shape::kPlain;
  double offset = 0.0;
  std::string field;
  std::vector<float> vector;
  bool zero_if_missing = false;  ///< doc['field'].size() == 0 ? 0 : …
};

/// `script_score` with such a script.
struct ScriptScoreQuery {
  std::shared_ptr<const Query> query;
  VectorFormula formula;
  std::string source;  ///< The script as given, for explanations and errors.
  std::optional<float> min_score;
};

}  // namespace likewise
