#include "engine/search/field_function.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/java_text.h"
#include "engine/index/field_values.h"
#include "engine/search/explain_term.h"

namespace likewise {
namespace {

using Modifier = FieldValueFactor::Modifier;

/// The values of a numeric field by document, ascending.
class NumberReader {
 public:
  NumberReader(std::optional<FieldId> field, const IndexSnapshot& snapshot)
      : snapshot_(snapshot), field_(field ? &snapshot.mapping->field(*field) : nullptr) {}

  template <class Sink>
  void for_each(const Segment& segment, DocId doc, Sink sink) const {
    if (field_ == nullptr) {
      return;
    }
    const FieldValues& values = segment.values(*field_, *snapshot_.dictionary);
    if (value_kind(field_->kind) == ValueKind::kLongs) {
      for (const std::int64_t value : values.longs(doc)) {
        sink(static_cast<double>(value));
      }
      return;
    }
    for (const double value : values.doubles(doc)) {
      sink(value);
    }
  }

  /// The values as Java writes them; terms of keywords as they are.
  std::vector<std::string> texts(const Segment& segment, DocId doc) const {
    std::vector<std::string> texts;
    const FieldValues& values = segment.values(*field_, *snapshot_.dictionary);
    switch (value_kind(field_->kind)) {
      case ValueKind::kLongs:
        for (const std::int64_t value : values.longs(doc)) {
          texts.push_back(std::to_string(value));
        }
        break;
      case ValueKind::kDoubles:
        for (const double value : values.doubles(doc)) {
          texts.push_back(java_double(value));
        }
        break;
      case ValueKind::kTerms:
        for (const std::uint32_t ordinal : values.ordinals(doc)) {
          texts.emplace_back(snapshot_.dictionary->text(field_->id, values.terms()[ordinal]));
        }
        break;
    }
    return texts;
  }

 private:
  const IndexSnapshot& snapshot_;
  const Field* field_;
};

class ConstantOne final : public FieldFunction {
 public:
  Result<double> score(const Segment&, DocId) const override { return 1.0; }
  Explanation explain(const Segment&, DocId) const override {
    return explained_number(1.0F, "constant score 1.0 - no function provided");
  }
};

double modified(Modifier modifier, double value) {
  switch (modifier) {
    case Modifier::kNone:
      return value;
    case Modifier::kLog:
      return std::log10(value);
    case Modifier::kLog1p:
      return std::log10(value + 1.0);
    case Modifier::kLog2p:
      return std::log10(value + 2.0);
    case Modifier::kLn:
      return std::log(value);
    case Modifier::kLn1p:
      return std::log1p(value);
    case Modifier::kLn2p:
      return std::log1p(value + 1.0);
    case Modifier::kSquare:
      return value * value;
    case Modifier::kSqrt:
      return std::sqrt(value);
    case Modifier::kReciprocal:
      return 1.0 / value;
  }
  return value;
}

std::string_view modifier_name(Modifier modifier) {
  constexpr std::string_view kNames[] = {"none", "log",  "log1p",  "log2p", "ln",
                                         "ln1p", "ln2p", "square", "sqrt",  "reciprocal"};
  return kNames[static_cast<std::size_t>(modifier)];
}

Error bad_score(std::string message, std::string type, int status) {
  return Error(ErrorCode::kInvalidArgument, std::move(message))
      .with_type(std::move(type))
      .with_status(status)
      .raised_in_shard();
}

class FactorOfValue final : public FieldFunction {
 public:
  FactorOfValue(const FieldValueFactor& factor, NumberReader reader)
      : factor_(factor), reader_(reader) {}

  Result<double> score(const Segment& segment, DocId doc) const override {
    std::optional<double> first;
    reader_.for_each(segment, doc, [&first](double value) { first = first ? first : value; });
    if (!first && !factor_.missing) {
      return fail(bad_score("Missing value for field [" + factor_.field + "]", "exception", 500));
    }
    const double value = first ? *first : *factor_.missing;
    const double result = modified(factor_.modifier, value * static_cast<double>(factor_.factor));
    if (result < 0) {
      return fail(bad_score("field value function must not produce negative scores, but got: [" +
                                java_double(result) + "] for field value: [" + java_double(value) +
                                "]" + advice(),
                            "illegal_argument_exception", 400));
    }
    return result;
  }

  Explanation explain(const Segment& segment, DocId doc) const override {
    const std::string missing = factor_.missing ? "?:" + java_double(*factor_.missing) : "";
    return explained_number(
        static_cast<float>(score(segment, doc).value_or(0.0)),
        "field value function: " + std::string(modifier_name(factor_.modifier)) + "(doc['" +
            factor_.field + "'].value" + missing + " * factor=" + java_float(factor_.factor) + ")");
  }

 private:
  std::string advice() const {
    if (factor_.modifier == Modifier::kLn) {
      return "; consider using ln1p or ln2p instead of ln to avoid negative scores";
    }
    if (factor_.modifier == Modifier::kLog) {
      return "; consider using log1p or log2p instead of log to avoid negative scores";
    }
    return "";
  }

  const FieldValueFactor& factor_;
  NumberReader reader_;
};

/// MurmurHash3, 32 bits.
std::uint32_t murmur(std::string_view bytes, std::uint32_t seed) {
  constexpr std::uint32_t kFirst = 0xCC9E2D51U;
  constexpr std::uint32_t kSecond = 0x1B873593U;
  std::uint32_t hash = seed;
  const auto byte = [&bytes](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]));
  };
  const std::size_t whole = bytes.size() / 4 * 4;
  for (std::size_t at = 0; at < whole; at += 4) {
    std::uint32_t block = byte(at) | byte(at + 1) << 8U | byte(at + 2) << 16U | byte(at + 3) << 24U;
    block = std::rotl(block * kFirst, 15) * kSecond;
    hash = std::rotl(hash ^ block, 13) * 5 + 0xE6546B64U;
  }
  std::uint32_t rest = 0;
  for (std::size_t at = bytes.size(); at > whole; --at) {
    rest = rest << 8U | byte(at - 1);
  }
  if (whole < bytes.size()) {
    hash ^= std::rotl(rest * kFirst, 15) * kSecond;
  }
  return mix_bits(hash ^ static_cast<std::uint32_t>(bytes.size()));
}

class RandomNumber final : public FieldFunction {
 public:
  RandomNumber(const FunctionPlan::Random& random, NumberReader reader)
      : random_(random), reader_(reader) {}

  Result<double> score(const Segment& segment, DocId doc) const override {
    LIKEWISE_TRY(const std::uint32_t hash, hash_of(segment, doc));
    constexpr float kSpan = 16'777'216.0F;
    return static_cast<double>(static_cast<float>(hash & 0x00FF'FFFFU) / kSpan);
  }

  Explanation explain(const Segment& segment, DocId doc) const override {
    const std::string field = random_.shown_field.empty() ? "null" : random_.shown_field;
    return explained_number(
        static_cast<float>(score(segment, doc).value_or(0.0)),
        "random score function (seed: " + std::to_string(random_.seed) + ", field: " + field + ")");
  }

 private:
  using Source = FunctionPlan::Random::Source;

  Result<std::uint32_t> hash_of(const Segment& segment, DocId doc) const {
    if (random_.source == Source::kDocument) {
      return mix_bits(doc ^ random_.salted_seed);
    }
    if (random_.source == Source::kField) {
      const std::vector<std::string> texts = reader_.texts(segment, doc);
      return texts.empty()
                 ? random_.salted_seed
                 : murmur(*std::min_element(texts.begin(), texts.end()), random_.salted_seed);
    }
    LIKEWISE_TRY(const DocumentAccess::Identity identity, random_.documents->identity(doc));
    return murmur(random_.source == Source::kId ? identity.id : std::to_string(identity.seq_no),
                  random_.salted_seed);
  }

  const FunctionPlan::Random& random_;
  NumberReader reader_;
};

class Decay final : public FieldFunction {
 public:
  Decay(const DecayFunction& decay, NumberReader reader)
      : decay_(decay), reader_(reader), scale_(prepared_scale()) {}

  Result<double> score(const Segment& segment, DocId doc) const override {
    return of_distance(distance(segment, doc));
  }

  Explanation explain(const Segment& segment, DocId doc) const override {
    Explanation explanation =
        explained_number(static_cast<float>(of_distance(distance(segment, doc))),
                         "Function for field " + decay_.field + ":");
    explanation.details.push_back(explained_number(static_cast<float>(explanation.value),
                                                   formula(distance_text(segment, doc))));
    return explanation;
  }

 private:
  using Shape = DecayFunction::Shape;
  using Mode = DecayFunction::Mode;

  double prepared_scale() const {
    switch (decay_.shape) {
      case Shape::kGauss:
        return 0.5 * std::pow(*decay_.scale, 2.0) / std::log(decay_.decay);
      case Shape::kExp:
        return std::log(decay_.decay) / *decay_.scale;
      case Shape::kLinear:
        break;
    }
    return *decay_.scale / (1.0 - decay_.decay);
  }

  double of_distance(double distance) const {
    switch (decay_.shape) {
      case Shape::kGauss:
        return std::exp(0.5 * std::pow(distance, 2.0) / scale_);
      case Shape::kExp:
        return std::exp(scale_ * distance);
      case Shape::kLinear:
        break;
    }
    return std::max(0.0, (scale_ - distance) / scale_);
  }

  std::string formula(const std::string& distance) const {
    switch (decay_.shape) {
      case Shape::kGauss:
        return "exp(-0.5*pow(" + distance + ",2.0)/" + java_double(-1.0 * scale_) + ")";
      case Shape::kExp:
        return "exp(- " + distance + " * " + java_double(-1.0 * scale_) + ")";
      case Shape::kLinear:
        break;
    }
    return "max(0.0, ((" + java_double(scale_) + " - " + distance + ")/" + java_double(scale_) +
           ")";
  }

  double distance(const Segment& segment, DocId doc) const {
    std::vector<double> distances;
    reader_.for_each(segment, doc, [&](double value) {
      distances.push_back(std::max(0.0, std::fabs(value - *decay_.origin) - decay_.offset));
    });
    if (distances.empty()) {
      return 0.0;
    }
    // Added up in ascending order, as Elasticsearch sorts them.
    std::sort(distances.begin(), distances.end());
    double sum = 0.0;
    for (const double one : distances) {
      sum += one;
    }
    switch (decay_.mode) {
      case Mode::kMin:
        return distances.front();
      case Mode::kMax:
        return distances.back();
      case Mode::kAvg:
        return sum / static_cast<double>(distances.size());
      case Mode::kSum:
        break;
    }
    return sum;
  }

  std::string distance_text(const Segment& segment, DocId doc) const {
    constexpr std::string_view kModes[] = {"MIN", "MAX", "AVG", "SUM"};
    std::string text;
    reader_.for_each(segment, doc, [&](double value) {
      text += (text.empty() ? "" : ", ") + ("Math.max(Math.abs(" + java_double(value)) +
              "(=doc value) - " + java_double(*decay_.origin) + "(=origin))) - " +
              java_double(decay_.offset) + "(=offset), 0)";
    });
    return std::string(kModes[static_cast<std::size_t>(decay_.mode)]) + "[" +
           (text.empty() ? "0.0" : text) + "]";
  }

  const DecayFunction& decay_;
  NumberReader reader_;
  double scale_;
};

}  // namespace

std::uint32_t mix_bits(std::uint32_t value) {
  value = (value ^ (value >> 16U)) * 0x85EBCA6BU;
  value = (value ^ (value >> 13U)) * 0xC2B2AE35U;
  return value ^ (value >> 16U);
}

std::unique_ptr<const FieldFunction> make_field_function(const FunctionPlan::Function& function,
                                                         const IndexSnapshot& snapshot) {
  const NumberReader reader(function.field, snapshot);
  if (const auto* factor = std::get_if<FieldValueFactor>(&function.score)) {
    return std::make_unique<FactorOfValue>(*factor, reader);
  }
  if (const auto* random = std::get_if<FunctionPlan::Random>(&function.score)) {
    return std::make_unique<RandomNumber>(*random, reader);
  }
  if (const auto* decay = std::get_if<DecayFunction>(&function.score)) {
    return std::make_unique<Decay>(*decay, reader);
  }
  return std::make_unique<ConstantOne>();
}

}  // namespace likewise
