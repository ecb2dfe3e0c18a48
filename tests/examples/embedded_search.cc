// Searching without a server: opens a directory, indexes a few pictures, asks for the neighbours of
// one of them. docs/embedding.md explains it line by line.

#include <cstdio>
#include <vector>

#include "storage/database/database.h"

using namespace likewise;

int main(int argc, char** argv) {
  auto opened = storage::Database::open(argc > 1 ? argv[1] : "embedded_search_data");
  if (!opened.has_value()) {
    std::fprintf(stderr, "%s\n", opened.error().message().c_str());
    return 1;
  }
  storage::Database& database = **opened;
  if (database.index_exists("images") && !database.delete_index("images").has_value()) {
    return 1;
  }
  if (!database.create_index("images", R"({"settings":{"refresh_interval":"-1"}})").has_value()) {
    return 1;
  }

  const char* pictures[][2] = {{"cat", R"({"feature_vector":["0-3","1-7","2-1","3-4"]})"},
                               {"kitten", R"({"feature_vector":["0-3","1-7","2-5","3-4"]})"},
                               {"tiger", R"({"feature_vector":["0-3","1-7","2-5","3-9"]})"},
                               {"boat", R"({"feature_vector":["0-8","1-2","2-6","3-0"]})"}};
  std::vector<storage::WriteOperation> bulk;
  for (const auto& [id, source] : pictures) {
    auto& operation = bulk.emplace_back();
    operation.index = "images";
    operation.id = id;
    operation.source = source;
  }
  const auto written = database.write(bulk, storage::Refresh::kTrue);  // On disk and searchable.
  if (!written.has_value() || written->errors) {
    return 1;
  }

  const auto answer = database.search("images", R"({"query": {"more_like_this": {
      "fields": ["feature_vector.keyword"], "like": [{"_index": "images", "_id": "cat"}],
      "min_term_freq": 1, "min_doc_freq": 1, "minimum_should_match": "30%"}}})");
  if (!answer.has_value()) {
    std::fprintf(stderr, "%s\n", answer.error().message().c_str());
    return 1;
  }
  std::printf("%llu hits\n", static_cast<unsigned long long>(answer->total));
  for (const storage::FetchedHit& hit : answer->hits) {
    std::printf("%s %.4f %s\n", hit.id.c_str(), static_cast<double>(*hit.score),
                hit.source.c_str());
  }
}
