#pragma once

/// @file
/// The AST of `function_score`, apart from query.h because it is large and rare.

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// `field_value_factor`.
struct FieldValueFactor {
  enum class Modifier : std::uint8_t {
    kNone,
    kLog,
    kLog1p,
    kLog2p,
    kLn,
    kLn1p,
    kLn2p,
    kSquare,
    kSqrt,
    kReciprocal,
  };
  std::string field;
  float factor = 1.0F;
  std::optional<double> missing;
  Modifier modifier = Modifier::kNone;

  friend bool operator==(const FieldValueFactor&, const FieldValueFactor&) = default;
};

/// `random_score`. Without a seed every search has its own numbers.
struct RandomScore {
  std::optional<std::int32_t> seed;
  std::string field;  ///< Empty: `_id` if there is a seed.

  friend bool operator==(const RandomScore&, const RandomScore&) = default;
};

/// `gauss`, `exp` or `linear` of a number.
struct DecayFunction {
  enum class Shape : std::uint8_t { kGauss, kExp, kLinear };
  enum class Mode : std::uint8_t { kMin, kMax, kAvg, kSum };
  Shape shape = Shape::kGauss;
  std::string field;
  std::optional<double> origin;
  std::optional<double> scale;
  double offset = 0.0;
  double decay = 0.5;
  Mode mode = Mode::kMin;  ///< Of several values.
  bool has_texts = false;  ///< A parameter is a text that only a date field understands.
  std::string unknown;     ///< A parameter that does not exist; empty: none.
  std::string json;        ///< The parameters as given.

  friend bool operator==(const DecayFunction&, const DecayFunction&) = default;
};

struct ScoreFunction {
  std::shared_ptr<const Query> filter;  ///< Null: every document.
  std::optional<float> weight;
  /// std::monostate: only the weight.
  std::variant<std::monostate, FieldValueFactor, RandomScore, DecayFunction> score;
};

enum class ScoreMode : std::uint8_t { kMultiply, kSum, kAvg, kFirst, kMax, kMin };
enum class BoostMode : std::uint8_t { kMultiply, kReplace, kSum, kAvg, kMin, kMax };

struct FunctionScoreQuery {
  std::shared_ptr<const Query> query;  ///< Null: match_all.
  std::vector<ScoreFunction> functions;
  ScoreMode score_mode = ScoreMode::kMultiply;
  std::optional<BoostMode> boost_mode;  ///< Absent: multiply.
  float max_boost = std::numeric_limits<float>::max();
  std::optional<float> min_score;
};

}  // namespace likewise
