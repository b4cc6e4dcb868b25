#include "cli/terminal/exit_code.h"

#include <algorithm>

namespace ksbx {

ExitCode exit_code_of(Failure failure) {
  switch (failure) {
    case Failure::usage: return ExitCode::usage;
    case Failure::input: return ExitCode::input;
    case Failure::rules: return ExitCode::rules;
    case Failure::database: return ExitCode::database;
    case Failure::busy: return ExitCode::busy;
    case Failure::guard: return ExitCode::guard;
    case Failure::internal: return ExitCode::internal;
    case Failure::io: return ExitCode::io;
    case Failure::output: return ExitCode::output;
  }
  return ExitCode::internal;
}

ExitCode worst(ExitCode one, ExitCode other) {
  return std::max(one, other);
}

const std::vector<ExitMeaning>& exit_meanings() {
  static const std::vector<ExitMeaning> table = {
      {ExitCode::done, text("已完成", "done"), text("不用做什么", "nothing to do")},
      {ExitCode::findings, text("查到了问题", "findings"), text("逐条查看输出", "read the findings in the output")},
      {ExitCode::usage, text("命令写得不对", "the command line is wrong"),
       text("按提示改写命令", "correct the command as the message says")},
      {ExitCode::rejected, text("已保存，但有些行被退回", "committed, some rows rejected"),
       text("改好被退回的行，再导入一次", "correct the rejected rows and import them again")},
      {ExitCode::input, text("输入文件不能用，什么都没有保存", "input unusable, nothing committed"),
       text("按提示改好文件，再运行一次", "correct the file and run again")},
      {ExitCode::rules, text("规则、校历或配置有错", "rules, calendar or configuration invalid"),
       text("按提示的文件和行号改正", "correct the file and line named")},
      {ExitCode::database, text("数据库不能用", "the database refused"),
       text("缺失、损坏、不是本程序的、版本较新或没有权限：按提示处理",
            "missing, damaged, foreign, newer or no permission: as the message says")},
      {ExitCode::busy, text("别人正在用数据库", "someone else is using the database"),
       text("稍后再运行", "run again later")},
      {ExitCode::guard, text("被保护措施拦下，被拦的部分没有保存", "what a guard refused is not committed"),
       text("核对原因；确认无误再按提示放行", "check the cause; let it through only if it is right")},
      {ExitCode::internal, text("程序内部错误", "internal error"),
       text("请把命令和提示发给维护人员", "report the command and the message to the maintainers")},
      {ExitCode::io, text("读写出错或磁盘已满", "I/O error or disk full"),
       text("改动要么完整、要么没有；排除故障后再运行一次", "the change is there or not, never in part; run again")},
      {ExitCode::output, text("结果没能写出去", "output could not be written"),
       text("检查管道或磁盘空间，再运行一次", "check the pipe or the disk and run again")},
  };
  return table;
}

}  // namespace ksbx
