import { type Observation, type RawWindows, UNKNOWN_VALUES } from '../src/index';
import { netshText, windows } from './factories';

export const typed = (type: string, ...lines: string[]): Partial<RawWindows> => ({
  netshText: netshText([type, 'win1910.ipv6.microsoft.com.', '30 seconds', 'unspecified', ...lines]),
  local: UNKNOWN_VALUES,
});
export const xp = {
  name: 'Windows XP Professional SP3',
  version: '5.1.2600',
  servicePack: 3,
  displayLanguage: null,
};
export const onXp: Partial<RawWindows> = { os: xp, disabledComponents: null };
export const named = (name: string, version: string) => ({
  os: { name, version, servicePack: null, displayLanguage: null },
});
export const without = (observation: Observation): Observation => ({ ...observation, sources: null });
export const off = windows();
export const dormant = windows(typed('client', 'dormant'));
export const ruledOff = windows({ policyTeredoState: 'Disabled', domainJoined: true });
export const killed = windows({ disabledComponents: 0x08 });
