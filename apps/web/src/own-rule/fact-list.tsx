import { Card, TextField } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FACTS, type ListedFact } from './rule-text';

const matches = ({ name, about, words }: ListedFact, wanted: string): boolean =>
  `${name} ${about} ${words?.join(' ') ?? ''}`.toLowerCase().includes(wanted.toLowerCase());

function Fact({ fact, onChoose }: { fact: ListedFact; onChoose(name: string): void }) {
  const { name, about, kind, words, mayBeNone } = fact;
  return (
    <li className="py-1.5">
      <button
        type="button"
        onClick={() => onChoose(name)}
        className="target w-full rounded-sm text-left hover:text-accent"
      >
        <code className="text-sm wrap-anywhere">{name}</code>{' '}
        <span className="text-xs text-muted">
          {kind}
          {mayBeNone ? ', or none' : ''}
        </span>
        <span className="block text-xs text-muted">{about}</span>
        {words === null ? null : (
          <span className="block text-xs text-faint wrap-anywhere">
            {words.map((word) => `"${word}"`).join(', ')}
          </span>
        )}
      </button>
    </li>
  );
}

/** Every fact that a rule may name; one that is chosen is written where one writes. */
export function FactList({ onChoose }: { onChoose(name: string): void }) {
  const [wanted, setWanted] = useState('');
  const found = FACTS.filter((fact) => matches(fact, wanted.trim()));
  return (
    <Card title="Facts" aside={`${found.length} of ${FACTS.length}`}>
      <TextField label="Look for a fact" value={wanted} onChange={setWanted} maxLength={60} />
      <ul
        className="mt-2 max-h-96 divide-y divide-line/60 overflow-y-auto"
        aria-label="Facts that a rule may name"
      >
        {found.map((fact) => (
          <Fact key={fact.name} fact={fact} onChoose={onChoose} />
        ))}
      </ul>
      {found.length === 0 ? <p className="text-sm text-muted">No fact is called that.</p> : null}
    </Card>
  );
}
