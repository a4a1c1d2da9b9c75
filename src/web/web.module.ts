import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ActorGuard } from './actor.guard.js';
import { Assets } from './assets.js';
import { ErrorFilter } from './error-filter.js';
import { Http } from './http.js';
import { Lost } from './lost.js';
import { Pages } from './pages.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { SignInRedirect } from './sign-in-needed.js';
import { Styles } from './styles.js';
import { Uploads } from './uploads.js';

@Global()
@Module({
  providers: [
    Assets,
    Styles,
    Pages,
    Lost,
    Http,
    Uploads,
    { provide: APP_GUARD, useClass: SameOriginGuard },
    { provide: APP_GUARD, useClass: ActorGuard },
    { provide: APP_FILTER, useClass: ErrorFilter },
    { provide: APP_FILTER, useClass: SignInRedirect },
  ],
  exports: [Assets, Styles, Pages, Http, Uploads, Lost],
})
export class WebModule {}
