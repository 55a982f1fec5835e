import type { Topology } from 'topojson-specification'

let world: Promise<Topology> | null = null

/** The outlines of the countries, fetched with the first map: half of what the page would weigh. */
export const worldMap = (): Promise<Topology> => {
  world ??= fetch(new URL('land.json', location.href)).then(async response => {
    if (!response.ok) throw new Error(`the world map cannot be loaded (${response.status})`)
    return (await response.json()) as Topology
  })
  world.catch(() => {
    world = null
  })
  return world
}
