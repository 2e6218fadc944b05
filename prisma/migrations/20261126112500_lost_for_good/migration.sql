-- How long a rollout waits for a machine that it lost.
grant update (until) on job to teredo_fleet_engine;
