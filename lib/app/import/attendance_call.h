// AttendanceCall: what the attendance returns of one call have in common.
#pragma once

#include <string>
#include <vector>

#include "app/enter/class_returns.h"
#include "app/enter/session_claims.h"
#include "store/history/attendance_store.h"

namespace ksbx {

struct AttendanceCall {
  AttendanceLoad load;
  ClassReturns returns;
  SessionClaims& claims;           // they outlive a first reading that is dropped
  std::vector<std::string> files;  // all of them, by the place that claims and returns know
  int file = 0;                    // the one that is being read
};

}  // namespace ksbx
