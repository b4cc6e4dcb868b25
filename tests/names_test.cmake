# The engine spells no name of a rulebook: no id of a role, kind of record, field, choice, fact, rule, stage, action or
# form of the packs that are shipped stands in quotation marks in its C++ or SQL. What it has to know is said by
# [meaning] in rulebook.toml.
#
#   cmake -D SOURCE=<folder> -P names_test.cmake
#
# An id that is also a word of ksbx (a column `reason`, a unit `school`) cannot be kept apart, and is passed over: the
# words are gathered from where ksbx defines them, and the few others stand below, each with the files where it means
# something else.
cmake_minimum_required(VERSION 3.25)

# Where ksbx gives names of its own: units and states, fields of pupils, columns of views, keys of rule files,
# attributes, yes and no.
set(vocabularies
    lib/model/*.cpp
    lib/model/student.h
    lib/store/schema/columns.cpp
    lib/files/rulebook/rulebook_schema.cpp
    lib/policy/rulebook/attribute.cpp
    lib/policy/condition/value.cpp)

# The demo invents data for the default pack, and the keys of [meaning] are called as most packs would call the thing.
set(outside "^lib/(app/demo/|policy/rulebook/meaning\\.cpp$)")

# file → words that mean something else there
set(others
    # keys and words of files that people write, which rule files do not have
    "lib/files/(report|rulebook)/.*" "elsewhere|figures|finding|findings|first|here|left|none|points|rank|reports|target"
    # columns and words of rosters and attendance files
    "lib/files/(sheet|cell)/.*" "absent|disability|left_behind|orphan|poverty|single_parent"
    # how a paragraph of a text document is set
    "lib/files/paper/docx\\.cpp" "both|left"
    # HTML and SVG
    "lib/files/render/(html|svg_lines)\\.cpp" "none"
    "lib/files/render/render_(ics|problems)\\.cpp" "place|problems|warning"
    # examples in messages about conditions
    "lib/policy/condition/condition_[a-z]+\\.cpp" "home_visit|not_found|refused"
    # states and kinds that the code enumerates
    "lib/policy/roster/[a-z]+\\.cpp" "moved|none|returned|several|transferred"
    "lib/(app/report/status|store/ledger/storm_store)\\.cpp|lib/store/schema/.*\\.sql" "held"
    "lib/app/report/exports\\.cpp" "none"
    # columns and names of tables that a use case makes, keys of the journal
    "lib/app/compare/compare\\.cpp" "basis|poverty|roll|standing|visit|visits"
    "lib/app/import/(decisions|import)\\.cpp" "decisions|moved"
    "lib/app/report/report(_settings|_words)?\\.cpp" "place|reports"
    "lib/app/enter/promote\\.cpp" "left_behind"
    "lib/app/workspace/clock_guard\\.cpp|lib/store/sqlite/transaction\\.cpp" "written"
    "lib/store/schema/keys\\.cpp" "none"
    "lib/policy/rulebook/rulebook_parts\\.cpp" "place"
    # {fields} of documents, by which their text is filled in
    "lib/policy/(papers/(document_fields|statement)|rulebook/rulebook)\\.cpp" "family|unexcused_days"
    "lib/files/rulebook/rulebook_reader_meaning\\.cpp" "unexcused_days"
    # functions of SQLite
    "lib/store/sqlite/database_confinement\\.cpp" "rank|sign")

# The text of a file without its remarks and without sentences in both languages, which name nothing.
function(read_without_remarks file mark result)
  file(READ ${file} text)
  string(REGEX REPLACE "${mark}[^\n]*" "" text "${text}")
  string(REGEX REPLACE "text\\(\"[^\"]*\",[ \n]*\"[^\"]*\"" "" text "${text}")
  set(${result} "${text}" PARENT_SCOPE)
endfunction()

# Every word that stands alone between quotation marks, of dotted ones each part, and the kind of a view of records.
function(quoted_words text result)
  string(REGEX MATCHALL "\"[A-Za-z0-9_.-]+\"|'[A-Za-z0-9_.-]+'|(FROM|JOIN) record_[a-z_]+" words "${text}")
  string(REGEX REPLACE "[\"']|(FROM|JOIN) record_" "" words "${words}")
  string(REPLACE "." ";" parts "${words}")
  list(APPEND words ${parts})
  list(REMOVE_DUPLICATES words)
  set(${result} "${words}" PARENT_SCOPE)
endfunction()

# The ids that one TOML file of a pack defines, by the table or list in which each stands.
function(ids_of file result)
  read_without_remarks(${file} "#" text)
  set(ids "")
  foreach(pattern
          "\\[\\[(role|fact|rule|stage|action|form|choices|record)\\]\\]\n(id|name|kind) *= *\"[^\"]+\""  # [[role]]
          "{ *(id|name) *= *\"[^\"]+\""                                                                  # choices and fields
          "[^_]choices *= *\\[[^]]*\\]")                                                                 # choices in place
    string(REGEX MATCHALL "${pattern}" found "${text}")
    quoted_words("${found}" words)
    list(APPEND ids ${words})
  endforeach()
  set(${result} "${ids}" PARENT_SCOPE)
endfunction()

set(ids "")
file(GLOB packs ${SOURCE}/rules/*/*.toml)
foreach(file IN LISTS packs)
  if(NOT file MATCHES "/rules/calendars/")
    ids_of(${file} some)
    list(APPEND ids ${some})
  endif()
endforeach()
list(REMOVE_DUPLICATES ids)
foreach(sample class_teacher persuasion outcome home_visit unexcused_days leader-visit reported dropout-report)
  if(NOT sample IN_LIST ids)
    message(FATAL_ERROR "${sample} was not found in rules/: the ids are written in another way, and this test sees nothing")
  endif()
endforeach()

foreach(vocabulary IN LISTS vocabularies)
  file(GLOB files ${SOURCE}/${vocabulary})
  foreach(file IN LISTS files)
    read_without_remarks(${file} "//" text)
    quoted_words("${text}" words)
    list(REMOVE_ITEM ids ${words})
  endforeach()
endforeach()

function(is_something_else file word result)
  set(${result} FALSE PARENT_SCOPE)
  set(rest ${others})
  while(rest)
    list(POP_FRONT rest where words)
    if(file MATCHES "^(${where})$" AND word MATCHES "^(${words})$")
      set(${result} TRUE PARENT_SCOPE)
    endif()
  endwhile()
endfunction()

set(violations "")
file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/lib/*.h ${SOURCE}/lib/*.cpp ${SOURCE}/lib/*.sql)
foreach(file IN LISTS files)
  if(file MATCHES "${outside}")
    continue()
  endif()
  if(file MATCHES "\\.sql$")
    read_without_remarks(${SOURCE}/${file} "--" text)
  else()
    read_without_remarks(${SOURCE}/${file} "//" text)
  endif()
  quoted_words("${text}" words)
  foreach(word IN LISTS words)
    if(word IN_LIST ids)
      is_something_else(${file} ${word} is_other)
      if(NOT is_other)
        string(APPEND violations "  ${file}: \"${word}\" is a name of a rulebook; let [meaning] say which is meant\n")
      endif()
    endif()
  endforeach()
endforeach()
if(violations)
  message(FATAL_ERROR "\n${violations}")
endif()
list(LENGTH ids count)
message(STATUS "none of ${count} ids stands in lib/")
