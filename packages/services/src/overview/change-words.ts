/** So many of one kind are told. */
export const MOST_OF_A_KIND = 10;
