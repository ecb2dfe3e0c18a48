#pragma once

/// @file
/// What may follow what in Lucene's query syntax, and the sentences in which Lucene says that
/// something else was found.

#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/query_text_tokens.h"

namespace likewise {

using TextTokenKinds = std::vector<TextTokenKind>;

/// NOT, + and -.
const TextTokenKinds& modifier_kinds();

/// What a clause may begin with, in Lucene's order.
const TextTokenKinds& clause_starts();

/// What may stand behind a whole clause: `end` is the end of the text or a closing parenthesis.
TextTokenKinds kinds_behind_clause(TextTokenKind end, bool may_have_boost, bool may_have_slop);

bool contains(const TextTokenKinds& kinds, TextTokenKind kind);
TextTokenKinds joined(TextTokenKinds first, const TextTokenKinds& second);

/// parse_exception "Cannot parse 'TEXT': CAUSE" around its cause.
Error parse_failure(std::string_view text, Error cause);

/// The same around "Encountered ... Was expecting ...".
Error unexpected_token(std::string_view text, const TextToken& token,
                       const TextTokenKinds& expected);

}  // namespace likewise
