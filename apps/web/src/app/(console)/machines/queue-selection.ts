/** What was ticked, and in which list: a filter, an order or a page of its own. */
export interface Ticked {
  place: string;
  ids: ReadonlySet<string>;
}

/** The list as it is shown now; its rows may have changed since something was ticked. */
export interface Shown<Row> {
  place: string;
  rows: readonly Row[];
}

type Waiting = { id: string; status: string };

const waits = ({ status }: Waiting): boolean => status === 'pending';

/** The rows that are acted on: ticked in this very list, still shown in it and still waiting. */
export function tickedRows<Row extends Waiting>(ticked: Ticked, shown: Shown<Row>): Row[] {
  if (ticked.place !== shown.place) return [];
  return shown.rows.filter((row) => waits(row) && ticked.ids.has(row.id));
}

/** After one row's box was pressed. */
export function toggleRow(ticked: Ticked, shown: Shown<Waiting>, id: string): Ticked {
  const before = tickedRows(ticked, shown).map((row) => row.id);
  const after = before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
  return { place: shown.place, ids: new Set(after) };
}

/** After the box of the table's head was pressed: all that wait, or none where all were ticked. */
export function toggleAll(ticked: Ticked, shown: Shown<Waiting>): Ticked {
  const all = shown.rows.filter(waits).map(({ id }) => id);
  const none = tickedRows(ticked, shown).length === all.length;
  return { place: shown.place, ids: new Set(none ? [] : all) };
}
