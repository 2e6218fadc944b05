-- A receipt is evidence and stays as it came; only a display that was not known yet may be added.
grant update (displayed_at) on receipt to teredo_fleet_gateway;
