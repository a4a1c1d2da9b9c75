import { brotliCompressSync, constants } from 'node:zlib';
import { Controller, Get, Header, Headers, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { FeatureCollection, Point } from 'geojson';
import { BoundaryShelf, Directory } from '../directory/index.js';
import { Clock } from '../platform/index.js';
import { Open } from '../web/index.js';
import { officeFeature } from './directory.views.js';

const GEOJSON = 'application/geo+json; charset=utf-8';
const QUALITY = 9;

/** What a map draws, as GeoJSON (RFC 7946). */
@Open()
@ApiTags('directory')
@Controller('api/v1')
export class MapsApi {
  private readonly compressed = new Map<string, Buffer>();

  constructor(
    private readonly directory: Directory,
    private readonly boundaries: BoundaryShelf,
    private readonly clock: Clock,
  ) {}

  @Get('offices.geojson')
  @Header('content-type', GEOJSON)
  @Header('cache-control', 'public, max-age=60')
  @ApiOperation({ summary: 'All offices with their status; coordinateIs says what a point is, isSample what is made up' })
  @ApiOkResponse({ description: 'a FeatureCollection of points' })
  async offices(): Promise<FeatureCollection<Point>> {
    const now = this.clock.now();
    const offices = await this.directory.offices();
    const statuses = await this.directory.officeStatuses(offices, now);
    return { type: 'FeatureCollection', features: offices.map((office, index) => officeFeature(office, statuses[index]!)) };
  }

  @Get('boundaries/:code')
  @ApiOperation({
    summary: 'Boundaries of the regions one level below a province or a kabupaten or kota, simplified for a telephone',
  })
  @ApiOkResponse({ description: 'a FeatureCollection of polygons with code and name' })
  below(@Headers('accept-encoding') accepted = '', @Param('code') code: string, @Res() reply: FastifyReply) {
    const text = JSON.stringify(this.boundaries.below(code));
    void reply.type(GEOJSON).header('cache-control', 'public, max-age=86400').header('vary', 'accept-encoding');
    return /\bbr\b/.test(accepted) ? reply.header('content-encoding', 'br').send(this.squeezed(code, text)) : reply.send(text);
  }

  /** A quarter of its size, which counts on a telephone; the shipped boundaries never change while this runs. */
  private squeezed(code: string, text: string): Buffer {
    const known =
      this.compressed.get(code) ?? brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } });
    this.compressed.set(code, known);
    return known;
  }
}
