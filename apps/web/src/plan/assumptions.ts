/** What a rehearsal assumes of machines and people; percents are whole. */
export interface Assumptions {
  seed: number;
  offlinePercent: number;
  longestOfflineSeconds: number;
  deferPercent: number;
  deferSeconds: number;
  refusePercent: number;
  failPercent: number;
  changeSeconds: number;
  promoteAfterSeconds: number;
}

export const USUAL_ASSUMPTIONS: Assumptions = {
  seed: 1,
  offlinePercent: 15,
  longestOfflineSeconds: 2 * 86_400,
  deferPercent: 10,
  deferSeconds: 4 * 3_600,
  refusePercent: 0,
  failPercent: 1,
  changeSeconds: 90,
  promoteAfterSeconds: 2 * 3_600,
};

export interface AssumptionField {
  key: keyof Assumptions;
  label: string;
  min: number;
  max: number;
  step: number;
  kind: 'percent' | 'span' | 'number';
}

/** In the order of the form, each with the range of its slider. */
export const ASSUMPTION_FIELDS: readonly AssumptionField[] = [
  { key: 'offlinePercent', label: 'Offline at first', min: 0, max: 100, step: 5, kind: 'percent' },
  {
    key: 'longestOfflineSeconds',
    label: 'Longest absence',
    min: 3_600,
    max: 604_800,
    step: 3_600,
    kind: 'span',
  },
  { key: 'failPercent', label: 'Changes that fail', min: 0, max: 50, step: 1, kind: 'percent' },
  { key: 'changeSeconds', label: 'One change takes', min: 10, max: 600, step: 10, kind: 'span' },
  { key: 'deferPercent', label: 'Users who put it off', min: 0, max: 100, step: 5, kind: 'percent' },
  { key: 'deferSeconds', label: 'Put off for', min: 900, max: 86_400, step: 900, kind: 'span' },
  { key: 'refusePercent', label: 'Users who refuse', min: 0, max: 100, step: 5, kind: 'percent' },
  {
    key: 'promoteAfterSeconds',
    label: 'Promotion by hand after',
    min: 0,
    max: 86_400,
    step: 900,
    kind: 'span',
  },
];
