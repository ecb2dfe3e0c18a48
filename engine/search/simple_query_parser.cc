#include "engine/search/simple_query_parser.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace likewise {
namespace {

constexpr std::size_t kMaxNesting = 100;

/// One level of parentheses: the text of it, and the tree built so far.
struct Level {
  std::string_view text;
  std::size_t at = 0;
  std::size_t depth = 0;
  PlanRef top;
  std::optional<Occur> operation;           ///< Between `top` and what comes next, if given.
  std::optional<Occur> previous_operation;  ///< Of the group that `top` is.
  std::size_t negations = 0;                ///< "-" right before.

  bool at_end() const { return at >= text.size(); }
  char here() const { return text[at]; }
};

class Parser {
 public:
  Parser(const SimpleQueryOptions& options, QueryTextLeaves& leaves)
      : options_(options), leaves_(leaves) {}

  Status parse(Level& level);

 private:
  bool knows(SimpleQueryFlag flag) const { return (options_.flags & flag) != 0; }
  bool is_space(char c) const {
    return knows(kSimpleWhitespace) && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
  }
  bool ends_word(char c) const;
  bool take_escape(Level& level, bool& escaped) const;
  static void set_operation(Level& level, Occur occur);

  Status take_group(Level& level);
  Status take_phrase(Level& level);
  Status take_word(Level& level);
  std::int32_t take_distance(Level& level) const;
  void add(Level& level, PlanRef branch) const;

  SimpleQueryOptions options_;
  QueryTextLeaves& leaves_;
};

bool Parser::ends_word(char c) const {
  return (c == '"' && knows(kSimplePhrase)) || (c == '|' && knows(kSimpleOr)) ||
         (c == '+' && knows(kSimpleAnd)) || ((c == '(' || c == ')') && knows(kSimplePrecedence)) ||
         is_space(c);
}

/// Takes a backslash; true if there was one that is not escaped itself.
bool Parser::take_escape(Level& level, bool& escaped) const {
  if (escaped || level.here() != '\\' || !knows(kSimpleEscape)) {
    return false;
  }
  escaped = true;
  ++level.at;
  return true;
}

/// Only the first operator counts, and only behind something.
void Parser::set_operation(Level& level, Occur occur) {
  if (!level.operation && level.top != nullptr) {
    level.operation = occur;
  }
  ++level.at;
}

Status Parser::parse(Level& level) {
  while (!level.at_end()) {
    const char c = level.here();
    if (c == '(' && knows(kSimplePrecedence)) {
      LIKEWISE_TRY_STATUS(take_group(level));
    } else if (c == ')' && knows(kSimplePrecedence)) {
      ++level.at;
    } else if (c == '"' && knows(kSimplePhrase)) {
      LIKEWISE_TRY_STATUS(take_phrase(level));
    } else if (c == '+' && knows(kSimpleAnd)) {
      set_operation(level, Occur::kMust);
    } else if (c == '|' && knows(kSimpleOr)) {
      set_operation(level, Occur::kShould);
    } else if (c == '-' && knows(kSimpleNot)) {
      ++level.negations;
      ++level.at;
      continue;
    } else if (is_space(c)) {
      ++level.at;
    } else {
      LIKEWISE_TRY_STATUS(take_word(level));
    }
    level.negations = 0;
  }
  return {};
}

Status Parser::take_group(Level& level) {
  const std::size_t start = ++level.at;
  std::size_t open = 1;
  bool escaped = false;
  while (!level.at_end()) {
    if (take_escape(level, escaped)) {
      continue;
    }
    if (!escaped && level.here() == '(') {
      ++open;
    } else if (!escaped && level.here() == ')' && --open == 0) {
      break;
    }
    escaped = false;
    ++level.at;
  }
  if (level.at_end()) {
    level.at = start;  // It never ends: as if it had not begun.
    return {};
  }
  if (level.at == start) {
    level.operation.reset();
    ++level.at;
    return {};
  }
  if (level.depth < kMaxNesting) {
    Level inner;
    inner.text = level.text.substr(start, level.at - start);
    inner.depth = level.depth + 1;
    LIKEWISE_TRY_STATUS(parse(inner));
    add(level, std::move(inner.top));
  }
  ++level.at;
  return {};
}

Status Parser::take_phrase(Level& level) {
  const std::size_t start = ++level.at;
  std::string phrase;
  bool escaped = false;
  bool has_slop = false;
  while (!level.at_end()) {
    if (take_escape(level, escaped)) {
      continue;
    }
    if (!escaped && level.here() == '"') {
      const bool is_near =
          level.at + 1 < level.text.size() && level.text[level.at + 1] == '~' && knows(kSimpleNear);
      if (is_near) {
        ++level.at;
        has_slop = level.at + 1 < level.text.size();
      }
      break;
    }
    escaped = false;
    phrase += level.text[level.at++];
  }
  if (level.at_end()) {
    level.at = start;
    return {};
  }
  if (level.at == start) {
    level.operation.reset();
    ++level.at;
    return {};
  }
  const std::int32_t slop = has_slop ? take_distance(level) : 0;
  LIKEWISE_TRY(PlanRef branch, leaves_.phrase(nullptr, phrase, slop));
  add(level, std::move(branch));
  ++level.at;
  return {};
}

Status Parser::take_word(Level& level) {
  std::string word;
  bool escaped = false;
  bool is_prefix = false;
  bool is_fuzzy = false;
  while (!level.at_end()) {
    if (take_escape(level, escaped)) {
      is_prefix = false;
      continue;
    }
    if (!escaped) {
      const char c = level.here();
      is_fuzzy = !word.empty() && c == '~' && knows(kSimpleFuzzy);
      if (ends_word(c) || is_fuzzy) {
        break;
      }
      is_prefix = !word.empty() && c == '*' && knows(kSimplePrefix);
    }
    escaped = false;
    word += level.text[level.at++];
  }
  if (word.empty()) {
    return {};
  }
  if (is_fuzzy && take_distance(level) > 0) {
    return fail(Error(ErrorCode::kUnsupported,
                      "[simple_query_string] query does not support fuzzy words here")
                    .with_type("parsing_exception"));
  }
  if (is_prefix && !is_fuzzy) {
    word.pop_back();
    LIKEWISE_TRY(PlanRef branch, leaves_.prefix(nullptr, word));
    add(level, std::move(branch));
    return {};
  }
  LIKEWISE_TRY(PlanRef branch, leaves_.words(nullptr, word));
  add(level, std::move(branch));
  return {};
}

/// The number behind "~": 2 if there is none, 0 if it is none.
std::int32_t Parser::take_distance(Level& level) const {
  if (level.here() != '~') {
    return 0;
  }
  std::string digits;
  while (!level.at_end()) {
    ++level.at;
    if (!level.at_end()) {
      if (ends_word(level.here())) {
        break;
      }
      digits += level.here();
    }
  }
  if (digits.empty()) {
    return 2;
  }
  std::int32_t distance = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
  const bool is_number = code == std::errc() && end == digits.data() + digits.size();
  return is_number ? std::max(distance, 0) : 0;
}

void Parser::add(Level& level, PlanRef branch) const {
  if (branch == nullptr) {
    return;
  }
  if (level.negations % 2 == 1) {
    BoolPlan without;
    without.clauses.push_back({Occur::kMustNot, std::move(branch)});
    without.clauses.push_back({Occur::kShould, make_plan(AllPlan{})});
    branch = make_plan(std::move(without));
  }
  if (level.top == nullptr) {
    level.top = std::move(branch);
  } else {
    const Occur operation =
        level.operation.value_or(options_.operator_and ? Occur::kMust : Occur::kShould);
    // A change of the operator makes everything so far one operand of the new one.
    BoolPlan group;
    if (level.previous_operation == operation) {
      group = *level.top->as<BoolPlan>();
    } else {
      group.clauses.push_back({operation, std::move(level.top)});
    }
    group.clauses.push_back({operation, std::move(branch)});
    level.top = make_plan(std::move(group));
    level.previous_operation = operation;
  }
  level.operation.reset();
}

}  // namespace

Result<PlanRef> parse_simple_query(std::string_view text, const SimpleQueryOptions& options,
                                   QueryTextLeaves& leaves) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  const auto* const begin = std::find_if_not(text.begin(), text.end(), is_blank);
  const std::size_t last = text.find_last_not_of(" \t\n\r");
  if (begin != text.end() && *begin == '*' &&
      last == static_cast<std::size_t>(begin - text.begin())) {
    return make_plan(AllPlan{});
  }
  Level level;
  level.text = text;
  LIKEWISE_TRY_STATUS(Parser(options, leaves).parse(level));
  return std::move(level.top);
}

}  // namespace likewise
