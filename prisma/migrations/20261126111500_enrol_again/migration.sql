-- A known machine that is enrolled anew gets what a new one gets.
grant update (enrolment_id, token_id, labels, simulated, enrolled_at, retired_at) on machine to teredo_fleet_gateway;
