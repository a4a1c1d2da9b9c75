import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/index.js';
import { BucketPlace } from './bucket-place.js';
import type { CopyPlace } from './copy-place.js';
import { FolderPlace } from './folder-place.js';

/** The places that the settings name: always a folder, and a bucket on other premises where there is one. */
@Injectable()
export class CopyPlaces {
  readonly all: CopyPlace[];

  constructor(config: Config) {
    const endpoint = config.get('SINAMBUNG_PUBLIC_S3_ENDPOINT');
    const bucket = endpoint && {
      endpoint,
      region: config.get('SINAMBUNG_PUBLIC_S3_REGION'),
      bucket: config.get('SINAMBUNG_PUBLIC_S3_BUCKET'),
      accessKey: config.get('SINAMBUNG_PUBLIC_S3_ACCESS_KEY') ?? '',
      secretKey: config.get('SINAMBUNG_PUBLIC_S3_SECRET_KEY') ?? '',
    };
    this.all = [new FolderPlace(config.publicFolder), ...(bucket ? [new BucketPlace(bucket)] : [])];
  }
}
