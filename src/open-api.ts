import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Config } from './platform/index.js';

/** `/api/openapi.json` and `/api/docs`, made from the controllers. */
export function openApi(app: INestApplication, config: Config): void {
  const description = new DocumentBuilder()
    .setTitle('Sinambung')
    .setDescription('Keeps a public service answerable when its office cannot open')
    .setVersion(config.version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'a token made by `sinambung token`' })
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = () => SwaggerModule.createDocument(app, description);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/openapi.json' });
}
