import { MenuItem, MenuLabel } from '@teredo-fleet/ui';
import { askThen, type PastQuestion } from '../findings/export-menu';

const FORMATS = [
  ['csv', 'CSV, one line a machine'],
  ['json', 'JSON, as the API answers'],
] as const;

/** What machines were at a moment, and what their people had been told, as a file. */
export function ExportItems(then: PastQuestion) {
  return (
    <>
      <MenuLabel>What these machines were then, and who had been told</MenuLabel>
      {FORMATS.map(([format, words]) => (
        <MenuItem key={format} asChild>
          <a href={`/api/past/machines.${format}?${askThen(new URLSearchParams(), then)}`} download>
            {words}
          </a>
        </MenuItem>
      ))}
    </>
  );
}
