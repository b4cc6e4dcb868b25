#include "app/exports.h"

#include <nlohmann/json.hpp>

#include "store/journal.h"

namespace ksbx {

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
  if (!taken.reason.empty()) detail["reason"] = taken.reason;
  Transaction transaction(database, occasion);
  append(transaction, taken.masking == Masking::none ? "report.unmasked" : "report.exported", taken.subject,
         detail.dump());
  transaction.commit();
}

}  // namespace ksbx
