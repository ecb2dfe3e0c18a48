# Tests of likewise_counting (engine/search/counting.cmake), apart from the rest of the room.
likewise_test(counting_test
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/counting_scorer_test.cc
    ${CMAKE_CURRENT_LIST_DIR}/top_k_collector_test.cc
  DEPS likewise_counting PkgConfig::hwy)
