#include "app/report/exports.h"

#include "store/journal/journal.h"
#include "store/journal/json.h"

namespace ksbx {
namespace {

bool has_export(Database& database, const char* key, const std::string& value) {
  const std::string object = json_of(std::map<std::string, FieldValue>{{key, value}});
  const std::string_view wanted = std::string_view(object).substr(1, object.size() - 2);  // without its braces
  Statement entries(
      database, "SELECT detail FROM t_journal WHERE event IN ('report.exported', 'report.unmasked') ORDER BY seq DESC");
  while (entries.step())
    if (entries.view(0).find(wanted) != std::string_view::npos) return true;
  return false;
}

}  // namespace

std::string name_of(Masking masking) {
  switch (masking) {
    case Masking::none: return "none";
    case Masking::normal: return "normal";
    case Masking::strict: return "strict";
  }
  return {};
}

void note_export(Database& database, const Occasion& occasion, const Export& taken) {
  std::map<std::string, FieldValue> detail{{"masking", name_of(taken.shown.masking())},
                                           {"rows", static_cast<std::int64_t>(taken.rows)}};
  if (!taken.format.empty()) detail["format"] = taken.format;
  if (!taken.digest.empty()) detail["sha256"] = taken.digest;
  if (!taken.file.empty()) detail["file"] = taken.file;
  if (!taken.shown.reason().empty()) detail["reason"] = taken.shown.reason();
  Transaction transaction(database, occasion);
  append(transaction, taken.shown == Masking::none ? "report.unmasked" : "report.exported", taken.subject,
         json_of(detail));
  transaction.commit();
}

bool is_export_named(Database& database, const std::string& hash_of_place) {
  return has_export(database, "file", hash_of_place);
}

bool is_export_of_digest(Database& database, const std::string& digest) {
  return has_export(database, "sha256", digest);
}

}  // namespace ksbx
