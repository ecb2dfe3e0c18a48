// Compiled by check_dropped_result.py: with DROP it must not compile, without it must.

#include "engine/base/error.h"

namespace {

likewise::Status may_fail() {
  return likewise::fail(likewise::ErrorCode::kUnavailable, "disk full");
}

likewise::Result<int> may_fail_with_value() {
  return 1;
}

}  // namespace

int main() {
#if defined(DROP_STATUS)
  may_fail();
#elif defined(DROP_RESULT)
  may_fail_with_value();
#endif
  return may_fail().has_value() && may_fail_with_value().has_value() ? 0 : 1;
}
