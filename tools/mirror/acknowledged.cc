#include "tools/mirror/acknowledged.h"

namespace likewise::tools {

void Acknowledged::add(SeqNo first, SeqNo end) {
  beyond_.emplace(first, end);
  for (auto range = beyond_.begin(); range != beyond_.end() && range->first == next_;) {
    next_ = range->second;
    range = beyond_.erase(range);
  }
}

}  // namespace likewise::tools
