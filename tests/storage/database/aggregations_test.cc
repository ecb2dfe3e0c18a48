#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

constexpr const char* kMapping =
    R"({"mappings":{"properties":{"kw":{"type":"keyword"},"num":{"type":"long"},"int":{"typ)"
    R"(e":"integer"},"dbl":{"type":"double"},"flt":{"type":"float"},"b":{"type":"boolean"},)"
    R"("date":{"type":"date"},"day":{"type":"date","format":"yyyy-MM-dd"},"txt":{"type":"te)"
    R"(xt","fields":{"raw":{"type":"keyword"}}},"obj":{"properties":{"a":{"type":"keyword"})"
    R"(,"n":{"type":"long"}}},"half":{"type":"half_float"}}}})";

const std::vector<std::string> kDocuments = {
    R"({"kw":"a","num":1,"int":1,"dbl":0.1,"flt":0.1,"b":true,"date":"2020-01-01","day":"20)"
    R"(20-01-01","txt":"hello world","obj":{"a":"x","n":1},"half":0.1})",
    R"({"kw":["b","a","b"],"num":[2,2,5],"int":2,"dbl":0.2,"flt":0.2,"b":[true,false,true],)"
    R"("date":["2020-01-02T03:04:05.678Z","2020-02-01"],"txt":"foo","obj":[{"a":"y","n":2},)"
    R"({"a":"x","n":3}]})",
    R"({"kw":"c","num":-3,"int":7,"dbl":10000000000.0,"flt":16777217,"b":false,"date":15830)"
    R"(00000000,"txt":"bar"})",
    R"({"kw":"b","num":10,"int":7,"dbl":-2.5,"date":"2021-05-05"})",
    R"({"txt":"nothing"})",
    R"({"kw":"é","num":13,"int":-12,"dbl":0.3})"};

struct Case {
  std::string aggregations;
  std::string expected;  ///< What Elasticsearch 9 answers.
};

const std::vector<Case> kTerms = {
    {R"({"x":{"terms":{"field":"kw"}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"a",)"
     R"("doc_count":2},{"key":"b","doc_count":2},{"key":"c","doc_count":1},{"key":"é","doc_c)"
     R"(ount":1}]}})"},
    {R"({"x":{"terms":{"field":"num","order":{"_key":"desc"},"size":2}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":4,"buckets":[{"key":13,)"
     R"("doc_count":1},{"key":10,"doc_count":1}]}})"},
    {R"({"x":{"terms":{"field":"dbl","size":2}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":3,"buckets":[{"key":-2.5)"
     R"(,"doc_count":1},{"key":0.1,"doc_count":1}]}})"},
    {R"({"x":{"terms":{"field":"b"}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":0,"k)"
     R"(ey_as_string":"false","doc_count":2},{"key":1,"key_as_string":"true","doc_count":2}])"
     R"(}})"},
    {R"({"x":{"terms":{"field":"date","size":1}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":4,"buckets":[{"key":1577)"
     R"(836800000,"key_as_string":"2020-01-01T00:00:00.000Z","doc_count":1}]}})"},
    {R"({"x":{"terms":{"field":"day"}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":1577)"
     R"(836800000,"key_as_string":"2020-01-01","doc_count":1}]}})"},
    {R"({"x":{"terms":{"field":"kw","min_doc_count":2}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"a",)"
     R"("doc_count":2},{"key":"b","doc_count":2}]}})"},
    {R"({"x":{"terms":{"field":"kw","missing":"zz","exclude":["a","b"]}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"c",)"
     R"("doc_count":1},{"key":"zz","doc_count":1},{"key":"é","doc_count":1}]}})"},
    {R"({"x":{"terms":{"field":"num","missing":7.5,"include":[7.5]}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":7.5,)"
     R"("doc_count":1}]}})"},
    {R"({"x":{"terms":{"field":"nope"}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[]}})"},
    {R"({"x":{"terms":{"field":"kw","order":{"m":"desc"}},"aggs":{"m":{"sum":{"field":"num"})"
     R"(}}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"b",)"
     R"("doc_count":2,"m":{"value":19.0}},{"key":"é","doc_count":1,"m":{"value":13.0}},{"key)"
     R"(":"a","doc_count":2,"m":{"value":10.0}},{"key":"c","doc_count":1,"m":{"value":-3.0}})"
     R"(]}})"},
    {R"({"x":{"terms":{"field":"kw","size":1,"show_term_doc_count_error":true}}})",
     R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":4,"buckets":[{"key":"a",)"
     R"("doc_count":2,"doc_count_error_upper_bound":0}]}})"},
};

const std::vector<Case> kMetrics = {
    {R"({"x":{"min":{"field":"num"}}})", R"({"x":{"value":-3.0}})"},
    {R"({"x":{"max":{"field":"date"}}})",
     R"({"x":{"value":1.6201728E12,"value_as_string":"2021-05-05T00:00:00.000Z"}})"},
    {R"({"x":{"avg":{"field":"dbl"}}})", R"({"x":{"value":1.9999999996199996E9}})"},
    {R"({"x":{"sum":{"field":"dbl"}}})", R"({"x":{"value":9.999999998099998E9}})"},
    {R"({"x":{"sum":{"field":"b"}}})", R"({"x":{"value":3.0,"value_as_string":"true"}})"},
    {R"({"x":{"value_count":{"field":"kw"}}})", R"({"x":{"value":6}})"},
    {R"({"x":{"stats":{"field":"b"}}})",
     R"({"x":{"count":5,"min":0.0,"max":1.0,"avg":0.6,"sum":3.0,"min_as_string":false,"max_a)"
     R"(s_string":true,"avg_as_string":true,"sum_as_string":true}})"},
    {R"({"x":{"stats":{"field":"nope"}}})",
     R"({"x":{"count":0,"min":null,"max":null,"avg":null,"sum":0.0}})"},
    {R"({"x":{"extended_stats":{"field":"num","sigma":3}}})",
     R"({"x":{"count":7,"min":-3.0,"max":13.0,"avg":4.285714285714286,"sum":30.0,"sum_of_squ)"
     R"(ares":312.0,"variance":26.20408163265306,"variance_population":26.20408163265306,"va)"
     R"(riance_sampling":30.57142857142857,"std_deviation":5.118992247762548,"std_deviation_)"
     R"(population":5.118992247762548,"std_deviation_sampling":5.529143565818179,"std_deviat)"
     R"(ion_bounds":{"upper":19.642691029001927,"lower":-11.071262457573358,"upper_populatio)"
     R"(n":19.642691029001927,"lower_population":-11.071262457573358,"upper_sampling":20.873)"
     R"(14498316882,"lower_sampling":-12.301716411740252}}})"},
    {R"({"x":{"avg":{"field":"num","missing":7.5}}})", R"({"x":{"value":4.6875}})"},
    {R"({"x":{"cardinality":{"field":"kw"}}})", R"({"x":{"value":4}})"},
    {R"({"x":{"cardinality":{"field":"num","missing":100}}})", R"({"x":{"value":7}})"},
};

const std::vector<Case> kBuckets = {
    {R"({"x":{"histogram":{"field":"int","interval":5}}})",
     R"({"x":{"buckets":[{"key":-15.0,"doc_count":1},{"key":-10.0,"doc_count":0},{"key":-5.0)"
     R"(,"doc_count":0},{"key":0.0,"doc_count":2},{"key":5.0,"doc_count":2}]}})"},
    {R"({"x":{"histogram":{"field":"int","interval":5,"keyed":true,"min_doc_count":1,"offset)"
     R"(":2}}})",
     R"({"x":{"buckets":{"-13.0":{"key":-13.0,"doc_count":1},"-3.0":{"key":-3.0,"doc_count":)"
     R"(1},"2.0":{"key":2.0,"doc_count":1},"7.0":{"key":7.0,"doc_count":2}}}})"},
    {R"({"x":{"histogram":{"field":"nope","interval":5,"extended_bounds":{"min":0,"max":9}}})"
     R"(})",
     R"({"x":{"buckets":[{"key":0.0,"doc_count":0},{"key":5.0,"doc_count":0}]}})"},
    {R"({"x":{"histogram":{"field":"int","interval":5,"order":{"_count":"desc"}},"aggs":{"c)"
     R"(":{"cardinality":{"field":"kw"}}}}})",
     R"({"x":{"buckets":[{"key":0.0,"doc_count":2,"c":{"value":2}},{"key":5.0,"doc_count":2,)"
     R"("c":{"value":2}},{"key":-15.0,"doc_count":1,"c":{"value":1}},{"key":-10.0,"doc_count)"
     R"(":0,"c":{"value":0}},{"key":-5.0,"doc_count":0,"c":{"value":0}}]}})"},
    {R"({"x":{"range":{"field":"num","ranges":[{"from":5},{"to":2},{"from":2,"to":5,"key":"k)"
     R"("}]}}})",
     R"({"x":{"buckets":[{"key":"*-2.0","to":2.0,"doc_count":2},{"key":"k","from":2.0,"to":5)"
     R"(.0,"doc_count":1},{"key":"5.0-*","from":5.0,"doc_count":3}]}})"},
    {R"({"x":{"range":{"field":"dbl","keyed":true,"ranges":[{"to":0.2},{}]}}})",
     R"({"x":{"buckets":{"*-0.2":{"to":0.2,"doc_count":2},"*-*":{"doc_count":5}}}})"},
    {R"({"x":{"filter":{"term":{"kw":"a"}},"aggs":{"m":{"max":{"field":"num"}}}}})",
     R"({"x":{"doc_count":2,"m":{"value":5.0}}})"},
    {R"({"x":{"filters":{"filters":{"z":{"term":{"kw":"b"}},"b":{"match_all":{}}},"other_buc)"
     R"(ket":true}}})",
     R"({"x":{"buckets":{"b":{"doc_count":6},"z":{"doc_count":2},"_other_":{"doc_count":0}}})"
     R"(})"},
    {R"({"x":{"filters":{"filters":[{"term":{"kw":"a"}}],"other_bucket":true}}})",
     R"({"x":{"buckets":[{"doc_count":2},{"doc_count":4}]}})"},
    {R"({"x":{"missing":{"field":"dbl"}}})", R"({"x":{"doc_count":1}})"},
    {R"({"x":{"global":{},"aggs":{"c":{"value_count":{"field":"kw"}}}}})",
     R"({"x":{"doc_count":6,"c":{"value":6}}})"},
    {R"({"x":{"meta":{"a":[1,null]},"max":{"field":"num"}}})",
     R"({"x":{"meta":{"a":[1,null]},"value":13.0}})"},
};

class Aggregations : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(database_->create_index("images", kMapping).has_value());
    std::vector<WriteOperation> operations;
    for (std::size_t i = 0; i < kDocuments.size(); ++i) {
      operations.push_back(index_operation(std::to_string(i), kDocuments[i]));
    }
    database_.write_all(operations, Refresh::kTrue);
  }

  std::string aggregate(const std::string& aggregations, const std::string& more = "") {
    const std::string answer = database_.search(R"({"size":0,"aggs":)" + aggregations + more + "}");
    const std::string name = R"(,"aggregations":)";
    const std::size_t at = answer.find(name);
    return at == std::string::npos
               ? answer
               : answer.substr(at + name.size(), answer.size() - at - name.size() - 1);
  }

  void expect(const std::vector<Case>& cases) {
    for (const Case& one : cases) {
      EXPECT_EQ(aggregate(one.aggregations), one.expected) << one.aggregations;
    }
  }

  DatabaseFixture database_{false};
};

TEST_F(Aggregations, TermsCountAsElasticsearchDoes) {
  expect(kTerms);
}

TEST_F(Aggregations, MetricsAreThoseOfElasticsearch) {
  expect(kMetrics);
}

TEST_F(Aggregations, BucketsAreThoseOfElasticsearch) {
  expect(kBuckets);
}

TEST_F(Aggregations, SayWhatIsEmptyWhenNothingMatches) {
  EXPECT_EQ(
      aggregate(
          R"({"x":{"terms":{"field":"kw","min_doc_count":0}},"s":{"stats":{"field":"date"}},"h":{)"
          R"("histogram":{"field":"int","interval":5}}})",
          R"(,"query":{"term":{"kw":"none"}})"),
      R"({"x":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[{"key":"a",)"
      R"("doc_count":0},{"key":"b","doc_count":0},{"key":"c","doc_count":0},{"key":"é","doc_c)"
      R"(ount":0}]},"s":{"count":0,"min":null,"max":null,"avg":null,"sum":0.0},"h":{"buckets)"
      R"(":[]}})");
}

TEST_F(Aggregations, AreMergedOverIndices) {
  const std::string terms =
      R"({"x":{"terms":{"field":"kw"},"aggs":{"s":{"sum":{"field":"num"}}}}})";
  ASSERT_TRUE(database_->create_index("second", kMapping).has_value());
  database_.write(index_operation("1", R"({"kw":["a","z"],"num":100})", "second"), Refresh::kTrue);
  const std::string both = database_.search(R"({"size":0,"aggs":)" + terms + "}", "images,second");
  EXPECT_NE(both.find(R"({"key":"a","doc_count":3,"s":{"value":110.0}})"), std::string::npos)
      << both;
  EXPECT_NE(both.find(R"({"key":"z","doc_count":1,"s":{"value":100.0}})"), std::string::npos)
      << both;
}

TEST_F(Aggregations, ArePrintedWithTheirKindOnDemand) {
  const auto found = database_->search(
      "images", R"({"size":0,"aggs":{"a":{"terms":{"field":"kw","size":1}},)"
                R"("b":{"terms":{"field":"num","size":1}},"c":{"max":{"field":"num"}}}})");
  ASSERT_TRUE(found.has_value());
  const std::string text = to_json(*found, {false, false, true});
  for (const char* name : {"\"sterms#a\":", "\"lterms#b\":", "\"max#c\":"}) {
    EXPECT_NE(text.find(name), std::string::npos) << text;
  }
}

TEST_F(Aggregations, RefuseWhatElasticsearchRefuses) {
  const auto error = [this](const std::string& aggregations) {
    return aggregate(aggregations).substr(std::string("error: ").size());
  };
  EXPECT_EQ(error(R"({"x":{"termz":{}}})"),
            "Unknown aggregation type [termz] did you mean [terms]?");
  EXPECT_EQ(error(R"({"x":{"percentiles":{"field":"num"}}})"),
            "aggregation [percentiles] is not supported by likewise");
  EXPECT_EQ(error(R"({"x":{}})"), "Missing definition for aggregation [x]");
  EXPECT_EQ(error(R"({"x":{"min":{"field":"kw"}}})"),
            "Field [kw] of type [keyword] is not supported for aggregation [min]");
  EXPECT_EQ(error(R"({"x":{"terms":{"field":"kw","size":0}}})"),
            "[1:53] [terms] failed to parse field [size]");
  EXPECT_EQ(error(R"({"x":{"max":{"field":"num"},"aggs":{"y":{"max":{"field":"num"}}}}})"),
            "Aggregator [x] of type [max] cannot accept sub-aggregations");
}

}  // namespace
}  // namespace likewise::storage
