# The counting scorer against a textbook scorer, both in one program and checked to agree.
add_executable(counting_bench ${CMAKE_CURRENT_LIST_DIR}/counting_bench.cc)
target_link_libraries(counting_bench PRIVATE likewise_counting benchmark::benchmark)
