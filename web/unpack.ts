/** Fetches a file of the build that was packed with gzip; it is unpacked here, whatever the host does with file names. */
export const unpack = async (name: string): Promise<Uint8Array> => {
  const response = await fetch(new URL(name, location.href))
  if (!response.ok || response.body === null) throw new Error(`${name} cannot be loaded (${response.status})`)
  const stream = response.body.pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
