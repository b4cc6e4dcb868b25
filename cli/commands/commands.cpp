#include "cli/commands/commands.h"

namespace ksbx {

Text label_of(CommandGroup group) {
  switch (group) {
    case CommandGroup::daily: return text("每天：", "Every day:");
    case CommandGroup::looking: return text("查看：", "Looking:");
    case CommandGroup::rules: return text("规则：", "Rules:");
    case CommandGroup::upkeep: return text("维护：", "Upkeep:");
  }
  return {};
}

const std::vector<CommandEntry>& commands() {
  using enum CommandGroup;
  static const std::vector<CommandEntry> table = {
      {"import", daily,
       text("导入单位、教职工、学生、考勤和各种记录", "units, staff, pupils, attendance and records from files"),
       import_command},
      {"add minor", daily,
       text("登记一名社会闲散未成年人，不必先写名册", "enters one minor out of school, without a roster"),
       add_minor_command},
      {"add student", daily, text("登记一名学生，不必先写名册", "enters one pupil of a class, without a roster"),
       add_student_command},
      {"mark-absent", daily, text("登记缺课，或全班到齐", "who was absent, or that no one was"), mark_absent_command},
      {"record", daily,
       text("登记做过的事：联系、家访、劝复、签收……", "what was done: calls, visits, persuasions, receipts"),
       record_command},
      {"escalate", daily,
       text("每晚判断：谁该做什么，谁逾期，向谁报告",
            "the nightly run: who must do what, what is overdue, who is informed"),
       escalate_command},
      {"deliver", daily,
       text("把任务、文书、缺的点名册和填报表按收件人分送，一人一个文件夹",
            "duties, papers, missing registers and lists to fill in, in a folder for each receiver"),
       deliver_command},
      {"collect", daily, text("收回分送出去的文件夹，导入放回来的文件", "imports what came back in these folders"),
       collect_command},
      {"calendar close", daily,
       text("停课：一个班、年级、学校、镇街或全市", "calls off lessons of a class, school or town"),
       calendar_close_command},
      {"calendar open", daily, text("取消一次停课", "lessons are held after all"), calendar_open_command},
      {"undo", daily, text("撤销最后一次导入或登记", "undoes the last import, add, mark-absent or record"),
       undo_command},
      {"report", looking, text("报表", "reports"), report_command},
      {"site", looking,
       text("全市、镇街、学校、班级、学生、责任人、规则：互相链接的网页",
            "city, towns, schools, classes, pupils, people and rules as pages that link"),
       site_command},
      {"sql", looking, text("用 SQL 查视图，临时的问题", "your own question to the views, in SQL"), sql_command},
      {"document", looking,
       text("文书：列出、打印正本存根回执、当场开一份", "documents: the list, one to print, a paper on demand"),
       document_command},
      {"explain", looking, text("一名学生的任务从何而来", "why there is a duty about a child, or why not"),
       explain_command},
      {"compare", looking,
       text("四查三比对：户籍、学籍、课堂、贫困名册，谁没有着落",
            "household register, roll, classroom and poverty lists: who is missing"),
       compare_command},
      {"status", looking,
       text("用的是哪个数据库和规则，昨晚是否运行", "which database and rules, and whether last night ran"),
       status_command},
      {"doctor", looking, text("数据中的问题和处理意见", "what is wrong in the data, and what to do"), doctor_command},
      {"calendar", looking, text("哪几天上课，哪几天为什么不上", "which days are school days, and why others are not"),
       calendar_command},
      {"calendar list", looking, text("学期、节假日、停课和补课一览", "terms, holidays, closures and extra days"),
       calendar_list_command},
      {"rules check", rules, text("检查规则集，列出全部错误", "every mistake of the rulebook, with its place"),
       rules_check_command},
      {"rules test", rules, text("运行规则集自带的测试", "runs the tests of the rulebook"), rules_test_command},
      {"rules coverage", rules,
       text("每条要求由什么落实，哪些还空着", "what implements each clause, and which clauses nothing implements"),
       rules_coverage_command},
      {"rules facts", rules,
       text("条件里可以写的名字，各是怎样得出的", "the names that conditions may use, and how each is counted"),
       rules_facts_command},
      {"rules eval", rules, text("一个条件对一名学生是否成立", "whether a condition holds for one child, and why"),
       rules_eval_command},
      {"rules schema", rules, text("规则文件的键，供编辑器补全", "the keys of rule files, for editors to complete"),
       rules_schema_command},
      {"rules show", rules, text("每个数和每条规则写在哪个文件哪一行", "each number and rule with its file and line"),
       rules_show_command},
      {"rules diff", rules,
       text("两个规则集的差别，或叠加规则改了什么", "how two rulebooks differ, or what an overlay changes"),
       rules_diff_command},
      {"rules backtest", rules,
       text("新规则放在过去会怎样：多出、少掉哪些任务", "what other rules would have asked for, on all data on record"),
       rules_backtest_command},
      {"rules at", rules,
       text("某一夜判断时所用的规则，取回成文件", "the rules by which a night judged, as files again"),
       rules_at_command},
      {"init", upkeep, text("建立空数据库", "makes an empty database"), init_command},
      {"promote", upkeep,
       text("新学年：各班升级，毕业班毕业", "a new school year: classes move up, the last grade graduates"),
       promote_command},
      {"pupil merge", upkeep, text("两条学生是同一个孩子：合并", "two entries are one child"), pupil_merge_command},
      {"pupil split", upkeep, text("一条学生是两个孩子：拆开", "one entry is two children"), pupil_split_command},
      {"pupil correct", upkeep, text("更正一名学生写错的栏目", "fields of a pupil that are wrong"),
       pupil_correct_command},
      {"pupil show", upkeep, text("一名学生的各栏，是怎样来的", "what is known of a pupil, and how it came about"),
       pupil_show_command},
      {"demo", upkeep, text("样例城市石桥市", "the sample city"), demo_command},
      {"verify", upkeep, text("日志链是否完整", "whether the journal is whole"), verify_command},
      {"backup", upkeep, text("备份数据库并核对", "a checked copy of the database"), backup_command},
      {"restore", upkeep, text("用备份恢复数据库", "puts a backup in place of the database"), restore_command},
      {"help", upkeep, text("说明：命令或主题", "explains a command or a topic"), help_command},
      {"version", upkeep, text("版本", "the version"), version_command},
  };
  return table;
}

}  // namespace ksbx
