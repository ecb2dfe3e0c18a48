# Finding a codebook for given vectors: `likewise tune`.
set(sources candidate.cc duration.cc halving.cc latency.cc line_plot.cc pareto.cc trial.cc
  tune_command.cc tuning.cc tuning_html.cc tuning_text.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_tune
  SOURCES ${sources}
  DEPS likewise_base likewise_quantizer likewise_tools_vectors
  PRIVATE_DEPS likewise_codebook_file likewise_database likewise_dsl likewise_tools_compare fmt::fmt)
target_compile_definitions(likewise_tools_tune PRIVATE LIKEWISE_VERSION="${PROJECT_VERSION}")
