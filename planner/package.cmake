# What `cmake --install` puts where, how others find it with find_package(slipway), and the .deb.
include(CMakePackageConfigHelpers)

install(TARGETS ${slipway_libraries} EXPORT slipwayTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
  FILE_SET HEADERS DESTINATION ${slipway_include_dir})
if(TARGET slipway)
  install(TARGETS slipway RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE TYPE DOC)

install(EXPORT slipwayTargets NAMESPACE slipway:: DESTINATION ${slipway_cmake_dir})
set(slipway_has_viz OFF)
if(TARGET slipway_viz)
  set(slipway_has_viz ON)
endif()
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/slipwayConfig.cmake.in slipwayConfig.cmake
  INSTALL_DESTINATION ${slipway_cmake_dir})
# Until 1.0 a new minor version may change the interface.
write_basic_package_version_file(slipwayConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/slipwayConfig.cmake ${PROJECT_BINARY_DIR}/slipwayConfigVersion.cmake
  DESTINATION ${slipway_cmake_dir})

if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_GENERATOR DEB)
  set(CPACK_PACKAGE_CONTACT "The Slipway authors")
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  # Pictures name this font, so that they look alike everywhere.
  set(CPACK_DEBIAN_PACKAGE_DEPENDS fonts-dejavu-core)
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  include(CPack)
endif()
