# Tests of tools/tune.
likewise_test(tools_tune_test
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/tune/tuning_test.cc
  DEPS likewise_tools_tune likewise_tools_vectors fmt::fmt ZLIB::ZLIB)
