import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { DAY_MS, Events } from '../../platform/index.js';
import { SharedAlarmed } from '../events.js';
import { PointStore } from '../point-store.js';
import { look } from './alarm-rules.js';
import { AlarmStore, SHARED } from './alarm-store.js';

const input = z.object({ alarms: z.array(z.string()) });
/** As a source's own are, where its file does not say otherwise. */
export const AGAIN_MS = 3 * DAY_MS;

/** What is wrong with the vaults or the officers' keys has changed, or has gone unanswered for long: people on duty are told. */
@Injectable()
export class RecordSharedAlarms extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-shared-alarms';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly points: PointStore,
    private readonly store: AlarmStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ alarms }: z.output<typeof input>, _by: Actor, now: Date) {
    await this.points.guard(SHARED);
    const { open, toTell } = look(await this.store.of(SHARED), alarms, AGAIN_MS, now);
    await this.store.replace(SHARED, open);
    if (toTell.length > 0) await this.events.emit(SharedAlarmed, { alarms: toTell });
    return { result: undefined, subject: { type: 'vault', id: 'all' }, detail: { alarms, told: toTell } };
  }
}
