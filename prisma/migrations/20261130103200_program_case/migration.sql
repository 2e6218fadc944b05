-- On Linux two names in other letter case are two files.

drop index named_program_once;
create unique index named_program_once on named_program (
  (case when system = 'linux' then path else lower(path) end), coalesce(scope_id::text, ''), coalesce(label, '')
) where removed_at is null;
