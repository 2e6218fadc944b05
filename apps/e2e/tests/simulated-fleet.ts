import { type FleetApi, until } from '@teredo-fleet/dev-env';

type MachinesPage = Awaited<ReturnType<FleetApi['machines']['list']['query']>>;

/** The first page of the machines, once all of a server's simulated ones have enrolled and those of that page are read. */
export function untilFleetIsThere(api: FleetApi, machines: number): Promise<MachinesPage> {
  return until(
    `a simulated fleet of ${machines} is there`,
    async (saw) => {
      const page = await api.machines.list.query({});
      const unread = page.rows.filter(({ configuredType }) => configuredType === null).length;
      saw({ total: page.total, unread });
      return page.total === machines && unread === 0 ? page : null;
    },
    // Against hanging only: a busy machine takes its time.
    { timeoutMs: 200_000 },
  );
}
