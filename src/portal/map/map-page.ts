import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Answer, Answers, type Destination } from '../../answers/index.js';
import { BoundaryShelf, Directory } from '../../directory/index.js';
import { DomainError, formatKm, type Locale } from '../../platform/index.js';
import { Assets, Pages } from '../../web/index.js';
import { pathOf } from '../answer/answer-renderer.js';

/** One place of the list; `lat` and `lng` only where somebody has surveyed them: no pin stands on a guess. */
interface Spot {
  number: number;
  name: string;
  regionCode: string;
  km?: string;
  lat?: number;
  lng?: number;
}

const KABKOTA_LENGTH = 5;

@Injectable()
export class MapPage {
  constructor(
    private readonly pages: Pages,
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly shelf: BoundaryShelf,
    private readonly assets: Assets,
  ) {}

  async html(request: FastifyRequest, serviceId: string, regionCode: string, locale: Locale): Promise<string> {
    const answer = await this.answers.answer(serviceId, regionCode);
    const spots = await Promise.all(answer.goTo.flatMap((place, at) => (place.office ? this.spot(place, at + 1, locale) : [])));
    const codes = [regionCode, ...spots.map((spot) => spot.regionCode)].map((code) => code.slice(0, KABKOTA_LENGTH));
    const areas = [...new Set(codes)].filter((code) => this.has(code));
    const { leaflet, leafletStyle } = { leaflet: this.assets.get('leaflet'), leafletStyle: this.assets.get('leafletStyle') };
    const data = {
      answer,
      service: answer.service.names[locale],
      back: pathOf(serviceId, regionCode),
      spots,
      pinned: spots.some(({ lat }) => lat !== undefined),
      boundaries: areas.map((code) => `/peta/batas/${code}`).join(' '),
      files: { leaflet: leaflet.path, style: leafletStyle.path },
      home: homeOf(answer),
    };
    return this.pages.portal(request, 'portal/map', data, { script: 'map', noindex: true });
  }

  /** Throws `directory.no-boundaries`. */
  boundaries(code: string): string {
    return JSON.stringify(this.shelf.below(code));
  }

  private async spot({ office, name, km }: Destination, number: number, locale: Locale): Promise<Spot> {
    const { coordinateIs, lat, lng, regionCode } = await this.directory.office(office!.id);
    const spot = { number, name: office?.name ?? name, regionCode, km: km === undefined ? undefined : formatKm(km, locale) };
    return coordinateIs === 'surveyed' ? { ...spot, lat, lng } : spot;
  }

  private has(code: string): boolean {
    try {
      return this.shelf.below(code).features.length > 0;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }
}

function homeOf({ region, goTo }: Answer) {
  return { code: region.code, name: region.name, places: goTo.length };
}
