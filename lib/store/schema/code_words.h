// Placeholders in .sql files, and those that turn a code of the tables into the word that the views show.
//
// Tables hold presences, sessions and enrolments as numbers. The words belong to the model (name_of), so a view names
// the column only and the program fills in the rest:
//
//   {session:x.session}      am, pm
//   {presence:x.presence}    present, unexcused, …
//   {enrolment:s.enrolment}  enrolled, …
//   {number:s.id_number}     an id number or 学籍号 that was packed into a whole number (store/schema/packed.h)
#pragma once

#include <string>
#include <string_view>

namespace ksbx {

// The SQL with the placeholders above filled in. Failure::internal for any other.
std::string with_code_words(std::string_view sql);

}  // namespace ksbx
