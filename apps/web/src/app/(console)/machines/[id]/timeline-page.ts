export const TIMELINE_PAGE = 15;
