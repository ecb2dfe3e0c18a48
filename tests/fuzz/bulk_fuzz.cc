// Bulk bodies: actions point into the body, lines grow, and reading ends.

#include <functional>

#include "engine/dsl/bulk.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body = likewise::fuzz::as_text(data, size);
  likewise::BulkReader reader(body);
  std::size_t line = 0;
  while (true) {
    const auto action = reader.next();
    if (!action || !action->has_value()) {
      return 0;
    }
    const likewise::BulkAction& found = **action;
    LIKEWISE_CHECK(found.line > line, "lines do not grow");
    line = found.line;
    if (!found.source.empty()) {
      const std::less_equal<const char*> not_after;
      LIKEWISE_CHECK(
          not_after(body.data(), found.source.data()) &&
              not_after(found.source.data() + found.source.size(), body.data() + body.size()),
          "a source outside of the body");
    }
  }
}
