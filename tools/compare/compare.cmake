# How far two answers agree, and `likewise compare`.
set(sources compare_command.cc comparison.cc comparison_text.cc query_set.cc ranking.cc
  search_answer.cc server_facts.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_compare
  SOURCES ${sources}
  DEPS likewise_base likewise_tools likewise_tools_cluster
  PRIVATE_DEPS likewise_tools_vectors likewise_dsl fmt::fmt)
