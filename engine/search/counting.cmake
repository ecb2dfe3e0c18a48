# The counting scorer and the collector: a library of their own, so that they are tested and
# measured without the rest of the room.
add_library(likewise_counting STATIC
  ${CMAKE_CURRENT_LIST_DIR}/counting_bounds.cc
  ${CMAKE_CURRENT_LIST_DIR}/counting_kernel.cc
  ${CMAKE_CURRENT_LIST_DIR}/counting_scorer.cc
  ${CMAKE_CURRENT_LIST_DIR}/top_k_collector.cc
  ${CMAKE_CURRENT_LIST_DIR}/window_bitmaps.cc)
target_link_libraries(likewise_counting PUBLIC likewise_flags likewise_index
  PRIVATE PkgConfig::hwy)
