import { AbsoluteTime, Card, CopyField, DefinitionList, Time } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { exceptionWords, yesNo } from '@/change/observed-facts';
import { AgentVersion } from '@/presentation/agent-age';
import { updateOutcome } from '@/presentation/agent-update';
import { skewWords, WRONG_CLOCK } from '@/presentation/clock';
import { setByWord } from '@/presentation/facts';
import { LookStatus } from '@/presentation/look-status';
import { PLATFORMS } from '@/presentation/severity';
import type { MachineDetail, Observation } from '@/trpc/shapes';

function Group({ title, items }: { title: string; items: [string, ReactNode][] }) {
  return (
    <div className="min-w-0">
      <h3 className="text-xs font-medium text-faint">{title}</h3>
      <DefinitionList items={items} />
    </div>
  );
}

function osItems({ os, elevated, domainJoined }: Observation): [string, ReactNode][] {
  return [
    ['System', os.name],
    ['Version', os.servicePack === null ? os.version : `${os.version}, SP${os.servicePack}`],
    ['Display language', os.displayLanguage],
    ['In a domain', yesNo(domainJoined, 'yes', 'no')],
    ['Agent may change it', yesNo(elevated, 'yes', 'no: not elevated')],
  ];
}

function networkItems({ ipv6, firewall, service }: Observation): [string, ReactNode][] {
  const components = ipv6.disabledComponents;
  return [
    ['IPv6 stack', yesNo(ipv6.installed, 'installed', 'not installed')],
    ['Native IPv6', ipv6.nativeGlobalAddress ?? 'none'],
    ...(typeof components === 'number'
      ? [['DisabledComponents', `0x${components.toString(16)}`] as [string, ReactNode]]
      : []),
    ['Firewall', yesNo(firewall.on, 'on', 'off')],
    ['Teredo exception', exceptionWords(firewall)],
    ['Edge traversal', yesNo(firewall.edgeTraversal, 'allowed', 'blocked')],
    ['Firewall set', setByWord(firewall.setBy)],
    ['Service', service.name === null ? 'none' : `${service.name}: ${service.state}`],
  ];
}

function clockWords(clock: MachineDetail['clock']): ReactNode {
  if (clock === null) return null;
  return clock.wrong ? `${skewWords(clock.skewMs)}. ${WRONG_CLOCK}` : 'right';
}

/** What was offered to its agent last, what became of it, when and why; nothing where nothing was. */
function updateItems({ agentUpdate }: MachineDetail): [string, ReactNode][] {
  if (agentUpdate === null) return [];
  const { look, detail } = updateOutcome(agentUpdate);
  return [
    [
      `Update to ${agentUpdate.version}`,
      <span key="update" className="flex flex-col items-end gap-y-0.5">
        <span className="inline-flex flex-wrap justify-end gap-x-1.5">
          <LookStatus look={look} /> <Time at={agentUpdate.changedAt} />
        </span>
        <span className="text-xs text-muted wrap-anywhere">{detail}</span>
        <span className="text-xs text-muted">
          Offered <Time at={agentUpdate.offeredAt} />
        </span>
      </span>,
    ],
  ];
}

function agentItems(machine: MachineDetail): [string, ReactNode][] {
  return [
    [
      'Agent',
      <span key="agent" className="inline-flex flex-wrap items-center gap-x-1.5">
        {PLATFORMS[machine.platform] ?? machine.platform} <AgentVersion {...machine} />
      </span>,
    ],
    ...updateItems(machine),
    ['Connection', machine.door === null ? 'none' : machine.door === 'ws' ? 'WebSocket' : 'sealed polling'],
    ['From', machine.remote],
    ['Clock', clockWords(machine.clock)],
    ['Time zone', machine.timeZone],
    ['Scope', machine.scope.name],
    ['Enrolled', <AbsoluteTime key="enrolled" at={machine.enrolledAt} />],
    ['Last heard', machine.lastSeenAt ? <Time key="seen" at={machine.lastSeenAt} /> : 'never'],
    ['Hardware id', <CopyField key="hardware" value={machine.hardwareId} what="hardware id" />],
    ['Machine id', <CopyField key="id" value={machine.id} what="machine id" />],
  ];
}

/** Firewall, service, system and agent. */
export function MachineFactsCard({ machine }: { machine: MachineDetail }) {
  const { observation } = machine;
  return (
    <Card title="Facts">
      <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {observation ? (
          <>
            <Group title="Network, firewall, service" items={networkItems(observation)} />
            <Group title="System" items={osItems(observation)} />
          </>
        ) : null}
        <Group title="Agent" items={agentItems(machine)} />
      </div>
    </Card>
  );
}
