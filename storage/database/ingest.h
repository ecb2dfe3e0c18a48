#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dsl/ingest_pipeline.h"
#include "storage/database/codebook_store.h"
#include "storage/database/database.h"
#include "storage/database/pipeline_store.h"

namespace likewise::storage {

/// The document as the pipeline leaves it. Errors: those of the first processor that fails and is
/// not caught, as Elasticsearch reports them for the document.
Result<std::string> run_pipeline(const IngestPipeline& pipeline, const CodebookStore& codebooks,
                                 std::string_view source);

/// The operations of a request after their pipelines: the same ones where there are none.
class IngestedOperations {
 public:
  struct Environment {
    const PipelineStore& pipelines;
    const CodebookStore& codebooks;
    /// A setting of an index, `index.default_pipeline` or `index.final_pipeline`.
    std::function<std::optional<std::string>(std::string_view index, std::string_view setting)>
        setting;
  };

  /// Pipelines run for documents that are indexed or created whole, not for updates. An operation
  /// whose pipeline fails is refused, the others go on. `given` must outlive this.
  IngestedOperations(const std::vector<WriteOperation>& given, const Environment& environment);

  const std::vector<WriteOperation>& operations() const { return *operations_; }

 private:
  const std::vector<WriteOperation>* operations_;
  std::vector<WriteOperation> changed_;
  std::deque<std::string> sources_;
};

}  // namespace likewise::storage
