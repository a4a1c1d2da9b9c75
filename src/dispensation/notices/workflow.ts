/** The durable workflow that brings the notices of one decision (its argument) in line with the decision and the obligations. */
export const FOLLOW = 'dispensation.notices';
