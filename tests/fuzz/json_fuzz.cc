// The JSON tree of request bodies: whatever is accepted is written and read again unchanged.

#include <string>

#include "engine/dsl/json.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = likewise::fuzz::as_text(data, size);
  const auto value = likewise::json::parse(text);
  if (!value) {
    LIKEWISE_CHECK(!value.error().message().empty(), "an error without a reason");
    return 0;
  }
  LIKEWISE_CHECK(value->end <= text.size() && value->begin < value->end, "offsets outside");
  const std::string compact = likewise::json::to_text(*value);
  const auto again = likewise::json::parse(compact);
  LIKEWISE_CHECK(again.has_value(), "what was written does not parse");
  LIKEWISE_CHECK(likewise::json::to_text(*again) == compact, "a second round differs");
  const auto pretty = likewise::json::parse(likewise::json::pretty(text));
  LIKEWISE_CHECK(pretty.has_value(), "the pretty form does not parse");
  LIKEWISE_CHECK(likewise::json::to_text(*pretty) == compact,
                 "the pretty form says something else");
  return 0;
}
