# Tests of tools/import without a network.
likewise_test(tools_import_test
  SOURCES "${CMAKE_CURRENT_LIST_DIR}/dump_test.cc" "${CMAKE_CURRENT_LIST_DIR}/source_test.cc"
  DEPS likewise_tools_import likewise_dsl ZLIB::ZLIB)
