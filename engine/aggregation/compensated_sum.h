#pragma once

#include <cmath>

namespace likewise {

/// Kahan's summation as Lucene's engines do it: every step rounds as theirs.
class CompensatedSum {
 public:
  void add(double more) {
    if (!std::isfinite(more)) {
      value_ = more + value_;
    }
    if (std::isfinite(value_)) {
      const double corrected = more + delta_;
      const double updated = value_ + corrected;
      delta_ = corrected - (updated - value_);
      value_ = updated;
    }
  }

  double value() const noexcept { return value_; }

  /// What is passed on: the value without what was still owed to it.
  CompensatedSum settled() const {
    CompensatedSum sum;
    sum.value_ = value_;
    return sum;
  }

 private:
  double value_ = 0.0;
  double delta_ = 0.0;
};

}  // namespace likewise
