import { connect, createServer } from 'node:net';

export function passConnections(target) {
  return createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ ...target, allowHalfOpen: true });
    near.pipe(far).pipe(near);
    // A stream whose reader is gone stands still with what it holds, and never comes to its own end.
    const closeAfter = (one, other) =>
      one.on('error', () => undefined).on('close', () => other.destroySoon());
    closeAfter(near, far);
    closeAfter(far, near);
  });
}
