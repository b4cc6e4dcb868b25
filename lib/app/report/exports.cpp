#include "app/report/exports.h"

#include <nlohmann/json.hpp>

#include "store/journal/journal.h"

namespace ksbx {
namespace {

bool has_export(Database& database, const char* key, const std::string& value) {
  const std::string wanted = nlohmann::json(key).dump() + ":" + nlohmann::json(value).dump();
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
  nlohmann::json detail{{"masking", name_of(taken.masking)}, {"rows", taken.rows}};
  if (!taken.format.empty()) detail["format"] = taken.format;
  if (!taken.digest.empty()) detail["sha256"] = taken.digest;
  if (!taken.file.empty()) detail["file"] = taken.file;
  if (!taken.reason.empty()) detail["reason"] = taken.reason;
  Transaction transaction(database, occasion);
  append(transaction, taken.masking == Masking::none ? "report.unmasked" : "report.exported", taken.subject,
         detail.dump());
  transaction.commit();
}

bool is_export_named(Database& database, const std::string& hash_of_place) {
  return has_export(database, "file", hash_of_place);
}

bool is_export_of_digest(Database& database, const std::string& digest) {
  return has_export(database, "sha256", digest);
}

}  // namespace ksbx
