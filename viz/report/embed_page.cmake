# Puts report.css and report.js into the library, so that the program needs no files beside it.
# Sets `page_source`.
# The files are read when CMake runs; a change to them makes CMake run again.
set(page_folder ${CMAKE_CURRENT_LIST_DIR})
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  ${page_folder}/report.css ${page_folder}/report.js)
file(READ ${page_folder}/report.css page_style)
file(READ ${page_folder}/report.js page_script)
file(SHA256 ${page_folder}/report.js page_script_hash)
# Compilers need not take string literals above 64 KiB.
foreach(text page_style page_script)
  string(LENGTH "${${text}}" length)
  if(length GREATER 60000)
    message(FATAL_ERROR "viz/report: ${text} is too long for a string literal")
  endif()
endforeach()
set(page_source ${PROJECT_BINARY_DIR}/generated/page_assets.cpp)
configure_file(${CMAKE_CURRENT_LIST_DIR}/page_assets.cpp.in ${page_source} @ONLY)
