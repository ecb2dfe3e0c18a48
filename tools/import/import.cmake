# `likewise import`, and writing documents in order, which `likewise encode --to` does as well.
set(sources cluster_cursor.cc document_load.cc dump_cursor.cc dump_lines.cc hit_page.cc import.cc import_book.cc
  import_checkpoint.cc import_command.cc import_plan.cc ordered_writer.cc source_index.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_import
  SOURCES ${sources}
  DEPS likewise_base likewise_tools likewise_tools_cluster likewise_tools_mirror
  PRIVATE_DEPS likewise_tools_vectors likewise_codebook_file likewise_dsl fmt::fmt Threads::Threads)
