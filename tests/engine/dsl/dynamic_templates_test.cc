#include "engine/dsl/dynamic_templates.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/dsl/document_parser.h"
#include "engine/dsl/mapping_json.h"

namespace likewise {
namespace {

/// The mapping after one document, or the error.
std::string mapped(std::string_view mapping_json, std::string_view source) {
  const auto mapping = parse_mapping(mapping_json, {});
  if (!mapping) {
    return mapping.error().message();
  }
  DocumentParser parser{MappingContext()};
  ParsedDocument document;
  const Status status = parser.parse(source, *mapping, document, "1");
  return status ? mapping_to_json(*document.mapping) : status.error().message();
}

std::string with_templates(std::string_view templates) {
  return R"({"dynamic_templates":)" + std::string(templates) + "}";
}

TEST(DynamicTemplates, MapNewFields) {
  struct Case {
    std::string_view templates;
    std::string_view source;
    std::string_view properties;
  };
  for (const Case& c : {
           Case{R"([{"s":{"match_mapping_type":"string","mapping":{"type":"keyword"}}}])",
                R"({"v":["a"],"n":1,"o":{"p":"q"}})",
                R"({"n":{"type":"long"},"o":{"properties":{"p":{"type":"keyword"}}},)"
                R"("v":{"type":"keyword"}})"},
           Case{R"([{"s":{"match":"v_*","unmatch":"*_t","mapping":{"type":"keyword"}}}])",
                R"({"v_1":"a","v_t":1})", R"({"v_1":{"type":"keyword"},"v_t":{"type":"long"}})"},
           Case{R"([{"s":{"path_match":"o.*","mapping":{"type":"{dynamic_type}","index":false}}}])",
                R"({"o":{"p":"q","l":2},"l":2})",
                R"({"l":{"type":"long"},"o":{"properties":{"l":{"type":"long","index":false},)"
                R"("p":{"type":"text","index":false}}}})"},
           Case{R"([{"s":{"match_mapping_type":"*","mapping":{"store":true}}}])",
                R"({"f":1.5,"b":true})",
                R"({"b":{"type":"boolean","store":true},"f":{"type":"float","store":true}})"},
           Case{R"([{"s":{"match_mapping_type":"object","mapping":{"enabled":false}}}])",
                R"({"o":{"p":1}})", R"({"o":{"type":"object","enabled":false}})"},
           Case{R"([{"a":{"match":"x","mapping":{"type":"long"}}},)"
                R"({"b":{"match":"*","mapping":{"type":"keyword"}}}])",
                R"({"x":"5","y":"5"})", R"({"x":{"type":"long"},"y":{"type":"keyword"}})"},
       }) {
    const std::string found = mapped(with_templates(c.templates), c.source);
    const std::string expected = R"({"dynamic_templates":)";
    ASSERT_TRUE(found.starts_with(expected)) << found;
    EXPECT_EQ(found.substr(found.find(R"(,"properties":)") + 14), std::string(c.properties) + "}")
        << c.templates;
  }
}

TEST(DynamicTemplates, AreShownAndReadAgain) {
  const std::string shown = mapped(
      with_templates(R"([{"s":{"mapping":{"type":"keyword","ignore_above":10},"match":"v"}}])"),
      "{}");
  EXPECT_EQ(shown, R"({"dynamic_templates":[{"s":{"match":"v","mapping":{"ignore_above":10,)"
                   R"("type":"keyword"}}}]})");
  EXPECT_EQ(mapped(shown, "{}"), shown);
}

TEST(DynamicTemplates, AreRefusedAsElasticsearchRefusesThem) {
  const auto why = [](std::string_view templates) {
    const std::string reason = mapped(with_templates(templates), "{}");
    constexpr std::string_view kPrefix = "Failed to parse mapping [_doc]: ";
    return reason.starts_with(kPrefix) ? reason.substr(kPrefix.size()) : reason;
  };
  EXPECT_EQ(why(R"([{"s":{"match_mapping_type":"foo","mapping":{}}}])"),
            "No field type matched on [foo], possible values are [object, string, long, double, "
            "boolean, date, binary]");
  EXPECT_EQ(why(R"([{"s":{"mapping":{"type":"keyword"}}}])"),
            "template must have match, path_match or match_mapping_type set "
            "{mapping={type=keyword}}");
  EXPECT_EQ(why(R"([{"s":{"match":"*"}}])"), "template must have mapping set");
  EXPECT_EQ(why(R"([{"s":{"match":"*","foo":1,"mapping":{}}}])"),
            "Illegal dynamic template parameter: [foo]");
  EXPECT_EQ(why(R"({"s":{}})"),
            "Dynamic template syntax error. An array of named objects is expected.");
  EXPECT_EQ(why(R"([{}])"), "A dynamic template must be defined with a name");
}

}  // namespace
}  // namespace likewise
