/** The workflow that writes copies: of those questions, or of all that are due. */
export const WRITE_COPIES = 'answers.write-copies';
