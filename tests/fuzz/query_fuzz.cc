// Search and count bodies, in every dialect: an AST or an error with a reason and a place.

#include "engine/dsl/search_request.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

void check_error(const likewise::Error& error) {
  LIKEWISE_CHECK(!error.message().empty(), "an error without a reason");
  LIKEWISE_CHECK(error.code() != likewise::ErrorCode::kInternal, "a bug behind an error");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = likewise::fuzz::as_text(data, size);
  for (const auto dialect : {likewise::Dialect::kElasticsearch7, likewise::Dialect::kElasticsearch9,
                             likewise::Dialect::kOpenSearch3}) {
    likewise::QueryParserOptions options;
    options.dialect = dialect;
    if (const auto request = likewise::parse_search_request(text, options); !request) {
      check_error(request.error());
    }
    if (const auto query = likewise::parse_count_request(text, options); !query) {
      check_error(query.error());
    }
  }
  return 0;
}
