-- The engine closes a rollout at its end: what was never asked is left alone, and says so.
grant update (excluded) on rollout_member to teredo_fleet_engine;
