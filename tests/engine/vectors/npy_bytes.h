#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace likewise {

inline std::span<const std::byte> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

/// A .npy file as numpy writes it: header padded with blanks to a multiple of 64 bytes.
inline std::string npy_file(int version, std::string_view dictionary, std::string_view data) {
  const std::size_t length_bytes = version == 1 ? 2 : 4;
  std::string header(dictionary);
  while ((8 + length_bytes + header.size() + 1) % 64 != 0) {
    header += ' ';
  }
  header += '\n';
  std::string file = "\x93NUMPY";
  file += static_cast<char>(version);
  file += '\0';
  for (std::size_t i = 0; i < length_bytes; ++i) {
    file += static_cast<char>((header.size() >> (8 * i)) & 0xFFU);
  }
  return file + header + std::string(data);
}

inline std::string npy_dictionary(std::string_view descr, bool fortran, std::string_view shape) {
  return fmt::format("{{'descr': '{}', 'fortran_order': {}, 'shape': {}, }}", descr,
                     fortran ? "True" : "False", shape);
}

/// The bytes of values as this (little-endian) machine stores them.
template <class Value>
std::string raw(std::initializer_list<Value> values) {
  return std::string(reinterpret_cast<const char*>(std::data(values)),
                     values.size() * sizeof(Value));
}

}  // namespace likewise
