// Opens the data directory argv[1], prints "open" or the error, and waits for the end of its input.

#include <cstdio>
#include <iostream>

#include "storage/rocks/store.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    return 2;
  }
  const auto store = likewise::storage::open_rocks_store(argv[1]);
  std::cout << (store.has_value() ? "open" : store.error().message()) << std::endl;
  while (std::getchar() != EOF) {
  }
  return store.has_value() ? 0 : 3;
}
