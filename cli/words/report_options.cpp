#include "cli/words/report_options.h"

#include "policy/judge/stretch.h"

namespace ksbx {

void ReportOptions::declare(Options& options) {
  const Text columns = text("列,列", "COLUMN,…");
  options.option("--for", &whom_, text("职责:姓名", "ROLE:NAME"),
                 text("交办单：只要这个人的，如 班主任:王老师",
                      "a slip: only what falls to this role or person, as in 班主任:王老师"));
  options.option("--where", &shape_.where, text("条件", "CONDITION"),
                 text("只要符合条件的行，如 \"status = 'overdue' and due < '2026-11-01'\"",
                      "only matching rows, as in: \"status = 'overdue' and due < '2026-11-01'\""));
  options.option("--group-by", &shape_.group_by, columns,
                 text("按这些列归类，数行数、合计各项数目", "one row for each of their values, with counts and sums"));
  options.choice("--by", &by_, {"town", "school", "class", "role", "person"},
                 text("按镇街、学校、班级、职责或责任人归类", "the same by town, school, class, role or person"));
  options.option("--sort", &shape_.sort, columns,
                 text("先后，如 -due,role；减号为倒序", "order, as in: -due,role; a minus reverses it"));
  options.number("--limit", &shape_.limit, 1, 2'000'000'000, text("行数", "N"),
                 text("只要前几行", "only the first rows"));
  options.option("--columns", &shape_.columns, columns, text("只要这些列，按这个次序", "only these, in this order"));
  options.choice(
      "--period", &period_, words_for_per(),
      text("到报表日为止的本月、本季、本学期或本年", "the current month, quarter, term or year, up to the day"));
  options.choice("--compare", &compare_, words_for_per(),
                 text("与上月、上季、上学期或上年同日对照", "compared with the same day one period earlier"));
  options.option(
      "--chart", &chart_, text("图[:列,列]", "CHART[:COLUMN,…]"),
      text("画成图：bar 条形、line 折线、heat 日历；网页里是图形，屏幕上是方块；可写明画哪些列，如 bar:overdue",
           "as a picture: bar, line or heat (a calendar), on a page or on the screen; of these columns, as "
           "in: bar:overdue"));
  options.flag("--codes", &codes_,
               text("值写成代码，不写成文字，供程序用；条文写成规则文件里的编号",
                    "values as codes instead of words, for programs; clauses by the numbers of the rule files"));
}

void ReportOptions::put_into(ReportRequest& request) const {
  request.shape = shape_;
  request.whom = whom_.value_or("");
  request.by = by_.value_or("");
  request.period = period_.value_or("");
  request.compare = compare_.value_or("");
  request.chart = chart_.value_or("");
  request.codes = codes_;
}

}  // namespace ksbx
