// Notices (更正、改送、撤回、恢复通知): what the receivers of a paper are told of what becomes of it.
//
// A notice is a paper of its own, with its own number, and is signed for on its own. Its wording is a form of the
// rulebook ([[form]] notice = "withdrawal"), or the standard one here. What a notice can say: {title} {papers} (the
// days, title and numbers of the papers it speaks of) {withdrawal} (when and by which papers they were withdrawn)
// {concerns} (the pupil or unit, on a line of its own) {cause} {changes} (what was and what is, a line each)
// {successor} {text} (the whole text as it is now) {issuer} {date}.
#pragma once

#include <string>

#include "policy/papers/document_fields.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// The form of notices of that kind: correction, release, withdrawal or reinstatement.
const Form& notice_form(const Rulebook& rulebook, DocumentKind kind);

// What a form is called on paper; its id where the rulebook has it no more.
std::string title_of(const Rulebook& rulebook, const std::string& form);
// What a document is called: by its form, on its line, or by that of the notice which it is.
std::string title_of(const Rulebook& rulebook, const Document& document);

}  // namespace ksbx
