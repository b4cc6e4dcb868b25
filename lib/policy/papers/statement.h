// Statement (陈述): what a document told of its pupil, field by field, and what of it is not true any more.
//
// A document tells two sorts of things. How it came to it (the absence, the persuasions) is told as of its day: it is
// untrue once it turns out that it was not so on that day; more of the same makes it no lie. Who the pupil is, where
// he lives and learns, in what family, and why he stays away, is told for as long as the matter lasts: it is untrue
// once it is otherwise. A class is another class every summer (docs/decisions.md), so it is compared within a school
// year.
#pragma once

#include <string>
#include <vector>

#include "policy/papers/document_fields.h"

namespace ksbx {

// One thing told that is not so.
struct Untruth {
  std::string field;  // of the form
  std::string told;
  std::string now;  // empty: nothing is known any more
  bool operator==(const Untruth&) const = default;
};

// Of what `document` stated; `lasts`: the matter is not over, so what changed since counts as well. `judge` judges
// tonight. None for a document that stated nothing.
std::vector<Untruth> untruths_in(const Judge& judge, const History& history, const Duty& duty, const Document& document,
                                 bool lasts);

// Is the field told as of the day of the document?
bool is_told_of_its_day(const std::string& field);

// What the fields of a form state: those that a reader takes for facts about the pupil.
std::map<std::string, std::string> stated_by(const Form& form, const Fields& fields);

}  // namespace ksbx
