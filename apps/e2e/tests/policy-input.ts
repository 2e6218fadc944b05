import type { FleetApi } from '@teredo-fleet/dev-env';

type Input = Parameters<FleetApi['policies']['save']['mutate']>[0];

const gate = {
  minSample: 1,
  maxFailures: 1,
  maxFailPercent: 0,
  successPercent: 100,
  coveragePercent: 80,
  maxLatePercent: 50,
  maxBlockedPercent: 40,
  soakSeconds: 0,
  promotion: 'automatic' as const,
};

/** A policy that is enforced, as a program writes it. */
export function policyInput(label: string, mode: 'on' | 'off'): Input {
  return {
    name: `Teredo ${mode} for ${label}`,
    label,
    mode: 'enforce',
    reason: 'a look at the screens',
    draft: {
      work: {
        kind: 'apply',
        desired: {
          teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
          ipv6: 'leave',
          firewall: 'leave',
          allowReboot: false,
          acceptFirewallOff: false,
        },
      },
      waves: [{ name: 'Everybody', selection: { kind: 'rest' }, gate, patienceSeconds: 3600 }],
      notice: {
        policy: {
          kind: 'inform',
          mayRefuse: false,
          minimumNoticeSeconds: 0,
          maxDeferrals: 0,
          minimumDeferralSeconds: 0,
          answerTimeoutSeconds: 3600,
          whenNobodyLoggedOn: 'start',
        },
      },
      graceSeconds: 3600,
    },
  };
}
