import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import { errors } from './errors.js';
import { ID } from './ids.js';
import type { Agency, Office, Service } from './types.js';

const SMS_CODE = /^[A-Z0-9]{2,20}$/;

/** The record of an office `f`: what people recorded here goes before what was imported. */
export const OFFICE_FACTS = `'{"accessibility": {}}'::jsonb || f.facts || f.amendments`;

/** The same of a service; of its standard each component counts alone, and one that is null was taken back. */
const SERVICE_FACTS = `case when f.amendments ? 'standard' or f.facts ? 'standard'
  then f.facts || jsonb_build_object('standard', jsonb_strip_nulls(coalesce(f.facts -> 'standard', '{}') || coalesce(f.amendments -> 'standard', '{}')))
  else f.facts end`;

interface FactsRow<T> {
  facts: T;
}

/** Agencies, services and offices: each a record of facts, replaced whole by an import. */
@Injectable()
export class OfficeStore {
  constructor(private readonly db: Db) {}

  agencies(): Promise<Agency[]> {
    return this.facts('select facts from directory.agency order by id');
  }

  async agencyBySmsCode(code: string): Promise<Agency | undefined> {
    if (!SMS_CODE.test(code)) return undefined;
    return (await this.facts<Agency>('select facts from directory.agency where sms_code = $1', [code]))[0];
  }

  services(): Promise<Service[]> {
    return this.facts(`select ${SERVICE_FACTS} as facts from directory.service f order by id`);
  }

  async service(id: string): Promise<Service> {
    const service = await this.byId<Service>('service', SERVICE_FACTS, id);
    if (!service) throw errors.noSuchService({ service: id });
    return service;
  }

  offices(): Promise<Office[]> {
    return this.facts(`select ${OFFICE_FACTS} as facts from directory.office f order by id`);
  }

  /** In the order of the ids; unknown ones are left out. */
  officesByIds(ids: readonly string[]): Promise<Office[]> {
    return this.facts(
      'select facts from directory.office o join unnest($1::text[]) with ordinality as wanted (id, place) using (id) order by wanted.place',
      [ids],
    );
  }

  async office(id: string): Promise<Office> {
    const office = await this.byId<Office>('office', OFFICE_FACTS, id);
    if (!office) throw errors.noSuchOffice({ office: id });
    return office;
  }

  async saveAgency(agency: Agency): Promise<number> {
    return this.db.run(
      `insert into directory.agency as a (id, sms_code, facts) values ($1, $2, $3)
       on conflict (id) do update set sms_code = excluded.sms_code, facts = excluded.facts where a.facts is distinct from excluded.facts`,
      [agency.id, agency.smsCode, agency],
    );
  }

  async saveService(service: Service): Promise<number> {
    return this.db.run(
      `insert into directory.service as s (id, agency_id, facts) values ($1, $2, $3)
       on conflict (id) do update set agency_id = excluded.agency_id, facts = excluded.facts where s.facts is distinct from excluded.facts`,
      [service.id, service.agencyId, service],
    );
  }

  async saveOffice(office: Office): Promise<number> {
    return this.db.run(
      `insert into directory.office as o (id, agency_id, region_code, confirmed_open, facts) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set agency_id = excluded.agency_id, region_code = excluded.region_code,
         confirmed_open = excluded.confirmed_open, facts = excluded.facts where o.facts is distinct from excluded.facts`,
      [office.id, office.agencyId, office.regionCode, office.confirmedOpen, office],
    );
  }

  private async byId<T>(table: 'service' | 'office', facts: string, id: string): Promise<T | undefined> {
    if (!ID.test(id)) return undefined;
    return (await this.facts<T>(`select ${facts} as facts from directory.${table} f where f.id = $1`, [id]))[0];
  }

  private async facts<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.db.many<FactsRow<T>>(sql, parameters)).map(({ facts }) => facts);
  }
}
