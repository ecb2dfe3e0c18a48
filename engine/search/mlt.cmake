# The scoring and term selection of more_like_this: pure functions that the rest of the room uses.
# Included by engine/search/CMakeLists.txt.
likewise_room(mlt
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/java_hash_order.cc
    ${CMAKE_CURRENT_LIST_DIR}/java_tree_map_order.cc
    ${CMAKE_CURRENT_LIST_DIR}/liked_term.cc
    ${CMAKE_CURRENT_LIST_DIR}/liked_words.cc
    ${CMAKE_CURRENT_LIST_DIR}/minimum_should_match.cc
    ${CMAKE_CURRENT_LIST_DIR}/similarity.cc
    ${CMAKE_CURRENT_LIST_DIR}/term_selection.cc
  DEPS likewise_base likewise_analysis likewise_index)
