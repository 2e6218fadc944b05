import type { DraftPlan } from '@teredo-fleet/services';
import type { DesiredState } from '@teredo-fleet/teredo';
import type { DrawnHistory } from './drawn-history';

const DESIRED: DesiredState = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
};

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

const clockTime = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** Labels of the machines of a history, by its place in the world, and of those of a wave. */
export const labelOf = (place: number): string => `history-${place}`;
export const labelOfWave = (place: number, wave: number): string => `history-${place}-wave-${wave}`;

/** The plan of a history as its author writes it. */
export function draftOf(history: DrawnHistory, place: number): DraftPlan {
  const { startAt, endAt, notice, windows, contactWindowSeconds, verify, limits, waves, isLive } = history;
  return {
    target: { filter: { label: [labelOf(place)] }, mode: isLive ? 'live' : 'frozen' },
    exclusions: [],
    work: { kind: 'apply', desired: DESIRED },
    waves: waves.map((wave, number) => ({
      name: `wave ${number}`,
      selection: { kind: 'filter', filter: { label: [labelOfWave(place, number)] } },
      ...wave,
    })),
    notice: { policy: notice, texts: [{ language: 'en', title: 'Title', body: 'Body' }] },
    windows: windows.map(({ from, to }) => ({ days: EVERY_DAY, from: clockTime(from), to: clockTime(to) })),
    zoneIfUnknown: 'UTC',
    witnesses: ['default-gateway'],
    contactWindowSeconds,
    verify,
    limits,
    startAt,
    endAt,
  };
}
