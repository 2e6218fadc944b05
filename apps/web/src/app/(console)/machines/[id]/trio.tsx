import { FactTrio, type TrioFact } from '@teredo-fleet/ui';
import {
  configuredLook,
  effectiveLook,
  natWord,
  reachableLook,
  roleRemark,
  roleWord,
  setByWord,
} from '@/presentation/facts';
import type { MachineDetail, Observation } from '@/trpc/shapes';

const ERRORS: Record<string, string> = {
  'primary-server-unreachable': 'primary server unreachable over UDP',
  'server-name-unresolved': 'server name not resolved',
  'managed-network': 'client is in a managed network',
  'tunnel-adapter': 'tunnel adapter could not be opened',
  'general-failure': 'general system failure',
  'symmetric-nat': 'symmetric NAT',
  unknown: 'unknown error',
};

function lines(...all: (string | null | undefined)[]): string[] {
  return all.filter((line): line is string => Boolean(line));
}

/** Who rules the type; the card below says more. */
function decidedWords({ decision, observation }: MachineDetail): string {
  const by = setByWord(decision?.type.decidedBy ?? observation?.configured.typeSetBy ?? null);
  return by ? `Decided ${by}` : 'Not known who decided';
}

function configuredFact(observation: Observation | null, machine: MachineDetail): TrioFact {
  const configured = observation?.configured;
  const look = configuredLook(configured?.type ?? machine.configuredType);
  return {
    name: 'Configured',
    question: 'What is written down on the machine',
    tone: look.tone,
    icon: look.icon,
    value: look.word,
    lines: configured
      ? lines(
          decidedWords(machine),
          `Server: ${configured.serverName ?? 'none written down'}`,
          configured.clientPort === null ? null : `Client port: UDP ${configured.clientPort}`,
          configured.refreshIntervalSeconds === null
            ? null
            : `Refresh: ${configured.refreshIntervalSeconds} s`,
        )
      : [],
    at: configured?.at ?? null,
  };
}

function roleLine(role: string | null): string | null {
  if (role === null || role === 'none' || role === 'unknown') return null;
  const remark = roleRemark(role);
  return `Role: ${roleWord(role)}${remark === null ? '' : `, which ${remark} through Teredo`}`;
}

function effectiveFact(observation: Observation | null, machine: MachineDetail): TrioFact {
  const effective = observation?.effective;
  const look = effectiveLook(effective?.state ?? machine.effectiveState);
  return {
    name: 'Effective',
    question: 'What the running client says of itself',
    tone: look.tone,
    icon: look.icon,
    value: look.word,
    lines: effective
      ? lines(
          roleLine(effective.role ?? machine.role),
          effective.nat ? `NAT: ${natWord(effective.nat)}` : null,
          effective.error && effective.error !== 'none'
            ? `Error: ${ERRORS[effective.error] ?? effective.error}`
            : null,
          effective.externalMapping ? `Outside: ${effective.externalMapping}` : null,
          effective.state === 'dormant' ? 'Healthy: it wakes up when something needs it.' : null,
        )
      : [],
    at: effective?.at ?? null,
  };
}

function pingLine(reachable: Observation['reachable']): string | null {
  if (!reachable.ping) return 'No peer was pinged';
  return `Ping to a Teredo peer: ${reachable.ping.received} of ${reachable.ping.sent} answered`;
}

function probeLines(reachable: Observation['reachable']): (string | null)[] {
  const probe = reachable.probe;
  if (!probe) return [];
  if (!probe.resolved) return [`Probe: ${probe.serverName} did not resolve`];
  const answered = [probe.primary, probe.secondary].filter((one) => one?.answered).length;
  const asked = [probe.primary, probe.secondary].filter(Boolean).length;
  return [
    `Probe of ${probe.serverName}: ${answered} of ${asked} addresses answered`,
    probe.nat ? `Measured: ${natWord(probe.nat)}` : null,
  ];
}

function reachableFact(observation: Observation | null, machine: MachineDetail): TrioFact {
  const reachable = observation?.reachable;
  const look = reachableLook(reachable?.verdict ?? machine.reachable);
  return {
    name: 'Reachable',
    question: 'What the agent measured itself',
    tone: look.tone,
    icon: look.icon,
    value: look.word,
    lines: reachable ? lines(pingLine(reachable), ...probeLines(reachable)) : [],
    at: reachable?.at ?? null,
  };
}

/** Configured, effective and reachable: three facts, three times. */
export function MachineTrio({ machine }: { machine: MachineDetail }) {
  const { observation } = machine;
  return (
    <section aria-label="Teredo on this machine">
      <h2 className="sr-only">Configured, effective and reachable</h2>
      <FactTrio
        facts={[
          configuredFact(observation, machine),
          effectiveFact(observation, machine),
          reachableFact(observation, machine),
        ]}
      />
    </section>
  );
}
