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

namespace {

// A switch, so that the compiler names a new code that is not here.
ExitMeaning meaning_of(ExitCode code) {
  switch (code) {
    case ExitCode::done: return {code, text("已完成", "done"), text("不用做什么", "nothing to do")};
    case ExitCode::findings:
      return {code, text("查到了问题", "findings"), text("逐条查看输出", "read the findings in the output")};
    case ExitCode::usage:
      return {code, text("命令写得不对", "the command line is wrong"),
              text("按提示改写命令", "correct the command as the message says")};
    case ExitCode::rejected:
      return {code, text("已保存，但有些行被退回", "committed, some rows rejected"),
              text("改好被退回的行，再导入一次", "correct the rejected rows and import them again")};
    case ExitCode::input:
      return {code, text("输入文件不能用，什么都没有保存", "input unusable, nothing committed"),
              text("按提示改好文件，再运行一次", "correct the file and run again")};
    case ExitCode::rules:
      return {code, text("规则、校历或配置有错", "rules, calendar or configuration invalid"),
              text("按提示的文件和行号改正", "correct the file and line named")};
    case ExitCode::database:
      return {code, text("数据库不能用", "the database refused"),
              text("缺失、损坏、不是本程序的、版本较新或没有权限：按提示处理",
                   "missing, damaged, foreign, newer or no permission: as the message says")};
    case ExitCode::busy:
      return {code, text("别人正在用数据库", "someone else is using the database"),
              text("稍后再运行", "run again later")};
    case ExitCode::guard:
      return {code, text("被保护措施拦下，被拦的部分没有保存", "what a guard refused is not committed"),
              text("核对原因；确认无误再按提示放行", "check the cause; let it through only if it is right")};
    case ExitCode::internal:
      return {code, text("程序内部错误", "internal error"),
              text("请把命令和提示发给维护人员", "report the command and the message to the maintainers")};
    case ExitCode::io:
      return {
          code, text("读写出错或磁盘已满", "I/O error or disk full"),
          text("改动要么完整、要么没有；排除故障后再运行一次", "the change is there or not, never in part; run again")};
    case ExitCode::output:
      return {code, text("结果没能写出去", "output could not be written"),
              text("检查管道或磁盘空间，再运行一次", "check the pipe or the disk and run again")};
  }
  return {code, {}, {}};
}

}  // namespace

const std::vector<ExitMeaning>& exit_meanings() {
  static const std::vector<ExitMeaning> table = [] {
    std::vector<ExitMeaning> all;
    for (int code = 0; code <= static_cast<int>(ExitCode::output); ++code)
      all.push_back(meaning_of(static_cast<ExitCode>(code)));
    return all;
  }();
  return table;
}

}  // namespace ksbx
