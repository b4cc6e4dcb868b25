// Meanings (含义): which of a rulebook's own names stand for what the engine itself has to know: the role that is the
// class teacher, the kind of record that is a transfer, the choice that is a refusal.
//
// The engine spells none of these names, so a rulebook may call its roles, records, fields, choices and facts as it
// likes. It says once, under [meaning] in rulebook.toml, which of them are meant:
//
//   class_teacher = "tutor"                   # a role
//   transfer_in   = "admission"               # a kind of record
//   refusal       = "visit.result.refused"    # a kind of record, its field, the choice
//
// A meaning is needed where something in the rulebook cannot do without it (rulebook_reader_meaning.cpp); without any
// other, one feature is not there (docs/rules.md says which).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "model/record.h"
#include "policy/condition/value.h"

namespace ksbx {

enum class Meant {
  class_teacher,
  missing_register,
  unexcused_days,
  outcome,
  mode,
  reason,
  family,
  refusal,
  refusal_mode,
  refusal_reached,
  roster_missing,
  roster_missing_school,
  roster_missing_class,
  roster_found,
  roster_found_school,
  roster_found_class,
  double_roll,
  double_roll_school,
  double_roll_class,
  double_roll_settled,
  transfer_out,
  transfer_out_school,
  transfer_in,
  transfer_in_school,
  transfer_in_attending,
  transfer_in_proof,
  closed_as_transferred,
  graduation,
  graduation_completed,
  graduation_next_unknown,
  suspension,
  dropout,
  death,
  reassignment,
  reassignment_action,
  reassignment_to,
  receipt_line,
  receipt_form,
  school_age_from,
  school_age_until,
  compulsory_until,
  not_seen_after,
};

// A key of [meaning].
struct MeaningKey {
  enum class Names {
    role,
    rule,
    fact,
    parameter,       // "$school_age_from"
    record,          // a kind of record about pupils
    field,           // of one: "transfer_in.receiving"
    choice,          // of one of its fields: "closing.result.transferred"
    fields,          // ["persuasion.reason", "contact.reason"]: of several kinds of record about pupils
    document_field,  // the same of kinds about documents
  };
  Meant meant;
  std::string_view key;
  Names names;
  Text what;                            // what the name stands for
  std::optional<Type::Kind> type = {};  // that a fact or a field must have
  std::optional<Meant> of = {};         // whose kind of record it must belong to; so this one has to be there too
};

// All of them, in the order of Meant.
const std::vector<MeaningKey>& meaning_keys();
const MeaningKey& key_of(Meant meant);

// What a rulebook says under one key.
struct Referent {
  std::string id;      // of a role, rule, fact, parameter or kind of record; empty for a field of documents
  std::string field;   // where one is named
  std::string choice;  // likewise
  Origin origin = {};

  std::string words() const;  // "closing.result.transferred"
};

class Meanings {
 public:
  void set(Meant meant, Referent referent);
  void set_all(Meant meant, std::vector<Referent> referents);  // of `fields`
  const Referent* find(Meant meant) const;                     // the first; nullptr: the rulebook does not say
  const std::string& id(Meant meant) const;                    // empty: likewise
  const std::string& field(Meant meant) const;                 // likewise

  // The field that is meant in records of that kind; empty if none is.
  const std::string& field_of(std::string_view kind, Meant meant) const;

  // Is it such a record; and where a choice is meant, has it been chosen?
  bool says(const Record& record, Meant meant) const;
  // Makes the record say it: its kind, and the choice that is meant, or `value` in the field that is. Nothing happens
  // if the rulebook does not say what is meant.
  void put(Record& record, Meant meant, FieldValue value = {}) const;

 private:
  static constexpr std::size_t count = static_cast<std::size_t>(Meant::not_seen_after) + 1;
  std::array<std::vector<Referent>, count> all_;
};

}  // namespace ksbx
