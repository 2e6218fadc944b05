/** What Next gives a page: the parts of its path and the query, both as promises. */
export interface RouteProps<Params = Record<string, never>> {
  params: Promise<Params>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}
