'use client';
import { Badge, Button, Card } from '@teredo-fleet/ui';
import { Plus } from 'lucide-react';
import type { NoticeView } from '@/trpc/shapes';
import { languageName } from './notice-content';
import { canonicalLanguage, readingOf } from './notice-rules';

type Fleet = NoticeView['fleet'];

function Row(props: {
  language: string | null;
  machines: number | null;
  texts: readonly { language: string }[];
  onAdd: ((language: string) => void) | null;
}) {
  const { language, machines, texts, onAdd } = props;
  const reading = readingOf(texts, language);
  const missing = language !== null && reading?.by !== 'own';
  return (
    <tr className="border-t border-line/60">
      <th scope="row" className="py-1.5 pr-3 font-normal">
        {language === null ? 'Not told' : languageName(language)}
        <span className="block text-xs text-muted">
          {machines === null
            ? 'terminals, and sessions that tell no language'
            : `${machines.toLocaleString('en-GB')} ${machines === 1 ? 'machine' : 'machines'}`}
        </span>
      </th>
      <td className="py-1.5">
        <span className="flex flex-wrap items-center gap-1.5">
          {reading === null ? 'nothing' : languageName(reading.language)}
          {missing ? <Badge tone="warn">Missing</Badge> : null}
          {missing && onAdd !== null ? (
            <Button
              size="sm"
              variant="ghost"
              className="-ml-2"
              onClick={() => onAdd(canonicalLanguage(language) ?? language)}
            >
              <Plus aria-hidden /> Add<span className="sr-only"> {languageName(language)}</span>
            </Button>
          ) : null}
        </span>
      </td>
    </tr>
  );
}

/** Who reads which language, by what the machines of the fleet told of themselves. */
export function ReadersCard(props: {
  fleet: Fleet;
  texts: readonly { language: string }[];
  onAdd: ((language: string) => void) | null;
}) {
  const { rows, sampled } = props.fleet;
  const told = rows.flatMap(({ language, machines }) => (language === null ? [] : [{ language, machines }]));
  return (
    <Card title="Who reads what">
      <table aria-label="Who reads which language" className="w-full text-left text-sm">
        <thead className="text-xs text-muted">
          <tr>
            <th scope="col" className="pb-1 font-medium">
              Display language
            </th>
            <th scope="col" className="pb-1 font-medium">
              Reads
            </th>
          </tr>
        </thead>
        <tbody>
          {told.map((row) => (
            <Row key={row.language} {...row} texts={props.texts} onAdd={props.onAdd} />
          ))}
          <Row language={null} machines={null} texts={props.texts} onAdd={null} />
        </tbody>
      </table>
      <p className="mt-2 text-xs text-muted">
        A session reads its own language, also of another region; else English; else the first language here.
        {sampled === null ? '' : ` Counted are ${sampled.toLocaleString('en-GB')} machines, not all.`}
        {told.length === 0 ? ' No machine has told its display language yet.' : ''}
      </p>
    </Card>
  );
}
