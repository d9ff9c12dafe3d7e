#include "planner/report/hidden_fields.hpp"

namespace slipway {

Plan hide_fields(const Plan& plan, const HiddenFields& hidden) {
  Plan out = plan;
  for (ItemDetails& details : out.details) {
    if (hidden.owners) details.owners.clear();
    if (hidden.notes) details.notes = {};
  }
  if (!hidden.notes) return out;
  for (LinkDetails& details : out.link_details) details.note = {};
  for (CheckIn& checkin : out.checkins) checkin.note = {};
  return out;
}

}  // namespace slipway
