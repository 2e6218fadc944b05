'use client';
import { Button, Field, type FilterChip, Input, Menu, MenuItem } from '@teredo-fleet/ui';
import { ListFilter } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type AuditParams, OUTCOMES } from './search-params';

const GROUPS: readonly [prefix: string, title: string][] = [
  ['machine.', 'Machines'],
  ['rollout.', 'Rollouts'],
  ['job.', 'Jobs'],
  ['token.', 'Tokens'],
  ['user.', 'Users'],
  ['settings.', 'Settings'],
  ['brake.', 'Brake'],
  ['auth.', 'Sign-in'],
  ['setup.', 'Setup'],
  ['scope.', 'Scopes'],
  ['teredoServer.', 'Teredo servers'],
  ['apiToken.', 'API tokens'],
  ['freeze.', 'Freezes'],
  ['program.', 'Programs'],
  ['finding.', 'Findings'],
  ['waiver.', 'Waivers'],
  ['ownRule.', 'Own rules'],
  ['report.', 'Reports'],
  ['reportLink.', 'Report links'],
  ['reportSchedule.', 'Scheduled reports'],
  ['alert.', 'Alerts'],
  ['alertDestination.', 'Places for alerts'],
  ['retention.', 'Retention'],
  ['backup.', 'Restores'],
  ['audit.', 'Audit trail'],
  ['agent.', 'Agents'],
  ['agentUpdate.', 'Updates of the agent'],
  ['notice.', 'Notices'],
];

export type AuditKey = Exclude<keyof AuditParams, 'cursor'>;

const TITLES: Record<AuditKey, string> = {
  actor: 'Who',
  action: 'Action',
  object: 'What',
  outcome: 'Outcome',
  from: 'From',
  to: 'To',
};

export function auditChips(
  params: AuditParams,
  set: (key: AuditKey, value: string | null) => void,
): FilterChip[] {
  return (Object.keys(TITLES) as AuditKey[]).flatMap((key) => {
    const value = params[key];
    if (value === null) return [];
    return [{ key, title: TITLES[key], value: wordOf(key, value), onRemove: () => set(key, null) }];
  });
}

/** A group of actions by its name, anything else as it was typed. */
function wordOf(key: AuditKey, value: string): string {
  const group = key === 'action' ? GROUPS.find(([prefix]) => prefix === value) : undefined;
  return group?.[1] ?? value;
}

function TextFilter(props: {
  label: string;
  value: string | null;
  search?: boolean;
  onChange(value: string | null): void;
}) {
  const [text, setText] = useState(props.value ?? '');
  const { value } = props;
  useEffect(() => setText(value ?? ''), [value]);
  const commit = () => props.onChange(text.trim() || null);
  return (
    <Field
      label={props.label}
      className="grow basis-32 sm:max-w-52 [&_label]:text-xs [&_label]:font-normal [&_label]:text-muted"
    >
      {(control) => (
        <Input
          {...control}
          {...(props.search ? { 'data-search': true } : {})}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      )}
    </Field>
  );
}

function DayFilter(props: { label: string; value: string | null; onChange(value: string | null): void }) {
  return (
    <Field
      label={props.label}
      className="grow basis-32 sm:grow-0 sm:basis-36 [&_label]:text-xs [&_label]:font-normal [&_label]:text-muted"
    >
      {(control) => (
        <Input
          {...control}
          type="date"
          value={props.value ?? ''}
          onChange={(event) => props.onChange(event.target.value || null)}
        />
      )}
    </Field>
  );
}

/** Who, did what, to what, when. Days are whole days in UTC. */
export function AuditFilters(props: { params: AuditParams; set(key: AuditKey, value: string | null): void }) {
  const { params, set } = props;
  return (
    <div className="flex flex-wrap items-end gap-2">
      <TextFilter label="Who" search value={params.actor} onChange={(value) => set('actor', value)} />
      <TextFilter label="What" value={params.object} onChange={(value) => set('object', value)} />
      <DayFilter label="From (UTC day)" value={params.from} onChange={(value) => set('from', value)} />
      <DayFilter label="To (UTC day)" value={params.to} onChange={(value) => set('to', value)} />
      <Menu
        trigger={
          <Button>
            <ListFilter aria-hidden /> Action
          </Button>
        }
      >
        {GROUPS.map(([prefix, title]) => (
          <MenuItem key={prefix} onSelect={() => set('action', prefix)}>
            {title}
          </MenuItem>
        ))}
      </Menu>
      <Menu trigger={<Button>Outcome</Button>}>
        {OUTCOMES.map((outcome) => (
          <MenuItem key={outcome} onSelect={() => set('outcome', outcome)}>
            {outcome}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
