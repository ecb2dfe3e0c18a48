#pragma once

/// @file
/// The handlers of the route table, one file per family. Each answers one request on a pool thread;
/// its errors are Elasticsearch's.

#include "server/rest/router.h"

namespace likewise::server {

using RestResult = Result<RestResponse>;

// root_handler.cc
RestResult get_root(const RestContext& context, const RestRequest& request);

// index_handlers.cc
RestResult create_index(const RestContext& context, const RestRequest& request);
RestResult get_index(const RestContext& context, const RestRequest& request);
RestResult index_exists(const RestContext& context, const RestRequest& request);
RestResult delete_index(const RestContext& context, const RestRequest& request);

// mapping_handlers.cc
RestResult get_mapping(const RestContext& context, const RestRequest& request);
RestResult put_mapping(const RestContext& context, const RestRequest& request);
RestResult get_settings(const RestContext& context, const RestRequest& request);
RestResult put_settings(const RestContext& context, const RestRequest& request);

// document_write_handlers.cc
RestResult index_document(const RestContext& context, const RestRequest& request);
RestResult create_document(const RestContext& context, const RestRequest& request);
RestResult delete_document(const RestContext& context, const RestRequest& request);

// document_read_handlers.cc
RestResult get_document(const RestContext& context, const RestRequest& request);
RestResult get_source(const RestContext& context, const RestRequest& request);

// bulk_handler.cc
RestResult bulk(const RestContext& context, const RestRequest& request);

// changes_handler.cc
RestResult changes(const RestContext& context, const RestRequest& request);

// codebook_handlers.cc
RestResult put_codebook(const RestContext& context, const RestRequest& request);
RestResult get_codebook(const RestContext& context, const RestRequest& request);
RestResult list_codebooks(const RestContext& context, const RestRequest& request);
RestResult delete_codebook(const RestContext& context, const RestRequest& request);

// vector_search_handler.cc
RestResult vector_search(const RestContext& context, const RestRequest& request);

// pipeline_handlers.cc
RestResult put_pipeline(const RestContext& context, const RestRequest& request);
RestResult get_pipeline(const RestContext& context, const RestRequest& request);
RestResult delete_pipeline(const RestContext& context, const RestRequest& request);
RestResult simulate_pipeline(const RestContext& context, const RestRequest& request);

// search_handlers.cc
RestResult search(const RestContext& context, const RestRequest& request);
RestResult count(const RestContext& context, const RestRequest& request);

// analyze_handler.cc
RestResult analyze(const RestContext& context, const RestRequest& request);

// explain_handler.cc
RestResult explain(const RestContext& context, const RestRequest& request);

// multi_get_handler.cc
RestResult multi_get(const RestContext& context, const RestRequest& request);

// multi_search_handler.cc
RestResult multi_search(const RestContext& context, const RestRequest& request);

// term_vectors_handler.cc
RestResult term_vectors(const RestContext& context, const RestRequest& request);
RestResult multi_term_vectors(const RestContext& context, const RestRequest& request);

// update_handler.cc
RestResult update_document(const RestContext& context, const RestRequest& request);

// validate_handler.cc
RestResult validate_query(const RestContext& context, const RestRequest& request);

// maintenance_handlers.cc
RestResult refresh(const RestContext& context, const RestRequest& request);
RestResult flush(const RestContext& context, const RestRequest& request);
RestResult force_merge(const RestContext& context, const RestRequest& request);

// cat_handlers.cc
RestResult cat_help(const RestContext& context, const RestRequest& request);
RestResult cat_indices(const RestContext& context, const RestRequest& request);
RestResult cat_health(const RestContext& context, const RestRequest& request);
RestResult cat_count(const RestContext& context, const RestRequest& request);

// cluster_handlers.cc
RestResult cluster_health(const RestContext& context, const RestRequest& request);
RestResult get_data_stream(const RestContext& context, const RestRequest& request);

}  // namespace likewise::server
