/** From that civil date at the office on, people come back to it for these services. */
export interface ReturnStage {
  date: string;
  services: string[];
  plannedAt: Date;
  plannedBy: string;
  doneAt?: Date;
}

export type WantedStage = Pick<ReturnStage, 'date' | 'services'>;
