# Pictures to vectors and tokens: `likewise features`.
set(sources features_command.cc palette.cc pixels.cc)
list(TRANSFORM sources PREPEND "${CMAKE_CURRENT_LIST_DIR}/")
likewise_room(tools_features
  SOURCES ${sources}
  DEPS likewise_base CLI11::CLI11
  PRIVATE_DEPS likewise_codebook_file likewise_dsl likewise_tools_vectors JPEG::JPEG PNG::PNG
    PkgConfig::libwebp fmt::fmt)
