import type { DigestList } from './digest-list';
import { longestRising } from './rising-run';
import { hexOf } from './verify-tools';

/** What became of a row. `row`: its number as recorded; `at`: where it is found now. Both count from 1. */
export type RowChange =
  | { kind: 'changed'; row: number; at: number }
  | { kind: 'missing'; row: number }
  | { kind: 'added'; at: number }
  | { kind: 'moved'; row: number; at: number };

/** A row that both sides have, by its places from 0. */
interface Match {
  row: number;
  at: number;
}

interface Sides {
  recorded: DigestList;
  found: DigestList;
}

/** How many rows are alike from the beginning, and how many of the rest from the end. */
function alike({ recorded, found }: Sides): { first: number; last: number } {
  const shorter = Math.min(recorded.count, found.count);
  let first = 0;
  while (first < shorter && recorded.isSameAt(first, found, first)) first += 1;
  let last = 0;
  const fromEnd = (list: DigestList): number => list.count - 1 - last;
  while (last < shorter - first && recorded.isSameAt(fromEnd(recorded), found, fromEnd(found))) last += 1;
  return { first, last };
}

/** Recorded rows by their digests, each with its places in their order. */
function placesOf(list: DigestList, from: number, until: number): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let at = from; at < until; at += 1) {
    const digest = hexOf(list.at(at));
    const known = places.get(digest);
    if (known === undefined) places.set(digest, [at]);
    else known.push(at);
  }
  return places;
}

/** Pairs rows of the same digest, the first ones first; what is left on either side is missing or added. */
function pair(sides: Sides): { matches: Match[]; missing: number[]; added: number[] } {
  const { first, last } = alike(sides);
  const { recorded, found } = sides;
  const places = placesOf(recorded, first, recorded.count - last);
  for (const queue of places.values()) queue.reverse();
  const matches: Match[] = [];
  const added: number[] = [];
  for (let at = first; at < found.count - last; at += 1) {
    const row = places.get(hexOf(found.at(at)))?.pop();
    if (row === undefined) added.push(at);
    else matches.push({ row, at });
  }
  const missing = [...places.values()].flat().sort((one, other) => one - other);
  return { matches, missing, added };
}

/** How many of some places, in rising order, lie before each of some others, in rising order. */
function countBefore(places: readonly number[], others: readonly number[]): number[] {
  let before = 0;
  return others.map((other) => {
    while (before < places.length && places[before]! < other) before += 1;
    return before;
  });
}

/** A missing and an added row in the same gap between rows of both sides are one that was changed. */
function joinChanged({ matches, missing, added }: ReturnType<typeof pair>): RowChange[] {
  const rows = matches.map(({ row }) => row).sort((one, other) => one - other);
  const missingGaps = countBefore(rows, missing);
  const addedGaps = countBefore(
    matches.map(({ at }) => at),
    added,
  );
  const changes: RowChange[] = [];
  let [lost, fresh] = [0, 0];
  while (lost < missing.length || fresh < added.length) {
    const gap = (missingGaps[lost] ?? Infinity) - (addedGaps[fresh] ?? Infinity);
    const [row, at] = [missing[lost]! + 1, added[fresh]! + 1];
    if (gap === 0) changes.push({ kind: 'changed', row, at });
    else if (gap < 0) changes.push({ kind: 'missing', row });
    else changes.push({ kind: 'added', at });
    if (gap <= 0) lost += 1;
    if (gap >= 0) fresh += 1;
  }
  return changes;
}

/** Rows that stand elsewhere than the others, of those that both sides have. */
function findMoved(matches: readonly Match[]): RowChange[] {
  const stays = new Set(longestRising(matches.map(({ row }) => row)));
  return matches
    .filter((_, place) => !stays.has(place))
    .map(({ row, at }) => ({ kind: 'moved', row: row + 1, at: at + 1 }));
}

/** What tells the rows that are there from those that were recorded. */
export function compareRows(recorded: DigestList, found: DigestList): RowChange[] {
  const paired = pair({ recorded, found });
  return [...joinChanged(paired), ...findMoved(paired.matches)];
}
