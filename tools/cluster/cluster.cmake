# HTTP to a cluster that may want a password, a certificate or a proxy.
likewise_room(tools_cluster
  SOURCES "${CMAKE_CURRENT_LIST_DIR}/cluster_client.cc" "${CMAKE_CURRENT_LIST_DIR}/login_options.cc"
          "${CMAKE_CURRENT_LIST_DIR}/secrets.cc"
  DEPS likewise_base likewise_tools CLI11::CLI11
  PRIVATE_DEPS likewise_codebook_file CURL::libcurl fmt::fmt)
