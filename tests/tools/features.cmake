# Tests of tools/features; the engine is there for a query over two fields.
likewise_test(tools_features_test
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/features/palette_test.cc
  DEPS likewise_tools_features likewise_tools_vectors likewise_quantizer likewise_database JPEG::JPEG
    PNG::PNG PkgConfig::libwebp fmt::fmt)
