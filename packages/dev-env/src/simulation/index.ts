export * from './broken-promise';
export { drawWorld, WORLDS_OF_SAME_PLANS } from './draw-history';
export type { DrawnHistory, DrawnWorld } from './drawn-history';
export { type OpenSimulation, openSimulation } from './open-simulation';
export { WorldRunner } from './run-world';
export { SimulationStore } from './simulation-store';
export { THEMES } from './themes';
export type { HistoryOutcome, WorldOutcome } from './world';
