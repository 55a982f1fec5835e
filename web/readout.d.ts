declare module 'readout:countries' {
  const countries: Readonly<Record<string, readonly [string, number, number]>>
  export default countries
}

declare module 'readout:land' {
  const land: import('topojson-specification').Topology
  export default land
}
