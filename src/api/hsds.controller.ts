import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { HsdsDirectory, HsdsTaxonomies } from '../directory/index.js';
import { Config, parse } from '../platform/index.js';
import { Open } from '../web/index.js';

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'has a control character');
const page = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(1000).default(50),
  format: z.enum(['json'], 'only json is served').default('json'),
};
const narrowed = { search: word.optional(), organization_id: z.uuid().optional(), taxonomy_term_id: z.uuid().optional() };

/** Who asks for less than all and gets all would not know: a filter that is not honoured is refused. */
function only<Shape extends z.ZodRawShape>(shape: Shape) {
  const supported = Object.keys(shape);
  return z.looseObject(shape).superRefine((given, context) => {
    for (const name of Object.keys(given))
      if (!supported.includes(name) && name !== LANGUAGE)
        context.addIssue({ code: 'custom', path: [name], message: `is not supported here; supported: ${supported.join(', ')}` });
  });
}

const LANGUAGE = 'bahasa';
const paged = only(page).transform(({ page, per_page: perPage }) => ({ page, perPage }));
const organizations = only({ ...page, search: narrowed.search }).transform(({ page, per_page: perPage, search }) => ({
  page,
  perPage,
  search,
}));
const organization = only({ format: page.format, full_service: flag });
const atLocations = only({ ...page, ...narrowed }).transform(filters);
const services = only({ ...page, ...narrowed, full: flag, minimal: flag }).transform(({ full, minimal, ...query }) => ({
  full,
  minimal,
  ...filters(query),
}));

interface Asked {
  page: number;
  per_page: number;
  search?: string;
  organization_id?: string;
  taxonomy_term_id?: string;
}

function filters({ page, per_page: perPage, search, organization_id: organizationId, taxonomy_term_id: taxonomyTermId }: Asked) {
  return { page, perPage, search, organizationId, taxonomyTermId };
}

/** The directory in the Human Services Data Specification 3.0 (openreferral.org), for anybody. Read only. */
@Open()
@ApiTags('hsds')
@ApiQuery({ name: 'page', required: false })
@ApiQuery({ name: 'per_page', required: false })
@Controller('api/hsds/3')
export class HsdsApi {
  constructor(
    private readonly directory: HsdsDirectory,
    private readonly words: HsdsTaxonomies,
    private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Which version of HSDS this is' })
  about() {
    return {
      version: '3.0',
      profile: 'https://docs.openreferral.org/en/3.0/',
      openapi_url: `${this.config.url}/api/openapi.json`,
    };
  }

  @Get('services')
  @ApiOperation({ summary: 'Services; with full=true all that hangs on them' })
  @ApiQuery({ name: 'search', required: false })
  @ApiQuery({ name: 'full', required: false })
  async services(@Query() asked: unknown) {
    const { full, minimal, ...page } = parse(services, asked);
    const found = await this.directory.services(page, full);
    return minimal ? { ...found, contents: found.contents.map(({ id }) => ({ id })) } : found;
  }

  @Get('services/:id')
  @ApiOperation({ summary: 'One service with all that hangs on it' })
  service(@Param('id') id: string) {
    return this.directory.service(id);
  }

  @Get('organizations')
  @ApiOperation({ summary: 'Organizations' })
  organizations(@Query() asked: unknown) {
    return this.directory.organizations(parse(organizations, asked));
  }

  @Get('organizations/:id')
  @ApiOperation({ summary: 'One organization with its services' })
  organization(@Param('id') id: string, @Query() asked: unknown) {
    return this.directory.organization(id, parse(organization, asked).full_service);
  }

  @Get('service_at_locations')
  @ApiOperation({ summary: 'Services at locations, with their status now' })
  serviceAtLocations(@Query() asked: unknown) {
    return this.directory.serviceAtLocations(parse(atLocations, asked));
  }

  @Get('service_at_locations/:id')
  @ApiOperation({ summary: 'One service at a location' })
  serviceAtLocation(@Param('id') id: string) {
    return this.directory.serviceAtLocation(id);
  }

  @Get('taxonomies')
  @ApiOperation({ summary: 'Our taxonomies: kinds of channel, statuses' })
  taxonomies(@Query() asked: unknown) {
    return this.words.all(parse(paged, asked));
  }

  @Get('taxonomies/:id')
  @ApiOperation({ summary: 'One taxonomy' })
  taxonomy(@Param('id') id: string) {
    return this.words.get(id);
  }

  @Get('taxonomy_terms')
  @ApiOperation({ summary: 'The terms of our taxonomies' })
  terms(@Query() asked: unknown) {
    return this.words.terms(parse(paged, asked));
  }

  @Get('taxonomy_terms/:id')
  @ApiOperation({ summary: 'One term' })
  term(@Param('id') id: string) {
    return this.words.term(id);
  }
}
