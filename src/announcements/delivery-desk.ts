import { Injectable } from '@nestjs/common';
import { Clock, Durable, Tx } from '../platform/index.js';

/** What every delivery needs of the platform. */
@Injectable()
export class DeliveryDesk {
  constructor(
    readonly tx: Tx,
    readonly clock: Clock,
    readonly durable: Durable,
  ) {}
}
