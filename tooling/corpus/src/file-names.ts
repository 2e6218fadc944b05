/** By their names: captured outputs, lists of addresses, and what is expected of an output. */
export const isOutputName = (name: string): boolean => /\.txt$/i.test(name);
export const isListName = (name: string): boolean => /addresses\.json$/i.test(name);
export const expectationNameOf = (name: string): string => name.replace(/\.txt$/i, '.expected.json');
