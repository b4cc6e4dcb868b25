# The outside libraries as targets, or one message that names every package that is missing.
#
# They are found by their header and their library, not by pkg-config: Debian 13's xlsxwriter.pc requires packages that
# its own package does not bring, and brings minizip's folder before libzip's, which both have a zip.h.

# A library that is a header alone if `library` is empty. `package` is Debian's.
function(ksbx_library name header library package)
  find_path(KSBX_${name}_INCLUDE ${header})
  set(files ${KSBX_${name}_INCLUDE})
  if(library)
    find_library(KSBX_${name}_LIBRARY ${library})
    list(APPEND files ${KSBX_${name}_LIBRARY})
  endif()
  mark_as_advanced(KSBX_${name}_INCLUDE KSBX_${name}_LIBRARY)
  if(files MATCHES "NOTFOUND")
    set_property(GLOBAL APPEND PROPERTY ksbx_missing ${package})
    return()
  endif()
  add_library(ksbx::${name} INTERFACE IMPORTED GLOBAL)
  target_include_directories(ksbx::${name} SYSTEM INTERFACE ${KSBX_${name}_INCLUDE})
  if(library)
    target_link_libraries(ksbx::${name} INTERFACE ${KSBX_${name}_LIBRARY})
  endif()
endfunction()

# One that brings a description for CMake.
macro(ksbx_package name version package)
  find_package(${name} ${version} QUIET)
  if(NOT ${name}_FOUND)
    set_property(GLOBAL APPEND PROPERTY ksbx_missing ${package})
  endif()
endmacro()

ksbx_package(fmt 9 libfmt-dev)
ksbx_package(SQLite3 3.40 libsqlite3-dev)
ksbx_package(nlohmann_json 3.11 nlohmann-json3-dev)
ksbx_library(cli11 CLI/CLI.hpp "" libcli11-dev)
ksbx_library(tomlplusplus toml++/toml.h "" libtomlplusplus-dev)
ksbx_library(sodium sodium.h sodium libsodium-dev)
ksbx_library(nettle nettle/sha2.h nettle nettle-dev)
ksbx_library(utf8proc utf8proc.h utf8proc libutf8proc-dev)
ksbx_library(xlsxwriter xlsxwriter.h xlsxwriter libxlsxwriter-dev)
ksbx_library(zip zip.h zip libzip-dev)
ksbx_library(expat expat.h expat libexpat1-dev)
if(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
  ksbx_library(doctest doctest/doctest.h "" doctest-dev)
endif()
find_package(Threads REQUIRED)

# SQLite is built with or without the hook by which ksbx sees every row that it writes. Debian's, Fedora's and Apple's
# have it.
if(SQLite3_FOUND)
  include(CheckLibraryExists)
  check_library_exists("${SQLite3_LIBRARIES}" sqlite3_preupdate_hook "" KSBX_SQLITE_SHOWS_ROWS)
  if(NOT KSBX_SQLITE_SHOWS_ROWS)
    message(FATAL_ERROR "This SQLite was built without SQLITE_ENABLE_PREUPDATE_HOOK. Debian's has it: apt-get install libsqlite3-dev")
  endif()
endif()

get_property(missing GLOBAL PROPERTY ksbx_missing)
if(missing)
  list(JOIN missing " " missing)
  message(FATAL_ERROR "Libraries are missing or too old. On Debian: apt-get install ${missing}\n"
                      "(.ci/packages.sh has the whole list, examples/quickstart.sh installs it.)")
endif()
