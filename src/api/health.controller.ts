import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { collectDefaultMetrics, register } from 'prom-client';
import { Db } from '../platform/index.js';
import { Open } from '../web/index.js';

collectDefaultMetrics();

/** For load balancers and Prometheus. */
@Open()
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly db: Db,
  ) {}

  /** The process lives. */
  @Get('livez')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** It can serve: its database answers. */
  @Get('readyz')
  @HealthCheck()
  ready() {
    return this.health.check([() => this.database()]);
  }

  @Get('metrics')
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }

  private async database() {
    const check = this.indicator.check('database');
    try {
      await this.db.one('select 1 as answered');
      return check.up();
    } catch {
      return check.down();
    }
  }
}
