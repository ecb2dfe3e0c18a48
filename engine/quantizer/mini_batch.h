#pragma once

#include "engine/quantizer/kmeans.h"

namespace likewise {

/// Mini-batch k-means (Sculley, "Web-scale k-means clustering", 2010): every iteration draws a few
/// thousand rows and moves each centroid towards those nearest to it, the less the more rows it has
/// seen. Ends with one pass over all rows. REQUIRES: as train_kmeans, checked.
Result<KMeansModel> train_mini_batch(const Section& section, const KMeansOptions& options,
                                     Random random);

}  // namespace likewise
