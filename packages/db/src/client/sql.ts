/** SQL with its values. Fragments made with it serve hand-written queries and Prisma's raw ones alike. */
export { default as sql, join as joinSql, raw as rawSql, type Sql } from 'sql-template-tag';
