#include "engine/search/uid_term.h"

#include <algorithm>
#include <cstdint>

namespace likewise {
namespace {

constexpr char kBase64Escape = '\xFD';
constexpr char kNumeric = '\xFE';
constexpr char kUtf8 = '\xFF';
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

bool is_numeric(std::string_view id) {
  return std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Two digits a byte; a missing last one is 15.
std::string numeric_term(std::string_view id) {
  std::string bytes(1, kNumeric);
  for (std::size_t i = 0; i < id.size(); i += 2) {
    const int high = id[i] - '0';
    const int low = i + 1 < id.size() ? id[i + 1] - '0' : 0x0F;
    bytes.push_back(static_cast<char>((high << 4) | low));
  }
  return bytes;
}

/// True if the id is the one base64url text of some bytes.
bool is_base64(std::string_view id) {
  const std::size_t rest = id.size() % 4;
  if (rest == 1 || id.find_first_not_of(kAlphabet) != std::string_view::npos) {
    return false;
  }
  const std::size_t last = kAlphabet.find(id.back());
  return rest == 0 || (rest == 2 ? last % 16 == 0 : last % 4 == 0);
}

std::string base64_term(std::string_view id) {
  std::string bytes;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char c : id) {
    buffer = (buffer << 6U) | static_cast<std::uint32_t>(kAlphabet.find(c));
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>((buffer >> bits) & 0xFFU));
    }
  }
  if (static_cast<unsigned char>(bytes.front()) >= static_cast<unsigned char>(kBase64Escape)) {
    bytes.insert(bytes.begin(), kBase64Escape);
  }
  return bytes;
}

}  // namespace

std::string uid_term(std::string_view id) {
  if (!id.empty() && is_numeric(id)) {
    return numeric_term(id);
  }
  if (!id.empty() && is_base64(id)) {
    return base64_term(id);
  }
  return std::string(1, kUtf8).append(id);
}

std::string bytes_text(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "[";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += text.size() > 1 ? " " : "";
    if (byte >= 16) {
      text += kDigits[byte / 16];
    }
    text += kDigits[byte % 16];
  }
  return text + "]";
}

}  // namespace likewise
