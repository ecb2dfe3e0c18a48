#include "engine/dsl/score_function.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

constexpr std::array<std::string_view, 10> kModifiers = {
    "none", "log", "log1p", "log2p", "ln", "ln1p", "ln2p", "square", "sqrt", "reciprocal"};
constexpr std::array<std::string_view, 3> kShapes = {"gauss", "exp", "linear"};
constexpr std::array<std::string_view, 4> kValueModes = {"MIN", "MAX", "AVG", "SUM"};
constexpr std::array<std::string_view, 6> kScoreModes = {"multiply", "sum", "avg",
                                                         "first",    "max", "min"};
constexpr std::array<std::string_view, 6> kBoostModes = {"multiply", "replace", "sum",
                                                         "avg",      "min",     "max"};

std::string with_case(std::string text, int (*change)(int)) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [change](unsigned char c) { return static_cast<char>(c < 0x80 ? change(c) : c); });
  return text;
}

/// The place of a name among those of a Java enum. Errors: Java's, which shows it in capitals.
template <std::size_t N>
Result<std::size_t> enum_place(const json::Value& value, QueryParseState& state,
                               const std::array<std::string_view, N>& names,
                               std::string_view java_class) {
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::string upper = with_case(text, std::toupper);
  for (std::size_t i = 0; i < N; ++i) {
    if (with_case(std::string(names[i]), std::toupper) == upper) {
      return i;
    }
  }
  return fail(illegal_argument(
      fmt::format("No enum constant org.elasticsearch.common.lucene.search.function.{}.{}",
                  java_class, upper)));
}

Result<double> read_double(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY_STATUS(read_float(value, state.text));  // Refuses what is no number.
  return *parse_java_double(value.text);
}

Error unsupported_member(std::string_view function, std::string_view name, const json::Value& value,
                         const QueryParseState& state) {
  return parsing_error(state.text, value.begin,
                       fmt::format("{} query does not support [{}]", function, name));
}

Result<FieldValueFactor> read_factor(const json::Value& body, QueryParseState& state) {
  FieldValueFactor factor;
  bool has_field = false;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (name == "factor" && (value.is_array() || value.is_object())) {
      return fail(
          parsing_error(state.text, value.begin,
                        "[field_value_factor] field 'factor' does not support lists or objects"));
    }
    if (value.is_null()) {
      continue;
    }
    if (name == "field") {
      LIKEWISE_TRY(factor.field, read_text(value, state.text));
      has_field = true;
    } else if (name == "factor") {
      LIKEWISE_TRY(factor.factor, read_float(value, state.text));
    } else if (name == "modifier") {
      LIKEWISE_TRY(const std::size_t place,
                   enum_place(value, state, kModifiers, "FieldValueFactorFunction.Modifier"));
      factor.modifier = static_cast<FieldValueFactor::Modifier>(place);
    } else if (name == "missing") {
      LIKEWISE_TRY(factor.missing, read_double(value, state));
    } else {
      return fail(unsupported_member("field_value_factor", name, value, state));
    }
  }
  if (!has_field) {
    return fail(parsing_error(state.text, body.end - 1,
                              "[field_value_factor] required field 'field' missing"));
  }
  return factor;
}

Result<std::int32_t> read_seed(const json::Value& value, QueryParseState& state) {
  if (value.is_string()) {
    return static_cast<std::int32_t>(java_hash(value.text));
  }
  const std::optional<std::int64_t> number =
      value.is_number() ? parse_java_long(value.text) : std::nullopt;
  if (!number) {
    return fail(
        parsing_error(state.text, value.begin,
                      fmt::format("random_score seed must be an int, long or string, not '{}'",
                                  token_name(value))));
  }
  if (*number == static_cast<std::int32_t>(*number)) {
    return static_cast<std::int32_t>(*number);
  }
  const auto bits = static_cast<std::uint64_t>(*number);  // Long.hashCode
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(bits ^ (bits >> 32U)));
}

Result<RandomScore> read_random(const json::Value& body, QueryParseState& state) {
  RandomScore random;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_null()) {
      continue;
    }
    if (name == "seed") {
      LIKEWISE_TRY(random.seed, read_seed(value, state));
    } else if (name == "field") {
      LIKEWISE_TRY(random.field, read_text(value, state.text));
    } else {
      return fail(unsupported_member("random_score", name, value, state));
    }
  }
  return random;
}

/// {"origin": …, "scale": …}: what is wrong here is said only in the shard.
void read_decay_parameters(const json::Value& body, DecayFunction& decay) {
  for (const auto& [name, value] : body.members) {
    const std::optional<double> number =
        value.is_number() || value.is_string() ? parse_java_double(value.text) : std::nullopt;
    const bool is_known =
        name == "origin" || name == "scale" || name == "offset" || name == "decay";
    if (!is_known) {
      decay.unknown = name;
    } else if (!number) {
      decay.has_texts = true;
    } else if (name == "origin") {
      decay.origin = number;
    } else if (name == "scale") {
      decay.scale = number;
    } else if (name == "offset") {
      decay.offset = *number;
    } else {
      decay.decay = *number;
    }
  }
}

Result<DecayFunction> read_decay(DecayFunction::Shape shape, const json::Value& body,
                                 QueryParseState& state) {
  DecayFunction decay;
  decay.shape = shape;
  const auto malformed = [&state](std::size_t offset) {
    return fail(parsing_error(state.text, offset, "malformed score function score parameters."));
  };
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_object()) {
      DecayFunction read;
      read.shape = shape;
      read.mode = decay.mode;
      read.field = name;
      read.json = json::to_text(value);
      read_decay_parameters(value, read);
      decay = std::move(read);
    } else if (name == "multi_value_mode") {
      LIKEWISE_TRY(const std::string mode, read_text(value, state.text));
      const auto place =
          std::find(kValueModes.begin(), kValueModes.end(), with_case(mode, std::toupper));
      if (place == kValueModes.end()) {
        return fail(illegal_argument("Illegal sort mode: " + mode));
      }
      decay.mode = static_cast<DecayFunction::Mode>(place - kValueModes.begin());
    } else {
      return malformed(value.begin);
    }
  }
  if (decay.field.empty()) {
    return malformed(body.end - 1);
  }
  return decay;
}

}  // namespace

std::string_view modifier_name(FieldValueFactor::Modifier modifier) {
  return kModifiers[static_cast<std::size_t>(modifier)];
}
std::string_view shape_name(DecayFunction::Shape shape) {
  return kShapes[static_cast<std::size_t>(shape)];
}
std::string_view value_mode_name(DecayFunction::Mode mode) {
  return kValueModes[static_cast<std::size_t>(mode)];
}
std::string_view score_mode_name(ScoreMode mode) {
  return kScoreModes[static_cast<std::size_t>(mode)];
}
std::string_view boost_mode_name(BoostMode mode) {
  return kBoostModes[static_cast<std::size_t>(mode)];
}

Status read_score_function(const std::string& name, const json::Value& value,
                           QueryParseState& state, ScoreFunction& function) {
  if (name == "field_value_factor") {
    LIKEWISE_TRY(function.score, read_factor(value, state));
    return {};
  }
  if (name == "random_score") {
    LIKEWISE_TRY(function.score, read_random(value, state));
    return {};
  }
  const auto shape = std::find(kShapes.begin(), kShapes.end(), name);
  if (shape != kShapes.end()) {
    LIKEWISE_TRY(
        function.score,
        read_decay(static_cast<DecayFunction::Shape>(shape - kShapes.begin()), value, state));
    return {};
  }
  if (name == "script_score") {
    return fail(unsupported_error(state.text, value.begin,
                                  "[script_score] is not supported by likewise: there are no "
                                  "scripts"));
  }
  const json::Position position = json::position_of(state.text, value.begin);
  return fail(parsing_error(state.text, value.begin,
                            "unknown query [function_score] did you mean any of [random_score, "
                            "script_score]?")
                  .caused_by(Error(ErrorCode::kInvalidArgument,
                                   fmt::format("[{}:{}] unknown field [{}]", position.line,
                                               position.column, name))
                                 .with_type("named_object_not_found_exception")));
}

Result<float> read_weight(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const float weight, read_float(value, state.text));
  if (weight < 0.0F) {
    return fail(illegal_argument("[weight] cannot be negative for a filtering function"));
  }
  return weight;
}

Result<ScoreMode> read_score_mode(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::size_t place,
               enum_place(value, state, kScoreModes, "FunctionScoreQuery.ScoreMode"));
  return static_cast<ScoreMode>(place);
}

Result<BoostMode> read_boost_mode(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::size_t place, enum_place(value, state, kBoostModes, "CombineFunction"));
  return static_cast<BoostMode>(place);
}

}  // namespace likewise
