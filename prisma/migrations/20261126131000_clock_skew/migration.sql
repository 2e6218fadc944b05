-- How much a machine's clock is off is told by its observations, not by its connection.
alter table machine_contact drop column clock_skew_ms;
alter table machine_facts add column clock_skew_ms bigint;
alter table observation_history add column clock_skew_ms bigint;
