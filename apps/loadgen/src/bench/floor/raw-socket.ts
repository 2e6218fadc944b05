import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/**
 * The floor of both doors' sockets: `ws` as the gateway uses it, answering with messages as long as the gateway's and
 * nothing behind them. The first two messages of a connection get a challenge and a welcome, each later one an ack.
 */
export async function startRawSocketServer(host: string): Promise<{ port: number }> {
  const http = createServer();
  const sockets = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false });
  http.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const greetings = [challenge, enrolled, welcome];
      webSocket.on('message', (data) => {
        const message = JSON.parse(String(data));
        const greeting = greetings.find(({ to }) => to === message.type);
        webSocket.send(JSON.stringify(greeting?.answer ?? { type: 'ack', ns: [message.n] }));
      });
    }),
  );
  await new Promise<void>((resolve) => http.listen(0, host, resolve));
  return { port: (http.address() as AddressInfo).port };
}

const base64 = (count: number) => randomBytes(count).toString('base64');

const challenge = {
  to: 'hello',
  answer: {
    type: 'challenge',
    sessionId: randomUUID(),
    nonce: base64(32),
    proof: base64(48),
    serverTime: Date.now(),
  },
};

const enrolled = {
  to: 'enrol',
  answer: {
    type: 'enrolled',
    machineId: randomUUID(),
    enrolmentId: randomUUID(),
    jobKey: base64(32),
    status: 'active',
  },
};

const welcome = {
  to: 'prove',
  answer: {
    type: 'welcome',
    machineId: randomUUID(),
    enrolmentId: randomUUID(),
    epoch: 1,
    status: 'active',
    serverTime: Date.now(),
    heartbeatSeconds: 30,
    observeSeconds: 300,
    reachabilityPeer: null,
    probeServer: null,
  },
};
