import { Injectable } from '@nestjs/common';
import { Catchments, Directory, emergencyOffering, type Offering } from '../../directory/index.js';
import { errors } from '../errors.js';
import type { Plan, PlanOptions } from '../types.js';

/** Whether what an operator asks can be asked of this plan at all. */
@Injectable()
export class OptionCheck {
  constructor(
    private readonly directory: Directory,
    private readonly catchments: Catchments,
  ) {}

  /** Throws `not-in-plan`, `cannot-be-pinned`, `cannot-be-extended`, `not-a-unit`, or `directory.no-such-…`. */
  async of(options: PlanOptions, { covers }: Plan): Promise<void> {
    const { pins, bans, extensions, visits } = options;
    const services = new Set(covers.map(({ serviceId }) => serviceId));
    const regions = new Set(covers.map(({ serviceId, regionCode }) => `${serviceId} ${regionCode}`));
    const offerings = await this.offerings([...pins, ...bans, ...extensions, ...visits]);
    for (const { officeId } of bans) if (officeId !== undefined) await this.directory.office(officeId);
    for (const { serviceId, regionCode, offeringId } of pins) {
      if (!regions.has(`${serviceId} ${regionCode}`)) throw errors.notInPlan({ fields: [field('regionCode', regionCode)] });
      const offering = offerings.get(offeringId)!;
      if (offering.serviceId !== serviceId || !comesOrStands(offering))
        throw errors.cannotBePinned({ fields: [field('offeringId', offeringId)] });
    }
    for (const { offeringId } of extensions) {
      const { channel, capacityPerDay, hours } = emergencyOffering(offerings.get(offeringId)!);
      if (channel.kind !== 'counter' || capacityPerDay === undefined || hours.always)
        throw errors.cannotBeExtended({ fields: [field('offeringId', offeringId)] });
    }
    for (const { offeringId, regionCode } of visits) {
      const { channel, serviceId } = offerings.get(offeringId)!;
      if (channel.kind !== 'outreach') throw errors.notAUnit({ fields: [field('offeringId', offeringId)] });
      if (!services.has(serviceId)) throw errors.notInPlan({ fields: [field('offeringId', offeringId)] });
      await this.directory.region(regionCode);
    }
  }

  private async offerings(named: { offeringId?: string }[]): Promise<Map<string, Offering>> {
    const ids = [...new Set(named.flatMap(({ offeringId }) => offeringId ?? []))];
    const found = await this.catchments.byId(ids);
    const missing = ids.find((id) => !found.has(id));
    if (missing !== undefined) await this.directory.offering(missing);
    return found;
  }
}

const comesOrStands = ({ channel }: Offering) => channel.kind === 'counter' || channel.kind === 'outreach';
const field = (name: string, value: string) => ({ field: name, message: value });
