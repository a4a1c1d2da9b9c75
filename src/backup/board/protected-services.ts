import { Injectable } from '@nestjs/common';
import { Directory, type Service } from '../../directory/index.js';
import { Shelf } from '../shelf.js';
import { Sources } from '../sources.js';
import { levelOf, type ServiceStanding, serviceStandings, systemStanding } from './board-rules.js';

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
    const [standings, services] = [await this.standings(), await this.directory.services()];
    const named = standings.map((one) => ({ ...one, service: services.find(({ id }) => id === one.serviceId) }));
    return { services: named, undeclared: services.filter(({ id }) => !standings.some(({ serviceId }) => serviceId === id)) };
  }

  /** Of these services, the ones that need something red or amber. */
  async weak(serviceIds: readonly string[]): Promise<ServiceStanding[]> {
    return (await this.standings()).filter(({ serviceId, level }) => level !== 'green' && serviceIds.includes(serviceId));
  }

  private async standings(): Promise<ServiceStanding[]> {
    const judged = new Map(
      (await this.sources.all()).map(({ source, alarms }) => [source.id, { alarms, level: levelOf(alarms) }]),
    );
    return serviceStandings(this.shelf.systems.map((system) => systemStanding(system, (id) => judged.get(id)!)));
  }
}
