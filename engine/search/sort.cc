#include "engine/search/sort.h"

#include <algorithm>
#include <compare>

namespace likewise {
namespace {

double as_double(const SortValue& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    return static_cast<double>(*whole);
  }
  if (const auto* single = std::get_if<float>(&value)) {
    return static_cast<double>(*single);
  }
  const auto* real = std::get_if<double>(&value);
  return real != nullptr ? *real : 0.0;
}

template <class T>
int three_way(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

}  // namespace

int compare_sort_values(const SortKey& key, const SortValue& a, const SortValue& b) {
  const bool a_is_missing = std::holds_alternative<std::monostate>(a);
  const bool b_is_missing = std::holds_alternative<std::monostate>(b);
  if (a_is_missing || b_is_missing) {
    const int missing_last = three_way(a_is_missing, b_is_missing);
    return key.missing_first ? -missing_last : missing_last;
  }
  int order = 0;
  const auto* a_text = std::get_if<std::string>(&a);
  const auto* b_text = std::get_if<std::string>(&b);
  const auto* a_whole = std::get_if<std::int64_t>(&a);
  const auto* b_whole = std::get_if<std::int64_t>(&b);
  if (a_text != nullptr || b_text != nullptr) {
    order = a_text != nullptr && b_text != nullptr
                ? three_way(a_text->compare(*b_text), 0)
                : three_way(a_text != nullptr, b_text != nullptr);  // Numbers before texts.
  } else if (a_whole != nullptr && b_whole != nullptr) {
    order = three_way(*a_whole, *b_whole);
  } else {
    order = three_way(as_double(a), as_double(b));
  }
  return key.descending ? -order : order;
}

}  // namespace likewise
