-- Of which scopes somebody saw numbers of findings: those of others are nothing to compare them with.

alter table overview_visit add column seen_scopes text not null default '', add column previous_scopes text;
