#include "engine/dsl/vector_formula.h"

#include <cctype>
#include <utility>
#include <vector>

#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

/// More tokens than any of the formulas has.
constexpr std::size_t kMostTokens = 64;

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Words, numbers, quoted texts and single characters; nothing for what cannot be one of the
/// formulas.
std::optional<std::vector<std::string_view>> tokens_of(std::string_view script) {
  std::vector<std::string_view> tokens;
  std::size_t at = 0;
  while (at < script.size()) {
    const char c = script[at];
    std::size_t end = at + 1;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      at = end;
      continue;
    }
    if (c == '\'' || c == '"') {
      end = script.find(c, end);
      if (end == std::string_view::npos) {
        return std::nullopt;
      }
      ++end;
    } else if (is_word(c)) {
      const bool is_number = std::isdigit(static_cast<unsigned char>(c)) != 0;
      while (end < script.size() && (is_word(script[end]) || (is_number && script[end] == '.'))) {
        ++end;
      }
    }
    tokens.push_back(script.substr(at, end - at));
    at = end;
    if (tokens.size() > kMostTokens) {
      return std::nullopt;
    }
  }
  return tokens;
}

/// Steps along the tokens. A step that does not fit leaves the place as it was.
class Matcher {
 public:
  explicit Matcher(std::vector<std::string_view> tokens) : tokens_(std::move(tokens)) {
    while (!tokens_.empty() && tokens_.back() == ";") {
      tokens_.pop_back();
    }
  }

  bool at_end() const { return at_ == tokens_.size(); }

  bool take(std::string_view token) {
    const bool fits = at_ < tokens_.size() && tokens_[at_] == token;
    at_ += fits ? 1U : 0U;
    return fits;
  }

  bool take_all(std::initializer_list<std::string_view> tokens) {
    const std::size_t start = at_;
    for (const std::string_view token : tokens) {
      if (!take(token)) {
        at_ = start;
        return false;
      }
    }
    return true;
  }

  std::optional<std::string_view> take_word() {
    if (at_ < tokens_.size() && is_word(tokens_[at_].front()) &&
        std::isdigit(static_cast<unsigned char>(tokens_[at_].front())) == 0) {
      return tokens_[at_++];
    }
    return std::nullopt;
  }

  std::optional<std::string> take_text() {
    if (at_ < tokens_.size() && tokens_[at_].size() >= 2 &&
        (tokens_[at_].front() == '\'' || tokens_[at_].front() == '"')) {
      const std::string_view quoted = tokens_[at_++];
      return std::string(quoted.substr(1, quoted.size() - 2));
    }
    return std::nullopt;
  }

  std::optional<double> take_number() {
    if (at_ >= tokens_.size()) {
      return std::nullopt;
    }
    std::string text(tokens_[at_]);
    if (text.size() > 1 && (text.back() == 'f' || text.back() == 'd' || text.back() == 'L')) {
      text.pop_back();
    }
    const std::optional<double> number = std::isdigit(static_cast<unsigned char>(text.front())) != 0
                                             ? parse_java_double(text)
                                             : std::nullopt;
    at_ += number ? 1U : 0U;
    return number;
  }

 private:
  std::vector<std::string_view> tokens_;
  std::size_t at_ = 0;
};

/// F(params.p, 'field').
bool take_call(Matcher& matcher, ParsedFormula& parsed) {
  using Function = VectorFormula::Function;
  VectorFormula& formula = parsed.formula;
  if (matcher.take("cosineSimilarity")) {
    formula.function = Function::kCosineSimilarity;
  } else if (matcher.take("dotProduct")) {
    formula.function = Function::kDotProduct;
  } else if (matcher.take("l2norm")) {
    formula.function = Function::kL2Norm;
  } else {
    return false;
  }
  if (!matcher.take_all({"(", "params", "."})) {
    return false;
  }
  const std::optional<std::string_view> parameter = matcher.take_word();
  if (!parameter || !matcher.take(",")) {
    return false;
  }
  const std::optional<std::string> field = matcher.take_text();
  if (!field || !matcher.take(")")) {
    return false;
  }
  parsed.parameter = *parameter;
  formula.field = *field;
  return true;
}

/// 1 / (N + F(…)) or 1 / (1 + Math.exp(-F(…))), after the `1 / (`.
bool take_reciprocal(Matcher& matcher, ParsedFormula& parsed) {
  const std::optional<double> offset = matcher.take_number();
  if (!offset || !matcher.take("+")) {
    return false;
  }
  if (matcher.take_all({"Math", ".", "exp", "(", "-"})) {
    parsed.formula.shape = VectorFormula::Shape::kSigmoid;
    return *offset == 1.0 && take_call(matcher, parsed) && matcher.take_all({")", ")"});
  }
  parsed.formula.shape = VectorFormula::Shape::kReciprocal;
  parsed.formula.offset = *offset;
  return take_call(matcher, parsed) && matcher.take(")");
}

/// sigmoid(1, Math.E, -F(…)), or of a variable.
bool take_sigmoid(Matcher& matcher, std::string_view variable, ParsedFormula& parsed) {
  parsed.formula.shape = VectorFormula::Shape::kSigmoid;
  if (!matcher.take_all({"sigmoid", "(", "1", ",", "Math", ".", "E", ",", "-"})) {
    return false;
  }
  const bool has_value = variable.empty() ? take_call(matcher, parsed) : matcher.take(variable);
  return has_value && matcher.take(")");
}

bool take_expression(Matcher& matcher, ParsedFormula& parsed) {
  if (matcher.take("double")) {
    const std::optional<std::string_view> variable = matcher.take_word();
    return variable && matcher.take("=") && take_call(matcher, parsed) &&
           matcher.take_all({";", "return"}) && take_sigmoid(matcher, *variable, parsed);
  }
  matcher.take("return");
  if (matcher.take_all({"1", "/", "("}) || matcher.take_all({"1.0", "/", "("})) {
    return take_reciprocal(matcher, parsed);
  }
  if (take_call(matcher, parsed)) {
    if (matcher.at_end()) {
      return true;
    }
    const std::optional<double> offset = matcher.take("+") ? matcher.take_number() : std::nullopt;
    parsed.formula.offset = offset.value_or(0.0);
    return offset.has_value();
  }
  return take_sigmoid(matcher, "", parsed);
}

/// doc['field'].size() == 0 ? 0 :
std::optional<std::string> take_guard(Matcher& matcher) {
  if (!matcher.take_all({"doc", "["})) {
    return std::nullopt;
  }
  std::optional<std::string> field = matcher.take_text();
  const bool fits =
      field && matcher.take_all({"]", ".", "size", "(", ")", "=", "=", "0", "?", "0", ":"});
  return fits ? field : std::nullopt;
}

}  // namespace

std::optional<ParsedFormula> parse_vector_formula(std::string_view script) {
  std::optional<std::vector<std::string_view>> tokens = tokens_of(script);
  if (!tokens) {
    return std::nullopt;
  }
  Matcher matcher(*std::move(tokens));
  ParsedFormula parsed;
  const std::optional<std::string> guarded = take_guard(matcher);
  if (!take_expression(matcher, parsed) || !matcher.at_end()) {
    return std::nullopt;
  }
  if (guarded && *guarded != parsed.formula.field) {
    return std::nullopt;
  }
  parsed.formula.zero_if_missing = guarded.has_value();
  return parsed;
}

}  // namespace likewise
