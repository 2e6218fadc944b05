import type { ChangePreview, DesiredState } from '@/trpc/shapes';

type Code = ChangePreview['blockers'][number]['code'];

/** A switch under "More options", which stands beside the blocker too that it takes out of the way. */
export const FIREWALL_OFF = 'Turn it on although the host firewall is off';

interface WayRound {
  label: string;
  part: Partial<DesiredState>;
}

const WAYS: Partial<Record<Code, WayRound>> = {
  'firewall-off': { label: FIREWALL_OFF, part: { acceptFirewallOff: true } },
};

/** What can be asked for so that something is no longer in the way; null where it has to be put right first. */
export function wayRound({ code }: { code: Code }): WayRound | null {
  return WAYS[code] ?? null;
}
