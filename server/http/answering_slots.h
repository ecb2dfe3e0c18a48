#pragma once

#include <atomic>
#include <cstddef>

namespace likewise::server {

/// How many I/O threads may answer requests themselves at a time, which spares two changes of
/// thread a request. The others stay free to read and write. Thread-safe.
class AnsweringSlots {
 public:
  explicit AnsweringSlots(std::size_t count) : free_(static_cast<std::ptrdiff_t>(count)) {}

  /// A slot, or none: then the request is for the pool. Given back when destroyed.
  class Slot {
   public:
    explicit Slot(AnsweringSlots& slots) : slots_(slots), taken_(slots.free_.fetch_sub(1) > 0) {
      if (!taken_) {
        slots_.free_.fetch_add(1);
      }
    }
    ~Slot() {
      if (taken_) {
        slots_.free_.fetch_add(1);
      }
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    bool taken() const { return taken_; }

   private:
    AnsweringSlots& slots_;
    const bool taken_;
  };

 private:
  std::atomic<std::ptrdiff_t> free_;
};

}  // namespace likewise::server
