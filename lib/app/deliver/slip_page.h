// slip_page: what one receiver has to do, sign and return, on one page.
#pragma once

#include <vector>

#include "app/deliver/delivery.h"
#include "base/page.h"

namespace ksbx {

class SlipPages {
 public:
  // Throws as `delivery` if the rulebook has no such reports. The reports outlive it.
  SlipPages(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const DeliveryRequest& request);

  // To be read.
  Page read(const Parcel& parcel) const;
  // To be filled in and signed: room for the outcome of each duty, and a line to sign.
  Page signed_for(const Parcel& parcel) const;
  // His duties strictly masked, for a calendar: those travel to servers of others.
  Table calendar(const Parcel& parcel) const;

 private:
  Page page_of(const Parcel& parcel, const Table& duties) const;
  Table for_people(const ReportDefinition& report, const Table& rows) const;

  const Workspace& workspace_;
  const DeliveryRequest& request_;
  const ReportDefinition& slips_;
  const ReportDefinition& unsigned_;
};

}  // namespace ksbx
