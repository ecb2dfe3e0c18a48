// Documents against a mapping that has every kind of field, and as artificial documents.

#include <memory>

#include "engine/dsl/document_parser.h"
#include "engine/dsl/mapping_json.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

constexpr std::string_view kMapping = R"({"properties":{
  "t":{"type":"text","fields":{"keyword":{"type":"keyword","ignore_above":8}}},
  "k":{"type":"keyword","null_value":"none","copy_to":["t"]},
  "l":{"type":"long"}, "i":{"type":"integer"}, "s":{"type":"short"}, "b":{"type":"byte"},
  "d":{"type":"double"}, "f":{"type":"float"}, "h":{"type":"half_float"},
  "o":{"type":"boolean"}, "w":{"type":"date"}, "x":{"properties":{"y":{"type":"keyword"}}}}})";

std::shared_ptr<const likewise::Mapping> every_kind(const likewise::MappingContext& context) {
  auto mapping = likewise::merge_mapping(likewise::Mapping(), kMapping, context);
  LIKEWISE_CHECK(mapping.has_value(), "the mapping of this target is refused");
  return *mapping;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const likewise::MappingContext context;
  static const std::shared_ptr<const likewise::Mapping> mapping = every_kind(context);
  const std::string_view source = likewise::fuzz::as_text(data, size);
  likewise::DocumentParser parser(context);
  likewise::ParsedDocument document;
  if (!parser.parse(source, mapping, document)) {
    return 0;
  }
  LIKEWISE_CHECK(document.mapping != nullptr, "a document without a mapping");
  for (const auto& field : document.fields()) {
    LIKEWISE_CHECK(field.field < document.mapping->fields().size(), "a field of another mapping");
    for (const auto token : field.tokens) {
      static_cast<void>(document.text(token));
    }
  }
  LIKEWISE_CHECK(
      likewise::source_term_vectors(source, *document.mapping, {"t", "t.keyword", "k"}).has_value(),
      "a stored document has no term vectors");
  static_cast<void>(likewise::artificial_term_vectors(source, mapping, context, {}));
  return 0;
}
