import { Injectable } from '@nestjs/common';
import { type Asked, DoorFacts } from './door-facts.js';
import type { Door, Need } from './doors.js';
import { NeedFacts } from './need-facts.js';

/** Reads from the directory what a plan is made of. */
@Injectable()
export class PlanFacts {
  constructor(
    private readonly needs: NeedFacts,
    private readonly doors: DoorFacts,
  ) {}

  async of(
    incidentId: string,
    asked: Omit<Asked, 'incidentId' | 'shut' | 'serviceIds'>,
  ): Promise<{ needs: Need[]; doors: Door[] }> {
    const shut = await this.needs.shut(incidentId);
    const needs = await this.needs.of(incidentId, shut, asked.options);
    const serviceIds = [...new Set(needs.map(({ serviceId }) => serviceId))];
    return { needs, doors: await this.doors.of({ ...asked, incidentId, shut, serviceIds }) };
  }
}
