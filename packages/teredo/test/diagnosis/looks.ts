import { type Diagnosis, NO_VALUES, type Observation, type RawWindows } from '../../src/index';
import { answered, makeProbe, netshText, onWindows, windows } from '../factories';

/** One way to a cause: looks, the newest first, and what is then said beside its code. */
export interface CauseCase {
  name: string;
  looks: Observation[];
  severity: Diagnosis['severity'];
  confidence: Diagnosis['confidence'];
  /** Places of the facts it rests on. */
  facts: string[];
  /** Codes of the facts that would make it surer. */
  missing: string[];
}

export interface CauseTable {
  code: string;
  yields: CauseCase[];
  /** Near misses: one fact away from a case above, and the code is not said. */
  misses: [name: string, looks: Observation[]][];
}

export const state = (...lines: string[]): Partial<RawWindows> => ({
  netshText: netshText(['client', 't.example', '30', 'x', ...lines]),
  local: { ...NO_VALUES, type: 'client', serverName: 't.example' },
});

export const typed = (type: string, ...lines: string[]): Partial<RawWindows> => ({
  ...state(),
  netshText: netshText([type, 't.example', '30', 'x', ...lines]),
});

export const serverNamed = (name: string, ...lines: string[]): Partial<RawWindows> => ({
  ...state(),
  netshText: netshText(['client', name, '30', 'x', ...lines]),
});

export const lost = { peer: '2001:0:c000:201:0:f226:34ff:8ee9', sent: 3, received: 0 };

export const reached = { ...lost, received: 3 };

export const symmetric = makeProbe({ secondary: answered(40001, '192.0.2.2'), nat: 'symmetric' });

export const at = (ms: number, observation: Observation): Observation => ({
  ...observation,
  effective: { ...observation.effective, at: ms },
});

export const withFacts = (observation: Observation, change: Partial<Observation>): Observation => ({
  ...observation,
  ...change,
});

export const xp: Partial<RawWindows> = {
  os: { name: 'Windows XP Professional SP3', version: '5.1.2600', servicePack: 3, displayLanguage: 'en-US' },
  disabledComponents: null,
};

export const offline = windows(state('offline', 'none'));

export const dormant = windows(state('dormant'));

export const qualified = windows({ ...state('qualified'), ipconfigText: onWindows.ipconfigText! });

export const probing = windows(state('probe (primary server)'));

export const off = windows();

export const four = windows(state());

export const unreachable = windows(state('offline', 'primary server unreachable over UDP'));

export const managed = state('offline', 'client is in a managed network');

export const ruledOff: Partial<RawWindows> = { policyTeredoState: 'Disabled', domainJoined: true };

export const adapter = (
  observation: Observation,
  error: Observation['effective']['error'],
  errorCode: number | null = null,
) => withFacts(observation, { effective: { ...observation.effective, error, errorCode } });

export const relay = windows({
  ...state('qualified', 'teredo host-specific relay', 'unmanaged'),
  ipconfigText: 'a : 2001:db8::9',
});

export const yields = (
  name: string,
  looks: Observation[],
  [severity, confidence]: [Diagnosis['severity'], Diagnosis['confidence']],
  facts: string[],
  missing: string[] = [],
): CauseCase => ({ name, looks, severity, confidence, facts, missing });
