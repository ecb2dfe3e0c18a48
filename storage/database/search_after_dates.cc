#include "storage/database/search_after_dates.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "engine/index/date_format.h"

namespace likewise::storage {

void read_search_after_dates(const Mapping& mapping, SearchOptions& options) {
  const std::size_t count = std::min(options.search_after.size(), options.sort.size());
  for (std::size_t i = 0; i < count; ++i) {
    SortScalar& scalar = options.search_after[i];
    const Field* const field = mapping.find(options.sort[i].field);
    if (field == nullptr || field->kind != FieldKind::kDate || scalar.is_number || scalar.is_null) {
      continue;
    }
    if (const std::optional<std::int64_t> date = parse_date(scalar.text, field->format)) {
      scalar.whole = date;
      scalar.real = static_cast<double>(*date);
    }
  }
}

}  // namespace likewise::storage
