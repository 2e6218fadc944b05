/** A fact that was read otherwise than expected. */
export interface Difference {
  key: string;
  expected: string;
  read: string;
}

/** A value as reports show it. */
export const showValue = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value);
