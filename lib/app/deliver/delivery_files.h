// delivery_files: a delivery as files: a folder for each receiver, or a single file where there is one only, and at the
// top the list for the messenger.
//
//   投递清单.html
//   青石镇 徐可鹏/交办单.html          what is to be done, with a line to sign
//   青石镇 徐可鹏/提醒.ics             the same for a calendar, strictly masked: calendars travel to servers of others
//   青石镇 徐可鹏/文书 控辍〔2026〕….html  original, stub and receipt slip
//   某学校 某老师/点名册 七年级1班.xlsx  what is missing, with the pupils
//   某学校 某老师/填报 家访劝复.xlsx     lists to fill in
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/deliver/delivery.h"

namespace ksbx {

// "folder/name" or "name".
using TakeFile = std::function<void(const std::string& name, std::string_view bytes)>;

// Hands out one file after another, the list last. Throws what documents throw (app/papers/documents.h).
void write_delivery(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                    const DeliveryRequest& request, const Delivery& delivery, const TakeFile& take);

}  // namespace ksbx
