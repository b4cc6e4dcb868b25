#include "store/journal/undone_nights.h"

#include "base/text.h"

namespace ksbx {

std::string run_holds(std::string_view run) {
  return formatted("{} NOT IN (SELECT run FROM t_undone_night)", run);
}

std::string is_valid(std::string_view document) {
  return formatted("NOT EXISTS (SELECT 1 FROM t_void_document v WHERE v.document = {})", document);
}

}  // namespace ksbx
