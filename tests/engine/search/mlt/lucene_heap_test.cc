#include "engine/search/lucene_heap.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

struct Scored {
  int score = 0;
  char name = ' ';
};

struct LessScore {
  bool operator()(const Scored& a, const Scored& b) const { return a.score < b.score; }
};

using Heap = LuceneHeap<Scored, LessScore>;

std::string names_popped(Heap& heap) {
  std::string names;
  while (!heap.empty()) {
    names.push_back(heap.pop().name);
  }
  return names;
}

std::string popped_after_pushing(const std::vector<Scored>& elements) {
  Heap heap;
  for (const Scored& element : elements) {
    heap.push(element);
  }
  return names_popped(heap);
}

TEST(LuceneHeap, BreaksTiesByShape) {
  // The last leaf moves to the root, and an equal child does not push it down.
  EXPECT_EQ(popped_after_pushing({{1, 'a'}, {1, 'b'}, {1, 'c'}, {1, 'd'}}), "adcb");
  EXPECT_EQ(popped_after_pushing({{2, 'a'}, {1, 'b'}, {1, 'c'}, {2, 'd'}}), "bcda");
  EXPECT_EQ(popped_after_pushing({{1, 'a'}}), "a");
  EXPECT_EQ(popped_after_pushing({}), "");
}

TEST(LuceneHeap, ReplacesTheLeast) {
  Heap heap;
  for (const Scored element : {Scored{1, 'a'}, Scored{2, 'b'}, Scored{2, 'c'}}) {
    heap.push(element);
  }
  heap.replace_top({3, 'd'});
  EXPECT_EQ(heap.top().name, 'b');  // The left one of two equal children.
  EXPECT_EQ(names_popped(heap), "bcd");
}

TEST(LuceneHeap, PopsInAscendingOrder) {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    LuceneHeap<std::uint64_t> heap;
    std::vector<std::uint64_t> values(random.below(60));
    for (std::uint64_t& value : values) {
      value = random.below(20);
      heap.push(value);
    }
    std::vector<std::uint64_t> popped;
    while (!heap.empty()) {
      popped.push_back(heap.pop());
    }
    std::sort(values.begin(), values.end());
    ASSERT_EQ(popped, values) << "round " << round;
  }
}

}  // namespace
}  // namespace likewise
