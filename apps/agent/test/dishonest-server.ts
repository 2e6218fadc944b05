import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

const PAGE = '<!DOCTYPE html><html><title>Guest network</title><body>Please log in to go on.</body></html>\n';

/** Something on the way to the server that answers in its place. */
export interface DishonestServer {
  url: string;
  /** Requests that it was asked for, upgrades among them. */
  asked(): number;
  close(): Promise<void>;
}

type Answer = (socket: Duplex) => void;

/** A page for people, whole and well. */
const withPage: Answer = (socket) => {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n`;
  socket.end(head + PAGE);
};

/** An answer that promises more than comes. */
const cutOff: Answer = (socket) => {
  const head =
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\nConnection: close\r\n\r\n';
  socket.write(`${head}{"type":"challenge","sessionId":"`, () => socket.destroy());
};

const ANSWERS = { 'a login page': withPage, 'an answer that is cut off': cutOff };
export type Dishonesty = keyof typeof ANSWERS;
export const DISHONESTIES = Object.keys(ANSWERS) as Dishonesty[];

/** Answers every request with one and the same, on a port of this machine. */
export async function startDishonestServer(how: Dishonesty): Promise<DishonestServer> {
  let asked = 0;
  const answer = ({ socket }: IncomingMessage) => {
    asked += 1;
    ANSWERS[how](socket);
  };
  const server: Server = createServer(answer);
  server.on('upgrade', answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
