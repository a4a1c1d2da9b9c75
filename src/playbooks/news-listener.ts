import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Sources } from '../backup/index.js';
import { Incidents } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { Events } from '../platform/index.js';
import { HearNews } from './hear-news.js';
import { NEWS, RESTORED } from './news.js';

/** Brings the news of other rooms to the runs. */
@Injectable()
export class NewsListener implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly hear: HearNews,
    private readonly sources: Sources,
    private readonly incidents: Incidents,
  ) {}

  onModuleInit(): void {
    for (const news of NEWS)
      this.events.on(news, `playbooks.hear-${news.name}`, ({ incidentId }) => this.tell(incidentId, news.name));
    this.events.on(RESTORED, `playbooks.hear-${RESTORED.name}`, ({ sourceId }) => this.tellOffice(sourceId));
  }

  private async tellOffice(sourceId: string): Promise<void> {
    const { office } = this.sources.declaredAs(sourceId);
    const open = office ? await this.incidents.openAt(office) : [];
    for (const { id } of open) await this.tell(id, RESTORED.name);
  }

  private tell(incidentId: string, event: string): Promise<void> {
    return this.hear.run(Actor.system('playbooks'), { incidentId, event });
  }
}
