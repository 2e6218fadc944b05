import { answerOf, type FleetClient } from '../api/fleet-client';
import { InputError } from '../input-error';
import { EXIT } from '../output';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a machine that was named by id or by its host name, which has to be that of one machine only. */
export async function findMachineId(client: FleetClient, name: string): Promise<string> {
  if (UUID.test(name)) return name;
  const query = { 'filter.search': name, limit: 200 };
  const { rows } = answerOf(await client.GET('/machines', { params: { query } }));
  const same = rows.filter(
    ({ hostname, status }) => hostname.toLowerCase() === name.toLowerCase() && status !== 'retired',
  );
  if (same.length === 1) return same[0]!.id;
  const what =
    same.length === 0 ? `There is no machine ${name}` : `${same.length} machines are called ${name}`;
  throw new InputError(
    `${what}.\nGive its id; teredo-fleet machines list --search ${name} --json shows the ids.`,
    EXIT.refused,
  );
}
