import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { AccessFeature, EmergencyVariant, ServiceStandard, SpecialDay, StandardComponent } from '../types.js';

/** Which offerings are meant: one, those of an office, or those of all offices in a region. */
export type Scope = { offeringId: string } | { officeId: string } | { regionCode: string };

/** What people recorded here: it goes before what a file said, and outlives its next import. */
@Injectable()
export class AmendmentStore {
  constructor(private readonly db: Db) {}

  /** Null takes the day back, whoever had said it. Returns the ids of the offerings that are meant. */
  async setSpecialDay(scope: Scope, date: string, day: SpecialDay | null): Promise<string[]> {
    const rows = await this.db.many<{ id: string }>(
      `update directory.offering o
       set amendments = o.amendments || jsonb_build_object('specialDays',
         coalesce(o.amendments -> 'specialDays', '{}') || jsonb_build_object($1::text, $2::jsonb))
       from directory.channel c left join directory.office f on f.id = c.office_id
       where c.id = o.channel_id and ${WHERE[kindOf(scope)]} returning o.id`,
      [date, JSON.stringify(day), Object.values(scope)[0]],
    );
    return rows.map(({ id }) => id).sort();
  }

  /** Null where it is given as usual. */
  async setEmergency(offeringId: string, variant: EmergencyVariant | null): Promise<void> {
    await this.db.run(
      `update directory.offering set amendments = amendments || jsonb_build_object('emergency', $2::jsonb) where id = $1`,
      [offeringId, JSON.stringify(variant)],
    );
  }

  /** What is null becomes unknown; what is left out stays. */
  async setAccessibility(officeId: string, features: Partial<Record<AccessFeature, boolean | null>>): Promise<void> {
    await this.db.run(
      `update directory.office set amendments = amendments || jsonb_build_object('accessibility', jsonb_strip_nulls(
         coalesce(amendments -> 'accessibility', facts -> 'accessibility', '{}') || $2::jsonb)) where id = $1`,
      [officeId, JSON.stringify(features)],
    );
  }

  /** A component that is null is taken back; the others stay. */
  async setStandard(
    serviceId: string,
    components: { [Component in StandardComponent]?: ServiceStandard[Component] | null },
  ): Promise<void> {
    await this.db.run(
      `update directory.service set amendments = amendments || jsonb_build_object('standard',
         coalesce(amendments -> 'standard', '{}') || $2::jsonb) where id = $1`,
      [serviceId, JSON.stringify(components)],
    );
  }
}

const WHERE = {
  offeringId: 'o.id = $3',
  officeId: 'c.office_id = $3',
  regionCode: `(f.region_code = $3 or starts_with(f.region_code, $3 || '.'))`,
};

function kindOf(scope: Scope): keyof typeof WHERE {
  return Object.keys(scope)[0] as keyof typeof WHERE;
}
