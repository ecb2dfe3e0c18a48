# Runs PROGRAM on a fresh DIRECTORY, twice, and compares what it prints with the file EXPECTED.
file(REMOVE_RECURSE "${DIRECTORY}")
file(READ "${EXPECTED}" expected)
foreach(run 1 2)
  execute_process(COMMAND "${PROGRAM}" "${DIRECTORY}"
    OUTPUT_VARIABLE printed ERROR_VARIABLE errors RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "run ${run}: exit code ${code}: ${errors}")
  endif()
  if(NOT printed STREQUAL expected)
    message(FATAL_ERROR "run ${run} printed\n${printed}instead of\n${expected}")
  endif()
endforeach()
file(REMOVE_RECURSE "${DIRECTORY}")
