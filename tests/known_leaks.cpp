// What LeakSanitizer passes over, in the tests and in the sanitized ksbx that stories run.

#if defined(__SANITIZE_ADDRESS__)
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_options();

// libxlsxwriter 1.1.4 does not free the formula of a drop-down list: some twenty bytes for each of a workbook.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libxlsxwriter";
}
// Stories compare all that is printed.
extern "C" const char* __lsan_default_options() {
  return "print_suppressions=0";
}
#endif
