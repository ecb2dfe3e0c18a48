#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/http_message.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// The text of the error when the body's type is not one that is understood; nothing when it is,
/// or when there is no body.
std::optional<std::string> refused_content_type(const HttpRequest& request);

/// The content type of a JSON answer: the vendor type with its version when the client asked with
/// it, plain JSON otherwise.
std::string json_content_type(const HttpRequest& request, const RestIdentity& identity);

std::string text_content_type(const RestIdentity& identity);

/// True when JSON is what the client wants where text is the default (`_cat`): by `format=json`, or
/// by the first media type of Accept that is one of the two.
bool prefers_json(const HttpRequest& request);

}  // namespace likewise::server
