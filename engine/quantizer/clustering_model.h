#pragma once

/// @file
/// What the clusterings of kmeans.h share among themselves.

#include "engine/quantizer/kmeans.h"
#include "engine/quantizer/lloyd.h"

namespace likewise {

/// The error of a training that its caller gave up.
tl::unexpected<Error> stopped();

/// Fills in what the last assignment tells: centroids, inertia, spread, sizes, outliers.
void describe(const Lloyd& lloyd, const KMeansOptions& options, KMeansModel& model);

}  // namespace likewise
