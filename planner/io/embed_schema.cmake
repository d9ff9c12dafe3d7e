# Puts data/schema/plan.schema.json into the library, so that the program needs no data folder.
# Sets `schema_source`. The schema is read when CMake runs; a change to it makes CMake run again.
set(schema_file ${PROJECT_SOURCE_DIR}/data/schema/plan.schema.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schema_file})
file(READ ${schema_file} rest)

# Compilers need not take string literals above 64 KiB, some stop at 16 KiB: cut into parts, each
# at the end of a line so that no character of several bytes is torn.
set(schema_literals "")
set(part_size 12000)
string(LENGTH "${rest}" left)
while(left GREATER 0)
  set(cut ${left})
  if(left GREATER part_size)
    string(SUBSTRING "${rest}" 0 ${part_size} part)
    string(FIND "${part}" "\n" cut REVERSE)
    if(cut LESS 0)
      message(FATAL_ERROR "${schema_file} has a line of over ${part_size} bytes")
    endif()
    math(EXPR cut "${cut} + 1")
  endif()
  string(SUBSTRING "${rest}" 0 ${cut} part)
  string(SUBSTRING "${rest}" ${cut} -1 rest)
  string(LENGTH "${rest}" left)
  string(APPEND schema_literals "    R\"schema(${part})schema\"\n")
endwhile()

set(schema_source ${PROJECT_BINARY_DIR}/generated/schema.cpp)
configure_file(${CMAKE_CURRENT_LIST_DIR}/schema.cpp.in ${schema_source} @ONLY)
