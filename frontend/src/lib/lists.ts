/** A list of a document; one that an earlier release has stored lacks the lists that came later, and they are empty. */
export function listOf<Item>(found: readonly Item[] | undefined): readonly Item[] {
  return found ?? [];
}
