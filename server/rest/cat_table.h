#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "server/rest/rest_request.h"
#include "server/rest/rest_response.h"

namespace likewise::server {

struct CatColumn {
  std::string_view name;
  std::string_view aliases;      ///< Comma list of other names that `h` and `s` may use.
  std::string_view description;  ///< Shown by `?help`.
  bool right = false;            ///< Numbers are aligned to the right.
};

/// The table of a `_cat` endpoint; every row has one text per column.
struct CatTable {
  std::vector<CatColumn> columns;
  std::vector<std::vector<std::string>> rows;
};

/// As text (`v`: with a head, `h`: these columns, `s`: sorted by these, `help`) or JSON.
RestResponse render_table(const RestRequest& request, CatTable table);

/// "8.9kb" as Elasticsearch cuts it off, or the number with `bytes=b|kb|mb|gb`.
std::string cat_bytes(std::uint64_t bytes, const RestRequest& request);

}  // namespace likewise::server
