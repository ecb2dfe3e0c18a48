// Aggregations over random documents are what counting the documents one by one gives: over several
// segments and indices, with deletes, queries and buckets within buckets.

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/dsl/json.h"
#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

constexpr const char* kMapping =
    R"({"mappings":{"properties":{"k":{"type":"keyword"},"n":{"type":"long"}}}})";
const std::vector<std::string> kWords = {"a", "b", "c", "dd", "e"};

struct Document {
  std::vector<std::string> words;
  std::vector<int> numbers;

  std::string source() const {
    return fmt::format(R"({{"k":[{}],"n":[{}]}})",
                       words.empty() ? "" : fmt::format("\"{}\"", fmt::join(words, "\",\"")),
                       fmt::join(numbers, ","));
  }
};

Document random_document(Random& random) {
  Document document;
  for (std::size_t left = random.below(4); left > 0; --left) {
    document.words.push_back(kWords[random.below(kWords.size())]);
  }
  for (std::size_t left = random.below(3); left > 0; --left) {
    document.numbers.push_back(static_cast<int>(random.below(41)) - 20);
  }
  return document;
}

using Documents = std::vector<const Document*>;

/// What both sides say of one bucket: how many documents, and the sum of their numbers.
struct Bucket {
  std::uint64_t count = 0;
  double sum = 0.0;

  friend bool operator==(const Bucket&, const Bucket&) = default;
};
void PrintTo(const Bucket& bucket, std::ostream* out) {
  *out << bucket.count << " documents, sum " << bucket.sum;
}
using Buckets = std::map<std::string, Bucket>;

/// One way to make buckets, as a body and as a function of a document.
struct Kind {
  std::string name;
  std::string body;
  std::function<std::set<std::string>(const Document&)> keys;
};

std::vector<Kind> kinds() {
  const auto number_keys = [](auto key) {
    return [key](const Document& document) {
      std::set<std::string> keys;
      for (const int number : document.numbers) {
        keys.insert(key(number));
      }
      return keys;
    };
  };
  const auto in_range = [](int from, int to) {
    return [from, to](int n) { return n >= from && n < to; };
  };
  return {
      {"words", R"("terms":{"field":"k","size":100})",
       [](const Document& document) {
         return std::set<std::string>(document.words.begin(), document.words.end());
       }},
      {"numbers", R"("terms":{"field":"n","size":100})",
       number_keys([](int n) { return std::to_string(n); })},
      {"histogram", R"("histogram":{"field":"n","interval":7,"min_doc_count":1})",
       number_keys([](int n) { return fmt::format("{:.1f}", std::floor(n / 7.0) * 7.0); })},
      {"ranges",
       R"("range":{"field":"n","ranges":[{"key":"x","to":0},{"key":"y","from":-5,"to":5}]})",
       [=](const Document& document) {
         std::set<std::string> keys;
         for (const int n : document.numbers) {
           if (in_range(-100, 0)(n)) {
             keys.insert("x");
           }
           if (in_range(-5, 5)(n)) {
             keys.insert("y");
           }
         }
         return keys;
       }},
      {"filters", R"("filters":{"filters":{"p":{"term":{"k":"a"}},"q":{"range":{"n":{"gte":3}}}}})",
       [](const Document& document) {
         std::set<std::string> keys;
         if (std::count(document.words.begin(), document.words.end(), "a") > 0) {
           keys.insert("p");
         }
         if (std::any_of(document.numbers.begin(), document.numbers.end(),
                         [](int n) { return n >= 3; })) {
           keys.insert("q");
         }
         return keys;
       }},
  };
}

Bucket bucket_of(const Documents& documents) {
  Bucket bucket{documents.size(), 0.0};
  for (const Document* document : documents) {
    for (const int number : document->numbers) {
      bucket.sum += number;
    }
  }
  return bucket;
}

std::map<std::string, Documents> group(const Documents& documents, const Kind& kind) {
  std::map<std::string, Documents> groups;
  for (const Document* document : documents) {
    for (const std::string& key : kind.keys(*document)) {
      groups[key].push_back(document);
    }
  }
  return groups;
}

/// "outer/inner" -> bucket; "outer" for the outer ones.
Buckets expected_buckets(const Documents& documents, const Kind& outer, const Kind& inner) {
  Buckets buckets;
  for (const auto& [key, members] : group(documents, outer)) {
    buckets[key] = bucket_of(members);
    for (const auto& [inner_key, inner_members] : group(members, inner)) {
      buckets[key + "/" + inner_key] = bucket_of(inner_members);
    }
  }
  return buckets;
}

void read_buckets(const json::Value& aggregation, const std::string& prefix, Buckets& buckets) {
  const json::Value& list = *aggregation.find("buckets");
  const auto read = [&](const std::string& key, const json::Value& bucket) {
    const std::uint64_t count = std::stoull(bucket.find("doc_count")->text);
    if (count == 0) {
      return;  // Ranges and filters show empty buckets, too.
    }
    buckets[prefix + key] = {count, std::stod(bucket.find("s")->find("value")->text)};
    if (const json::Value* inner = bucket.find("inner")) {
      read_buckets(*inner, prefix + key + "/", buckets);
    }
  };
  for (const json::Value& bucket : list.items) {
    read(bucket.find("key")->text, bucket);
  }
  for (const json::Member& member : list.members) {
    read(member.first, member.second);
  }
}

class AggregationOracle : public testing::Test {
 protected:
  void SetUp() override {
    Random random(23);
    for (const char* index : {"one", "two"}) {
      ASSERT_TRUE(database_->create_index(index, kMapping).has_value());
      auto& documents = indices_[index];
      for (int i = 0; i < 300; ++i) {
        documents[std::to_string(i)] = random_document(random);
        database_.write(
            index_operation(std::to_string(i), documents[std::to_string(i)].source(), index),
            i % 100 == 0 ? Refresh::kTrue : Refresh::kFalse);
      }
      for (int i = 0; i < 60; ++i) {
        const std::string id = std::to_string(random.below(300));
        if (i % 2 == 0) {
          documents.erase(id);
          database_.write(delete_operation(id, index));
        } else {
          documents[id] = random_document(random);
          database_.write(index_operation(id, documents[id].source(), index), Refresh::kTrue);
        }
      }
      database_.write(delete_operation("none", index), Refresh::kTrue);
    }
  }

  Documents matching(const std::vector<std::string>& names, const std::string& word) {
    Documents documents;
    for (const std::string& name : names) {
      for (const auto& [id, document] : indices_[name]) {
        if (word.empty() || std::count(document.words.begin(), document.words.end(), word) > 0) {
          documents.push_back(&document);
        }
      }
    }
    return documents;
  }

  DatabaseFixture database_{false};
  std::map<std::string, std::map<std::string, Document>> indices_;
};

TEST_F(AggregationOracle, AgreesForEveryPairOfKinds) {
  const std::vector<std::vector<std::string>> targets = {{"one"}, {"one", "two"}};
  for (const auto& names : targets) {
    for (const std::string& word : {std::string(), std::string("dd"), std::string("nothing")}) {
      const Documents documents = matching(names, word);
      const std::string query =
          word.empty() ? "" : fmt::format(R"("query":{{"term":{{"k":"{}"}}}},)", word);
      for (const Kind& outer : kinds()) {
        for (const Kind& inner : kinds()) {
          SCOPED_TRACE(fmt::format("{} in {} of {} [{}]", inner.name, outer.name,
                                   fmt::join(names, ","), word));
          const std::string sum = R"("s":{"sum":{"field":"n"}})";
          const std::string body = fmt::format(
              R"({{{}"size":0,"aggs":{{"outer":{{{},"aggs":{{{},"inner":{{{},"aggs":{{{}}}}}}}}}}}}})",
              query, outer.body, sum, inner.body, sum);
          const auto answer =
              json::parse(database_.search(body, fmt::format("{}", fmt::join(names, ","))));
          ASSERT_TRUE(answer.has_value());
          ASSERT_NE(answer->find("aggregations"), nullptr) << body;
          Buckets found;
          read_buckets(*answer->find("aggregations")->find("outer"), "", found);
          ASSERT_EQ(found, expected_buckets(documents, outer, inner));
        }
      }
    }
  }
}

TEST_F(AggregationOracle, AgreesForMetrics) {
  for (const std::string& word : kWords) {
    const Documents documents = matching({"one", "two"}, word);
    std::vector<int> numbers;
    std::set<std::string> words;
    for (const Document* document : documents) {
      numbers.insert(numbers.end(), document->numbers.begin(), document->numbers.end());
      words.insert(document->words.begin(), document->words.end());
    }
    ASSERT_FALSE(numbers.empty());
    const auto answer = json::parse(database_.search(
        fmt::format(R"({{"size":0,"query":{{"term":{{"k":"{}"}}}},"aggs":{{)"
                    R"("stats":{{"stats":{{"field":"n"}}}},"avg":{{"avg":{{"field":"n"}}}},)"
                    R"("words":{{"cardinality":{{"field":"k"}}}},)"
                    R"("count":{{"value_count":{{"field":"n"}}}},)"
                    R"("none":{{"missing":{{"field":"n"}}}},"all":{{"global":{{}}}}}}}})",
                    word),
        "one,two"));
    ASSERT_TRUE(answer.has_value());
    const json::Value& found = *answer->find("aggregations");
    const auto number = [&found](const char* name, const char* member) {
      return std::stod(found.find(name)->find(member)->text);
    };
    EXPECT_EQ(number("stats", "min"), *std::min_element(numbers.begin(), numbers.end()));
    EXPECT_EQ(number("stats", "max"), *std::max_element(numbers.begin(), numbers.end()));
    EXPECT_EQ(number("stats", "sum"), bucket_of(documents).sum);
    EXPECT_EQ(number("count", "value"), static_cast<double>(numbers.size()));
    EXPECT_EQ(number("avg", "value"),
              bucket_of(documents).sum / static_cast<double>(numbers.size()));
    EXPECT_EQ(number("words", "value"), static_cast<double>(words.size()));
    EXPECT_EQ(number("none", "doc_count"),
              static_cast<double>(std::count_if(
                  documents.begin(), documents.end(),
                  [](const Document* document) { return document->numbers.empty(); })));
    EXPECT_EQ(number("all", "doc_count"),
              static_cast<double>(indices_["one"].size() + indices_["two"].size()));
  }
}

}  // namespace
}  // namespace likewise::storage
