import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { type Part, parts } from '../types.js';

/** What a notice's QR code says, without a name and with the plate masked. Days are civil dates. */
export interface NoticeFacts {
  kind: 'production' | 'demonstration' | 'drill';
  code: string;
  decisionNumber: string;
  officeId: string;
  serviceId: string;
  plate: string;
  dueOn: string;
  payBy: string;
  parts: Part[];
  issuedOn: string;
  keyId: string;
}

export type TokenVerdict =
  | { genuine: true; facts: NoticeFacts }
  | { genuine: false; why: 'unreadable' | 'unknown-key' | 'bad-signature' };

const VERSION = 'SBG1';
const KINDS = ['production', 'demonstration', 'drill'] as const;
const RAW_KEY_START = 12;

/** The text that is signed: `SBG1|production|<code>|<decision>|<office>|<service>|<plate>|<due>|<pay by>|<parts>|<issued>|<key id>`. */
export function payloadOf(f: NoticeFacts): string {
  return [
    VERSION,
    f.kind,
    f.code,
    f.decisionNumber,
    f.officeId,
    f.serviceId,
    f.plate,
    f.dueOn,
    f.payBy,
    f.parts.join(','),
    f.issuedOn,
    f.keyId,
  ].join('|');
}

/** `<base64url of the payload>.<base64url of its Ed25519 signature>`: what stands after `?s=` in the QR code. */
export function tokenOf(payload: string, signature: string): string {
  return `${Buffer.from(payload).toString('base64url')}.${signature}`;
}

export function signPayload(payload: string, key: KeyObject): string {
  return sign(null, Buffer.from(payload), key).toString('base64url');
}

/**
 * Whether a token, or the whole address from a QR code, was made with one of these keys and not changed since. `keys` are raw
 * Ed25519 public keys in base64url by their id. Needs nothing but the keys: no network, no database.
 */
export function readToken(text: string, keys: ReadonlyMap<string, string>): TokenVerdict {
  const [body, signature] = tokenIn(text).split('.');
  const payload = Buffer.from(body ?? '', 'base64url').toString();
  const facts = factsOf(payload);
  if (!facts || !signature) return { genuine: false, why: 'unreadable' };
  const key = keys.get(facts.keyId);
  if (!key) return { genuine: false, why: 'unknown-key' };
  const genuine = verify(null, Buffer.from(payload), publicKeyFrom(key), Buffer.from(signature, 'base64url'));
  return genuine ? { genuine, facts } : { genuine: false, why: 'bad-signature' };
}

export function factsOf(payload: string): NoticeFacts | undefined {
  const [version, kind, code, decisionNumber, officeId, serviceId, plate, dueOn, payBy, named, issuedOn, keyId, more] =
    payload.split('|');
  if (version !== VERSION || keyId === undefined || more !== undefined) return undefined;
  const known = KINDS.find((one) => one === kind);
  const excused = parts.filter((part) => named?.split(',').includes(part));
  if (!known || !code || !decisionNumber || !officeId || !serviceId || !plate || !dueOn || !payBy || !issuedOn) return undefined;
  return { kind: known, code, decisionNumber, officeId, serviceId, plate, dueOn, payBy, parts: excused, issuedOn, keyId };
}

/** The 32 bytes of an Ed25519 public key in base64url: short enough to print. */
export function rawPublicKey(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(RAW_KEY_START).toString('base64url');
}

export function publicKeyFrom(raw: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
}

/** The first 8 hex digits of the key's SHA-256. */
export function keyIdOf(raw: string): string {
  return createHash('sha256').update(Buffer.from(raw, 'base64url')).digest('hex').slice(0, 8);
}

/** A map for `readToken` from keys as they are printed. */
export function keyring(rawKeys: string[]): Map<string, string> {
  return new Map(rawKeys.map((raw) => [keyIdOf(raw), raw]));
}

function tokenIn(text: string): string {
  const trimmed = text.trim();
  return URL.canParse(trimmed) ? (new URL(trimmed).searchParams.get('s') ?? '') : trimmed;
}
