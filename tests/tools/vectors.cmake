# Tests of what tools/vectors.cmake builds.
set(sources codebook_report_test.cc gzip_test.cc progress_test.cc recall_measurement_test.cc row_details_test.cc text_output_test.cc
  thread_pool_for_test.cc token_document_test.cc train_encode_test.cc vector_file_test.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_test(tools_vectors_test
  SOURCES ${sources}
  DEPS likewise_tools_encode likewise_tools_vectors fmt::fmt ZLIB::ZLIB)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
add_test(NAME tools.vector_formats
  COMMAND "${Python3_EXECUTABLE}" "${CMAKE_CURRENT_LIST_DIR}/vector_formats_test.py"
    $<TARGET_FILE:likewise>)
set_tests_properties(tools.vector_formats PROPERTIES LABELS fast TIMEOUT 120
  SKIP_RETURN_CODE 77)
