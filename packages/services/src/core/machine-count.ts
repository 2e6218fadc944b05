/** A number of machines in words: `1 machine`, `1,204 machines`. */
export const machineCount = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;
