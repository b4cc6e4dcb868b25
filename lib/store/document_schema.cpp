#include "store/document_schema.h"

#include "base/join.h"
#include "store/tables.h"

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

std::string sending_table() {
  return R"(CREATE TABLE t_sending (
  document INTEGER NOT NULL REFERENCES t_document,
  nth INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID)";
}

std::string sendings_view() {
  return "CREATE VIEW sendings AS SELECT d.number, x.nth, date(x.day * 86400, 'unixepoch') AS day, "
         "datetime(x.recorded + 28800, 'unixepoch') AS recorded FROM t_sending x JOIN t_document d ON d.id = "
         "x.document";
}

std::string answer_index() {
  return "CREATE INDEX t_record_document ON t_record(document) WHERE document <> ''";
}

std::string withdrawal_index() {
  return "CREATE INDEX t_document_withdrawal ON t_document(duty) WHERE kind = 'withdrawal'";
}

std::string document_kind_upgrade() {
  const std::vector<std::string> guards = append_only_triggers("t_document");
  return "ALTER TABLE t_document ADD COLUMN kind TEXT NOT NULL DEFAULT 'original';\n"
         "DROP TRIGGER t_document_no_UPDATE;\nDROP TRIGGER t_document_no_DELETE;\n"
         "UPDATE t_document SET kind = CASE WHEN instr(content, '报送的本报告予以撤回') THEN 'withdrawal' "
         "WHEN instr(content, '报送的本报告有尚未查明的内容，现补报全文') THEN 'supplement' ELSE 'withdrawal' END "
         "WHERE corrects <> '';\n" +
         join(guards, ";\n") + ";\n" + withdrawal_index() + ";\n";
}

std::string document_upgrade() {
  return "ALTER TABLE t_document ADD COLUMN issuer INTEGER REFERENCES t_unit;\nDROP TABLE t_document_number;\n" +
         document_number_table() + ";\n" + sending_table() + ";\n" + join(append_only_triggers("t_sending"), ";\n");
}

}  // namespace ksbx
