# Includes point downwards only, between layers and between the rooms inside them, each outside library has one door,
# and the pure rooms know no clock, file or database.
#
#   cmake -D SOURCE=<folder> -P layers_test.cmake
#
# It reads the #include lines of lib/ and cli/, and a few words that only a clock, a careless header or an export past
# the journal uses. All violations are printed.
cmake_minimum_required(VERSION 3.25)

# What each layer may include besides itself. files and store do not know each other.
set(may_base "")
set(may_model base)
set(may_policy base model)
set(may_files base model policy)
set(may_store base model policy)
set(may_app base model policy files store)
set(may_cli base model policy files store app)

# header pattern → the only files that may include it
set(doors
    "CLI/" "^cli/words/options\\.cpp$"
    "sqlite3\\.h" "^lib/store/sqlite/database[a-z_]*\\.(h|cpp)$"
    "toml\\+\\+/" "^lib/files/toml/toml\\.cpp$"
    "utf8proc\\.h" "^lib/base/utf8\\.cpp$"
    "(sodium|nettle)" "^lib/base/digest\\.cpp$"
    "csv\\.h" "^lib/files/input/csv_reader\\.cpp$"
    "zip\\.h" "^lib/files/input/archive\\.cpp$"
    "expat\\.h" "^lib/files/input/xml_reader\\.cpp$"
    "iconv\\.h" "^lib/files/input/[a-z_]+\\.cpp$"
    "xlsxwriter" "^lib/files/render/render_xlsx\\.cpp$"
    "fmt/" "^lib/base/text\\.h$"
    "nlohmann/" "^lib/(policy/judge/decide|files/render/render_json|files/rulebook/rulebook_schema_json|store/journal/json)\\.cpp$"
    "regex" "^$")

# What each room inside a layer may include besides itself: "room: rooms of the same layer". What is not tested grows
# back.
set(rooms
    "policy/condition:"
    "policy/rulebook: condition"
    "policy/check: condition rulebook"
    "policy/judge: condition rulebook"
    "policy/papers: condition judge rulebook"
    "policy/ledger: condition judge papers rulebook"
    "policy/roster:"
    "policy/table: condition"
    "policy/trial: condition judge ledger papers rulebook"
    "files/cell:"
    "files/input: cell"
    "files/toml:"
    "files/sheet: cell input toml"
    "files/shape: cell input sheet"
    "files/rulebook: input toml"
    "files/report: toml"
    "files/render:"
    "files/paper: input render"
    "store/sqlite:"
    "store/schema: sqlite"
    "store/spill: sqlite"
    "store/journal: schema sqlite"
    "store/roster: journal schema spill sqlite"
    "store/history: journal roster sqlite"
    "store/ledger: history journal sqlite"
    "store/undo: journal roster schema sqlite"
    "store/query: journal schema sqlite"
    "app/workspace:"
    "app/enter: papers workspace"
    "app/import: enter workspace"
    "app/night: enter workspace"
    "app/report: workspace"
    "app/papers: report workspace"
    "app/explain: papers workspace"
    "app/deliver: import papers report workspace"
    "app/site: deliver explain papers report workspace"
    "app/rules: workspace"
    "app/compare: import workspace"
    "app/doctor: night report workspace"
    "app/repair: import workspace"
    "app/demo:"
    "cli/terminal:"
    "cli/words: terminal"
    "cli/commands: words"
    "cli/commands/about: commands words"
    "cli/commands/enter: commands terminal words"
    "cli/commands/keep: commands terminal words"
    "cli/commands/night: commands terminal words"
    "cli/commands/report: commands terminal words"
    "cli/commands/rules: commands words")
set(most_files 40)  # in one room

set(impure "ctime|filesystem|fstream|iostream|cstdio|unistd\\.h|fcntl\\.h|sys/.*|time\\.h|random|thread|csignal")

function(violation file what)
  set_property(GLOBAL APPEND_STRING PROPERTY violations "  ${file}: ${what}\n")
endfunction()

function(layer_of file result)
  if(file MATCHES "^lib/([a-z]+)/")
    set(${result} ${CMAKE_MATCH_1} PARENT_SCOPE)
  else()
    set(${result} cli PARENT_SCOPE)
  endif()
endfunction()

# "model/day.h" from a file of layer `from`.
function(check_own file from header)
  string(REGEX REPLACE "/.*" "" to "${header}")
  if(NOT header MATCHES "/")
    violation(${file} "names no room: \"${header}\"")
  elseif(NOT to STREQUAL from AND NOT to IN_LIST may_${from})
    violation(${file} "${from} may not include ${header}")
  endif()
endfunction()

# The folder of a file or header below its layer: "policy/judge"; empty for what lies above the rooms (cli/main.cpp).
function(room_of path result)
  string(REGEX REPLACE "^lib/" "" path "${path}")
  string(REGEX REPLACE "/[^/]*$" "" path "${path}")
  if(NOT path MATCHES "/")
    set(path "")
  endif()
  set(${result} "${path}" PARENT_SCOPE)
endfunction()

# From one room of a layer into another one.
function(check_room file from header)
  room_of(${file} here)
  room_of(${header} there)
  if(here STREQUAL "" OR there STREQUAL "" OR here STREQUAL there OR NOT there MATCHES "^${from}/")
    return()
  endif()
  string(REGEX REPLACE "^${from}/" "" there "${there}")
  if(NOT there IN_LIST may_${here})
    violation(${file} "${here} may not include ${header}")
  endif()
endfunction()

# A file must lie in a room that the table knows, and a room must not become a hall.
function(check_place file from)
  room_of(${file} room)
  if(room STREQUAL "")
    if(NOT from MATCHES "^(base|model)$" AND NOT file MATCHES "^cli/[a-z]+\\.(h|cpp)$")
      violation(${file} "lies in no room")
    endif()
    return()
  endif()
  if(NOT DEFINED may_${room})
    violation(${file} "${room} is no room of the table")
  endif()
  get_property(files GLOBAL PROPERTY files_of_${room})
  math(EXPR files "${files} + 1")
  set_property(GLOBAL PROPERTY files_of_${room} ${files})
  if(files GREATER most_files)
    violation(${file} "${room} has more than ${most_files} files")
  endif()
endfunction()

function(check_outside file from header)
  set(rest ${doors})
  while(rest)
    list(POP_FRONT rest pattern door)
    if(header MATCHES "^${pattern}" AND NOT file MATCHES "${door}")
      violation(${file} "<${header}> has its own door")
    endif()
  endwhile()
  if(from MATCHES "^(base|model|policy)$" AND header MATCHES "^(${impure})$")
    violation(${file} "<${header}> in a pure room")
  endif()
  if(header STREQUAL "chrono" AND from MATCHES "^(model|policy)$")
    violation(${file} "<chrono> in a pure room: use base/day.h")
  endif()
endfunction()

function(check_includes file from)
  file(STRINGS ${SOURCE}/${file} lines REGEX "^ *# *include")
  foreach(line IN LISTS lines)
    if(line MATCHES "include *\"([^\"]+)\"")
      set(header "${CMAKE_MATCH_1}")
      check_own(${file} ${from} ${header})
      check_room(${file} ${from} ${header})
    elseif(line MATCHES "include *<([^>]+)>")
      check_outside(${file} ${from} "${CMAKE_MATCH_1}")
    endif()
  endforeach()
endfunction()

# What these say by themselves is about rules, calendars, settings, counts of a whole city, the files that were sent.
string(CONCAT of_no_child "/about/|/enter/(compare|demo|import|promote)[.]cpp|/keep/|/report/(report|sql|status)[.]cpp|"
       "/rules/(calendar|calendar_list|rules_(at|backtest|check|coverage|diff|facts|schema|show|test))[.]cpp")

function(check_words file)
  file(STRINGS ${SOURCE}/${file} clocks REGEX "_clock::now|[^a-z_]time\\((nullptr|NULL|0)\\)|localtime|gettimeofday")
  if(clocks AND NOT file STREQUAL "cli/terminal/clock.cpp")
    violation(${file} "reads the clock; only cli/terminal/clock.cpp does")
  endif()
  file(STRINGS ${SOURCE}/${file} exports REGEX "note_export\\(|TableWriter")
  if(exports AND file MATCHES "^cli/" AND NOT file STREQUAL "cli/words/rejects_file.cpp")  # gives back what was sent
    violation(${file} "lets rows out by itself; only app/report/take_out.h does, on record")
  endif()
  file(STRINGS ${SOURCE}/${file} levels REGEX "Masking::")
  if(levels AND file MATCHES "^cli/")
    violation(${file} "says itself how much is shown; app/workspace/disclosure.h does")
  endif()
  file(STRINGS ${SOURCE}/${file} answers REGEX "console[.](answer|result)[(]|[^a-z_]deliver[(]")
  if(answers AND file MATCHES "^cli/commands/" AND NOT file MATCHES "${of_no_child}")
    violation(${file} "answers by itself; what says something of a child leaves by cli/words/on_record.h")
  endif()
  file(STRINGS ${SOURCE}/${file} using REGEX "^ *using namespace")
  if(using AND file MATCHES "\\.h$")
    violation(${file} "using namespace in a header")
  endif()
endfunction()

foreach(line IN LISTS rooms)
  string(REGEX MATCH "^([a-z/]+): *(.*)$" line "${line}")
  string(REPLACE " " ";" may_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
  set_property(GLOBAL PROPERTY files_of_${CMAKE_MATCH_1} 0)
endforeach()
file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/lib/*.h ${SOURCE}/lib/*.cpp ${SOURCE}/cli/*.h ${SOURCE}/cli/*.cpp)
list(LENGTH files count)
if(count EQUAL 0)
  message(FATAL_ERROR "no source files below ${SOURCE}")
endif()
foreach(file IN LISTS files)
  layer_of(${file} from)
  if(NOT DEFINED may_${from})
    violation(${file} "lies in no layer")
  else()
    check_includes(${file} ${from})
    check_words(${file})
    check_place(${file} ${from})
  endif()
endforeach()

get_property(violations GLOBAL PROPERTY violations)
if(violations)
  message(FATAL_ERROR "\n${violations}")
endif()
message(STATUS "${count} files respect the layers and rooms")
