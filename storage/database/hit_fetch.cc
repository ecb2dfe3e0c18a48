#include "storage/database/hit_fetch.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/search/sort_values.h"
#include "storage/rocks/keys.h"
#include "storage/rocks/records.h"

namespace likewise::storage {
namespace {

/// Of hits of several shards that stand for the same value only the first stays.
void keep_first_of_each_key(std::vector<HitReference>& hits) {
  std::set<SortValue> seen;
  std::erase_if(hits, [&seen](const HitReference& reference) {
    return reference.hit->collapse_key && !seen.insert(*reference.hit->collapse_key).second;
  });
}

bool comes_first(const SearchRequest& request, const SearchHit& a, const SearchHit& b) {
  if (request.sort.empty()) {
    return score_rank(a.score) > score_rank(b.score);
  }
  for (std::size_t i = 0; i < request.sort.size(); ++i) {
    const int order = compare_sort_values(request.sort[i], a.sort[i], b.sort[i]);
    if (order != 0) {
      return order < 0;
    }
  }
  return false;
}

/// Elasticsearch forgets the values where a collapsed search sorts by nothing but the score.
bool shows_sort_values(const SearchRequest& request) {
  return !request.collapse || request.sort.size() != 1 ||
         request.sort.front().target != SortKey::Target::kScore;
}

Result<std::string> read_row(const Shard& shard, Family family, const std::string& key) {
  LIKEWISE_TRY(std::optional<std::string> row, shard.published.store->get(family, key));
  if (!row) {
    return fail(ErrorCode::kCorruption, fmt::format("index [{}]: a stored document is missing",
                                                    shard.index->identity().name));
  }
  return std::move(*row);
}

std::vector<std::string> shown_ignored(const Shard& shard, std::vector<std::string> ignored) {
  if (!shard.lists_long_keywords) {
    const Mapping& mapping = *shard.published.index->mapping;
    std::erase_if(ignored, [&mapping](const std::string& name) {
      const Field* field = mapping.find(name);
      return field != nullptr && field->kind == FieldKind::kKeyword;
    });
  }
  return ignored;
}

Status fetch_versions(const Shard& shard, const SearchRequest& request, const std::string& id,
                      FetchedHit& hit) {
  LIKEWISE_TRY(const std::string stored,
               read_row(shard, Family::kId, id_key(shard.index->identity().number, id)));
  LIKEWISE_TRY(const IdRecord record, decode_id(stored));
  if (request.version) {
    hit.version = record.version;
  }
  if (request.seq_no_primary_term) {
    hit.seq_no = record.seq_no;
  }
  return {};
}

}  // namespace

std::vector<HitReference> merge_hits(std::vector<Shard>& shards, const SearchRequest& request) {
  std::vector<HitReference> hits;
  for (Shard& shard : shards) {
    for (SearchHit& hit : shard.result.hits) {
      hits.push_back({&shard, &hit});
    }
  }
  if (shards.size() > 1) {
    std::stable_sort(hits.begin(), hits.end(),
                     [&request](const HitReference& a, const HitReference& b) {
                       return comes_first(request, *a.hit, *b.hit);
                     });
    keep_first_of_each_key(hits);
  }
  const std::size_t begin = std::min(request.from, hits.size());
  const std::size_t end = begin + std::min(request.size, hits.size() - begin);
  return {hits.begin() + static_cast<std::ptrdiff_t>(begin),
          hits.begin() + static_cast<std::ptrdiff_t>(end)};
}

Result<FetchedHit> fetch_hit(const HitReference& reference, const SearchRequest& request,
                             FieldFetch& fields) {
  const Shard& shard = *reference.shard;
  const IndexIdentity& identity = shard.index->identity();
  const std::string key = doc_key(identity.number, reference.hit->doc);
  LIKEWISE_TRY(const std::string row, read_row(shard, Family::kIdentity, key));
  LIKEWISE_TRY(DocumentIdentity document, decode_identity(row));
  FetchedHit hit;
  hit.index = identity.name;
  if (reference.hit->has_score) {
    hit.score = reference.hit->score;
  }
  hit.routing = std::move(document.routing);
  hit.ignored = shown_ignored(shard, std::move(document.ignored));
  if (request.source.enabled) {
    LIKEWISE_TRY(hit.source, read_row(shard, Family::kDoc, key));
    if (!request.source.is_everything()) {
      hit.source = filter_source(hit.source, request.source);
    }
    hit.has_source = true;
  }
  LIKEWISE_TRY(
      hit.fields,
      fields.read({*shard.published.index, identity.name, shard.index->settings()->dialect},
                  reference.hit->doc, [&] { return read_row(shard, Family::kDoc, key); }));
  if (request.fields.stored.none) {
    hit.has_id = false;
    hit.ignored.clear();
    hit.routing.reset();
  }
  if (request.version || request.seq_no_primary_term) {
    LIKEWISE_TRY_STATUS(fetch_versions(shard, request, document.id, hit));
  }
  hit.id = std::move(document.id);
  if (request.explain) {
    hit.node_shard = fmt::format("[{}][0]", identity.name);
  }
  hit.explanation = std::move(reference.hit->explanation);
  hit.matched_queries = std::move(reference.hit->matched_queries);
  if (shows_sort_values(request)) {
    hit.sort = std::move(reference.hit->sort);
  }
  if (request.collapse && reference.hit->collapse_key) {
    hit.collapse_field = request.collapse->field;
    hit.collapse_key = *reference.hit->collapse_key;
  }
  return hit;
}

}  // namespace likewise::storage
