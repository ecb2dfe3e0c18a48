#pragma once

/// @file
/// The state behind query_text_parser.h; its members are spread over query_text_parser.cc (how
/// clauses are joined) and query_text_terms.cc (what one clause is).

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/search/query_text_grammar.h"
#include "engine/search/query_text_parser.h"
#include "engine/search/query_text_tokens.h"

namespace likewise {

enum class QueryTextConjunction : std::uint8_t { kNone, kAnd, kOr };
enum class QueryTextModifier : std::uint8_t { kNone, kRequired, kProhibited };

/// The text without its backslashes.
std::string without_escapes(std::string_view image);

/// REQUIRES: `digits` is the image of a kNumber token.
float to_float(std::string_view digits);

/// One parse: recursive descent with three tokens of look-ahead, as the generated parser has it.
class QueryTextParse {
 public:
  QueryTextParse(std::string_view text, const QueryTextOptions& options, QueryTextLeaves& leaves)
      : text_(text), options_(options), tokens_(text), leaves_(leaves) {}

  Result<PlanRef> run() {
    LIKEWISE_TRY(PlanRef plan, query(nullptr));
    LIKEWISE_TRY_STATUS(expect_any({TextTokenKind::kEnd}, behind_clause(TextTokenKind::kEnd)));
    return plan;
  }

 private:
  using Clauses = std::vector<PlanClause>;

  Result<TextToken> peek(std::size_t ahead);
  Result<bool> next_is(TextTokenKind kind);
  void skip() { ahead_.erase(ahead_.begin()); }
  /// Takes a token of one of the kinds; `shown` is what Lucene says that it expected.
  Result<TextToken> expect_any(const TextTokenKinds& kinds, const TextTokenKinds& shown);
  Result<TextToken> expect_any(const TextTokenKinds& kinds) { return expect_any(kinds, kinds); }
  Error unexpected(const TextToken& token, const TextTokenKinds& expected) const {
    return unexpected_token(text_, token, expected);
  }
  TextTokenKinds behind_clause(TextTokenKind end) const {
    return kinds_behind_clause(end, may_have_boost_, may_have_slop_);
  }

  Result<PlanRef> query(const std::string* field);
  Result<bool> starts_words();
  Status words(const std::string* field, Clauses& clauses);
  Result<QueryTextModifier> modifier();
  Result<QueryTextConjunction> conjunction();
  Result<PlanRef> clause(const std::string* field, const TextTokenKinds& expected);
  Result<PlanRef> group(const std::string* field);
  Result<PlanRef> term(const std::string* field, const TextTokenKinds& expected);
  Result<PlanRef> bare(const std::string* field, const TextToken& token);
  Result<PlanRef> quoted(const std::string* field, const TextToken& token);
  Result<PlanRef> range(const std::string* field, const TextToken& open);
  Result<PlanRef> with_boost(PlanRef plan);
  void add(Clauses& clauses, QueryTextConjunction conjunction, QueryTextModifier modifier,
           PlanRef plan) const;

  std::string_view text_;
  QueryTextOptions options_;
  QueryTextTokens tokens_;
  QueryTextLeaves& leaves_;
  std::vector<TextToken> ahead_;  ///< Read and not taken yet.
  std::size_t depth_ = 0;
  // What could still belong to the clause that was read last.
  bool may_have_boost_ = false;
  bool may_have_slop_ = false;
};

}  // namespace likewise
