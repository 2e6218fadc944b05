import type { Decision } from '@/trpc/shapes';

type Forecast = Decision['forecasts'][number];
type SourceWord = Decision['type']['sources'][number];

export const SOURCES: Record<SourceWord['source'], string> = {
  'disabled-components': 'DisabledComponents (registry)',
  'group-policy': 'Group Policy',
  local: 'Setting on the machine',
  default: 'As the system comes',
};

export const STANDINGS: Record<SourceWord['standing'], string> = {
  decides: 'decides',
  agrees: 'says the same',
  overruled: 'does not count',
  silent: 'sets nothing',
  unknown: 'not known',
};

export const WAYS: Record<Forecast['way'], string> = {
  'by-hand': 'By hand on the machine',
  'by-this-product': 'From here',
  'by-policy': 'By Group Policy',
  'in-the-policy-registry': 'In the registry value of the policy',
  'clearing-disabled-components': 'By clearing DisabledComponents',
};

export const OUTCOMES: Record<Forecast['outcome'], string> = {
  'takes-effect': 'Takes effect',
  'takes-effect-after-restart': 'Takes effect after a restart',
  'already-so': 'Is so already',
  'no-effect-policy': 'No effect: policy rules',
  'no-effect-disabled-components': 'No effect: DisabledComponents rules',
  'overwritten-by-policy': 'Written over by the policy',
  refused: 'Refused',
  'not-possible': 'Not possible',
  'does-not-apply': 'Does not apply',
  unknown: 'Not known',
};

/** What a source says, in the words of a reader. */
export function saysWords({ says }: SourceWord): string {
  if (says === null) return 'nothing';
  if (says === 'disabled') return 'off';
  return says === 'unknown' ? 'not read' : String(says);
}

/**
 * Who else may have set what counts as Group Policy, where it sets something; null where it does not. Microsoft's Policy CSP
 * ADMX_tcpip, from Windows 10 2004 on, is mapped to the registry key that Group Policy writes.
 */
export function policyAuthorWords({ type }: Pick<Decision, 'type'>): string | null {
  const policy = type.sources.find(({ source }) => source === 'group-policy');
  if (policy === undefined || policy.standing === 'silent' || policy.standing === 'unknown') return null;
  return 'Device management, such as Intune, can set the same policy from Windows 10 2004 on (Policy CSP ADMX_tcpip). What is read of a machine does not tell which of the two it was: look in both.';
}

/** The change that a reader may have in mind: off where Teredo is set to be on, else on. */
export function likelyWish({ forecasts }: Decision): Forecast['wish'] {
  const on = forecasts.find(({ way, wish }) => way === 'by-hand' && wish === 'on');
  return on?.outcome === 'already-so' ? 'off' : 'on';
}

const TAKES_EFFECT: Forecast['outcome'][] = ['takes-effect', 'takes-effect-after-restart'];

/** Whether a forecast is one of those to be warned of. */
export function isInVain({ outcome }: Forecast): boolean {
  return ![...TAKES_EFFECT, 'already-so', 'does-not-apply'].includes(outcome);
}

/** What would become of the change that a reader may have in mind, asked for here; null where nobody can say. */
export function consequenceWords(decision: Decision): string | null {
  const wish = likelyWish(decision);
  const fromHere = decision.forecasts.find((one) => one.way === 'by-this-product' && one.wish === wish);
  return fromHere === undefined ? null : `Turned ${wish} from here: ${fromHere.text}`;
}
