import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { civilDate, isUniqueViolation, newId, Tx } from '../../platform/index.js';
import { Engines } from '../engines/engines.js';
import { errors } from '../errors.js';
import { RestoreStore } from '../restore-store.js';
import { names } from '../rules.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import type { Switch } from '../types.js';
import { SWITCH } from '../workflows/names.js';
import { SwitchStore } from './switch-store.js';

const input = z.object({ restoreId: z.uuid(), way: z.enum(['forth', 'back']).default('forth') });

/**
 * A restored place takes the original's name, and the original is kept under another one; or back again. Everybody's sessions are
 * ended. Two people have said that the original may go only of the switch that follows their restore: one person's keeps it. Throws `not-switchable`, `not-switched`, `place-gone`, `no-switch`.
 */
@Injectable()
export class SwitchRestore extends Change<z.output<typeof input>, Switch> {
  readonly name = 'backup.switch';
  readonly permission = 'backup:switch';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly restores: RestoreStore,
    private readonly switches: SwitchStore,
    private readonly engines: Engines,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ restoreId, way }: z.output<typeof input>, by: Actor, now: Date) {
    const restore = await this.restores.lock(restoreId);
    const source = this.shelf.source(restore.sourceId);
    const engine = this.engines.of(source);
    if (!engine.exchange) throw errors.noSwitch({ source: source.id });
    const newest = await this.switches.newestOfSource(source.id);
    const { place, kept } = names(restore, way, newest, await this.freeName(source, now));
    if (!(await engine.exists({ source, name: place }))) throw errors.placeGone({ name: place });
    const one: Switch = {
      id: newId(),
      restoreId,
      sourceId: source.id,
      way,
      place,
      kept,
      dropsKept: way === 'forth' && restore.dropsOriginal && !by.isPerson,
      state: 'running',
      begunAt: now,
    };
    await this.switches.add(one).catch((error) => {
      throw isUniqueViolation(error, 'switch_one_running') ? errors.alreadyRunning({ source: source.id }) : error;
    });
    await this.tx.start(SWITCH, `switch-${one.id}`, one.id);
    return { result: one, subject: { type: 'restore', id: restoreId }, detail: { source: source.id, way, place, kept } };
  }

  /** `<name>_lama_<date>`, the name cut where it must be, with a number where that is taken; undefined where there is nothing to keep. */
  private async freeName(source: Source, now: Date): Promise<string | undefined> {
    const engine = this.engines.of(source);
    if (!(await engine.originalExists(source))) return undefined;
    const ending = `_lama_${civilDate(now).replaceAll('-', '')}`;
    let name = engine.keptName!(source, ending);
    for (let number = 2; await engine.exists({ source, name }); number++) name = engine.keptName!(source, `${ending}_${number}`);
    return name;
  }
}
