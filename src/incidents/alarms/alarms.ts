import { Injectable } from '@nestjs/common';
import type { Alarm, AlarmCall } from '../types.js';
import { AlarmStore } from './alarm-store.js';

/** Questions about alarms. */
@Injectable()
export class Alarms {
  constructor(private readonly store: AlarmStore) {}

  /** What nobody has acknowledged yet, newest first. */
  unseen(): Promise<Alarm[]> {
    return this.store.unseen();
  }

  /** Whom it was told, and how that went. */
  calls(alarmId: string): Promise<AlarmCall[]> {
    return this.store.calls(alarmId);
  }
}
