# How every file of the project is compiled.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_PCH_INSTANTIATE_TEMPLATES OFF)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
                    -Wimplicit-fallthrough -Wno-missing-field-initializers)
if(DATELINE_WERROR)
  add_compile_options(-Werror)
endif()
if(DATELINE_SANITIZE)
  add_compile_options(-fsanitize=${DATELINE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DATELINE_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
  add_compile_options(-D_FORTIFY_SOURCE=2 -fstack-protector-strong -D_GLIBCXX_ASSERTIONS)
  add_link_options(-Wl,-z,relro,-z,now -Wl,--as-needed)
endif()

# One library per folder: dateline_folder(model SOURCES a.cc b.cc USES dateline::config PRIVATE PkgConfig::x)
#   USES     folders and libraries that its headers show
#   PRIVATE  libraries that stay inside
function(dateline_folder name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_library(dateline_${name} STATIC ${ARG_SOURCES})
  add_library(dateline::${name} ALIAS dateline_${name})
  target_include_directories(dateline_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(dateline_${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_PRIVATE})
endfunction()
