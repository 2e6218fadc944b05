import * as teredo from '@teredo-fleet/teredo';

/** Puts a text before every reader there is: none of them may throw, whatever it is. */
export function readEverything(text: string): void {
  teredo.readNetshTeredoAll(text);
  teredo.readIpconfig(text);
  teredo.readIpJson(text);
  teredo.readMiredoConfiguration(text);
  teredo.readOsRelease(text);
  teredo.decodeTeredoAddress(text);
}
