# `likewise mirror`.
set(sources acknowledged.cc back_off.cc batch_sender.cc batch_size.cc bulk_body.cc bulk_connection.cc checkpoint.cc
  directory_source.cc feed_page.cc feed_pump.cc ledger.cc mirror.cc
  mirror_command.cc mirror_plan.cc rejection_file.cc sender_pool.cc server_source.cc
  settings_keeper.cc target_body.cc target_index.cc verify.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_mirror
  SOURCES ${sources}
  DEPS likewise_base likewise_tools likewise_tools_cluster likewise_tools_compare likewise_tools_vectors
  PRIVATE_DEPS likewise_database likewise_codebook_file likewise_http likewise_dsl
               fmt::fmt Threads::Threads)
