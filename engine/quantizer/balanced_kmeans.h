#pragma once

#include "engine/quantizer/kmeans.h"

namespace likewise {

/// k-means that spends its centroids where the rows are: between Lloyd iterations a centroid of a
/// sparse cluster moves into a crowded one, which so falls into two (as in ISODATA, Ball and Hall
/// 1965). Clusters become alike in size as far as the rows' own ties allow; encoding needs to know
/// nothing of it. REQUIRES: as train_kmeans, checked.
Result<KMeansModel> train_balanced(const Section& section, const KMeansOptions& options,
                                   Random random);

}  // namespace likewise
