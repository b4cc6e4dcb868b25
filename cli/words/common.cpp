// The options that mean the same in every command, each declared once.
#include "cli/words/command.h"
#include "files/render/render.h"

namespace ksbx {

void everywhere(Options& options, Common& common) {
  options.flag("-h,--help", &common.help, text("显示这一页", "show this page"));
  options.flag("-q,--quiet", &common.quiet, text("成功时不输出", "say nothing on success"));
  options.flag("-v,--verbose", &common.verbose, text("输出详细过程", "report more while working"));
  options.option("--lang", &common.settings.language, same_text("zh|en"), text("界面语言", "speak Chinese or English"))
      .only({"zh", "en"});
  options
      .option(
          "--log-file", &common.log_file, text("文件", "FILE"),
          text("把问题代码和小结追加到日志，不含个人信息", "append problem codes and the summary, nothing personal"))
      .names_file(FileRole::log);
}

void uses_database(Options& options, Common& common) {
  common.uses_settings = true;
  options
      .option("--db", &common.settings.db, text("文件", "FILE"),
              text("数据库；不写时见 ksbx help environment", "the database; default: see ksbx help environment"))
      .names_file(FileRole::setting);
  options.number("--lock-timeout", &common.settings.lock_timeout, 0, 3600, text("秒", "SECONDS"),
                 text("别人正在用数据库时，一共最多等多久", "how long to wait for others who use it, in all"));
}

void uses_rules(Options& options, Common& common) {
  common.uses_settings = true;
  options
      .option(
          "--rules", &common.settings.rules, text("文件夹", "FOLDER"),
          text("规则集；可多次写，后面的叠加在前面之上", "rulebook; may be repeated, later ones overlay earlier ones"))
      .names_file(FileRole::setting);
  uses_calendar(options, common);
}

void uses_calendar(Options& options, Common& common) {
  common.uses_settings = true;
  options
      .option("--calendar", &common.settings.calendars, text("文件或文件夹", "FILE|FOLDER"),
              text("校历；可多次写", "calendar; may be repeated"))
      .names_file(FileRole::setting);
}

void judges(Options& options, Common& common) {
  common.uses_settings = true;
  options.option(
      "--as-of", &common.as_of, text("日期", "DATE"),
      text("按这一天判断；不写则判断最近一个已结束的日子", "the day judged; default: the last day that is closed"));
}

void enters(Options& options, Common& common) {
  common.uses_settings = true;
  options.option("--as-of", &common.as_of, text("日期", "DATE"),
                 text("当作在这一天登记；不写则为今天", "enter it as if on this day; default: today"));
}

void writes(Options& options, Common& common) {
  common.ends_with_summary = true;
  options.flag("-n,--dry-run", &common.dry_run, text("只演示，不保存", "show what would happen, write nothing"));
  options.flag("--accept-clock", &common.accept_clock,
               text("时钟早于日志最后一条也照常写入：现在的时钟是对的，当时的不对",
                    "write although the clock is earlier than the last entry of the journal: it is right now, and was "
                    "wrong then"));
}

void tells_table(Options& options, Common& common) {
  options.choice("--format", &common.format, output_formats(),
                 text("结果的格式；不写时看 -o 的文件名", "format of the result; default: by the file name after -o"));
  options
      .option("-o,--out", &common.out, text("文件", "FILE"),
              text("把结果写进文件，而不是屏幕", "write the result to a file"))
      .names_file(FileRole::written);
  options.flag("--excel", &common.excel,
               text("csv、tsv 给 Excel 打开：栏名用中文，带 BOM，行尾是 CR LF",
                    "csv and tsv for a spreadsheet: headings in words, byte order mark, lines end in CR LF"));
  options.flag("--raw-cells", &common.raw_cells,
               text("csv、tsv 原样输出：公式和长数字前不加撇号，别用表格软件打开",
                    "csv and tsv as they are: no apostrophe before formulas and long numbers; not for a spreadsheet"));
}

Options options_of(Command& command) {
  Options options;
  command.setup(options);
  if (options.replaces_files())
    options.flag(
        "--force", &command.common.force,
        text("要写的文件已经存在、又不是 ksbx 写的，也替换它", "replace an existing file that ksbx did not write"));
  everywhere(options, command.common);
  return options;
}

void say_dry_run(Console& console) {
  console.say(text("以上只是演示，没有写入任何内容", "nothing was written: this was a dry run"));
}

}  // namespace ksbx
