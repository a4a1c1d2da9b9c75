import { Injectable } from '@nestjs/common';
import { HostStore } from '../host-store.js';
import { HostTokens, hashToken } from '../host-token.js';
import type { HostRequest } from '../types.js';

/** The one link of each host, which lives as long as the reroute. */
@Injectable()
export class HostLinks {
  constructor(
    private readonly hosts: HostStore,
    private readonly tokens: HostTokens,
  ) {}

  /** A new one; the one before stops working. */
  async renew({ id, linkIssue }: Pick<HostRequest, 'id' | 'linkIssue'>, now: Date): Promise<string> {
    const token = this.tokens.token(id, linkIssue + 1);
    await this.hosts.setToken(id, hashToken(token), linkIssue + 1, now);
    return token;
  }

  /** The one that it has; made where there is none, or where the key it was made with is gone. */
  async current(request: HostRequest, now: Date): Promise<string> {
    const token = this.tokens.token(request.id, request.linkIssue);
    return (await this.hosts.hasToken(request.id, hashToken(token))) ? token : this.renew(request, now);
  }
}

export const hostPath = (token: string) => `/tuan-rumah/${token}`;
