#include "files/render/render_junit.h"

#include <algorithm>

#include "base/join.h"

namespace ksbx {
namespace {

std::string escaped_for_xml(const std::string& words) {
  std::string result;
  for (const char c : words) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else if (c == '\n')
      result += "&#10;";
    else if (static_cast<unsigned char>(c) >= 0x20)
      result += c;
  }
  return result;
}

std::string failure_of(const TestCaseResult& one) {
  return formatted("    <failure message=\"{}\">{}</failure>\n", escaped_for_xml(one.differences.front()),
                   escaped_for_xml(join(one.differences, "\n")));
}

}  // namespace

std::string junit(const std::string& suite, const std::vector<TestCaseResult>& cases) {
  const auto failed =
      std::count_if(cases.begin(), cases.end(), [](const TestCaseResult& one) { return !one.differences.empty(); });
  std::string xml = formatted(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"{}\" tests=\"{}\" "
      "failures=\"{}\">\n",
      escaped_for_xml(suite), cases.size(), failed);
  for (const TestCaseResult& one : cases) {
    xml += formatted("  <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"", escaped_for_xml(suite),
                     escaped_for_xml(one.name), escaped_for_xml(one.origin.file.str()), one.origin.line);
    xml += one.differences.empty() ? "/>\n" : ">\n" + failure_of(one) + "  </testcase>\n";
  }
  return xml + "</testsuite>\n";
}

}  // namespace ksbx
