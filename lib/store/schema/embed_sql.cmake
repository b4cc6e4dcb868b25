# Writes a .cpp that holds the text of .sql files, so that the program carries them.
#
#   cmake -D OUTPUT=<file.cpp> -D FOLDER=<folder> -D "FILES=tables.sql views.sql" -P embed_sql.cmake
#
# It defines sql_file (lib/store/schema/sql_files.h): one line for each file, its text as a raw string.
cmake_minimum_required(VERSION 3.25)

separate_arguments(FILES)
set(source "// Made by embed_sql.cmake from the .sql files; changes belong there.\n")
string(APPEND source "#include \"store/schema/sql_files.h\"\n\nnamespace ksbx {\n\n")
string(APPEND source "std::string_view sql_file(std::string_view name) {\n")
foreach(file IN LISTS FILES)
  file(READ ${FOLDER}/${file} sql)
  string(FIND "${sql}" ")sql\"" end_of_raw_string)
  if(NOT end_of_raw_string EQUAL -1)
    message(FATAL_ERROR "${file} contains )sql\", which would end the raw string in C++")
  endif()
  string(APPEND source "  if (name == \"${file}\") return R\"sql(${sql})sql\";\n")
endforeach()
string(APPEND source "  return {};\n}\n\n}  // namespace ksbx\n")
file(WRITE ${OUTPUT} "${source}")
