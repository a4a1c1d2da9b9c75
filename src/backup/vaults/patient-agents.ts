import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';

/**
 * Agents whose connections break after so long without a byte, which neither S3 client sees to by itself. `caFile`: who vouches
 * for the store, where no public authority does.
 */
export function patientAgents(idleMs: number, caFile?: string): { http: http.Agent; https: https.Agent } {
  const options = { keepAlive: true, maxSockets: 16, timeout: idleMs };
  const secure = { ...options, ca: caFile && readFileSync(caFile) };
  return { http: patient(new http.Agent(options), idleMs), https: patient(new https.Agent(secure), idleMs) };
}

type Connecting = { createConnection(...args: unknown[]): Duplex | null | undefined };

function patient<A extends http.Agent>(agent: A, idleMs: number): A {
  const connecting = agent as unknown as Connecting;
  const connect = connecting.createConnection.bind(agent);
  connecting.createConnection = (...args) => {
    const socket = connect(...args) as http.ClientRequest['socket'];
    const silent = () => socket?.destroy(Object.assign(new Error(`no byte for ${idleMs} ms`), { code: 'ETIMEDOUT' }));
    return socket?.on('timeout', silent);
  };
  return agent;
}
