// Writes java_float of the same bit patterns as PrintFloats.java: print_floats COUNT SEED.

#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/base/java_text.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: print_floats COUNT SEED\n", stderr);
    return 2;
  }
  auto bits = static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10));
  std::string out;
  for (long i = std::strtol(argv[1], nullptr, 10); i > 0; --i) {
    bits = bits * 1664525U + 1013904223U;
    out += likewise::java_float(std::bit_cast<float>(bits)) + "\n";
  }
  std::fputs(out.c_str(), stdout);
  return 0;
}
