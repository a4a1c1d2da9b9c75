import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { armor } from 'age-encryption';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { sha256 } from '../manifest.js';
import { Shelf } from '../shelf.js';
import { sealTo } from './age.js';
import { type Drill, DrillStore } from './drill-store.js';

const input = z.object({
  /** Of the shelf (age1…). */
  recipient: z.string(),
});

/** Without letters that look like digits. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP = 5;

/** Makes a riddle for the holder of an escrow key: `age -d` at her own machine gives the answer. Throws `no-such-escrow`. */
@Injectable()
export class AskDrill extends Change<z.output<typeof input>, Drill> {
  readonly name = 'backup.ask-drill';
  readonly permission = 'escrow:drill';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly drills: DrillStore,
  ) {
    super();
  }

  protected async perform({ recipient }: z.output<typeof input>, by: Actor, now: Date) {
    const key = this.shelf.escrow.recipients.find((one) => one.recipient === recipient);
    if (!key) throw errors.noSuchEscrow({ recipient });
    const answer = newAnswer();
    const sealed = armor.encode(new Uint8Array(await sealTo([recipient], answer)));
    const drill: Drill = { id: newId(), recipient, askedAt: now, answerDigest: sha256(answer), sealed };
    await this.drills.add(drill, by.person);
    return { result: drill, subject: { type: 'escrow-key', id: recipient }, detail: { holder: key.holder } };
  }
}

function newAnswer(): string {
  const group = () => Array.from({ length: GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
