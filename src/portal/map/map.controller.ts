import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { localeOf } from '../../web/index.js';
import { MapPage } from './map-page.js';

/** Places of an answer on a map of ours: the list first, the map where scripts run and only when she asks for it. */
@ApiExcludeController()
@Controller('peta')
export class MapController {
  constructor(private readonly page: MapPage) {}

  @Get('layanan/:service/:region')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  show(@Req() request: FastifyRequest, @Param() { service, region }: { service: string; region: string }): Promise<string> {
    return this.page.html(request, service, region, localeOf(request));
  }

  /** GeoJSON of the kecamatan of one kabupaten or kota. */
  @Get('batas/:code')
  @Header('content-type', 'application/geo+json; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  boundaries(@Param('code') code: string): string {
    return this.page.boundaries(code);
  }
}
