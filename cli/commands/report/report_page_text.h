// The help page of one report: ksbx report NAME --help.
#pragma once

#include <string>

#include "app/report/report_page.h"

namespace ksbx {

std::string text_of(const ReportPage& page, Language language);

}  // namespace ksbx
