// A duty and a document as rows.
#pragma once

#include <string>

#include "model/duty.h"
#include "store/sqlite/database.h"

namespace ksbx {

// "SELECT x.id, … FROM t_duty x", in the order in which duty_in reads; a WHERE may follow.
std::string select_duties();
Duty duty_in(const Statement& row);

// Runs one of the two statements below: an insert for a duty without an id, an update for one that has it, which leaves
// the subject as it was when the duty arose.
void write_duty(Statement& statement, const Duty& duty);
std::string insert_duty();
std::string update_duty();

// "SELECT d.id, … FROM t_document d"; a JOIN or WHERE may follow.
std::string select_documents();
Document document_in(const Statement& row);

// "S-7K3Q", or the unit's code: how the journal speaks of a subject.
std::string code_of(Database& database, const Subject& subject);

}  // namespace ksbx
