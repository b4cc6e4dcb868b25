#include "app/workspace/why_not.h"

#include <new>

#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

bool concerns_everybody(const Error& error) {
  switch (error.failure()) {
    case Failure::database:
    case Failure::busy:
    case Failure::io:
    case Failure::output: return true;
    case Failure::usage:
    case Failure::input:
    case Failure::rules:
    case Failure::guard:
    case Failure::internal: return error.problems().empty();
  }
  return true;
}

}  // namespace

std::optional<Problem> why_not(const std::function<void()>& judge) {
  try {
    judge();
    return std::nullopt;
  } catch (const DamagedValue& damaged) {
    return damaged.problems().front();
  } catch (const Error& error) {
    if (concerns_everybody(error)) throw;
    return error.problems().front();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    return Problem(Severity::error, "not-judged", {},
                   text("判断时程序出错：{}", "the program failed while judging: {}", error.what()),
                   text("请把这条信息告诉维护人员", "please report this message"));
  }
}

}  // namespace ksbx
