#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/search/searcher.h"
#include "tests/engine/search/queries.h"
#include "tests/engine/search/test_corpus.h"

namespace likewise {
namespace {

SortKey by(std::string field, bool descending = false) {
  SortKey key;
  key.field = std::move(field);
  key.descending = descending;
  return key;
}

SortKey by_score() {
  SortKey key;
  key.target = SortKey::Target::kScore;
  key.descending = true;
  return key;
}

SortScalar number(std::int64_t value) {
  SortScalar scalar;
  scalar.is_number = true;
  scalar.text = std::to_string(value);
  scalar.whole = value;
  scalar.real = static_cast<double>(value);
  return scalar;
}

/// Two hundred documents in three segments: few distinct values, some missing, some twofold, some
/// documents deleted.
class HitOrderTest : public testing::Test {
 protected:
  struct Document {
    std::vector<std::int64_t> numbers;
    std::vector<std::string> words;
    bool is_green = false;
    bool is_dead = false;
  };

  HitOrderTest() {
    corpus_.add_field(TestCorpus::field(FieldKind::kLong, "number"));
    corpus_.add_field(TestCorpus::field(FieldKind::kKeyword, "word"));
    corpus_.add_field(TestCorpus::field(FieldKind::kKeyword, "color"));
    corpus_.add_field(TestCorpus::field(FieldKind::kText, "text"));
    Random random(5);
    for (int i = 0; i < 200; ++i) {
      Document document;
      for (std::uint64_t n = random.below(3); n > 0; --n) {
        document.numbers.push_back(static_cast<std::int64_t>(random.below(9)) - 4);
        document.words.push_back(std::string(1, static_cast<char>('a' + random.below(5))));
      }
      document.is_green = random.below(3) == 0;
      document.is_dead = random.below(6) == 0;
      TestDocument source = {{"word", document.words}, {"text", {"fox"}}, {"color", {"red"}}};
      for (const std::int64_t value : document.numbers) {
        source["number"].push_back(std::to_string(value));
      }
      if (document.is_green) {
        source["color"].push_back("green");
      }
      corpus_.add(std::to_string(i), source);
      documents_.push_back(document);
      if (i == 60 || i == 61) {
        corpus_.end_segment();
      }
    }
    for (int i = 0; i < 200; ++i) {
      if (documents_[static_cast<std::size_t>(i)].is_dead) {
        corpus_.erase(std::to_string(i));
      }
    }
    snapshot_ = corpus_.snapshot();
  }

  SearchResult run(const Query& query, const SearchOptions& options) {
    Result<SearchResult> result = search(snapshot_, corpus_, query, options);
    EXPECT_TRUE(result.has_value()) << result.error().message();
    return result ? *std::move(result) : SearchResult();
  }

  /// The living documents in the order of `comes_first`, ties by docid.
  template <class Less>
  std::vector<DocId> expected(Less comes_first) const {
    std::vector<DocId> docs;
    for (DocId doc = 0; doc < documents_.size(); ++doc) {
      if (!documents_[doc].is_dead) {
        docs.push_back(doc);
      }
    }
    std::stable_sort(docs.begin(), docs.end(),
                     [&](DocId a, DocId b) { return comes_first(documents_[a], documents_[b]); });
    return docs;
  }

  static std::vector<DocId> docs(const SearchResult& result) {
    std::vector<DocId> docs;
    for (const SearchHit& hit : result.hits) {
      docs.push_back(hit.doc);
    }
    return docs;
  }

  static std::int64_t least(const Document& document) {
    return document.numbers.empty()
               ? std::numeric_limits<std::int64_t>::max()
               : *std::min_element(document.numbers.begin(), document.numbers.end());
  }
  static std::int64_t sum(const Document& document) {
    return document.numbers.empty()
               ? std::numeric_limits<std::int64_t>::min()
               : std::accumulate(document.numbers.begin(), document.numbers.end(), std::int64_t{0});
  }

  TestCorpus corpus_;
  IndexSnapshot snapshot_;
  std::vector<Document> documents_;
};

TEST_F(HitOrderTest, NumbersAscendWithMissingOnesLast) {
  SearchOptions options;
  options.size = 200;
  options.sort = {by("number")};
  const SearchResult result = run(query(MatchAllQuery{}), options);
  EXPECT_EQ(docs(result),
            expected([](const Document& a, const Document& b) { return least(a) < least(b); }));
  EXPECT_EQ(result.max_score, std::nullopt);
  for (const SearchHit& hit : result.hits) {
    EXPECT_FALSE(hit.has_score);
    EXPECT_EQ(hit.sort, std::vector<SortValue>{SortValue(least(documents_[hit.doc]))});
  }
}

TEST_F(HitOrderTest, ModesDecideBetweenSeveralValues) {
  SearchOptions options;
  options.size = 200;
  options.sort = {by("number", true)};
  options.sort.front().mode = SortKey::Mode::kSum;
  EXPECT_EQ(docs(run(query(MatchAllQuery{}), options)),
            expected([](const Document& a, const Document& b) { return sum(a) > sum(b); }));
}

TEST_F(HitOrderTest, TextsDescendWithMissingOnesFirstWhereAsked) {
  SearchOptions options;
  options.size = 200;
  options.sort = {by("word", true)};
  options.sort.front().missing_first = true;
  const auto greatest = [](const Document& document) {
    return document.words.empty() ? std::string("~")
                                  : *std::max_element(document.words.begin(), document.words.end());
  };
  EXPECT_EQ(
      docs(run(query(MatchAllQuery{}), options)),
      expected([&](const Document& a, const Document& b) { return greatest(a) > greatest(b); }));
}

TEST_F(HitOrderTest, PagesBySearchAfterAreTheWholeOrder) {
  SearchOptions options;
  options.size = 200;
  options.sort = {by("number"), by("word", true), by("nothing")};
  options.sort.back().target = SortKey::Target::kDocument;
  const std::vector<DocId> whole = docs(run(query(MatchAllQuery{}), options));
  std::vector<DocId> paged;
  options.size = 7;
  for (int page = 0; page < 40; ++page) {
    const SearchResult result = run(query(MatchAllQuery{}), options);
    EXPECT_EQ(result.total, whole.size());
    if (result.hits.empty()) {
      break;
    }
    options.search_after.clear();
    for (const SortValue& value : result.hits.back().sort) {
      SortScalar scalar;
      if (const auto* whole_number = std::get_if<std::int64_t>(&value)) {
        scalar = number(*whole_number);
      } else if (const auto* text = std::get_if<std::string>(&value)) {
        scalar.text = *text;
      } else {
        scalar.is_null = true;
      }
      options.search_after.push_back(scalar);
    }
    const std::vector<DocId> found = docs(result);
    paged.insert(paged.end(), found.begin(), found.end());
  }
  EXPECT_EQ(paged, whole);
}

TEST_F(HitOrderTest, PostFilterCutsHitsOnly) {
  SearchOptions options;
  options.size = 200;
  options.post_filter = term("color", "green");
  const SearchResult filtered = run(term("color", "red"), options);
  std::size_t green = 0;
  for (const Document& document : documents_) {
    green += document.is_green && !document.is_dead ? 1 : 0;
  }
  EXPECT_EQ(filtered.total, green);
  EXPECT_EQ(filtered.hits.size(), green);
}

TEST_F(HitOrderTest, TerminateAfterKeepsTheFirstHits) {
  SearchOptions options;
  options.size = 200;
  options.legacy = true;
  const SearchResult all = run(term("color", "green"), options);
  for (const std::uint64_t most : {std::uint64_t{1}, std::uint64_t{5}, all.total, all.total + 1}) {
    options.terminate_after = most;
    const SearchResult result = run(term("color", "green"), options);
    EXPECT_EQ(result.total, std::min(most, all.total));
    EXPECT_EQ(result.hits.size(), result.total);
    EXPECT_EQ(result.terminated_early, most < all.total);
  }
}

TEST_F(HitOrderTest, CollapseKeepsTheFirstOfEachValue) {
  TestCorpus corpus;
  corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "group"));
  corpus.add_field(TestCorpus::field(FieldKind::kLong, "number"));
  const std::vector<std::string> groups = {"a", "b", "a", "", "c", "b", ""};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    TestDocument document = {{"number", {std::to_string(10 - i)}}};
    if (!groups[i].empty()) {
      document["group"] = {groups[i]};
    }
    corpus.add(std::to_string(i), document);
  }
  const IndexSnapshot snapshot = corpus.snapshot();
  SearchOptions options;
  options.collapse_field = "group";
  options.sort = {by("number")};
  const auto result = search(snapshot, corpus, query(MatchAllQuery{}), options);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(docs(*result), (std::vector<DocId>{6, 5, 4, 2}));
  EXPECT_EQ(result->total, 7U);
  EXPECT_EQ(result->hits[0].collapse_key, SortValue());
  EXPECT_EQ(result->hits[1].collapse_key, SortValue("b"));
}

TEST_F(HitOrderTest, RescoringOrdersTheWindowAnew) {
  SearchOptions options;
  options.size = 200;
  const SearchResult before = run(term("color", "red"), options);
  Rescore rescore;
  rescore.query = constant_score(term("color", "green"), 2.0F);
  rescore.window_size = 20;
  options.rescore = {rescore};
  options.explain = true;
  const SearchResult after = run(term("color", "red"), options);
  ASSERT_EQ(after.hits.size(), before.hits.size());
  for (const SearchHit& hit : after.hits) {
    const auto place =
        std::find_if(before.hits.begin(), before.hits.end(),
                     [&hit](const SearchHit& other) { return other.doc == hit.doc; });
    const bool is_rescored = place - before.hits.begin() < 20 && documents_[hit.doc].is_green;
    EXPECT_EQ(hit.score, is_rescored ? place->score + 2.0F : place->score);
    ASSERT_TRUE(hit.explanation.has_value());
    EXPECT_EQ(static_cast<float>(hit.explanation->value), hit.score);
  }
  EXPECT_TRUE(std::is_sorted(after.hits.begin(), after.hits.end(),
                             [](const SearchHit& a, const SearchHit& b) {
                               return a.score != b.score ? a.score > b.score : a.doc < b.doc;
                             }));
}

TEST_F(HitOrderTest, RefusesInElasticsearchsWords) {
  const auto message = [&](const SearchOptions& options) {
    const auto result = search(snapshot_, corpus_, query(MatchAllQuery{}), options);
    return result ? std::string() : result.error().message();
  };
  SearchOptions options;
  options.index_name = "i";
  options.sort = {by("nothing")};
  EXPECT_EQ(message(options), "No mapping found for [nothing] in order to sort on");
  options.sort = {by("text")};
  EXPECT_TRUE(message(options).starts_with("Fielddata is disabled on [text] in [i]. Text fields"));
  options.legacy = true;
  EXPECT_TRUE(message(options).starts_with("Text fields are not optimised for operations"));
  options.sort = {by("word")};
  options.sort.front().mode = SortKey::Mode::kAvg;
  EXPECT_EQ(message(options), "we only support AVG, MEDIAN and SUM on number based fields");
  options.sort = {by("number")};
  options.search_after = {number(1), number(2)};
  EXPECT_EQ(message(options), "search_after has 2 value(s) but sort has 1.");
  options.search_after = {};
  options.rescore = {Rescore()};
  EXPECT_EQ(message(options), "Cannot use [sort] option in conjunction with [rescore].");
  options.rescore = {};
  options.collapse_field = "text";
  EXPECT_EQ(message(options),
            "unknown type for collapse field `text`, only keywords and numbers are accepted");
}

TEST_F(HitOrderTest, ScoresAreShownWhereTheySort) {
  SearchOptions options;
  options.sort = {by("number"), by_score()};
  const SearchResult sorted = run(term("color", "green"), options);
  EXPECT_EQ(sorted.max_score, std::nullopt);
  EXPECT_TRUE(sorted.hits.front().has_score);
  options.sort = {by("number")};
  options.track_scores = true;
  const SearchResult tracked = run(term("color", "green"), options);
  EXPECT_EQ(tracked.max_score, run(term("color", "green"), SearchOptions()).max_score);
  EXPECT_TRUE(tracked.hits.front().has_score);
}

}  // namespace
}  // namespace likewise
