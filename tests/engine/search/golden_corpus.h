#pragma once

#include "tests/engine/search/test_corpus.h"

namespace likewise {

/// The sixty documents that the recorded answers of Elasticsearch were taken with, in one segment:
/// "feature_vector" and "title", both text with a .keyword.
TestCorpus golden_corpus();

}  // namespace likewise
