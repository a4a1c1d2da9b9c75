import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FeatureCollection, Point } from 'geojson';
import { BoundaryShelf, Directory } from '../directory/index.js';
import { Clock } from '../platform/index.js';
import { Open } from '../web/index.js';
import { officeFeature } from './directory.views.js';

const GEOJSON = 'application/geo+json; charset=utf-8';

/** What a map draws, as GeoJSON (RFC 7946). */
@Open()
@ApiTags('directory')
@Controller('api/v1')
export class MapsApi {
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
  @Header('content-type', GEOJSON)
  @Header('cache-control', 'public, max-age=86400')
  @ApiOperation({
    summary: 'Boundaries of the regions one level below a province or a kabupaten or kota, simplified for a telephone',
  })
  @ApiOkResponse({ description: 'a FeatureCollection of polygons with code and name' })
  below(@Param('code') code: string) {
    return this.boundaries.below(code);
  }
}
