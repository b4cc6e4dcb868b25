#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#if defined(__SANITIZE_ADDRESS__)
// libxlsxwriter 1.1.4 does not free the formula of a drop-down list: some twenty bytes for each of a workbook.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libxlsxwriter";
}
#endif
