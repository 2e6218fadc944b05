import { openPollDoor } from './poll-door';
import type { OpenDoor, ServerTarget, Transport } from './transport';
import { DoorError } from './transport';
import { openWsDoor } from './ws-door';

export type DoorChoice = 'auto' | 'ws' | 'poll';

/** After polling has worked where WebSockets did not, they are tried again this much later. */
const TRY_WS_AGAIN_MS = 60 * 60 * 1000;

/**
 * `auto` takes the WebSocket door, and the sealed polling door where WebSockets are blocked or there is no TLS. What
 * worked is remembered for an hour.
 */
export function createDoorChooser(choice: DoorChoice, nowMs: () => number): OpenDoor {
  if (choice === 'ws') return openWsDoor;
  if (choice === 'poll') return openPollDoor;
  let pollUntilMs = 0;
  return async (target: ServerTarget): Promise<Transport> => {
    if (nowMs() < pollUntilMs) return openPollDoor(target);
    try {
      return await openWsDoor(target);
    } catch (error) {
      if (!(error instanceof DoorError) || error.code !== 'no-websocket') throw error;
      const transport = await openPollDoor(target);
      pollUntilMs = nowMs() + TRY_WS_AGAIN_MS;
      return transport;
    }
  };
}
