#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace likewise {

/// A date as answers show it: in UTC, by the first alternative of a format ("a||b"; empty: the
/// default). Understands the names and the pattern letters y u M d H m s S X Z and quoted text; any
/// other format is written as the default one.
std::string date_text(std::int64_t millis, std::string_view format);

}  // namespace likewise
