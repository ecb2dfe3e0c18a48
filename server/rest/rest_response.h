#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "server/http/http_message.h"

namespace likewise::server {

/// What a handler answers; rest_api.cc adds content type, layout and the headers of every answer.
struct RestResponse {
  int status = 200;
  std::string body;
  bool is_text = false;   ///< text/plain instead of JSON.
  bool verbatim = false;  ///< A stored document: neither `filter_path` nor `pretty` applies.
  std::vector<NameValue> headers;
  std::string content_type;  ///< Empty: JSON or text, as the request and the dialect want it.
  std::chrono::milliseconds ask_again_after{0};  ///< See HttpResponse.
};

inline RestResponse json_response(std::string body, int status = 200) {
  RestResponse response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

}  // namespace likewise::server
