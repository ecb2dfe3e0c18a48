#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/dsl/json.h"

namespace likewise {

/// An object under construction; members are appended in the order of the calls.
class ObjectText {
 public:
  ObjectText& raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? "" : ",";
    json::append_quoted(text_, name);
    text_ += ':';
    text_ += json;
    return *this;
  }
  ObjectText& text(std::string_view name, std::string_view value) {
    return raw(name, json::quoted(value));
  }
  ObjectText& number(std::string_view name, std::int64_t value) {
    return raw(name, std::to_string(value));
  }
  ObjectText& flag(std::string_view name, bool value) {
    return raw(name, value ? "true" : "false");
  }
  std::string take() { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

}  // namespace likewise
