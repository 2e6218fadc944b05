import type { TeredoState, TeredoType, Unknown } from '../observation';
import type { NotUnderstood } from './not-understood';

/** Where a configuration was read from: what counts, what is set locally, or what a policy sets. */
export type TeredoStore = 'active' | 'persistent' | 'policy' | Unknown;

/** One MSFT_NetTeredoConfiguration. Null: not in the output, or not set. */
export interface PowerShellTeredoConfiguration {
  store: TeredoStore;
  type: TeredoType | Unknown;
  /** Without the trailing dot. */
  serverName: string | null;
  refreshIntervalSeconds: number | null;
  /** Null: the system chooses (0). */
  clientPort: number | null;
  serverVirtualIP: string | null;
  defaultQualified: boolean | null;
  serverShunt: boolean | null;
}

/** What `Get-NetTeredoConfiguration`, piped to ConvertTo-Json, said. */
export interface PowerShellTeredoConfigurationReading {
  readable: boolean;
  configurations: PowerShellTeredoConfiguration[];
  notUnderstood: NotUnderstood[];
}

/** What `Get-NetTeredoState`, piped to ConvertTo-Json, said. It prints nothing when Teredo isn't active. */
export interface PowerShellTeredoStateReading {
  /** False when there is text that isn't such an output. An empty text is readable: nothing is active. */
  readable: boolean;
  /** Null when there was no state object, which does not say why. */
  state: TeredoState | Unknown | null;
  stateText: string | null;
  errorText: string | null;
}
