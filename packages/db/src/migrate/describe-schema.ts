import type { Queryable } from '../client/queryable';

/** One statement an object, in an order that doesn't depend on how the database came to be. */
const PARTS: readonly { title: string; sql: string }[] = [
  {
    title: 'tables',
    sql: `
select format(E'create table %I (\\n%s\\n)%s;', c.relname,
  string_agg(format('  %I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
    coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''), case when a.attidentity <> '' then ' identity' else '' end), E',\\n' order by a.attnum),
  coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '')) as line
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations'
group by c.relname, c.reloptions order by c.relname`,
  },
  {
    title: 'constraints',
    sql: `
select format('alter table %I add constraint %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
from pg_constraint k join pg_class c on c.oid = k.conrelid
where k.connamespace = 'public'::regnamespace and k.contype <> 'n' and c.relname <> '_prisma_migrations' order by c.relname, k.contype, k.conname`,
  },
  {
    title: 'indexes',
    sql: `
select indexdef || ';' as line from pg_indexes i
where schemaname = 'public' and tablename <> '_prisma_migrations'
  and not exists (select from pg_constraint k where k.conname = i.indexname) order by tablename, indexname`,
  },
  {
    title: 'views',
    sql: `
select format(E'create view %I%s as\\n%s', c.relname, coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', ''),
  pg_get_viewdef(c.oid)) as line
from pg_class c where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace order by c.relname`,
  },
  {
    title: 'functions and triggers',
    sql: `
select line from (
  select 1 as kind, p.proname as name, trim(trailing E'\\n' from pg_get_functiondef(p.oid)) || ';' as line
  from pg_proc p where p.pronamespace = 'public'::regnamespace
  union all
  select 2, t.tgname, pg_get_triggerdef(t.oid) || ';' from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
) as made order by kind, name, line`,
  },
  {
    title: 'row-level security',
    sql: `
select line from (
  select 1 as kind, c.relname as name, '' as policy, format('alter table %I enable row level security;', c.relname) as line
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity
  union all
  select 2, tablename, policyname, format('create policy %I on %I for %s to %s%s%s;', policyname, tablename, lower(cmd), array_to_string(roles, ', '),
    coalesce(E'\\n  using ' || qual, ''), coalesce(E'\\n  with check ' || with_check, ''))
  from pg_policies where schemaname = 'public'
) as rules order by kind, name, policy`,
  },
  {
    title: 'rights',
    sql: `
with role as (select oid, rolname from pg_roles where rolname like 'teredo_fleet_%' and rolname <> 'teredo_fleet_owner'),
whole as (
  select c.relname, r.rolname, string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as may
  from pg_class c cross join lateral aclexplode(c.relacl) x join role r on r.oid = x.grantee
  where c.relnamespace = 'public'::regnamespace group by c.relname, r.rolname
),
columns as (
  select relname, rolname, string_agg(format('%s (%s)', may, columns), ', ' order by may) as may from (
    select c.relname, r.rolname, lower(x.privilege_type) as may, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    cross join lateral aclexplode(a.attacl) x join role r on r.oid = x.grantee
    where c.relnamespace = 'public'::regnamespace group by c.relname, r.rolname, x.privilege_type
  ) as one group by relname, rolname
),
functions as (
  select p.oid::regprocedure::text as name, r.rolname from pg_proc p cross join lateral aclexplode(p.proacl) x join role r on r.oid = x.grantee
  where p.pronamespace = 'public'::regnamespace
)
select line from (
  select rolname, relname as name, format('grant %s on %I to %I;', may, relname, rolname) as line
  from (select * from whole union all select * from columns) as rights
  union all
  select rolname, name, format('grant execute on function %s to %I;', name, rolname) from functions
) as lines order by rolname, name, line`,
  },
];

/** The public schema as text that a person can read and a test can compare; not meant to be run. */
export async function describeSchema(db: Queryable): Promise<string> {
  const parts: string[] = [];
  for (const { title, sql } of PARTS) {
    const { rows } = await db.query<{ line: string }>(sql);
    parts.push([`-- ${title}`, ...rows.map((row) => row.line)].join('\n'));
  }
  return `-- The sum of the migrations, for reading. Made by a test (vitest -u writes it anew); not meant to be run.\n\n${parts.join('\n\n')}\n`;
}
