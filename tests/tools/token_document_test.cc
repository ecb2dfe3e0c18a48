#include "tools/token_document.h"

#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

std::string rendered(const DocumentLayout& layout, std::string_view id, std::string_view label) {
  Codes codes(1, 2);
  codes << 14, 4;
  std::string out;
  TokenDocumentWriter(layout).append(codes, 0, id, label, out);
  return out;
}

TEST(TokenDocument, IsOneLineOfJson) {
  EXPECT_EQ(rendered({}, "7", ""), "{\"_id\":\"7\",\"feature_vector\":[\"0-14\",\"1-4\"]}\n");
}

TEST(TokenDocument, CarriesLabelAndImage) {
  DocumentLayout layout;
  layout.field = "tokens";
  layout.image_template = "img/{id}/{id}.png";
  EXPECT_EQ(
      rendered(layout, "7", "9"),
      "{\"_id\":\"7\",\"tokens\":[\"0-14\",\"1-4\"],\"label\":9,\"image\":\"img/7/7.png\"}\n");
  layout.image_template = "same.png";
  EXPECT_EQ(
      rendered(layout, "7", "\"boot\""),
      "{\"_id\":\"7\",\"tokens\":[\"0-14\",\"1-4\"],\"label\":\"boot\",\"image\":\"same.png\"}\n");
}

TEST(TokenDocument, IsTwoLinesForBulk) {
  DocumentLayout layout;
  layout.format = DocumentFormat::kBulk;
  EXPECT_EQ(rendered(layout, "7", ""),
            "{\"index\":{\"_id\":\"7\"}}\n{\"feature_vector\":[\"0-14\",\"1-4\"]}\n");
  layout.index = "images";
  EXPECT_EQ(rendered(layout, "7", "1"),
            "{\"index\":{\"_index\":\"images\",\"_id\":\"7\"}}\n"
            "{\"feature_vector\":[\"0-14\",\"1-4\"],\"label\":1}\n");
}

TEST(TokenDocument, EscapesWhatJsonNeeds) {
  DocumentLayout layout;
  layout.field = "a\"b";
  layout.image_template = "\\{id}";
  EXPECT_EQ(rendered(layout, "x\"\n", ""),
            "{\"_id\":\"x\\\"\\n\",\"a\\\"b\":[\"0-14\",\"1-4\"],\"image\":\"\\\\x\\\"\\n\"}\n");
}

TEST(DocumentFormatText, ReadsBothNames) {
  EXPECT_EQ(parse_document_format("ndjson"), DocumentFormat::kNdjson);
  EXPECT_EQ(parse_document_format("bulk"), DocumentFormat::kBulk);
  EXPECT_EQ(parse_document_format("json").error().type(), "usage");
}

}  // namespace
}  // namespace likewise::tools
