/** The form of an id. What has another form, such as what a visitor typed into an address, is not even looked for. */
export const ID = /^[a-z0-9]+([.-][a-z0-9]+)*$/;
