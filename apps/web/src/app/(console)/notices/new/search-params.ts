import { createLoader, parseAsString } from 'nuqs/server';

/** The notice that is copied; none: an empty one is begun. */
export const newNoticeParams = { from: parseAsString };

export const loadNewNoticeParams = createLoader(newNoticeParams);

/** Whose languages of the fleet are looked at where nothing is copied. */
export const USUAL_ORIGIN = 'standard-teredo-on';
