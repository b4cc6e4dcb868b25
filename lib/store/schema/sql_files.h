// The .sql files of this folder, which the build puts into the program (embed_sql.cmake).
#pragma once

#include <string_view>

namespace ksbx {

// The text of a file by its name, "tables.sql"; empty if there is none of that name.
std::string_view sql_file(std::string_view name);

}  // namespace ksbx
