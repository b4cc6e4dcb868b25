#include "cli/words/topics.h"

#include "base/utf8.h"
#include "cli/terminal/exit_code.h"

namespace ksbx {
namespace {

std::string exit_codes(Language language) {
  std::string lines;
  for (const ExitMeaning& meaning : exit_meanings()) {
    const std::string& words = meaning.meaning.in(language);
    const int gap = 44 - display_width(words);
    lines += formatted("{:>2}  {}{}{}\n", static_cast<int>(meaning.code), words,
                       std::string(static_cast<std::size_t>(gap), ' '), meaning.advice.in(language));
  }
  return lines + text("\n一次运行遇到几种情况时，取数字最大的。没有列出的数字一律按失败处理。\n",
                      "\nThe highest of several wins. Treat any other number as a failure.\n")
                     .in(language);
}

std::string formats(Language language) {
  return text(
             "table  屏幕上的表，按汉字宽度对齐（默认）\n"
             "csv    UTF-8，无 BOM，一行一条\n"
             "tsv    同上，用制表符分隔\n"
             "json   一个对象，含表名和各行；学籍号、证件号一律是文字\n"
             "jsonl  每行一个 JSON 对象，适合大量数据\n"
             "md     Markdown 表格\n"
             "xlsx   Excel、WPS 工作簿：证件号是文字，表头每页都印，说明另放一页\n"
             "html   一页网页，一个文件，可在电脑、手机上看，可用 A4 打印\n"
             "ics    日历：有到期日的报表，每项任务一天\n"
             "\ncsv 给 Excel 打开请加 --excel。用 --format 指定；没有指定时看 -o 的文件名（例如 -o 任务.csv）。\n",
             "table  aligned on the screen by display width (default)\n"
             "csv    UTF-8 without BOM, one row per line\n"
             "tsv    the same, separated by tabs\n"
             "json   one object with the table's name and rows; id numbers are strings\n"
             "jsonl  one JSON object per line, for many rows\n"
             "md     a Markdown table\n"
             "xlsx   a workbook: id numbers are text, the header is printed on every page, notes on a second sheet\n"
             "html   a page in one file, for screen, phone and A4 paper\n"
             "ics    a calendar, of reports with due dates: each duty on its day\n"
             "\nFor csv in a spreadsheet add --excel. Chosen by --format, else by the file name after -o (such as -o "
             "duties.csv).\n")
      .in(language);
}

std::string dates(Language language) {
  return text(
             "日期写成 2026-11-23，一律按北京时间。\n"
             "\n"
             "没有写 --as-of 时，判断最近一个已经结束的日子：当天 18:00（配置项 "
             "day_closes_at）以后判断当天，\n"
             "之前判断前一天，免得点名册还没交就把孩子算作缺课。\n"
             "校历之外的日期不猜测：提示会写明缺哪一年、哪个学期的校历。\n",
             "Write dates as 2026-11-23. All of them are dates in China (UTC+08:00).\n"
             "\n"
             "Without --as-of the last closed day is judged: today from 18:00 on (setting "
             "day_closes_at), before\n"
             "that yesterday, so that no child counts as absent whose register is still on its "
             "way.\n"
             "Dates outside the calendar are never guessed: the message names the year or term "
             "that is missing.\n")
      .in(language);
}

std::string pupils(Language language) {
  return text(
             "一名学生可以这样写：\n"
             "  S-7K3Q            短码，每张表里都有；推荐，不含个人信息\n"
             "  G990181…          全国学籍号\n"
             "  身份证件号\n"
             "  姓名，再加班级    有重名时列出候选，什么也不做\n"
             "\n"
             "命令行会留在历史记录里，同一台机器上的人也看得见：完整的证件号请写进文件或用短码。\n",
             "A pupil may be written as\n"
             "  S-7K3Q               the short code in every table; best, as it says nothing about "
             "the pupil\n"
             "  G990181…             the national student number\n"
             "  an id number\n"
             "  a name with a class  if several fit, they are listed and nothing is done\n"
             "\n"
             "Command lines stay in the history and others on the machine can see them: keep full "
             "id numbers in\n"
             "files, or use the short code.\n")
      .in(language);
}

std::string environment(Language language) {
  return text(
             "设置的先后：命令行选项 > 环境变量 > 当前文件夹及上级的 ksbx.toml > 个人 > 系统 > "
             "默认值。\n"
             "ksbx status 会说明每一项的值和出处。\n"
             "\n"
             "环境变量       选项            ksbx.toml      默认值\n"
             "KSBX_DB        --db            db             ~/.local/share/ksbx/ksbx.db\n"
             "KSBX_RULES     --rules         rules          随程序提供的 kongchuo-2016\n"
             "KSBX_CALENDAR  --calendar      calendars      随程序提供的校历\n"
             "KSBX_LANG      --lang          lang           zh；系统语言是英文时为 en\n"
             "               --lock-timeout  lock_timeout   10（秒）\n"
             "                               day_closes_at  18:00\n"
             "\n"
             "KSBX_RULES 和 KSBX_CALENDAR 可以有几个路径，用冒号隔开。\n"
             "KSBX_CLOCK=2026-11-23T20:00 让程序以为现在是这个时刻，用于重演和测试。\n"
             "设置了 NO_COLOR 就不用颜色。屏幕放不下的结果用 KSBX_PAGER、PAGER 或 less 翻看；KSBX_PAGER=cat 不翻。\n"
             "个人配置：$XDG_CONFIG_HOME/ksbx/ksbx.toml；系统配置：/etc/ksbx.toml。\n",
             "Settings, strongest first: option, environment, the ksbx.toml of this folder or the "
             "nearest above it,\n"
             "the user's, the system's, the default. `ksbx status` shows each value and where it "
             "was set.\n"
             "\n"
             "environment    option          ksbx.toml      default\n"
             "KSBX_DB        --db            db             ~/.local/share/ksbx/ksbx.db\n"
             "KSBX_RULES     --rules         rules          the kongchuo-2016 that came with ksbx\n"
             "KSBX_CALENDAR  --calendar      calendars      the calendars that came with ksbx\n"
             "KSBX_LANG      --lang          lang           zh; en in an English locale\n"
             "               --lock-timeout  lock_timeout   10 (seconds)\n"
             "                               day_closes_at  18:00\n"
             "\n"
             "KSBX_RULES and KSBX_CALENDAR may hold several paths, separated by colons.\n"
             "KSBX_CLOCK=2026-11-23T20:00 makes ksbx take that for the time, for replays and "
             "tests.\n"
             "With NO_COLOR set there are no colours. Results longer than the terminal go through KSBX_PAGER, PAGER or "
             "less;\n"
             "KSBX_PAGER=cat turns that off.\n"
             "The user's file is $XDG_CONFIG_HOME/ksbx/ksbx.toml, the system's /etc/ksbx.toml.\n")
      .in(language);
}

std::string kinds(Language language) {
  return text(
             "ksbx import 一般看表头就知道是哪一种表；看不出来时写明 --kind 种类，中英文都可以：\n"
             "\n"
             "students    学生、花名册    学生花名册\n"
             "attendance  考勤、点名      缺课的学生，一名学生一行；点名册、日报、聊天接龙也是它\n"
             "leave       请假            请假表，一次请假一行\n"
             "staff       教职工、教师    教职工与责任分工\n"
             "units       单位、学校      单位表\n"
             "\n"
             "记录的种类由规则集定，写它的名称就行，例如：\n"
             "persuasion  劝复、家访      家访、劝返记录\n"
             "contact     联系家长\n"
             "transfer_out  转出          转出学生名单\n"
             "全部：ksbx record --help，或规则集的 records*.toml。\n"
             "\n"
             "给学校填的空表：ksbx import --template 考勤 -o 考勤.xlsx；按月的点名册写 --template 点名册。\n",
             "ksbx import usually knows a list by its headers. Where it does not, say --kind KIND:\n"
             "\n"
             "students    a roster of pupils\n"
             "attendance  who was absent, a pupil a row; class registers, day reports and chat lists too\n"
             "leave       leave, a row each\n"
             "staff       staff and who is in charge of what\n"
             "units       schools, villages, offices\n"
             "\n"
             "The kinds of records are those of the rulebook, such as persuasion, contact, transfer_out:\n"
             "see its records*.toml. Their Chinese labels do as well.\n"
             "\n"
             "Empty forms for schools: ksbx import --template attendance -o attendance.xlsx; the class register of a\n"
             "month: --template register.\n")
      .in(language);
}

}  // namespace

const std::vector<Topic>& topics() {
  static const std::vector<Topic> table = {
      {"exit-codes", text("退出码的含义", "what the exit codes mean"), exit_codes},
      {"formats", text("结果的格式", "formats of results"), formats},
      {"dates", text("日期，以及判断哪一天", "dates, and which day is judged"), dates},
      {"pupils", text("怎样指明一名学生", "how to name a pupil"), pupils},
      {"kinds", text("导入的表有哪些种类", "kinds of lists to import"), kinds},
      {"environment", text("配置文件和环境变量", "configuration files and environment"), environment},
  };
  return table;
}

const Topic* topic(std::string_view name) {
  for (const Topic& each : topics())
    if (each.name == name) return &each;
  return nullptr;
}

}  // namespace ksbx
