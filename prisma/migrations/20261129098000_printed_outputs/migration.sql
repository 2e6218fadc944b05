-- What a step printed is kept byte for byte beside its text, where the agent could not read all of it: both go together.
create or replace function without_outputs(steps jsonb) returns jsonb
  language sql immutable set search_path = pg_catalog
  return (
    select coalesce(jsonb_agg(
      case when jsonb_typeof(s.step) = 'object' and s.step ? 'output'
        then jsonb_set(s.step - 'printed', '{output}', '"(removed after its time of keeping)"') else s.step end
      order by s.n), '[]')
    from jsonb_array_elements(steps) with ordinality as s(step, n));

update job set steps = without_outputs(steps)
where outputs_pruned_at is not null and jsonb_path_exists(steps, '$[*].printed');
