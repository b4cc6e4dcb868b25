// ask: a question in SQL that no one foresaw, over the documented views. Reads only; masked before the SQL sees it
// (store/query/ad_hoc_query.h).
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "store/query/ad_hoc_query.h"

namespace ksbx {

struct AskRequest {
  std::string sql;
  std::string origin = "SQL";  // the file it is in, for messages
  Disclosure shown = {};
  std::chrono::milliseconds time{0};  // 0: no limit
  std::optional<std::size_t> limit;   // rows
};

// What the views are masked with; empty for Masking::none.
Masker masker_of(Masking masking);

// Hands out the rows of the answer and returns it without them, with a note where the limit cut it. Throws Error:
// Failure::usage with SQLite's words, a caret and the nearest view or column; Failure::guard ("query-too-long").
Table ask(const Workspace& workspace, const AskRequest& request, const TakeRows& take);

// Every view that can be asked, with its columns: one row each, with what it holds about a person.
Table askable_views(const Workspace& workspace, Language language);

}  // namespace ksbx
