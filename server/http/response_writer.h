#pragma once

#include <string>
#include <string_view>

#include "server/http/http_message.h"

namespace likewise::server {

/// "Not Found" for 404; "" for a status without a phrase here.
std::string_view reason_phrase(int status);

/// The head of a response: status line, fields, empty line. The body follows it on the wire unless
/// the request was HEAD. Header values lose control characters, so that nothing that a client sent
/// can split a response.
std::string response_head(const HttpResponse& response, bool keep_alive, int minor_version);

}  // namespace likewise::server
