// The last word (最后一次行文): what the receivers of a duty's documents were informed of last, and whether they
// acknowledged it.
//
// On each line the documents of a duty make a chain, each correcting the one before it: an original, its supplement,
// a withdrawal, a reinstatement, and so on without an end. The last one is the word that counts: it says whether the
// matter is in force: a withdrawal and a release are words that end it for their receiver. A supplement is the same
// word said in full, so whoever acknowledged one text of a word acknowledged the word; a correction and a
// reinstatement are new words, and what was signed before does not answer them.
//
//   original 0001 (signed) → supplement 0002 → withdrawal 0003 → reinstatement 0004
//   the last word is 0004, in force, not acknowledged; 0001 and 0002 are one word, acknowledged
//
// The view `documents` says the same in SQL: corrected_on, withdrawn_on, acknowledged (docs/data.md).
#pragma once

#include <vector>

#include "model/duty.h"
#include "model/history.h"

namespace ksbx {

// `documents` everywhere: those of one subject, in the order in which they were issued.

// Is the matter in force, as far as this document says?
bool is_in_force(const Document& document);

// Was nothing issued after it for its duty on its line?
bool is_last_word(const std::vector<Document>& documents, const Document& document);

// The last word on each line on which the duty sent anything, in the order of issue; none for a duty without documents.
std::vector<const Document*> last_words(const std::vector<Document>& documents, DutyId duty);

// All texts of the word to which `document` belongs, itself among them, in the order of issue.
std::vector<const Document*> word_of(const std::vector<Document>& documents, const Document& document);

// The earliest record that acknowledges the word to which `document` belongs; nullptr while there is none.
const Record* acknowledgement(const std::vector<Document>& documents, const History& history, const Document& document);

}  // namespace ksbx
