#include "cli/on_record.h"

#include "cli/open_desk.h"

namespace ksbx {

void put_on_record(Context& context, const Export& taken) {
  try {
    Database database = open_database(context, Access::write);
    note_export(database, occasion_of(context, taken.command), taken);
  } catch (const Error& error) {
    if (error.failure() != Failure::database || taken.masking == Masking::none) throw;
    context.console.say(text("提示：您对数据库只有读的权限，这次导出没有记入日志",
                             "note: you may only read the database, so this export is not on record"));
  }
}

}  // namespace ksbx
