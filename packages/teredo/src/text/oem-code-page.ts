/** Windows numbers code pages by 16 bits. */
const LARGEST = 65_535;

/** The code page of consoles, as the registry value OEMCP says it; null for what is none. */
export function readOemCodePage(told: string): number | null {
  if (!/^[0-9]{2,5}$/.test(told)) return null;
  const number = parseInt(told, 10);
  return number <= LARGEST ? number : null;
}
