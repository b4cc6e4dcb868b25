-- Facts are only ever appended. These triggers stop an accident.

CREATE TRIGGER t_change_no_UPDATE BEFORE UPDATE ON t_change
BEGIN SELECT RAISE(ABORT, 't_change is append-only'); END;
CREATE TRIGGER t_change_no_DELETE BEFORE DELETE ON t_change
BEGIN SELECT RAISE(ABORT, 't_change is append-only'); END;

CREATE TRIGGER t_student_change_no_UPDATE BEFORE UPDATE ON t_student_change
BEGIN SELECT RAISE(ABORT, 't_student_change is append-only'); END;
CREATE TRIGGER t_student_change_no_DELETE BEFORE DELETE ON t_student_change
BEGIN SELECT RAISE(ABORT, 't_student_change is append-only'); END;

CREATE TRIGGER t_mark_no_UPDATE BEFORE UPDATE ON t_mark
BEGIN SELECT RAISE(ABORT, 't_mark is append-only'); END;
CREATE TRIGGER t_mark_no_DELETE BEFORE DELETE ON t_mark
BEGIN SELECT RAISE(ABORT, 't_mark is append-only'); END;

CREATE TRIGGER t_register_no_UPDATE BEFORE UPDATE ON t_register
BEGIN SELECT RAISE(ABORT, 't_register is append-only'); END;
CREATE TRIGGER t_register_no_DELETE BEFORE DELETE ON t_register
BEGIN SELECT RAISE(ABORT, 't_register is append-only'); END;

CREATE TRIGGER t_claim_no_UPDATE BEFORE UPDATE ON t_claim
BEGIN SELECT RAISE(ABORT, 't_claim is append-only'); END;
CREATE TRIGGER t_claim_no_DELETE BEFORE DELETE ON t_claim
BEGIN SELECT RAISE(ABORT, 't_claim is append-only'); END;

CREATE TRIGGER t_closure_no_UPDATE BEFORE UPDATE ON t_closure
BEGIN SELECT RAISE(ABORT, 't_closure is append-only'); END;
CREATE TRIGGER t_closure_no_DELETE BEFORE DELETE ON t_closure
BEGIN SELECT RAISE(ABORT, 't_closure is append-only'); END;

CREATE TRIGGER t_record_no_UPDATE BEFORE UPDATE ON t_record
BEGIN SELECT RAISE(ABORT, 't_record is append-only'); END;
CREATE TRIGGER t_record_no_DELETE BEFORE DELETE ON t_record
BEGIN SELECT RAISE(ABORT, 't_record is append-only'); END;

CREATE TRIGGER t_named_pupil_no_UPDATE BEFORE UPDATE ON t_named_pupil
BEGIN SELECT RAISE(ABORT, 't_named_pupil is append-only'); END;
CREATE TRIGGER t_named_pupil_no_DELETE BEFORE DELETE ON t_named_pupil
BEGIN SELECT RAISE(ABORT, 't_named_pupil is append-only'); END;

CREATE TRIGGER t_document_no_UPDATE BEFORE UPDATE ON t_document
BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;
CREATE TRIGGER t_document_no_DELETE BEFORE DELETE ON t_document
BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;

CREATE TRIGGER t_reject_no_UPDATE BEFORE UPDATE ON t_reject
BEGIN SELECT RAISE(ABORT, 't_reject is append-only'); END;
CREATE TRIGGER t_reject_no_DELETE BEFORE DELETE ON t_reject
BEGIN SELECT RAISE(ABORT, 't_reject is append-only'); END;

CREATE TRIGGER t_run_no_UPDATE BEFORE UPDATE ON t_run
BEGIN SELECT RAISE(ABORT, 't_run is append-only'); END;
CREATE TRIGGER t_run_no_DELETE BEFORE DELETE ON t_run
BEGIN SELECT RAISE(ABORT, 't_run is append-only'); END;

CREATE TRIGGER t_journal_no_UPDATE BEFORE UPDATE ON t_journal
BEGIN SELECT RAISE(ABORT, 't_journal is append-only'); END;
CREATE TRIGGER t_journal_no_DELETE BEFORE DELETE ON t_journal
BEGIN SELECT RAISE(ABORT, 't_journal is append-only'); END;

CREATE TRIGGER t_taken_back_no_UPDATE BEFORE UPDATE ON t_taken_back
BEGIN SELECT RAISE(ABORT, 't_taken_back is append-only'); END;
CREATE TRIGGER t_taken_back_no_DELETE BEFORE DELETE ON t_taken_back
BEGIN SELECT RAISE(ABORT, 't_taken_back is append-only'); END;

CREATE TRIGGER t_arrival_no_UPDATE BEFORE UPDATE ON t_arrival
BEGIN SELECT RAISE(ABORT, 't_arrival is append-only'); END;
CREATE TRIGGER t_arrival_no_DELETE BEFORE DELETE ON t_arrival
BEGIN SELECT RAISE(ABORT, 't_arrival is append-only'); END;

CREATE TRIGGER t_former_no_UPDATE BEFORE UPDATE ON t_former
BEGIN SELECT RAISE(ABORT, 't_former is append-only'); END;
CREATE TRIGGER t_former_no_DELETE BEFORE DELETE ON t_former
BEGIN SELECT RAISE(ABORT, 't_former is append-only'); END;

CREATE TRIGGER t_night_log_no_UPDATE BEFORE UPDATE ON t_night_log
BEGIN SELECT RAISE(ABORT, 't_night_log is append-only'); END;
CREATE TRIGGER t_night_log_no_DELETE BEFORE DELETE ON t_night_log
BEGIN SELECT RAISE(ABORT, 't_night_log is append-only'); END;

CREATE TRIGGER t_undone_night_no_UPDATE BEFORE UPDATE ON t_undone_night
BEGIN SELECT RAISE(ABORT, 't_undone_night is append-only'); END;
CREATE TRIGGER t_undone_night_no_DELETE BEFORE DELETE ON t_undone_night
BEGIN SELECT RAISE(ABORT, 't_undone_night is append-only'); END;

CREATE TRIGGER t_void_document_no_UPDATE BEFORE UPDATE ON t_void_document
BEGIN SELECT RAISE(ABORT, 't_void_document is append-only'); END;
CREATE TRIGGER t_void_document_no_DELETE BEFORE DELETE ON t_void_document
BEGIN SELECT RAISE(ABORT, 't_void_document is append-only'); END;

CREATE TRIGGER t_rule_text_no_UPDATE BEFORE UPDATE ON t_rule_text
BEGIN SELECT RAISE(ABORT, 't_rule_text is append-only'); END;
CREATE TRIGGER t_rule_text_no_DELETE BEFORE DELETE ON t_rule_text
BEGIN SELECT RAISE(ABORT, 't_rule_text is append-only'); END;

CREATE TRIGGER t_facts_no_UPDATE BEFORE UPDATE ON t_facts
BEGIN SELECT RAISE(ABORT, 't_facts is append-only'); END;
CREATE TRIGGER t_facts_no_DELETE BEFORE DELETE ON t_facts
BEGIN SELECT RAISE(ABORT, 't_facts is append-only'); END;

CREATE TRIGGER t_judged_value_no_UPDATE BEFORE UPDATE ON t_judged_value
BEGIN SELECT RAISE(ABORT, 't_judged_value is append-only'); END;
CREATE TRIGGER t_judged_value_no_DELETE BEFORE DELETE ON t_judged_value
BEGIN SELECT RAISE(ABORT, 't_judged_value is append-only'); END;

CREATE TRIGGER t_moved_record_no_UPDATE BEFORE UPDATE ON t_moved_record
BEGIN SELECT RAISE(ABORT, 't_moved_record is append-only'); END;
CREATE TRIGGER t_moved_record_no_DELETE BEFORE DELETE ON t_moved_record
BEGIN SELECT RAISE(ABORT, 't_moved_record is append-only'); END;

CREATE TRIGGER t_repair_no_UPDATE BEFORE UPDATE ON t_repair
BEGIN SELECT RAISE(ABORT, 't_repair is append-only'); END;
CREATE TRIGGER t_repair_no_DELETE BEFORE DELETE ON t_repair
BEGIN SELECT RAISE(ABORT, 't_repair is append-only'); END;
