// Mappings: what is accepted is shown in a form that leads to the same mapping.

#include <string>

#include "engine/dsl/mapping_json.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const likewise::MappingContext context;
  const likewise::Mapping empty;
  const auto mapping = likewise::merge_mapping(empty, likewise::fuzz::as_text(data, size), context);
  if (!mapping) {
    return 0;
  }
  const std::string shown = likewise::mapping_to_json(**mapping);
  const auto again = likewise::merge_mapping(empty, shown, context);
  LIKEWISE_CHECK(again.has_value(), "the shown mapping is refused");
  LIKEWISE_CHECK(likewise::mapping_to_json(**again) == shown, "the shown mapping means another");
  LIKEWISE_CHECK(likewise::merge_mapping(**mapping, shown, context).has_value(),
                 "a mapping cannot be merged into itself");
  return 0;
}
