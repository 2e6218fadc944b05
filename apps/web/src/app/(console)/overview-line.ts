/** A line of a list on the overview that leads somewhere. */
export const OVERVIEW_LINE =
  'flex min-h-10 flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-1.5 hover:bg-hover';
