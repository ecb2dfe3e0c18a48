# How far two answers agree: `likewise compare`, and `likewise record` for one side of it.
set(sources answer_source.cc column_plot.cc compare_command.cc comparison.cc comparison_text.cc
  distribution.cc html_report.cc query_options.cc query_set.cc ranking.cc record_command.cc
  recording.cc search_answer.cc server_facts.cc worst_queries_html.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_compare
  SOURCES ${sources}
  DEPS likewise_base likewise_dsl likewise_tools likewise_tools_cluster
  PRIVATE_DEPS likewise_tools_vectors fmt::fmt)
