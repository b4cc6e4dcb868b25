#include "store/document_schema.h"

namespace ksbx {

std::string document_number_table() {
  return R"(CREATE TABLE t_document_number (
  year INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  line TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (year, unit, line)
) STRICT, WITHOUT ROWID)";
}

std::string document_upgrade() {
  return "ALTER TABLE t_document ADD COLUMN issuer INTEGER REFERENCES t_unit;\nDROP TABLE t_document_number;\n" +
         document_number_table();
}

}  // namespace ksbx
