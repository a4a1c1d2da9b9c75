import { Injectable } from '@nestjs/common';

interface DemonstrationTime {
  at: Date;
  setAt: Date;
}

/** The time. In a demonstration it runs from the moment that stands in the database's own row. */
@Injectable()
export class Clock {
  private demonstration?: DemonstrationTime;

  now(): Date {
    const real = Date.now();
    return new Date(this.demonstration ? this.demonstration.at.getTime() + (real - this.demonstration.setAt.getTime()) : real);
  }

  /** Real time, also in a demonstration: for what ends by the clock of somebody else. */
  real(): Date {
    return new Date();
  }

  /** Real time, also in a demonstration. */
  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /** Follows the row `platform.instance`. */
  follow(time: DemonstrationTime | undefined): void {
    this.demonstration = time;
  }
}
