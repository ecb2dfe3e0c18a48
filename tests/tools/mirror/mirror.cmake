# Tests of tools/mirror without a network.
set(sources batch_sender_test.cc bulk_body_test.cc feed_page_test.cc pieces_test.cc target_test.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_test(tools_mirror_test
  SOURCES ${sources}
  DEPS likewise_tools_mirror likewise_dsl fmt::fmt ZLIB::ZLIB)
