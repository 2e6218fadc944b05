/** So many of one kind are told. */
export const MOST_OF_A_KIND = 10;

export const counted = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;
