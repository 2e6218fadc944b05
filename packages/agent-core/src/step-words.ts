import type { Step } from '@teredo-fleet/teredo';

/** What a step does, as the subject of a sentence. */
export const STEP_WORDS: Record<Step['kind'], string> = {
  'install-ipv6': 'Installing IPv6',
  'set-teredo': 'Setting Teredo',
  'allow-teredo-through-firewall': 'Opening the firewall for Teredo',
  'remove-firewall-exception': 'Closing the firewall exception',
  'start-service': 'Starting the service',
  'restore-saved': 'Giving the earlier settings back',
};
