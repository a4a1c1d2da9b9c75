import { Injectable } from '@nestjs/common';
import { Directory, type Service } from '../../directory/index.js';
import { Shelf } from '../shelf.js';
import { Sources } from '../sources.js';
import { type ServiceStanding, type SystemStanding, serviceStandings, systemStanding } from './board-rules.js';

export interface ServiceBoard {
  /** Worst first; `service` is absent where the directory does not know it. */
  services: (ServiceStanding & { service?: Service })[];
  /** Services of which nobody has said what they need. */
  undeclared: Service[];
}

/** Whether the systems that services need are protected. */
@Injectable()
export class ProtectedServices {
  constructor(
    private readonly shelf: Shelf,
    private readonly sources: Sources,
    private readonly directory: Directory,
  ) {}

  async board(): Promise<ServiceBoard> {
    const [standings, services] = [serviceStandings(await this.systems()), await this.directory.services()];
    const named = standings.map((one) => ({ ...one, service: services.find(({ id }) => id === one.serviceId) }));
    return { services: named, undeclared: services.filter(({ id }) => !standings.some(({ serviceId }) => serviceId === id)) };
  }

  /** The red systems that any of these services needs. */
  async unprotected(serviceIds: readonly string[]): Promise<SystemStanding[]> {
    const systems = await this.systems();
    return systems.filter(({ level, services }) => level === 'red' && services.some((id) => serviceIds.includes(id)));
  }

  private async systems(): Promise<SystemStanding[]> {
    const judged = new Map((await this.sources.all()).map(({ source, level, alarms }) => [source.id, { level, alarms }]));
    return this.shelf.systems.map((system) => systemStanding(system, (id) => judged.get(id)!));
  }
}
