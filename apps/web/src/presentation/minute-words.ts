/** An instant as an address has it to the minute, `2026-11-28 23:59 UTC`; what is no instant stays as it is. */
export const minuteWords = (instant: string): string =>
  Number.isNaN(Date.parse(instant))
    ? instant
    : `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
