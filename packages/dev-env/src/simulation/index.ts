export * from './broken-promise';
export { drawHistory } from './draw-history';
export type { DrawnHistory } from './drawn-history';
export { type OpenSimulation, openSimulation } from './open-simulation';
export { type HistoryOutcome, runHistory } from './run-history';
export { SimulationStore } from './simulation-store';
