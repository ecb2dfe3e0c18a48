# Vector files, training and encoding: what `likewise train` and `likewise encode` need.
set(sources codebook_report.cc eval_command.cc gzip.cc hdf5_vectors.cc inspect_command.cc interrupt.cc ndjson_vectors.cc npz.cc progress.cc
  recall_measurement.cc row_details.cc text_output.cc thread_pool_for.cc
  token_document.cc train_command.cc vector_bytes.cc vector_file.cc vector_source.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_vectors
  SOURCES ${sources}
  DEPS likewise_base likewise_vectors likewise_quantizer likewise_codebook_file
    likewise_dsl CLI11::CLI11
  PRIVATE_DEPS likewise_database fmt::fmt PkgConfig::hdf5 ZLIB::ZLIB Threads::Threads)
target_compile_definitions(likewise_tools_vectors PRIVATE LIKEWISE_VERSION="${PROJECT_VERSION}")
