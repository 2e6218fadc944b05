import type { Unknown } from '../observation';
import type { DisabledComponents } from './registry-reading';

const HIGHEST = 0xffffffff;

/** A number as the registry holds it: -1, as signed readers print it, is 0xffffffff. */
function asDword(value: number): number | Unknown {
  if (Math.floor(value) !== value || value > HIGHEST || value < -0x80000000) return 'unknown';
  return value < 0 ? value + HIGHEST + 1 : value;
}

function dwordOfText(text: string): number | Unknown {
  const bare = text.trim();
  if (/^0x[0-9a-f]{1,8}$/i.test(bare)) return parseInt(bare, 16);
  return /^-?[0-9]{1,10}$/.test(bare) ? asDword(parseInt(bare, 10)) : 'unknown';
}

function numberOf(value: number | string | null): number | Unknown {
  if (value === null) return 0;
  return typeof value === 'number' ? asDword(value) : dwordOfText(value);
}

/**
 * Takes the value DisabledComponents apart (KB 929852). Null: it isn't there, which is 0. Text is read as a number,
 * decimal or with 0x; what is neither is `unknown`, and then nothing is said to be off.
 */
export function readDisabledComponents(value: number | string | null): DisabledComponents {
  const number = numberOf(value);
  const bits = number === 'unknown' ? 0 : number;
  const has = (bit: number): boolean => (bits & bit) !== 0;
  return {
    value: number,
    tunnels: has(0x01),
    sixToFour: has(0x02),
    isatap: has(0x04),
    teredo: has(0x08),
    native: has(0x10),
    preferIPv4: has(0x20),
    cp: has(0x40),
    ipTls: has(0x80),
    undocumentedBits: (bits & 0xffffff00) >>> 0,
    keepsTeredoOff: number === 'unknown' ? 'unknown' : has(0x09),
    delaysStart: bits === HIGHEST,
  };
}
