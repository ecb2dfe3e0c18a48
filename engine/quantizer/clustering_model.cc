#include "engine/quantizer/clustering_model.h"

namespace likewise {

tl::unexpected<Error> stopped() {
  return fail(ErrorCode::kUnavailable, "training was stopped");
}

void describe(const Lloyd& lloyd, const KMeansOptions& options, KMeansModel& model) {
  model.inertia = lloyd.inertia();
  model.spread = lloyd.spread();
  model.cluster_rows = lloyd.cluster_rows();
  model.centroids = lloyd.centroids();
  if (options.outliers > 0.0) {
    model.outlier_distance = lloyd.distance_of_share(options.outliers);
  }
}

}  // namespace likewise
