/** Where the repository of a source lies in a vault. */
export function folderOf(sourceId: string): string {
  return `${sourceId}/restic`;
}
