#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/dsl/document_parser.h"
#include "engine/dsl/mapping_json.h"

namespace likewise {
namespace {

/// "term@position …" of a field of a document, in the mapping that the document leads to.
std::string positions(std::string_view mapping_json, std::string_view source,
                      std::string_view field) {
  const MappingContext context;
  const Result<std::shared_ptr<const Mapping>> mapping = parse_mapping(mapping_json, context);
  if (!mapping) {
    return mapping.error().message();
  }
  DocumentParser parser(context);
  ParsedDocument document;
  const Status parsed = parser.parse(source, *mapping, document);
  if (!parsed) {
    return parsed.error().message();
  }
  std::string found;
  parser.read_positions(source, document.mapping, document.mapping->find(field)->id,
                        [&found](std::string_view term, std::uint32_t position) {
                          found += (found.empty() ? "" : " ") + std::string(term) + "@" +
                                   std::to_string(position);
                        });
  return found;
}

TEST(ReadPositions, ValuesAreApartAndDroppedWordsLeaveHoles) {
  EXPECT_EQ(positions("{}", R"({"t":["a b","c"],"other":"x"})", "t"), "a@0 b@1 c@102");
  EXPECT_EQ(positions("{}", R"({"t":["a","","b"]})", "t"), "a@0 b@201");
  EXPECT_EQ(positions(R"({"properties":{"t":{"type":"text","position_increment_gap":3}}})",
                      R"({"t":["a b","c d"]})", "t"),
            "a@0 b@1 c@5 d@6");
  EXPECT_EQ(positions(R"({"properties":{"t":{"type":"text","analyzer":"stop"}}})",
                      R"({"t":["the fox of the","and dog"]})", "t"),
            "fox@1 dog@105");
}

TEST(ReadPositions, MultiFieldsObjectsNumbersAndCopiesCount) {
  constexpr std::string_view kMapping = R"({"properties":{
      "a":{"type":"text","copy_to":"all","fields":{"w":{"type":"text","analyzer":"whitespace"}}},
      "all":{"type":"text"},"o":{"properties":{"t":{"type":"text"}}}}})";
  constexpr std::string_view kSource =
      R"({"all":"first","a":["Big fox",7],"o":[{"t":"x"},{"t":["y"]}]})";
  EXPECT_EQ(positions(kMapping, kSource, "a"), "big@0 fox@1 7@102");
  EXPECT_EQ(positions(kMapping, kSource, "a.w"), "Big@0 fox@1 7@102");
  EXPECT_EQ(positions(kMapping, kSource, "all"), "first@0 big@101 fox@102 7@203");
  EXPECT_EQ(positions(kMapping, kSource, "o.t"), "x@0 y@101");
}

}  // namespace
}  // namespace likewise
