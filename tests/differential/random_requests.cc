#include "tests/differential/random_requests.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <set>
#include <string_view>

namespace likewise {
namespace {

constexpr std::array<const char*, 9> kWords = {"red", "fox", "the",  "quick", "Blue",
                                               "a1",  "dog", "lazy", "hen"};
constexpr std::array<const char*, 4> kFields = {"fv", "fv.keyword", "title", "tag"};

bool chance(Random& random, std::uint64_t percent) {
  return random.below(100) < percent;
}

template <class Container>
auto pick(const Container& container, Random& random) {
  return container[random.below(std::size(container))];
}

std::string random_token(const TwinCorpus& twin, Random& random) {
  // Squaring makes low clusters frequent, so that document frequencies differ.
  const double share = random.unit() * random.unit();
  return std::to_string(random.below(twin.groups)) + "-" +
         std::to_string(static_cast<int>(share * static_cast<double>(twin.clusters)));
}

std::string random_text(Random& random) {
  std::string text;
  for (std::uint64_t i = random.below(7); i < 7; ++i) {
    text += std::string(text.empty() ? "" : " ") + pick(kWords, random);
  }
  return text;
}

TestDocument random_document(const TwinCorpus& twin, Random& random) {
  TestDocument document;
  for (std::size_t group = 0; group < twin.groups; ++group) {
    if (chance(random, 92)) {  // an outlier has no token there
      const double share = random.unit() * random.unit();
      const auto cluster = static_cast<int>(share * static_cast<double>(twin.clusters));
      document["fv"].push_back(std::to_string(group) + "-" + std::to_string(cluster));
    }
  }
  if (chance(random, 10) && !document["fv"].empty()) {
    document["fv"].push_back(document["fv"].front());  // a palette repeats tokens
  }
  if (chance(random, 85)) {
    document["title"].push_back(random_text(random));
  }
  if (chance(random, 70)) {
    document["tag"].push_back(pick(kWords, random));
  }
  std::erase_if(document, [](const auto& entry) { return entry.second.empty(); });
  return document;
}

std::string random_id(const TwinCorpus& twin, Random& random) {
  return std::to_string(random.below(twin.ids + 2));  // now and then nobody's
}

/// A value that may occur in the field.
std::string random_value(const TwinCorpus& twin, const std::string& field, Random& random) {
  if (field == "fv") {
    return std::to_string(random.below(std::max(twin.groups, twin.clusters)));
  }
  return field == "fv.keyword" ? random_token(twin, random) : std::string(pick(kWords, random));
}

float random_boost(Random& random) {
  constexpr std::array<float, 6> kBoosts = {2.0F, 0.5F, 1.3F, 0.0F, 3.7F, 1.0F};
  return chance(random, 70) ? 1.0F : pick(kBoosts, random);
}

std::string random_minimum(Random& random) {
  constexpr std::array<const char*, 10> kMinimums = {"1", "2",    "30%", "0",     "-1",
                                                     "3", "-25%", "60%", "2<50%", "100%"};
  return pick(kMinimums, random);
}

std::vector<std::string> random_fields(Random& random) {
  std::vector<std::string> fields = {chance(random, 65) ? "fv.keyword" : pick(kFields, random)};
  const std::string second = pick(kFields, random);
  if (chance(random, 30) && second != fields.front()) {
    fields.push_back(second);
  }
  return fields;
}

Like random_like(const TwinCorpus& twin, const std::string& field, bool may_be_text,
                 Random& random) {
  if (may_be_text && chance(random, 35)) {
    return LikeText{field == "title" ? random_text(random) : random_value(twin, field, random)};
  }
  LikeItem item;
  item.id = random_id(twin, random);
  if (chance(random, 8)) {
    item.fields = {"title"};
  }
  return item;
}

MoreLikeThisQuery random_more_like_this(const TwinCorpus& twin, Random& random) {
  MoreLikeThisQuery query;
  const bool has_fields = chance(random, 92);
  std::string first = "*";
  if (has_fields) {
    query.fields = random_fields(random);
    first = query.fields->front();
  }
  for (std::uint64_t i = random.below(3); i < 3; ++i) {
    query.like.push_back(random_like(twin, first, has_fields, random));
  }
  if (chance(random, 30)) {
    query.unlike.push_back(random_like(twin, first, has_fields, random));
  }
  constexpr std::array<std::int32_t, 6> kTerms = {1, 2, 3, 5, 8, 25};
  query.max_query_terms = pick(kTerms, random);
  query.min_term_freq = chance(random, 80) ? 1 : static_cast<std::int32_t>(random.below(3));
  query.min_doc_freq = static_cast<std::int32_t>(random.below(6));
  if (chance(random, 20)) {
    query.max_doc_freq = static_cast<std::int32_t>(1 + random.below(twin.living.size() + 1));
  }
  query.min_word_length = chance(random, 15) ? static_cast<std::int32_t>(random.below(5)) : 0;
  query.max_word_length = chance(random, 15) ? static_cast<std::int32_t>(random.below(6)) : 0;
  if (chance(random, 20)) {
    query.stop_words = {random_token(twin, random), pick(kWords, random)};
  }
  if (chance(random, 70)) {
    query.minimum_should_match = random_minimum(random);
  }
  constexpr std::array<float, 4> kBoostTerms = {1.0F, 2.5F, 0.1F, 1.7F};
  query.boost_terms = chance(random, 30) ? pick(kBoostTerms, random) : 0.0F;
  query.include = chance(random, 30);
  return query;
}

std::vector<Query> random_queries(const TwinCorpus& twin, Random& random, int depth,
                                  std::uint64_t most) {
  std::vector<Query> queries;
  for (std::uint64_t i = random.below(most + 1); i > 0; --i) {
    queries.push_back(chance(random, 12) && !queries.empty()
                          ? queries.front()  // equal clauses are merged
                          : random_query(twin, random, depth));
  }
  return queries;
}

Query::Node random_leaf(const TwinCorpus& twin, Random& random) {
  const std::string field = chance(random, 4) ? "unmapped" : pick(kFields, random);
  const Scalar value{Scalar::Kind::kString, random_value(twin, field, random)};
  switch (random.below(8)) {
    case 0:
      return TermsQuery{
          field, {value, {Scalar::Kind::kString, random_value(twin, field, random)}}, {}};
    case 1: {
      MatchQuery match;
      match.field = field;
      match.query = {Scalar::Kind::kString, field == "title" ? random_text(random) : value.text};
      match.operator_and = chance(random, 25);
      if (chance(random, 25)) {
        match.minimum_should_match = random_minimum(random);
      }
      return match;
    }
    case 2: {
      std::set<std::string> ids = {random_id(twin, random), random_id(twin, random)};
      return IdsQuery{{ids.begin(), ids.end()}};
    }
    case 3:
      return ExistsQuery{field};
    case 4:
      return chance(random, 80) ? Query::Node(MatchAllQuery{}) : Query::Node(MatchNoneQuery{});
    default:
      return TermQuery{field, value};
  }
}

Query::Node random_compound(const TwinCorpus& twin, Random& random, int depth) {
  switch (random.below(4)) {
    case 0:
      return DisMaxQuery{random_queries(twin, random, depth, 3),
                         std::array<float, 3>{0.0F, 0.3F, 1.0F}[random.below(3)]};
    case 1:
      return ConstantScoreQuery{std::make_shared<const Query>(random_query(twin, random, depth))};
    default: {
      BoolQuery query;
      query.must = random_queries(twin, random, depth, 2);
      query.should = random_queries(twin, random, depth, 4);
      query.filter =
          chance(random, 40) ? random_queries(twin, random, depth, 2) : std::vector<Query>();
      query.must_not =
          chance(random, 30) ? random_queries(twin, random, depth, 1) : std::vector<Query>();
      if (chance(random, 35)) {
        query.minimum_should_match = random_minimum(random);
      }
      return query;
    }
  }
}

}  // namespace

void fill(TwinCorpus& twin, Random& random) {
  twin.corpus.add_dynamic_string("fv");
  twin.corpus.add_field(TestCorpus::field(FieldKind::kText, "title"));
  twin.corpus.add_field(TestCorpus::field(FieldKind::kKeyword, "tag"));
  twin.fields = {{"fv", {"fv", true}},
                 {"fv.keyword", {"fv", false}},
                 {"title", {"title", true}},
                 {"tag", {"tag", false}}};
  twin.groups = 2 + random.below(10);
  twin.clusters = 2 + random.below(5);
  const auto forget = [&twin](const std::string& id) {
    std::erase_if(twin.living, [&id](const auto& document) { return document.first == id; });
  };
  const std::uint64_t writes = 5 + random.below(90);
  for (std::uint64_t write = 0; write < writes; ++write) {
    const bool again = chance(random, 8) && twin.ids > 0;
    const std::string id = std::to_string(again ? random.below(twin.ids) : twin.ids++);
    if (again && chance(random, 50)) {
      twin.corpus.erase(id);
      forget(id);
      continue;
    }
    const TestDocument document = random_document(twin, random);
    twin.corpus.add(id, document);
    forget(id);
    twin.living.emplace_back(id, document);
    if (chance(random, 5)) {
      twin.corpus.end_segment();
    }
  }
}

Query random_query(const TwinCorpus& twin, Random& random, int depth) {
  Query query;
  if (chance(random, depth == 3 ? 50 : 20)) {
    query.node = random_more_like_this(twin, random);
  } else if (depth > 0 && chance(random, 60)) {
    query.node = random_compound(twin, random, depth - 1);
  } else {
    query.node = random_leaf(twin, random);
  }
  query.boost = random_boost(random);
  return query;
}

}  // namespace likewise
