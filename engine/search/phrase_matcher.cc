#include "engine/search/phrase_matcher.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

#include "engine/base/check.h"

namespace likewise {

/// Walks through the positions of one place in the document.
struct PhraseMatcher::Cursor {
  std::size_t index = 0;  ///< Of the place.
  std::int64_t offset = 0;
  std::vector<std::int64_t> positions;  ///< In the document, ascending.
  std::size_t next = 0;
  std::int64_t start = 0;     ///< Where the phrase would start: position - offset.
  std::ptrdiff_t group = -1;  ///< In repeats_.
  std::size_t rank = 0;       ///< In the group.

  bool advance() {
    if (next == positions.size()) {
      return false;
    }
    start = positions[next++] - offset;
    return true;
  }
  std::int64_t position() const { return start + offset; }
};

struct PhraseMatcher::InOrder {
  bool operator()(const Cursor* left, const Cursor* right) const {
    if (left->start != right->start) {
      return left->start < right->start;
    }
    return std::pair(left->offset, left->index) < std::pair(right->offset, right->index);
  }
};

/// One document: always the place whose start lies furthest behind moves on; the distance of a
/// match is how far the starts of all places are apart.
class PhraseMatcher::Sloppy {
 public:
  explicit Sloppy(PhraseMatcher& phrase) : phrase_(phrase) {}

  float frequency() {
    if (!place()) {
      return 0.0F;
    }
    float sum = 0.0F;
    while (next_match()) {
      sum += 1.0F / (1.0F + static_cast<float>(distance_));
    }
    return sum;
  }

 private:
  bool place() {
    for (Cursor& cursor : phrase_.cursors_) {
      cursor.next = 0;
      if (!cursor.advance()) {
        return false;
      }
    }
    for (const auto& group : phrase_.repeats_) {
      if (phrase_.has_shared_alternatives_ ? !spread_by_collision(group) : !spread(group)) {
        return false;
      }
    }
    for (Cursor& cursor : phrase_.cursors_) {
      end_ = std::max(end_, cursor.start);
      queue_.insert(&cursor);
    }
    return true;
  }

  /// Of equal words each one takes the next occurrence.
  static bool spread(const std::vector<Cursor*>& group) {
    for (std::size_t i = 1; i < group.size(); ++i) {
      for (std::size_t step = 0; step < i; ++step) {
        if (!group[i]->advance()) {
          return false;
        }
      }
    }
    return true;
  }

  bool spread_by_collision(const std::vector<Cursor*>& group) {
    for (std::size_t i = 0; i < group.size();) {
      bool again = false;
      for (Cursor* other = colliding(*group[i]); other != nullptr; other = colliding(*group[i])) {
        Cursor& moved = lesser(*group[i], *other);
        if (!advance(moved)) {
          return false;
        }
        if (moved.rank < i) {
          again = true;
          break;
        }
      }
      i += again ? 0 : 1;
    }
    return true;
  }

  /// The next match of at most the slop; sets distance_.
  bool next_match() {
    if (is_exhausted_) {
      return false;
    }
    Cursor* first = take_first();
    distance_ = end_ - first->start;
    std::int64_t following = (*queue_.begin())->start;
    while (advance(*first)) {
      if (first->group >= 0 && !resolve_collisions(*first)) {
        break;
      }
      if (first->start > following) {
        queue_.insert(first);
        if (distance_ <= phrase_.slop_) {
          return true;
        }
        first = take_first();
        following = (*queue_.begin())->start;
        distance_ = end_ - first->start;
      } else {
        distance_ = std::min(distance_, end_ - first->start);
      }
    }
    is_exhausted_ = true;
    return distance_ <= phrase_.slop_;
  }

  Cursor* take_first() {
    Cursor* const first = *queue_.begin();
    queue_.erase(queue_.begin());
    return first;
  }

  bool advance(Cursor& cursor) {
    if (!cursor.advance()) {
      return false;
    }
    end_ = std::max(end_, cursor.start);
    return true;
  }

  /// `moved` is not in the queue. Where two equal words stand on one word of the document, the
  /// lesser one moves on.
  bool resolve_collisions(Cursor& moved) {
    std::vector<Cursor*> taken;
    Cursor* at = &moved;
    for (Cursor* other = colliding(*at); other != nullptr; other = colliding(*at)) {
      at = &lesser(*at, *other);
      if (at != &moved && queue_.erase(at) > 0) {
        taken.push_back(at);
      }
      if (!advance(*at)) {
        return false;
      }
    }
    queue_.insert(taken.begin(), taken.end());
    return true;
  }

  Cursor* colliding(const Cursor& cursor) const {
    for (Cursor* other : phrase_.repeats_[static_cast<std::size_t>(cursor.group)]) {
      if (other != &cursor && other->position() == cursor.position()) {
        return other;
      }
    }
    return nullptr;
  }

  static Cursor& lesser(Cursor& left, Cursor& right) {
    const bool left_first =
        std::pair(left.start, left.offset) < std::pair(right.start, right.offset);
    return left_first ? left : right;
  }

  PhraseMatcher& phrase_;
  std::set<Cursor*, InOrder> queue_;
  std::int64_t end_ = std::numeric_limits<std::int64_t>::min();  ///< The greatest start.
  std::int64_t distance_ = 0;
  bool is_exhausted_ = false;
};

PhraseMatcher::PhraseMatcher(const std::vector<PhrasePlace>& places, std::int32_t slop)
    : slop_(slop), cursors_(places.size()) {
  LIKEWISE_CHECK(places.size() > 1, "a phrase has two places");
  for (std::size_t i = 0; i < places.size(); ++i) {
    cursors_[i].index = i;
    cursors_[i].offset = places[i].offset;
    for (const std::string& text : places[i].texts) {
      places_of_[text].push_back(i);
    }
  }
  if (slop > 0) {
    group_repeats(places);
  }
}

PhraseMatcher::~PhraseMatcher() = default;

/// Places that share a term, directly or through others, are one group.
void PhraseMatcher::group_repeats(const std::vector<PhrasePlace>& places) {
  std::vector<std::size_t> leader(places.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  const auto find = [&leader](std::size_t place) {
    while (leader[place] != place) {
      place = leader[place] = leader[leader[place]];
    }
    return place;
  };
  std::set<std::size_t> repeating;
  for (const auto& [text, sharing] : places_of_) {
    if (sharing.size() < 2) {
      continue;
    }
    for (const std::size_t place : sharing) {
      leader[find(place)] = find(sharing.front());
      repeating.insert(place);
      has_shared_alternatives_ = has_shared_alternatives_ || places[place].texts.size() > 1;
    }
  }
  std::unordered_map<std::size_t, std::size_t> group_of;
  for (const std::size_t place : repeating) {
    const auto [entry, is_new] = group_of.try_emplace(find(place), repeats_.size());
    if (is_new) {
      repeats_.emplace_back();
    }
    auto& group = repeats_[entry->second];
    cursors_[place].group = static_cast<std::ptrdiff_t>(entry->second);
    cursors_[place].rank = group.size();
    group.push_back(&cursors_[place]);
  }
}

void PhraseMatcher::start_document() {
  for (Cursor& cursor : cursors_) {
    cursor.positions.clear();
  }
}

void PhraseMatcher::add(std::string_view term, std::uint32_t position) {
  const auto places = places_of_.find(term);
  if (places == places_of_.end()) {
    return;
  }
  for (const std::size_t place : places->second) {
    cursors_[place].positions.push_back(position);
  }
}

float PhraseMatcher::frequency() {
  return slop_ > 0 ? Sloppy(*this).frequency() : exact_frequency();
}

float PhraseMatcher::exact_frequency() const {
  std::vector<std::int64_t> starts = cursors_.front().positions;
  for (const Cursor& cursor : cursors_) {
    std::erase_if(starts, [&cursor](std::int64_t start) {
      return !std::binary_search(cursor.positions.begin(), cursor.positions.end(),
                                 start + cursor.offset);
    });
  }
  return static_cast<float>(starts.size());
}

}  // namespace likewise
