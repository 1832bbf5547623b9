/** Hands text or bytes to the person as a file. */
export function saveAs(content: BlobPart, name: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this task.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Fetches a file of the server's, which says itself that it is to be kept and what it is called. */
export function fetchFile(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}
