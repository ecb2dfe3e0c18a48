#include <cstddef>
#include <string>
#include <string_view>

#include "engine/dsl/json.h"

namespace likewise::json {
namespace {

void append_value(std::string& out, const Value& value) {
  switch (value.kind) {
    case Kind::kNull:
      out += "null";
      return;
    case Kind::kBoolean:
      out += value.boolean ? "true" : "false";
      return;
    case Kind::kNumber:
      out += value.text;
      return;
    case Kind::kString:
      append_quoted(out, value.text);
      return;
    case Kind::kArray: {
      char separator = '[';
      for (const Value& item : value.items) {
        out += separator;
        append_value(out, item);
        separator = ',';
      }
      out += value.items.empty() ? "[]" : "]";
      return;
    }
    case Kind::kObject: {
      char separator = '{';
      for (const auto& [name, member] : value.members) {
        out += separator;
        append_quoted(out, name);
        out += ':';
        append_value(out, member);
        separator = ',';
      }
      out += value.members.empty() ? "{}" : "}";
      return;
    }
  }
}

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Copies the string that starts at `begin` and returns the offset behind it.
std::size_t copy_string(std::string& out, std::string_view text, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < text.size() && text[end] != '"') {
    end += text[end] == '\\' ? 2U : 1U;
  }
  end = end < text.size() ? end + 1 : text.size();
  out += text.substr(begin, end - begin);
  return end;
}

void start_line(std::string& out, std::size_t depth) {
  out += '\n';
  out.append(2 * depth, ' ');
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  out += '"';
  std::size_t clean = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x20 && c != '"' && c != '\\') {
      continue;
    }
    out += text.substr(clean, i - clean);
    clean = i + 1;
    out += '\\';
    constexpr std::string_view kCharacters = "\"\\\b\f\n\r\t";
    constexpr std::string_view kNames = "\"\\bfnrt";
    if (const std::size_t k = kCharacters.find(text[i]); k != std::string_view::npos) {
      out += kNames[k];
    } else {
      out += "u00";
      out += kHex[c >> 4U];
      out += kHex[c & 0xFU];
    }
  }
  out += text.substr(clean);
  out += '"';
}

std::string quoted(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  append_quoted(out, text);
  return out;
}

std::string to_text(const Value& value) {
  std::string out;
  append_value(out, value);
  return out;
}

std::string pretty(std::string_view text) {
  std::string out;
  out.reserve(text.size() * 2);
  std::size_t depth = 0;
  bool just_opened = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (is_blank(c)) {
      ++i;
      continue;
    }
    if (c == '}' || c == ']') {
      --depth;
      if (just_opened) {
        out += ' ';
      } else {
        start_line(out, depth);
      }
      out += c;
      just_opened = false;
      ++i;
      continue;
    }
    if (just_opened) {
      start_line(out, depth);
      just_opened = false;
    }
    if (c == '"') {
      i = copy_string(out, text, i);
      continue;
    }
    if (c == '{' || c == '[') {
      ++depth;
      just_opened = true;
      out += c;
    } else if (c == ',') {
      out += c;
      start_line(out, depth);
    } else if (c == ':') {
      out += " : ";
    } else {
      out += c;
    }
    ++i;
  }
  return out;
}

}  // namespace likewise::json
