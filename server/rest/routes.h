#pragma once

#include <span>

#include "server/rest/router.h"

namespace likewise::server {

/// Every endpoint: the one table that router, tests and documentation read.
std::span<const Route> routes();

}  // namespace likewise::server
