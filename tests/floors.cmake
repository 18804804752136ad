# Keeps the house standing: includes go down floors only, and each outside library lives in one folder.
#
#   cmake [-DTREE=folder] -P tests/floors.cmake
#
# Reads every #include of the folders below and fails with file and line on the first of each kind that climbs, goes
# sideways, leaks a library, or names something no row knows. Included from tests/CMakeLists.txt it registers its tests.
if(NOT CMAKE_SCRIPT_MODE_FILE)
  add_test(NAME floors COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_LIST_FILE})
  add_test(NAME floors_catches_a_planted_violation
           COMMAND ${CMAKE_COMMAND} -DTREE=${CMAKE_CURRENT_LIST_DIR}/floors/planted -P ${CMAKE_CURRENT_LIST_FILE})
  # One violation of each kind is planted; all of them must be told, with their places.
  set_tests_properties(floors_catches_a_planted_violation PROPERTIES PASS_REGULAR_EXPRESSION
    "model/climbs.h:4: climbs.*bus/sideways.cc:3: goes sideways.*web/leaks.cc:2: leaks.*extract/unknown.cc:3: names a library.*ingest/bare.cc:1: names no folder.*10 includes read")
  return()
endif()

cmake_minimum_required(VERSION 3.25)

# Folder and floor.
set(FLOORS
  model 0
  config 1  net 1  bus 1  store 1
  ingest 2  extract 2  alert 2  web 2
  daemon 3
  cli 4)

# How the headers of an outside library begin, and the folder that owns it; "any" is vocabulary or the system's.
set(LIBRARIES
  CLI/ cli
  SQLiteCpp/ store  sqlite3 store
  curl/ net  zlib.h net
  httplib.h web
  iconv.h ingest  pugi ingest
  openssl/ model  rapidjson/ model  xxh model
  prometheus/ daemon  spdlog/ daemon  systemd/ daemon
  toml++/ config
  zmq bus
  date/ any  fmt/ any  re2/ any
  arpa/ any  linux/ any  net/if any  netinet/ any  sys/ any
  dirent.h any  emmintrin.h any  errno.h any  fcntl.h any  glob.h any  malloc.h any  netdb.h any  poll.h any
  pthread.h any  pwd.h any
  sched.h any  signal.h any  std any  string.h any  termios.h any  time.h any  unistd.h any)

if(NOT TREE)
  get_filename_component(TREE ${CMAKE_CURRENT_LIST_DIR} DIRECTORY)
endif()

set(FOLDERS "")
while(FLOORS)
  list(POP_FRONT FLOORS folder floor)
  set(floor_of_${folder} ${floor})
  list(APPEND FOLDERS ${folder})
endwhile()

# owner(header out): the folder, "any", or "" when no row knows the header.
function(owner header out)
  set(rows ${LIBRARIES})
  set(${out} "" PARENT_SCOPE)
  while(rows)
    list(POP_FRONT rows beginning folder)
    string(FIND "${header}" "${beginning}" at)
    if(at EQUAL 0)
      set(${out} ${folder} PARENT_SCOPE)
      return()
    endif()
  endwhile()
endfunction()

# The line of `text` in a file; only asked once something is wrong.
function(line_of file text out)
  file(READ ${file} content)
  string(FIND "${content}" "${text}" at)
  string(SUBSTRING "${content}" 0 ${at} before)
  string(REGEX MATCHALL "\n" breaks "${before}")
  list(LENGTH breaks count)
  math(EXPR count "${count} + 1")
  set(${out} ${count} PARENT_SCOPE)
endfunction()

# complain(kind file line words): remembers the first of its kind.
macro(complain kind file include words)
  if(NOT first_${kind})
    line_of(${TREE}/${file} "${include}" line)
    set(first_${kind} "${file}:${line}: ${words}")
    list(APPEND KINDS ${kind})
  endif()
endmacro()

set(KINDS "")
set(COUNT 0)
foreach(folder IN LISTS FOLDERS)
  file(GLOB_RECURSE files RELATIVE ${TREE} ${TREE}/${folder}/*.h ${TREE}/${folder}/*.cc ${TREE}/${folder}/*.in)
  list(SORT files)
  foreach(file IN LISTS files)
    file(STRINGS ${TREE}/${file} includes REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
    foreach(include IN LISTS includes)
      math(EXPR COUNT "${COUNT} + 1")
      string(REGEX REPLACE "^[^<\"]*([<\"])([^>\"]*).*" "\\2" header "${include}")
      string(REGEX MATCH "^[^/]*" top "${header}")
      if(include MATCHES "\"" AND NOT header MATCHES "/")
        complain(bare ${file} "${include}" "names no folder: ${header}")
      elseif(include MATCHES "\"" AND DEFINED floor_of_${top})
        if(floor_of_${top} GREATER floor_of_${folder})
          complain(climbs ${file} "${include}" "climbs from ${folder} (floor ${floor_of_${folder}}) to ${header} (floor ${floor_of_${top}})")
        elseif(floor_of_${top} EQUAL floor_of_${folder} AND NOT top STREQUAL folder)
          complain(sideways ${file} "${include}" "goes sideways from ${folder} to ${header}")
        endif()
      elseif(header MATCHES "[./]")
        # The standard library's own headers have neither dot nor slash.
        owner(${header} home)
        if(NOT home)
          complain(unknown ${file} "${include}" "names a library that no folder owns: ${header}")
        elseif(NOT home STREQUAL "any" AND NOT home STREQUAL folder)
          complain(leaks ${file} "${include}" "leaks a library of ${home} into ${folder}: ${header}")
        endif()
      endif()
    endforeach()
  endforeach()
endforeach()

set(REPORT "")
foreach(kind climbs sideways leaks unknown bare)
  if(first_${kind})
    string(APPEND REPORT "${first_${kind}}\n")
  endif()
endforeach()
if(REPORT)
  message(FATAL_ERROR "${REPORT}${COUNT} includes read")
endif()
message(STATUS "floors: ${COUNT} includes read, all go down")
