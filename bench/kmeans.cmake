# Training one group and encoding on one core; needs no data.
add_executable(kmeans_bench ${CMAKE_CURRENT_LIST_DIR}/kmeans_bench.cc)
target_link_libraries(kmeans_bench PRIVATE likewise_quantizer benchmark::benchmark)
