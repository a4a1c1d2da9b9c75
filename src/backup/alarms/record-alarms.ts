import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { Events } from '../../platform/index.js';
import { SourceAlarmed } from '../events.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import type { Alarm } from '../standing.js';
import { look } from './alarm-rules.js';
import { AlarmStore } from './alarm-store.js';

const input = z.object({ sourceId: z.string(), alarms: z.array(z.custom<Alarm>()) });

/** How a source stands has changed, or its alarm has gone unanswered for long: people on duty are told once, and again later. */
@Injectable()
export class RecordAlarms extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-alarms';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly points: PointStore,
    private readonly store: AlarmStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ sourceId, alarms }: z.output<typeof input>, _by: Actor, now: Date) {
    const { office, alarms: wanted } = this.shelf.source(sourceId);
    await this.points.guard(sourceId);
    const { open, toTell } = look(await this.store.of(sourceId), alarms, wanted.againMs, now);
    await this.store.replace(sourceId, open);
    if (toTell.length > 0) await this.events.emit(SourceAlarmed, { sourceId, officeId: office, alarms: toTell });
    return { result: undefined, subject: { type: 'source', id: sourceId }, detail: { alarms, told: toTell } };
  }
}
