#include "engine/dsl/document_parser.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "engine/index/numeric_term.h"
#include "tests/engine/dsl/recorded_documents.h"

namespace likewise {
namespace {

std::shared_ptr<const Mapping> mapping_of(std::string_view json) {
  auto mapping = parse_mapping(json, {});
  EXPECT_TRUE(mapping.has_value()) << mapping.error().message();
  return mapping.has_value() ? *mapping : std::make_shared<const Mapping>();
}

/// "field: term term; field: ..." by field name; numbers in decimals.
std::string dump(const ParsedDocument& document) {
  std::map<std::string, std::string> lines;
  for (const ParsedDocument::FieldTokens& tokens : document.fields()) {
    const Field& field = document.mapping->field(tokens.field);
    for (const ParsedDocument::TokenSpan span : tokens.tokens) {
      const std::string_view term = document.text(span);
      std::string& line = lines[field.name];
      line += line.empty() ? "" : " ";
      if (is_string_kind(field.kind)) {
        line += term;
      } else if (field.kind == FieldKind::kFloat || field.kind == FieldKind::kDouble) {
        line += std::to_string(decode_double_term(term));
      } else {
        line += std::to_string(decode_long_term(term));
      }
    }
  }
  std::string out;
  for (const auto& [name, line] : lines) {
    out += (out.empty() ? "" : "; ") + name + ": " + line;
  }
  return out;
}

std::string parse_and_dump(std::string_view mapping, std::string_view source) {
  DocumentParser parser{MappingContext()};
  ParsedDocument document;
  const Status status = parser.parse(source, mapping_of(mapping), document, "1");
  return status.has_value() ? dump(document) : "error: " + status.error().message();
}

TEST(DocumentParser, AgreesWithElasticsearchOnWhatItTakes) {
  const auto mapping = mapping_of(kRecordedMapping);
  DocumentParser parser{MappingContext()};
  for (const RecordedDocument& recorded : kRecordedDocuments) {
    SCOPED_TRACE(recorded.source);
    ParsedDocument document;
    const Status status = parser.parse(recorded.source, mapping, document, "1");
    if (recorded.type.empty()) {
      EXPECT_TRUE(status.has_value()) << status.error().message();
      continue;
    }
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().type(), recorded.type);
    EXPECT_EQ(status.error().message(), recorded.reason);
    if (!recorded.cause_type.empty()) {
      ASSERT_NE(status.error().cause(), nullptr);
      EXPECT_EQ(status.error().cause()->type(), recorded.cause_type);
      // The sentences about syntax are shorter than Jackson's: they do not repeat the document.
      if (recorded.cause_type.find("json") == std::string_view::npos) {
        EXPECT_EQ(status.error().cause()->message(), recorded.cause_reason);
      }
    }
  }
}

struct TokenCase {
  std::string_view mapping;
  std::string_view source;
  std::string_view expected;
};

TEST(DocumentParser, MakesTokens) {
  const TokenCase cases[] = {
      {R"({"properties":{"k":{"type":"keyword"}}})", R"({"k":["b","a",["b",null]]})", "k: b a b"},
      {R"({"properties":{"k":{"type":"keyword"}}})", R"({"k":[2.50,1e3,true,""]})",
       "k: 2.50 1e3 true "},
      {R"({"properties":{"t":{"type":"text"}}})", R"({"t":["0-14","A b", 2.50]})",
       "t: 0 14 a b 2.50"},
      {R"({"properties":{"k":{"type":"keyword","ignore_above":2}}})", R"({"k":["ab","abc","éé"]})",
       "k: ab éé"},
      {R"({"properties":{"k":{"type":"keyword","normalizer":"lowercase"}}})", R"({"k":"ÄB c"})",
       "k: äb c"},
      {R"({"properties":{"k":{"type":"keyword","null_value":"NONE"}}})", R"({"k":[null,"a"]})",
       "k: NONE a"},
      {R"({"properties":{"k":{"type":"keyword","index":false}}})", R"({"k":"a"})", "k: a"},
      {R"({"properties":{"k":{"type":"keyword","index":false,"doc_values":false}}})",
       R"({"k":"a"})", ""},
      {R"({"properties":{"a":{"type":"keyword","copy_to":"c"},"c":{"type":"text"}}})",
       R"({"a":"X Y","c":"z"})", "a: X Y; c: x y z"},
      {R"({"properties":{"t":{"type":"text","fields":{"k":{"type":"keyword"}}}}})",
       R"({"t":"A b"})", "t: a b; t.k: A b"},
      {R"({"properties":{"o":{"properties":{"n":{"type":"long"}}}}})",
       R"({"o":[{"n":1},{"n":"2"}],"o.n":3.9})", "o.n: 1 2 3"},
      {R"({"properties":{"b":{"type":"boolean"}}})", R"({"b":[true,"false",""]})", "b: 1 0 0"},
      {R"({"properties":{"n":{"type":"long","null_value":7}}})", R"({"n":[null,"",1]})",
       "n: 7 7 1"},
      {R"({"properties":{"d":{"type":"date"}}})",
       R"({"d":["1970-01-02","2020-02-29T10:11:12.5+01:00",86400000,"2021"]})",
       "d: 86400000 1582967472500 86400000 1609459200000"},
      {R"({"dynamic":false})", R"({"a":"x","b":{"c":[1]}})", ""},
      {R"({"properties":{"o":{"type":"object","enabled":false}}})", R"({"o":{"a":[1,{"b":2}]}})",
       ""},
      {R"({})", R"({"s":"Ab c","n":1,"f":1.5,"b":true,"d":"2020/01/01","e":[],"z":null})",
       "b: 1; d: 1577836800000; f: 1.500000; n: 1; s: ab c; s.keyword: Ab c"},
      {R"({})", R"({"o":{"p":{"q":"x"}}})", "o.p.q: x; o.p.q.keyword: x"},
      {R"({"date_detection":false})", R"({"t":["1024-12","0-1"]})",
       "t: 1024 12 0 1; t.keyword: 1024-12 0-1"},
      {R"({"numeric_detection":true})", R"({"l":"12","f":"1.5"})", "f: 1.500000; l: 12"},
      {R"({"properties":{"a":{"type":"keyword","copy_to":"new"}}})", R"({"a":"x"})",
       "a: x; new: x; new.keyword: x"},
  };
  for (const TokenCase& one : cases) {
    EXPECT_EQ(parse_and_dump(one.mapping, one.source), one.expected) << one.source;
  }
}

TEST(DocumentParser, MapsUnknownFieldsAsElasticsearch) {
  DocumentParser parser{MappingContext()};
  ParsedDocument document;
  const auto empty = std::make_shared<const Mapping>();
  const Status status = parser.parse(
      R"({"a":"0-1","b":1,"c":1.0,"d":false,"e":"1024-12","f":"2020/01/01","g":{"h":{}},"i":[null,[]]})",
      empty, document);
  ASSERT_TRUE(status.has_value()) << status.error().message();
  EXPECT_EQ(
      mapping_to_json(*document.mapping),
      R"({"properties":{"a":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":256}}},)"
      R"("b":{"type":"long"},"c":{"type":"float"},"d":{"type":"boolean"},"e":{"type":"date"},)"
      R"("f":{"type":"date","format":"yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis"},)"
      R"("g":{"properties":{"h":{"type":"object"}}}}})");
  EXPECT_TRUE(empty->fields().empty());
  ParsedDocument second;
  ASSERT_TRUE(parser.parse(R"({"a":"x"})", document.mapping, second).has_value());
  EXPECT_EQ(second.mapping, document.mapping);
}

TEST(DocumentParser, KeepsTheMappingWhenNothingIsAdded) {
  DocumentParser parser{MappingContext()};
  ParsedDocument document;
  const auto mapping = mapping_of(R"({"properties":{"k":{"type":"keyword"}}})");
  ASSERT_TRUE(parser.parse(R"({"k":"a","e":[],"f":[[null]]})", mapping, document).has_value());
  EXPECT_EQ(document.mapping, mapping);
  EXPECT_EQ(dump(document), "k: a");
}

TEST(DocumentParser, BoundsFieldsAndDepth) {
  MappingContext context;
  context.total_fields_limit = 3;
  DocumentParser parser(context);
  ParsedDocument document;
  const auto empty = std::make_shared<const Mapping>();
  EXPECT_TRUE(parser.parse(R"({"a":1,"b":1,"c":1})", empty, document).has_value());
  const Status status = parser.parse(R"({"a":1,"b":1,"c":1,"d":1})", empty, document);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().message(), "Limit of total fields [3] has been exceeded");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) {
    deep += "{\"a\":[";
  }
  EXPECT_FALSE(parser.parse(deep, empty, document).has_value());
  EXPECT_FALSE(parser.parse(deep, mapping_of(R"({"dynamic":false})"), document).has_value());
}

TEST(DocumentParser, RefusesDamagedDocuments) {
  const auto mapping = mapping_of(R"({"dynamic":false,"properties":{"k":{"type":"keyword"}}})");
  DocumentParser parser{MappingContext()};
  ParsedDocument document;
  for (const std::string_view source : {"",
                                        " ",
                                        "{",
                                        "[]",
                                        "{\"k\"}",
                                        "{\"k\":}",
                                        "{\"k\":01}",
                                        "{\"k\":\"\\q\"}",
                                        "{\"k\":\"\xFF\"}",
                                        "{\"k\":1}}",
                                        "{\"k\":1}{}",
                                        "{\"k\":1 \"x\":2}",
                                        "{\"z\":[1 2]}",
                                        "{\"z\":tru}",
                                        "{\"z\":{\"a\":1,\"a\":2}}",
                                        "{\"z\":\"\x01\"}",
                                        "{\"k\":nul}",
                                        "{\"z\":-}",
                                        "{\"z\":[1,]}",
                                        "{\"z\":{,}}"}) {
    const Status status = parser.parse(source, mapping, document, "1");
    ASSERT_FALSE(status.has_value()) << source;
    EXPECT_EQ(status.error().type(), "mapper_parsing_exception") << source;
  }
}

TEST(DocumentParser, RefusesMetadataFields) {
  const std::string answer = parse_and_dump("{}", R"({"_id":"x"})");
  EXPECT_TRUE(answer.starts_with("error: failed to parse field [_id] of type [_id]")) << answer;
}

TEST(DocumentParser, NotesWhatItIgnores) {
  DocumentParser parser{MappingContext()};
  ParsedDocument document;
  const auto mapping = mapping_of(
      R"({"properties":{"k":{"type":"keyword","ignore_above":1},"n":{"type":"long","ignore_malformed":true}}})");
  ASSERT_TRUE(parser.parse(R"({"k":["ab","cd"],"n":["x",1]})", mapping, document).has_value());
  EXPECT_EQ(document.ignored, (std::vector<std::string>{"k", "n"}));
  EXPECT_EQ(dump(document), "n: 1");
}

TEST(SourceTermVectors, CountsParsedValues) {
  const auto mapping = mapping_of(
      R"({"properties":{"v":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":3}}},
          "n":{"type":"long"},"off":{"type":"keyword","index":false}}})");
  const auto vectors = source_term_vectors(
      R"({"v":["0-1","0-1",["longer"],2.50,1e3,null,true],"n":5,"off":"x"})", *mapping, {"v*"});
  ASSERT_TRUE(vectors.has_value());
  const TermVector keyword = {{"0-1", 2}, {"1000.0", 1}, {"2.5", 1}, {"longer", 1}, {"true", 1}};
  const TermVector text = {{"0", 2},   {"1", 2},      {"1000.0", 1},
                           {"2.5", 1}, {"longer", 1}, {"true", 1}};
  EXPECT_EQ(*vectors, (std::map<std::string, TermVector>{{"v", text}, {"v.keyword", keyword}}));
}

TEST(SourceTermVectors, FollowsPathsThroughObjectsAndDottedNames) {
  const auto mapping =
      mapping_of(R"({"properties":{"o":{"properties":{"k":{"type":"keyword"}}}}})");
  const auto vectors =
      source_term_vectors(R"({"o":[{"k":"a"},{"k":["b","a"]}],"o.k":"c"})", *mapping, {"*"});
  ASSERT_TRUE(vectors.has_value());
  EXPECT_EQ(vectors->at("o.k"), (TermVector{{"a", 2}, {"b", 1}, {"c", 1}}));
}

TEST(ArtificialTermVectors, IndexesAsADocument) {
  const auto mapping = std::make_shared<const Mapping>();
  const auto all = artificial_term_vectors(R"({"v":["0-1","0-1"],"n":1})", mapping, {}, {});
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(*all, (std::map<std::string, TermVector>{{"v", {{"0", 2}, {"1", 2}}},
                                                     {"v.keyword", {{"0-1", 2}}}}));
  const auto one = artificial_term_vectors(R"({"v":"0-1"})", mapping, {}, {"v.keyword"});
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(one->size(), 1U);
  const auto bad = artificial_term_vectors(R"("x")", mapping, {}, {});
  ASSERT_TRUE(bad.has_value());
  EXPECT_TRUE(bad->empty());
}

}  // namespace
}  // namespace likewise
