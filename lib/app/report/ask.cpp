#include "app/report/ask.h"

#include <utility>

#include "store/query/ad_hoc_query.h"
#include "store/query/query.h"

namespace ksbx {
namespace {

// Where SQLite's error stands: in the file that was typed, not in "SQL".
[[noreturn]] void fail_in(const std::string& origin, const Error& error) {
  Problems problems = error.problems();
  for (Problem& problem : problems) {
    if (problem.code != "query") continue;
    if (problem.origin.line > 0) problem.origin.file = origin;
    problem.remedy = text("{}或看 ksbx sql --list", "{} See also ksbx sql --list", problem.remedy);
  }
  throw Error(error.failure(), std::move(problems));
}

Text meaning_of(Privacy privacy) {
  switch (privacy) {
    case Privacy::none: return {};
    case Privacy::name: return text("姓名，遮盖", "name, masked");
    case Privacy::id_number: return text("号码，遮盖", "number, masked");
    case Privacy::phone: return text("电话，遮盖", "phone, masked");
    case Privacy::address: return text("地址，遮盖", "address, masked");
    case Privacy::text: return text("自由文字，遮盖", "free text, masked");
    case Privacy::file: return text("文件名，遮盖", "file name, masked");
    case Privacy::sentence: return text("引号里的文字遮盖", "what it quotes is masked");
    case Privacy::maker: return text("不在教职工名单上的遮盖", "masked unless on the list of staff");
  }
  return {};
}

}  // namespace

Masker masker_of(Masking masking) {
  if (masking == Masking::none) return {};
  return [masking](std::string_view words, Privacy privacy) { return masked(words, privacy, masking); };
}

Table ask(const Workspace& workspace, const AskRequest& request, const TakeRows& take) {
  const AdHocQuery asking(workspace.database, workspace.rulebook, masker_of(request.shown),
                          {request.time, workspace.dates.judged}, request.sql, request.origin);
  const auto described = [](Table table) {
    table.title = text("查询结果", "answer");
    // Masked by the views already; and the headings are the asker's own words, which may mean something else in a view.
    for (Column& column : table.columns) {
      column.privacy = Privacy::none;
      column.label = same_text(column.name);
    }
    return table;
  };
  EachBlock asked;
  try {
    asked = each_block(
        workspace.database, "sql", request.sql, {}, [&](Table block) { take(described(std::move(block))); },
        request.limit);
  } catch (const Error& error) {
    fail_in(request.origin, error);
  }
  Table rest = described(std::move(asked.head));
  if (asked.more)
    rest.notes.push_back(text("只列出前 {} 行，后面还有；用 --limit 放宽，0 为不限。",
                              "only the first {} rows, there are more; --limit allows more, 0 all of them.",
                              *request.limit));
  return rest;
}

Table askable_views(const Workspace& workspace, Language language) {
  Table table{"views",
              text("可查询的视图", "Available views"),
              {{"view", text("视图", "view")},
               {"column", text("列", "column")},
               {"label", text("含义", "meaning")},
               {"privacy", text("个人信息", "about a person")}},
              {}};
  for (const AskableView& view : askable_views(workspace.database, workspace.rulebook, workspace.dates.judged))
    for (const Column& column : view.columns)
      table.rows.push_back(
          {view.name, column.name, column.label.in(language), meaning_of(column.privacy).in(language)});
  return table;
}

}  // namespace ksbx
