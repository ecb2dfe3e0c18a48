#pragma once

#include <string>
#include <string_view>

namespace likewise {

/// The bytes under which Elasticsearch indexes a document's `_id`. Only texts about queries show
/// them.
std::string uid_term(std::string_view id);

/// Lucene's notation of bytes: "[fe 1f]".
std::string bytes_text(std::string_view bytes);

}  // namespace likewise
