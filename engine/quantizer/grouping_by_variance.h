#pragma once

#include "engine/quantizer/grouping.h"

namespace likewise {

/// A random rotation of all dimensions, cut into sections.
DimensionLayout lay_out_rotated(const GroupingRequest& request);

/// The leading principal axes, rotated at random among themselves, cut into sections: what varies
/// little is dropped, and what is left lies evenly over the groups.
DimensionLayout lay_out_pca_rotated(const GroupingRequest& request);

/// The leading principal axes themselves, dealt out so that the groups' products of variances are
/// alike (eigenvalue allocation: Ge, He, Ke, Sun, "Optimized Product Quantization", 2013).
DimensionLayout lay_out_pca_balanced(const GroupingRequest& request);

}  // namespace likewise
