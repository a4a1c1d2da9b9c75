import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { newNoticeCode, readNoticeCode } from './notice-code.js';
import {
  factsOf,
  keyIdOf,
  keyring,
  type NoticeFacts,
  payloadOf,
  rawPublicKey,
  readToken,
  signPayload,
  tokenOf,
} from './notice-token.js';

const { privateKey } = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519').privateKey;
const raw = rawPublicKey(privateKey);
const keys = keyring([raw]);
const facts: NoticeFacts = {
  kind: 'production',
  code: '7K3M-9QPX-2VTA',
  decisionNumber: 'SK 100/2025',
  officeId: 'samsat-katang',
  serviceId: 'pkb-tahunan',
  plate: 'AG 1**4 BX',
  dueOn: '2025-09-02',
  payBy: '2025-10-31',
  parts: ['pkb', 'opsen'],
  issuedOn: '2025-09-04',
  keyId: keyIdOf(raw),
};
const made = (payload: string, key = privateKey) => tokenOf(payload, signPayload(payload, key));
const token = made(payloadOf(facts));

describe('the token in a notice’s QR code', () => {
  it('says what the notice says, to whoever has the public key alone', () => {
    expect(readToken(token, keys)).toEqual({ genuine: true, facts });
    expect(readToken(`https://contoh.invalid/periksa/7K3M-9QPX-2VTA?s=${token}`, keys)).toEqual({ genuine: true, facts });
  });

  it.each([
    [
      'a later last day to pay',
      () => tokenOf(payloadOf({ ...facts, payBy: '2026-10-31' }), token.split('.')[1]!),
      'bad-signature',
    ],
    [
      'one more part excused',
      () => tokenOf(payloadOf({ ...facts, parts: ['pkb', 'opsen', 'swdkllj'] }), token.split('.')[1]!),
      'bad-signature',
    ],
    ['another plate', () => tokenOf(payloadOf({ ...facts, plate: 'AG 9**9 BX' }), token.split('.')[1]!), 'bad-signature'],
    ['a stranger’s signature under our key’s id', () => made(payloadOf(facts), stranger), 'bad-signature'],
    ['a stranger’s key', () => made(payloadOf({ ...facts, keyId: keyIdOf(rawPublicKey(stranger)) }), stranger), 'unknown-key'],
    ['no signature', () => token.split('.')[0]!, 'unreadable'],
    ['an address without a token', () => 'https://contoh.invalid/periksa/7K3M-9QPX-2VTA', 'unreadable'],
    ['nothing', () => '', 'unreadable'],
  ])('is forged with %s', (_what, forged, why) => {
    expect(readToken(forged(), keys)).toEqual({ genuine: false, why });
  });

  it('is forged by any change of one byte', () => {
    const bytes = Buffer.from(payloadOf(facts));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Buffer.from(bytes);
        changed[place] = changed[place]! ^ change;
        expect(readToken(`${changed.toString('base64url')}.${token.split('.')[1]}`, keys).genuine).toBe(false);
      }),
    );
  });

  it('is read without an exception, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => readToken(`${a}.${b}`, keys).genuine === false && factsOf(a) === undefined),
    );
  });
});

describe('a notice’s code', () => {
  it('is read as people type it', () => {
    expect(readNoticeCode(' 7k3m 9qpx-2vta')).toBe('7K3M-9QPX-2VTA');
    expect(readNoticeCode('OIL0-0000-0000')).toBe('0110-0000-0000');
    expect(['', '7K3M-9QPX', '7K3M-9QPX-2VTU', '../../etc/pass'].map(readNoticeCode)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('comes back as it was made', () => {
    for (let n = 0; n < 200; n++) {
      const code = newNoticeCode();
      expect(readNoticeCode(code.replaceAll('-', '').toLowerCase())).toBe(code);
    }
  });
});
